"""Where a form is sent: to the backend beside the site, or to one at an address of its own."""

from html import escape
from urllib.parse import urlencode

from desk.settings.model import Settings

DESK_FOLDER = "_desk/"
REQUESTS = DESK_FOLDER + "requests"
HELPFUL = DESK_FOLDER + "helpful"
SEARCHES = DESK_FOLDER + "searches"
STATUS = DESK_FOLDER + "status"
FEEDBACK = DESK_FOLDER + "feedback"
CHALLENGE = DESK_FOLDER + "challenge"
CALLBACKS = DESK_FOLDER + "callbacks"
# The page on which a call is asked for, below the root of a language.
CALLBACK_PAGE = "contact/callback/"
# How long callers wait right now.
HOLD = DESK_FOLDER + "hold"
# By the page's script, which stays on the page; all other addresses are gone to.
ASKED_BY_SCRIPT = (REQUESTS, CALLBACKS, HELPFUL, SEARCHES, CHALLENGE, HOLD)


def form_action(settings: Settings, root: str, language: str | None = None) -> str:
    """The address of the request form on a page from which `root` ("../", "../../") leads to the site's root.

    `language` is that of the page: errors are explained in it, whatever language the answer is to be in.
    """
    query = "?" + urlencode({"language": language}) if language else ""
    return f"{settings.channels.form.endpoint or root}{REQUESTS}{query}"


def hold_url(settings: Settings) -> str:
    """The address that tells how long callers wait right now, in full."""
    return f"{settings.channels.form.endpoint or settings.organisation.site_url}{HOLD}"


def hold_action(settings: Settings, root: str) -> str:
    """The same for a page from which `root` leads to the site's root."""
    return f"{settings.channels.form.endpoint or root}{HOLD}"


def offers_calls(settings: Settings) -> bool:
    """Whether customers may ask to be called."""
    return settings.channels.callback is not None


def callback_action(settings: Settings, root: str, language: str) -> str:
    """The address at which a call is asked for, for a page in a language."""
    return f"{settings.channels.form.endpoint or root}{CALLBACKS}?{urlencode({'language': language})}"


def callback_url(settings: Settings, language: str) -> str:
    """The page on which a call is asked for, in full, for a mail."""
    return f"{settings.organisation.site_url}{settings.languages.root(language)}{CALLBACK_PAGE}"


def linked(html: str, settings: Settings) -> str:
    """Escaped text, in which the address of the page where a call is asked for can be followed."""
    for language in settings.languages.offered if offers_calls(settings) else ():
        address = escape(callback_url(settings, language))
        html = html.replace(address, f'<a href="{address}">{address}</a>')
    return html


def helpful_action(settings: Settings, root: str) -> str:
    """The address to which "Was this helpful?" is answered."""
    return f"{settings.channels.form.endpoint or root}{HELPFUL}"


def searches_action(settings: Settings, root: str) -> str:
    """The address at which finished searches are counted; empty where they are not."""
    return f"{settings.channels.form.endpoint or root}{SEARCHES}" if settings.search.counting else ""


def status_action(settings: Settings, root: str, language: str) -> str:
    """The address that tells how things stand, for a page in a language."""
    return f"{settings.channels.form.endpoint or root}{STATUS}?{urlencode({'language': language})}"


def status_url(settings: Settings, reference: str, language: str) -> str:
    """The same in full, for a mail: it names the case, and the customer types the code that stands beside it."""
    query = urlencode({"case": reference, "language": language})
    return f"{settings.channels.form.endpoint or settings.organisation.site_url}{STATUS}?{query}"


def feedback_action(settings: Settings, root: str, language: str) -> str:
    """The address to which an answer to the question for feedback is sent, for a page in a language."""
    return f"{settings.channels.form.endpoint or root}{FEEDBACK}?{urlencode({'language': language})}"


def feedback_link(root: str, reference: str, code: str, language: str) -> str:
    """The page of that question, below the address or the way that leads to the backend.

    The code stands behind the #, which no server and no log sees.
    """
    return f"{root}{FEEDBACK}?{urlencode({'case': reference, 'language': language})}#{code}"
