"""Site and backend at two origins: the site's own script may read the desk's answers, and nobody else's."""

from collections.abc import Callable

import pytest

from contact.edges.handlers import desk_handlers, first_answer
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from desk.bundle import Bundle
from desk.data import replace, to_json
from tests.contact.conftest import FORM, Clock
from tests.contact.test_accept import reference_in

SITE = "https://help.example-exchange.com"
ENDPOINT = "https://requests.example-exchange.com/desk/"

JSON = {"content_type": "application/json", "accept": "application/json"}

Send = Callable[..., HttpResponse]


@pytest.fixture
def apart(bundle: Bundle) -> Bundle:
    """The same desk with its backend at another origin."""
    form = replace(bundle.settings.channels.form, endpoint=ENDPOINT)
    channels = replace(bundle.settings.channels, form=form)
    return replace(bundle, settings=replace(bundle.settings, channels=channels))


@pytest.fixture
def send(log: Log, clock: Clock) -> Send:
    """Send a request to all that stands below /_desk/."""

    def sent(bundle: Bundle, method: str, path: str, body: bytes = b"", **headers: str) -> HttpResponse:
        handlers = desk_handlers(lambda: bundle, log, clock, lambda: None)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = HttpRequest(method=method, path=path, headers=named, body=body)
        return first_answer(handlers, lambda _request: HttpResponse(status=404), request)

    return sent


def test_own_script_reads_the_answer(apart: Bundle, send: Send) -> None:
    """The answer names the site's origin and no other, and tells caches that it depends on who asks."""
    answer = send(apart, "POST", "/_desk/requests", to_json(FORM), origin=SITE, **JSON)
    assert answer.status == 201
    assert answer.headers["access-control-allow-origin"] == SITE
    assert answer.headers["vary"] == "origin"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["https://evil.example", f"{SITE}.evil.example", "null", SITE.upper(), "", f"{SITE}:443"]
)
def test_other_sites_read_nothing(apart: Bundle, send: Send, origin: str) -> None:
    """What another site's script sends is answered to its browser, which keeps the answer from it."""
    answer = send(apart, "POST", "/_desk/requests", to_json(FORM), origin=origin, **JSON)
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["vary"] == "origin"
    asked = send(apart, "OPTIONS", "/_desk/requests", origin=origin, access_control_request_method="POST")
    assert "access-control-allow-origin" not in asked.headers
    assert asked.status == 405


@pytest.mark.parametrize("path", ["/_desk/requests", "/_desk/helpful", "/_desk/searches", "/_desk/challenge"])
def test_browser_that_asks_first_is_told(apart: Bundle, send: Send, path: str) -> None:
    """The preflight request of a script that sends JSON."""
    answer = send(apart, "OPTIONS", path, origin=SITE, access_control_request_method="POST")
    assert (answer.status, answer.body) == (204, b"")
    assert dict(answer.headers) == {
        "vary": "origin",
        "access-control-allow-origin": SITE,
        "access-control-expose-headers": "retry-after",
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "content-type",
        "access-control-max-age": "3600",
        "cache-control": "no-store",
    }


@pytest.mark.parametrize("path", ["/_desk/received", "/_desk/copy", "/_desk/status"])
def test_pages_about_a_case_are_read_by_no_script(apart: Bundle, send: Send, path: str) -> None:
    """They are gone to; no script, not even our own, is to read them."""
    answer = send(apart, "GET", path, origin=SITE)
    assert "access-control-allow-origin" not in answer.headers
    preflight = send(apart, "OPTIONS", path, origin=SITE, access_control_request_method="POST")
    assert preflight.status == 405


def test_at_one_origin_nothing_is_shared(bundle: Bundle, send: Send) -> None:
    """A desk beside its site needs none of this, and says nothing of it."""
    answer = send(bundle, "POST", "/_desk/requests", to_json(FORM), origin=SITE, **JSON)
    assert not [name for name in answer.headers if name.startswith("access-control")]
    asked = send(bundle, "OPTIONS", "/_desk/requests", origin=SITE, access_control_request_method="POST")
    assert asked.status == 405


def test_pages_may_load_the_styles_of_the_site(apart: Bundle, bundle: Bundle, send: Send) -> None:
    """The policy of a page that the backend draws names the site; beside the site it names only itself."""
    policy = send(apart, "GET", "/_desk/status").headers["content-security-policy"]
    assert policy == (
        f"default-src 'none'; script-src 'self' {SITE}; style-src 'self' {SITE}; img-src 'self' data: {SITE}; "
        f"font-src 'self' {SITE}; connect-src 'self'; form-action 'self' {SITE}; base-uri 'none'; frame-ancestors 'none'"
    )
    assert SITE not in send(bundle, "GET", "/_desk/status").headers["content-security-policy"]


def test_way_back_leads_to_the_site(apart: Bundle, send: Send) -> None:
    """From a backend elsewhere, the contact page and the page of a vote are at the site's own address."""
    assert send(apart, "GET", "/_desk/requests").headers["location"] == f"{SITE}/contact/"
    vote = b"page=fees/what-does-it-cost&language=es&answer=yes"
    form = {"content_type": "application/x-www-form-urlencoded"}
    answer = send(apart, "POST", "/_desk/helpful", vote, **form)
    assert answer.headers["location"] == f"{SITE}/es/fees/what-does-it-cost/#thanks"


def test_confirmation_stays_at_the_backend(apart: Bundle, send: Send) -> None:
    """Its address is relative to the one that the form was sent to, wherever that is."""
    form = "&".join(f"{name}={value.replace(' ', '+')}" for name, value in FORM.items()).encode()
    answer = send(apart, "POST", "/_desk/requests", form, content_type="application/x-www-form-urlencoded")
    assert answer.headers["location"].startswith(f"received?case={reference_in(answer)}&key=")
