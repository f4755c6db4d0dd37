"""Where a form is sent: to the backend beside the site, or to one at an address of its own."""

from urllib.parse import urlencode

from desk.settings.model import Settings

DESK_FOLDER = "_desk/"
REQUESTS = DESK_FOLDER + "requests"
HELPFUL = DESK_FOLDER + "helpful"
SEARCHES = DESK_FOLDER + "searches"
STATUS = DESK_FOLDER + "status"
CHALLENGE = DESK_FOLDER + "challenge"
# By the page's script, which stays on the page; all other addresses are gone to.
ASKED_BY_SCRIPT = (REQUESTS, HELPFUL, SEARCHES, CHALLENGE)


def form_action(settings: Settings, root: str, language: str | None = None) -> str:
    """The address of the request form on a page from which `root` ("../", "../../") leads to the site's root.

    `language` is that of the page: errors are explained in it, whatever language the answer is to be in.
    """
    query = "?" + urlencode({"language": language}) if language else ""
    return f"{settings.channels.form.endpoint or root}{REQUESTS}{query}"


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
