"""A handler of the desk -> the same, with answers that the site's own script may read where the site has another origin.

That is what browsers ask for (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). No other site is let in.
"""

from collections.abc import Callable, Mapping

from contact.http import HttpRequest, HttpResponse
from desk.bundle import Bundle
from desk.data import Data, replace
from desk.form.action import ASKED_BY_SCRIPT
from desk.policy import site_origin

# A browser need not ask again for so long.
_MAX_AGE_SECONDS = 3600
_PATHS = frozenset(f"/{address}" for address in ASKED_BY_SCRIPT)


class CrossOrigin(Data, frozen=True, kw_only=True):
    """A handler behind which another one answers."""

    bundle: Callable[[], Bundle]
    inner: Callable[[HttpRequest], HttpResponse | None]

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer, with what the browser of a visitor needs to hand it to the site's script."""
        if request.path not in _PATHS:
            return self.inner(request)
        site = site_origin(self.bundle().settings)
        if not site:
            return self.inner(request)
        ours = request.headers.get("origin") == site
        if ours and request.method == "OPTIONS" and "access-control-request-method" in request.headers:
            return HttpResponse(status=204, headers=_preflight(site))
        answer = self.inner(request)
        return answer and replace(answer, headers={**answer.headers, **_shared(site if ours else "")})


def _shared(site: str) -> Mapping[str, str]:
    # Said to everybody: a cache between us must not give one origin's answer to another.
    vary = {"vary": "origin"}
    allowed = {"access-control-allow-origin": site, "access-control-expose-headers": "retry-after"}
    return vary | allowed if site else vary


def _preflight(site: str) -> Mapping[str, str]:
    return {
        **_shared(site),
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "content-type",
        "access-control-max-age": str(_MAX_AGE_SECONDS),
        "cache-control": "no-store",
    }
