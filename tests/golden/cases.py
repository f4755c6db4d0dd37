"""The folders of golden sites: `site/` goes in, `expected/` must come out."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.search import open_index
from tests.project import Project, main_part

# Pages that every site has alike are compared in this one case only.
COMPLETE = "basics"
_ALIKE = {
    "404.html",
    "contact/index.html",
    "hours/index.html",
    "notices/index.html",
    "robots.txt",
    "contact.json",
    "hours.ics",
}


_HASH = re.compile(r"(?<=\d)-[0-9a-f]{6}\.bin")


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One golden site."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def built(self, scratch: Path) -> dict[str, str]:
        """What is compared, by path below `expected/`. The site is built from a copy, so that nothing is left in it."""
        shutil.copytree(self.folder / "site", scratch, dirs_exist_ok=True)
        built = Project(scratch).build()
        compared = dict(_compared(built.files))
        if self.name != COMPLETE:
            compared = {path: text for path, text in compared.items() if path.removeprefix("es/") not in _ALIKE}
        # The files of an index are named for what is in them.
        compared["files.txt"] = "".join(f"{_HASH.sub('-<hash>.bin', path)}\n" for path in sorted(built.files))
        if built.findings:
            compared["findings.txt"] = "".join(f"{finding}\n" for finding in built.findings)
        return compared

    def expected(self) -> dict[str, str]:
        folder = self.folder / "expected"
        return {
            file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }

    def refresh(self, built: Mapping[str, str]) -> None:
        """Make `expected/` what was built, and nothing more."""
        folder = self.folder / "expected"
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in built.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")


def golden_cases() -> list[GoldenCase]:
    """Every case, by name."""
    return [GoldenCase(folder.parent) for folder in sorted(Path(__file__).parent.glob("*/site"))]


def _compared(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, data in files.items():
        if path == "contact.json":
            yield path, _readable(json.loads(data))
        elif path.startswith("assets/search/") and path.endswith(".json"):
            yield path, _cards(files, Path(path).stem)
        elif path.endswith("hours.ics"):
            yield path, data.decode().replace("\r\n", "\n")
        elif path in {"sitemap.xml", "robots.txt"}:
            yield path, data.decode().replace("><", ">\n<")
        elif path.endswith(".html"):
            html = data.decode()
            # A redirect has no house around it.
            yield path, html if 'http-equiv="refresh"' in html else main_part(html)


def _cards(files: Mapping[str, bytes], language: str) -> str:
    """What the results of a language show of each question."""
    index = open_index(lambda name: files[f"assets/search/{name}"], language)
    cards = [[card.path, card.title, card.crumbs, card.summary] for card in index.cards()]
    return json.dumps(cards, ensure_ascii=False, indent=1) + "\n"


def _readable(contact: dict[str, Any]) -> str:
    """contact.json with its openings as text: one line each, in UTC."""
    for calendar in contact["calendars"].values():
        calendar["openings"] = [f"{_minute(start)} to {_minute(end)}" for start, end in calendar["openings"]]
    return json.dumps(contact, ensure_ascii=False, indent=1) + "\n"


def _minute(number: int) -> str:
    return f"{datetime.fromtimestamp(number * 60, UTC):%a %Y-%m-%d %H:%M}"
