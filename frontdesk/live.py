"""Live reload for writers: pages get a script that brings them up to date after a build, and shows what is wrong.

Only `frontdesk serve` adds it, for a browser on the same machine; nothing of it is in a built site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path

from contact.edges.site_files import site_answer
from contact.http import HttpRequest, HttpResponse
from frontdesk.live_state import LiveState
from frontdesk.this_machine import is_from_this_machine

LIVE = "/_desk/live"
_MEDIA_TYPES = {f"{LIVE}.js": "text/javascript", f"{LIVE}.css": "text/css"}
# `data-any`: after any build at all, the page is loaded again.
_TAG = '<script src="/_desk/live.js" data-build="{build}"{any} defer></script>\n'
_NOTHING_YET = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Nothing to show yet</title>
<h1>Nothing to show yet</h1>
<p>This page shows the site as soon as these are mended.</p>
<pre>{problems}</pre>
</body>
</html>
"""


@dataclass(slots=True)
class LivePages:
    """A handler for the pages of the site, and for the script and the style that they get."""

    site: Callable[[], Path]
    state: LiveState

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to any GET from this machine that another handler left over."""
        if request.method != "GET" or not is_from_this_machine(request):
            return None
        if media_type := _MEDIA_TYPES.get(request.path):
            body = (files("frontdesk") / request.path.rpartition("/")[2]).read_bytes()
            headers = {"content-type": f"{media_type}; charset=utf-8", "cache-control": "no-cache"}
            return HttpResponse(status=200, headers=headers, body=body)
        return None if request.path.startswith("/_desk/") else self._page(request)

    def _page(self, request: HttpRequest) -> HttpResponse:
        # Before the page is read: a build in between is then told to it, and not lost.
        build = self.state.token
        if not self.state.builds:
            page = _NOTHING_YET.format(problems=escape(self.state.text))
            return HttpResponse(
                status=503,
                headers={"content-type": "text/html; charset=utf-8"},
                body=with_script(page.encode(), build, any_build=True),
            )
        answer = site_answer(self.site(), request)
        if answer.status == 304 or not answer.headers.get("content-type", "").startswith("text/html"):  # noqa: PLR2004
            return answer
        headers = {name: value for name, value in answer.headers.items() if name != "etag"}
        # A page that is missing may be there after the next build.
        body = with_script(answer.body, build, any_build=answer.status != 200)  # noqa: PLR2004
        return HttpResponse(status=answer.status, headers=headers, body=body)


def with_script(page: bytes, build: str, *, any_build: bool) -> bytes:
    """A page with the script at its end."""
    tag = _TAG.format(build=build, any=" data-any" if any_build else "").encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag
