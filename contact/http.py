"""A request and an answer without a framework, and the headers that every answer carries.

Both edges, ASGI and (later) Lambda, turn what they get into an HttpRequest. Knows no form and no case.
"""

from collections.abc import Mapping
from time import monotonic

from desk.data import Data, field, to_json
from desk.policy import desk_policy, policy
from desk.settings.model import Settings

# The largest message, typed in emoji, is 60 kB on its way: 5,000 characters of 12 bytes each.
LARGEST_FORM = 64 * 1024

_NO_FRAMES = "; frame-ancestors 'none'"
CONTENT_SECURITY_POLICY = policy() + _NO_FRAMES
# On answers of the desk.
SECURITY_HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}
# On the site's own files: pages carry their exact policy themselves, in which the owner's backend and the pictures of
# other sites are named; this one holds for everything else, and keeps the pages out of other sites' frames.
SITE_HEADERS: Mapping[str, str] = {
    **SECURITY_HEADERS,
    "content-security-policy": policy(backend="https:", pictures="https:") + _NO_FRAMES,
}
# On answers of the desk in addition: their addresses hold a key, and their text is about one person.
PRIVATE_HEADERS: Mapping[str, str] = {
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
}


class HttpRequest(Data, frozen=True, kw_only=True):
    """One request. Header names are in lower case; `oversized` means that the edge stopped reading the body.

    `client` is the address that it came from, of IPv6 the network; empty where that is not known.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    oversized: bool = False
    client: str = ""

    @property
    def wants_json(self) -> bool:
        """Whether a script asks, and not a browser on its own."""
        return "application/json" in self.headers.get("accept", "")

    @property
    def content_type(self) -> str:
        """The media type of the body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class HttpResponse(Data, frozen=True, kw_only=True):
    """One answer. Header names are in lower case.

    It leaves no earlier than at `not_before`, on the clock of time.monotonic: then the time that it took tells nothing.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    not_before: float = 0.0

    @property
    def seconds_early(self) -> float:
        """How long it has to wait still."""
        return max(0.0, self.not_before - monotonic())


def page(status: int, html: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A page of the desk: never stored, never named to another site."""
    return _answer(status, "text/html; charset=utf-8", html.encode(), headers)


def json_answer(status: int, value: object, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An answer for a script."""
    return _answer(status, "application/json", to_json(value), headers)


def twiml_answer(body: bytes) -> HttpResponse:
    """What a telephone service is to say."""
    return HttpResponse(
        status=200, headers={**SECURITY_HEADERS, **PRIVATE_HEADERS, "content-type": "text/xml"}, body=body
    )


def text_file(name: str, text: str) -> HttpResponse:
    """A text that the browser keeps as a file. `name` is our own."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return _answer(200, "text/plain; charset=utf-8", text.encode(), headers)


def page_policy(settings: Settings) -> Mapping[str, str]:
    """The header of a page of the desk that lets it load the site's styles, where the site has another address."""
    return {"content-security-policy": desk_policy(settings) + _NO_FRAMES}


def see_other(location: str) -> HttpResponse:
    """Sends the browser on with a GET, so that a reload repeats nothing (303)."""
    return _answer(303, "text/plain; charset=utf-8", b"", {"location": location})


def _answer(status: int, media_type: str, body: bytes, headers: Mapping[str, str] | None) -> HttpResponse:
    merged = {**SECURITY_HEADERS, **PRIVATE_HEADERS, "content-type": media_type, **(headers or {})}
    return HttpResponse(status=status, headers=merged, body=body)
