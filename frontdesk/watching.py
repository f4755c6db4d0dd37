"""Files that somebody saves -> one call soon after, however many there were and however they were saved.

Knows which files of a project count; knows nothing of what is done with them.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import watchfiles

from desk.settings import SETTINGS_FILE

# Several saves in one moment are one call. A single one is told of after `step`.
_DEBOUNCE_MILLISECONDS, _STEP_MILLISECONDS = 60, 10
_FOLDERS = ("faq", "ack_templates", "theme")
_STOP_WITHIN_SECONDS = 2
_AWAY_SECONDS = 0.1


@contextmanager
def watching(project: Path, changed: Callable[[], None]) -> Iterator[None]:
    """Call `changed`, in a thread of its own, on every change that somebody makes."""
    watch = _Watch(project, changed)
    threads = [threading.Thread(target=one, daemon=True) for one in (watch.top, watch.below)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        watch.stop.set()
        watch.again.set()
        for thread in threads:
            thread.join(_STOP_WITHIN_SECONDS)


class _Watch:
    """The settings are watched through their folder: many editors save a file by putting another in its place."""

    def __init__(self, project: Path, changed: Callable[[], None]) -> None:
        self.project, self.changed = project, changed
        self.stop, self.again = threading.Event(), threading.Event()

    def top(self) -> None:
        """The settings, the measured figures beside them, and folders that come and go."""

        def is_ours(_change: watchfiles.Change, path: str) -> bool:
            name = Path(path).name
            return name in {SETTINGS_FILE, *_FOLDERS} or (name.endswith(".json") and not name.startswith("."))

        for changes in _changes([self.project], is_ours, self.stop, recursive=False):
            if any(Path(path).name in _FOLDERS for _, path in changes):
                self.again.set()
            if changes:
                self.changed()

    def below(self) -> None:
        """All in the folders, as long as they are the same folders."""
        is_new, polling = False, False
        while not self.stop.is_set():
            self.again.clear()
            there = [self.project / name for name in _FOLDERS if (self.project / name).is_dir()]
            try:
                for changes in _changes(there, _by_people, self.again, polling=polling):
                    # In a new folder, something may have been saved before it was watched.
                    if changes or is_new:
                        self.changed()
                    is_new = False
            except FileNotFoundError:
                # Gone this moment.
                self.again.wait(_AWAY_SECONDS)
            except (OSError, RuntimeError):
                # The system watches no more folders than its owner allows.
                polling = True
            is_new = True


def _changes(
    folders: list[Path],
    wanted: Callable[[watchfiles.Change, str], bool],
    stop: threading.Event,
    *,
    recursive: bool = True,
    polling: bool = False,
) -> Iterator[set[tuple[watchfiles.Change, str]]]:
    """What changed, and from time to time that nothing did."""
    yield from watchfiles.watch(
        *folders,
        watch_filter=wanted,
        stop_event=stop,
        debounce=_DEBOUNCE_MILLISECONDS,
        step=_STEP_MILLISECONDS,
        rust_timeout=500,
        yield_on_timeout=True,
        raise_interrupt=False,
        recursive=recursive,
        force_polling=polling or None,
    )


def _by_people(_change: watchfiles.Change, path: str) -> bool:
    """Whether somebody edited this: not the hidden file that editors leave beside the one they save."""
    return not Path(path).name.startswith(".")
