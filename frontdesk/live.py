"""Live reload for writers: pages get a script that brings them up to date after a build, and shows what is wrong.

Only `frontdesk serve` adds it, for a browser on the same machine; nothing of it is in a built site.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path

from contact.edges.site_files import LASTING, site_answer
from contact.http import HttpRequest, HttpResponse
from desk.data import replace
from frontdesk.live_state import LiveState
from frontdesk.this_machine import is_from_this_machine

LIVE = "/_desk/live"
_MEDIA_TYPES = {f"{LIVE}.js": "text/javascript", f"{LIVE}.css": "text/css"}
# The query that names what is in a file, by so much of its SHA-256 as stands in its ETag.
_OF, _TAG_LENGTH = "of", 32
# `data-any`: after any build at all, the page is loaded again.
_TAG = '<script src="/_desk/live.js" data-build="{build}"{any} defer></script>\n'
# Styles and scripts that a page of a built site names, at whatever depth it lies.
_ASSET = re.compile(rb'(<(?:link rel="stylesheet" href|script src)=")((?:\.\./|/)*)(assets/[^"?#]+)"')
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
    # Of what is published, by path.
    hashes: Callable[[], Mapping[str, str]] = dict

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
            return _lasting(answer, request.query.get(_OF, ""))
        headers = {name: value for name, value in answer.headers.items() if name != "etag"}
        # A page that is missing may be there after the next build.
        body = with_script(
            _with_hashes(answer.body, self.hashes()),
            build,
            any_build=answer.status != 200,  # noqa: PLR2004
        )
        return HttpResponse(status=answer.status, headers=headers, body=body)


def _lasting(answer: HttpResponse, named: str) -> HttpResponse:
    """A file that was asked for by what is in it need not be asked for again, where this is still in it."""
    if not named or answer.headers.get("etag") != f'"{named}"':
        return answer
    return replace(answer, headers={**answer.headers, "cache-control": LASTING})


def _with_hashes(page: bytes, hashes: Mapping[str, str]) -> bytes:
    """A page that names its styles and scripts by what is in them: when it is loaded again, it asks for nothing that it has."""

    def named(found: re.Match[bytes]) -> bytes:
        known = hashes.get(found[3].decode("utf-8", "replace"), "")[:_TAG_LENGTH]
        return b'%b%b%b?%b=%b"' % (*found.groups(), _OF.encode(), known.encode()) if known else found[0]

    return _ASSET.sub(named, page)


def with_script(page: bytes, build: str, *, any_build: bool) -> bytes:
    """A page with the script at its end."""
    tag = _TAG.format(build=build, any=" data-any" if any_build else "").encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag
