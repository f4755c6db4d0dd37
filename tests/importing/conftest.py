"""A folder of articles and an empty project: write articles, import them, read what came out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.importing import ImportResult, Options, import_tree

TODAY = date(2026, 11, 21)


@dataclass(slots=True)
class Desk:
    """`old` is the folder that is imported, `project` where it goes."""

    old: Path
    project: Path
    results: list[ImportResult] = field(default_factory=list)

    def write(self, path: str, text: str | bytes) -> Path:
        """Put a file into the old folder."""
        file = self.old / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def have(self, path: str, text: str) -> None:
        """Put a file into the project."""
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def imported(self, **options: Any) -> ImportResult:  # noqa: ANN401 - the fields of Options, which checks them
        """Import the old folder."""
        self.results.append(import_tree(self.old, Options(project=self.project, today=TODAY, **options)))
        return self.results[-1]

    def read(self, path: str) -> str:
        """A file of the project."""
        return (self.project / path).read_text(encoding="utf-8")

    def body(self, path: str) -> str:
        """The answer of a new question, without its front matter."""
        return self.read(f"faq/en/{path}.md").split("---\n", 2)[2]

    def said(self, *without: str) -> list[str]:
        """The findings of the last import as text, without the starter's and those of rules that a test is not about."""
        hidden = {"starter-settings", *without}
        return [
            str(finding).replace(self.old.as_posix(), "old")
            for finding in self.results[-1].findings
            if finding.rule not in hidden
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two empty folders."""
    old, project = tmp_path / "old", tmp_path / "my-desk"
    old.mkdir()
    project.mkdir()
    return Desk(old, project)


@pytest.fixture
def answer(desk: Desk) -> Callable[[str], str]:
    """Import one article of a given text; its new answer."""

    def imported(markdown: str) -> str:
        desk.write("help/it.md", f"---\ntitle: It\n---\n{markdown}")
        desk.imported()
        return desk.body("help/it")

    return imported
