"""Builds, good and bad -> what a page has to hear of them: which files are new, and what is wrong.

Builds run in a thread, pages wait in an event loop. Knows no HTTP.
"""

import asyncio
import secrets
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from desk.finding import FindingsError, counted, errors

# A page that was built longer ago is loaded anew, whatever changed.
_BUILDS_KNOWN = 100
# More is no edit of an answer: then all pages are new.
MOST_CHANGED = 1000
# Nobody reads more in a page; `frontdesk check` lists them all.
MOST_SHOWN = 20

_STILL_SERVED = "The last good build is still served."
_NOTHING_SERVED = "There is nothing to serve yet."


class LiveState:
    """How many builds succeeded, which files each of them changed, and what the last one that failed had to say."""

    def __init__(self) -> None:
        self.builds = 0
        self.text = ""
        # Another run of the server counts from one again.
        self._run = secrets.token_hex(4)
        self._problems: Mapping[str, object] | None = None
        self._changed: deque[tuple[str, frozenset[str]]] = deque(maxlen=_BUILDS_KNOWN)
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = threading.Lock()

    @property
    def token(self) -> str:
        """The name of the last good build."""
        return f"{self._run}-{self.builds}"

    @property
    def is_watched(self) -> bool:
        """Whether any page waits to hear of builds."""
        return bool(self._waiting)

    def built(self, changed: frozenset[str]) -> None:
        """A build succeeded, and these files of the site are not what they were."""
        with self._lock:
            if changed or self.text or not self.builds:
                self._changed.append((self.token, changed))
                self.builds += 1
            self._problems, self.text = None, ""
        self._wake()

    def failed(self, error: Exception) -> None:
        """A build did not succeed."""
        served = _STILL_SERVED if self.builds else _NOTHING_SERVED
        with self._lock:
            self.text = f"{error}\n\n{served}"
            self._problems = {**_shown(error), "served": served}
        self._wake()

    def told_to(self, build: str) -> dict[str, object]:
        """What a page hears that was loaded after some build. `changed` is nothing where that is too long ago to say."""
        with self._lock:
            changed: set[str] | None = set() if build == self.token else None
            since: set[str] = set()
            for before, files in reversed(self._changed):
                since |= files
                if before == build:
                    changed = since
                    break
            told = None if changed is None or len(changed) > MOST_CHANGED else sorted(changed)
            return {"build": self.token, "changed": told, "problems": self._problems}

    @contextmanager
    def news(self) -> Iterator[asyncio.Event]:
        """An event of the running loop that is set as soon as there is more to tell."""
        waiting = (asyncio.get_running_loop(), asyncio.Event())
        self._waiting.add(waiting)
        try:
            yield waiting[1]
        finally:
            self._waiting.discard(waiting)

    def _wake(self) -> None:
        for loop, event in tuple(self._waiting):
            loop.call_soon_threadsafe(event.set)


def _shown(error: Exception) -> dict[str, object]:
    if not isinstance(error, FindingsError):
        return {"title": "The site could not be built", "problems": [{"place": "", "message": str(error), "fix": ""}]}
    # What stops the build; warnings are not why the page is as it was.
    found = errors(error.findings)
    problems = [
        {"place": str(one.place), "message": f"{one.message} [{one.rule}]", "fix": one.fix}
        for one in found[:MOST_SHOWN]
    ]
    more = len(found) - len(problems)
    if more:
        problems.append({"place": "", "message": f"and {more:,} more: frontdesk check lists them all", "fix": ""})
    return {"title": counted(found), "problems": problems}
