"""A folder in which one state after another is saved and built, and the clean build that each is compared with."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Final

from desk.bundle import BUNDLE_FILE
from desk.folders import Folders
from frontdesk.cli import main
from tests.generator.incremental.desk_state import State

ROOT: Final = Path(__file__).resolve().parents[3]
_SECONDS: Final = re.compile(r" -> .* in [\d.]+ s$", re.MULTILINE)
# How a file is saved.
MANNERS: Final = ("in place", "by rename", "old stamp", "long ago", "in the future")


@dataclass(frozen=True, slots=True)
class Result:
    """What a build said and what is published after it: the sums of the files of the site, and of the bundle."""

    code: int
    out: str
    err: str
    site: Mapping[str, str]
    bundle: str


@dataclass(slots=True)
class Place:
    """A project's folder. `files` are those that were saved there."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)

    def save(self, state: State, manner: str = "in place") -> None:
        """Bring the folder to a state: only what differs is written, and what is gone is deleted."""
        wanted = state.files
        for path in self.files.keys() - wanted.keys():
            (self.folder / path).unlink()
            with contextlib.suppress(OSError):
                for parent in (self.folder / path).parents:
                    parent.rmdir()
        for path, data in wanted.items():
            if self.files.get(path) != data:
                save_file(self.folder / path, data, manner)
        self.files = dict(wanted)

    def build(self, day: date, *options: str, apart: bool = False) -> Result:
        """`frontdesk build` in this process, or in one of its own."""
        arguments = ["build", "--project", str(self.folder), *options]
        epoch = str(int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()))
        code, out, err = (_apart if apart else _here)(arguments, epoch)
        site = self.folder / "site"
        bundle = Folders(self.folder).bundle / BUNDLE_FILE
        return Result(
            code=code,
            out=_SECONDS.sub("", out),
            # What changed since the last build is told by the history of a folder.
            err="".join(line for line in err.splitlines(keepends=True) if not line.startswith("note: ")),
            site={file.relative_to(site).as_posix(): _sum(file) for file in site.rglob("*") if file.is_file()},
            bundle=_sum(bundle) if bundle.exists() else "",
        )


def save_file(place: Path, data: bytes, manner: str) -> None:
    """Write a file as some editor or program does."""
    place.parent.mkdir(parents=True, exist_ok=True)
    before = place.stat() if place.exists() else None
    if manner == "by rename":
        beside = place.with_name(f".{place.name}.swp")
        beside.write_bytes(data)
        beside.replace(place)
    else:
        place.write_bytes(data)
    if manner == "old stamp" and before:
        os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif manner in {"long ago", "in the future"}:
        seconds = 0 if manner == "long ago" else 4_000_000_000
        os.utime(place, (seconds, seconds))


class CleanBuilds:
    """What clean builds make of states, each built once. Shells are drawn once: they take longer than all the rest."""

    def __init__(self, folder: Path, shells: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self.shells: dict[str, bytes] = dict(shells or {})
        self.known: dict[bytes, Result] = {}

    def of(self, state: State) -> Result:
        """The result of a clean build of a state in an empty folder."""
        key = blake2b(repr((state.day, sorted(state.files.items()))).encode()).digest()
        if key not in self.known:
            with self.place() as place:
                place.save(state)
                self.known[key] = place.build(state.day)
        return self.known[key]

    @contextlib.contextmanager
    def place(self) -> Iterator[Place]:
        """An empty folder that lasts for a while, with shells and nothing else in its cache."""
        folder = self.folder / "place"
        cache = Folders(folder).cache
        cache.mkdir(parents=True)
        for name, data in self.shells.items():
            (cache / name).write_bytes(data)
        try:
            yield Place(folder)
        finally:
            for file in filter(Path.is_file, cache.glob("shells-*.json")):
                self.shells.setdefault(file.name, file.read_bytes())
            shutil.rmtree(folder)


def _sum(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=12).hexdigest()


def _here(arguments: list[str], epoch: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = epoch
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
    return code, out.getvalue(), err.getvalue()


def _apart(arguments: list[str], epoch: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "frontdesk", *arguments]
    environment = os.environ | {"SOURCE_DATE_EPOCH": epoch}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    return ran.returncode, ran.stdout, ran.stderr
