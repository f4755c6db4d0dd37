"""Staged files -> their places in a site: what is written down before the first one moves can be finished by the next build.

Knows nothing of what the files hold.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from desk.data import Data, UnreadableError, read, to_json

_JOURNAL = "journal.json"


class Journal(Data, frozen=True):
    """What is to change places: each staged file with the path to which it belongs, and the paths that are no longer."""

    moves: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]


def late(move: tuple[str, str]) -> tuple[bool, str]:
    """What names other files comes after them."""
    return move[1].startswith("assets/search/") and move[1].endswith(".json"), move[1]


def is_begun(staging: Path) -> bool:
    """Whether files have begun to move from here to their places."""
    return (staging / _JOURNAL).is_file()


def write_journal(staging: Path, journal: Journal) -> None:
    """From here on the next build finishes what this one cannot."""
    unfinished = staging / f"{_JOURNAL}.unfinished"
    unfinished.write_bytes(to_json(journal))
    unfinished.rename(staging / _JOURNAL)


def apply(staging: Path, target: Path) -> None:
    """Let staged files change places with those of the site. What was done before is not done again."""
    journal = read(staging / _JOURNAL, Journal)
    here, there = f"{staging}/", f"{target}/"
    for name, path in journal.moves:
        try:
            os.replace(here + name, there + path)  # noqa: PTH105 - tens of thousands
        except FileNotFoundError:
            if (staging / name).exists():
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).rename(target / path)
    for path in journal.gone:
        place = target / path
        place.unlink(missing_ok=True)
        _remove_empty(place.parent, target)
    shutil.rmtree(staging, ignore_errors=True)


def _remove_empty(folder: Path, target: Path) -> None:
    while folder != target:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def bring_back(old: Path, target: Path) -> None:
    """The old site, where the new one did not get into its place: also after Ctrl-C between the two renames."""
    if old.exists() and not target.exists():
        old.rename(target)


def forget_unfinished(target: Path) -> None:
    """Folders of builds that were killed: what had begun to change places is finished, the rest is thrown away."""
    for folder in target.parent.glob(f".{target.name}.*.*"):
        number = folder.name.split(".")[-2]
        if folder.suffix in {".new", ".old"} and number.isdigit() and folder.is_dir():
            if folder.suffix == ".old":
                bring_back(folder, target)
            elif is_begun(folder) and target.is_dir():
                with suppress(UnreadableError):
                    apply(folder, target)
            shutil.rmtree(folder, ignore_errors=True)
