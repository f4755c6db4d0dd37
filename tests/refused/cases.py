"""The folders of refused sites, and each laid over the good project."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.content.front_matter import LARGEST_ANSWER
from generator.markdown.limits import MOST_HEADINGS
from generator.starter import STARTER_THEME
from tests.project import Project, question

_OWN = {"expected.txt", "remove.txt"}


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """One refused site."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def rule(self) -> str:
        return self.name.partition(".")[0]

    @property
    def expected(self) -> str:
        return (self.folder / "expected.txt").read_text(encoding="utf-8").strip()

    def lay_out(self, folder: Path) -> Project:
        """The good project with the case's mistakes; in Spanish too where the case has something Spanish."""
        languages = ("en", "es") if (self.folder / "faq" / "es").is_dir() else ("en",)
        project = Project.good(folder, *languages)
        shutil.copytree(
            self.folder, folder, dirs_exist_ok=True, symlinks=True, ignore=lambda _folder, names: _OWN & set(names)
        )
        removed = self.folder / "remove.txt"
        for path in removed.read_text(encoding="utf-8").split() if removed.is_file() else ():
            project.remove(path)
        _WRITTEN.get(self.name, _nothing)(project)
        return project


def refused_cases() -> list[RefusedCase]:
    """Every case, by name."""
    return [RefusedCase(file.parent) for file in sorted(Path(__file__).parent.glob("*/expected.txt"))]


def _nothing(_project: Project) -> None:
    """The folder holds everything."""


def _two_letter_cases(project: Project) -> None:
    """Two such files cannot lie in a checkout on every system."""
    project.write("faq/en/account/card.md", question("Where is my card?", "In the post."))
    project.write("faq/en/account/CARD.md", question("Where is my CARD?", "In the post."))


def _long_answer(project: Project) -> None:
    project.answer("word " * (LARGEST_ANSWER // 5 + 1))


def _many_headings(project: Project) -> None:
    project.answer("## Then\n\nWait.\n\n" * (MOST_HEADINGS + 1))


def _pipe(project: Project) -> None:
    """No checkout can hold one."""
    os.mkfifo(project.folder / "faq" / "en" / "account" / "pipe.md")


def _french_words(project: Project) -> None:
    project.write("theme/words/fr.yml", (STARTER_THEME / "words" / "en.yml").read_bytes())


def _not_all_french_words(project: Project) -> None:
    """Those that are still to be translated are not there."""
    _french_words(project)
    words = project.read("theme/words/fr.yml").splitlines(keepends=True)
    left_out = ("home.title:", "duration.weeks.")
    project.write("theme/words/fr.yml", "".join(line for line in words if not line.startswith(left_out)))


_WRITTEN: Mapping[str, Callable[[Project], None]] = {
    "missing-words": _not_all_french_words,
    "no-template": _french_words,
    "repeated-path.letter-case": _two_letter_cases,
    "too-long": _long_answer,
    "too-long.headings": _many_headings,
    "unreadable.pipe": _pipe,
}
