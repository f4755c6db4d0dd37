"""Live reload for writers: pages get a small script that reloads them after a build, and shows what is wrong after a bad edit.

Only `frontdesk serve` adds it, for a browser on the same machine; nothing of it is in a built site.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from contact.edges.site_files import site_answer
from contact.http import HttpRequest, HttpResponse, json_answer
from frontdesk.this_machine import is_from_this_machine

LIVE = "/_desk/live"
_TAG = f'<script src="{LIVE}.js" defer></script>\n'.encode()
_SCRIPT = """(function () {
  "use strict";
  var seen = null;
  var box = null;
  function show(problems) {
    if (!problems) { if (box) { box.remove(); box = null; } return; }
    if (!box) {
      box = document.body.appendChild(document.createElement("pre"));
      box.className = "fd-problems";
      box.setAttribute("role", "alert");
    }
    box.textContent = problems;
  }
  function ask() {
    fetch("/_desk/live", { cache: "no-store" }).then(function (answer) { return answer.json(); }).then(function (state) {
      if (seen !== null && state.build !== seen) { location.reload(); return; }
      seen = state.build;
      show(state.problems);
    }).catch(function () { /* the server is stopped; asked again */ }).then(function () { setTimeout(ask, 500); });
  }
  ask();
})();
"""


_NOTHING_YET = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Nothing to show yet</title>
<h1>Nothing to show yet</h1>
<p>This page shows the site as soon as these are mended.</p>
<pre>{{problems}}</pre>
{_TAG.decode()}</html>
"""


@dataclass(slots=True)
class LiveState:
    """How many builds succeeded, and what the last one that failed had to say."""

    build: int = 1
    problems: str = ""


@dataclass(slots=True)
class LivePages:
    """A handler for the pages of the site, and for the two addresses that their script asks."""

    site: Callable[[], Path]
    state: LiveState = field(default_factory=LiveState)

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to any GET from this machine that another handler left over."""
        if request.method != "GET" or not is_from_this_machine(request):
            return None
        if request.path == LIVE:
            return json_answer(200, {"build": self.state.build, "problems": self.state.problems})
        if request.path == f"{LIVE}.js":
            headers = {"content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache"}
            return HttpResponse(status=200, headers=headers, body=_SCRIPT.encode())
        return None if request.path.startswith("/_desk/") else self._page(request)

    def _page(self, request: HttpRequest) -> HttpResponse:
        if not self.state.build:
            page = _NOTHING_YET.format(problems=escape(self.state.problems)).encode()
            return HttpResponse(status=503, headers={"content-type": "text/html; charset=utf-8"}, body=page)
        answer = site_answer(self.site(), request)
        if answer.status == 304 or not answer.headers.get("content-type", "").startswith("text/html"):  # noqa: PLR2004
            return answer
        headers = {name: value for name, value in answer.headers.items() if name != "etag"}
        return HttpResponse(
            status=answer.status, headers=headers, body=answer.body.replace(b"</body>", _TAG + b"</body>")
        )
