"""Where a form is sent: to the backend beside the site, or to one at an address of its own."""

from urllib.parse import urlencode

from desk.settings.model import Settings

DESK_FOLDER = "_desk/"
REQUESTS = DESK_FOLDER + "requests"
HELPFUL = DESK_FOLDER + "helpful"


def form_action(settings: Settings, root: str, language: str | None = None) -> str:
    """The address of the request form on a page from which `root` ("../", "../../") leads to the site's root.

    `language` is that of the page: errors are explained in it, whatever language the answer is to be in.
    """
    query = "?" + urlencode({"language": language}) if language else ""
    return f"{settings.channels.form.endpoint or root}{REQUESTS}{query}"


def helpful_action(settings: Settings, root: str) -> str:
    """The address to which "Was this helpful?" is answered."""
    return f"{settings.channels.form.endpoint or root}{HELPFUL}"
