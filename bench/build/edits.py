"""A project that was built -> the same project after one edit, as a writer or an owner makes it.

An edit is made with the number of the turn, so that no two are alike.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

Edit = Callable[[Path, int], None]
CATEGORY = "group-000/part-0000"
ANSWER, TITLE = f"{CATEGORY}/article-00007.md", f"{CATEGORY}/article-00008.md"
_TITLE = re.compile(r'^(question|title): "(?:Turn \d+\. )?', re.MULTILINE)
_HOURS = re.compile(r"monday-friday: 09:00-17:\d\d")


def nothing(_project: Path, _turn: int) -> None:
    """The build runs again, and nothing has changed."""


def answer(project: Path, turn: int, *, articles: str) -> None:
    """One more sentence at the end of an answer."""
    file = project / articles / ANSWER
    file.write_text(f"{file.read_text(encoding='utf-8')}\nOne more sentence, number {turn}.\n", encoding="utf-8")


def title(project: Path, turn: int, *, articles: str) -> None:
    """Another title: pages that link to it, lists, search and sitemap have it too."""
    _rewritten(project / articles / TITLE, _TITLE, rf'\g<1>: "Turn {turn}. ')


def category(project: Path, turn: int) -> None:
    """Another title of a category of fifty answers."""
    file = project / "faq" / "en" / CATEGORY / "_category.yml"
    _rewritten(file, re.compile(r"^title: .*$", re.MULTILINE), f"title: Part 0 of turn {turn}")


def notice(project: Path, turn: int) -> None:
    """One more notice, which stands on every page."""
    text = f'{{en: "Payments are late today: {turn}.", es: "Los pagos se retrasan hoy: {turn}."}}'
    when = 'from: "2026-01-01T00:00[UTC]", to: "2036-01-01T00:00[UTC]"'
    more = f"notices:\n  - {{id: turn-{turn}, {when}, text: {text}}}\n"
    _rewritten(project / "site_config.yml", re.compile(r"^notices:.*(?:\n  - .*)*\n", re.MULTILINE), more)


def hours(project: Path, turn: int) -> None:
    """Other hours of the office: they stand in the block below each answer."""
    _rewritten(project / "site_config.yml", _HOURS, f"monday-friday: 09:00-17:{turn % 60:02}")


def theme(project: Path, turn: int) -> None:
    """A word of the house that every page shows."""
    for language in ("en", "es"):
        file = project / "theme" / "words" / f"{language}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"site.skip: Skip to the content ({turn})\n", encoding="utf-8")


def edits_of_articles(articles: str) -> Mapping[str, Edit]:
    """What can be edited alike in every builder's project; the articles of one language lie in `articles`."""
    return MappingProxyType({"answer": partial(answer, articles=articles), "title": partial(title, articles=articles)})


OURS_EDITS: Mapping[str, Edit] = MappingProxyType(
    {
        "nothing": nothing,
        **edits_of_articles("faq/en"),
        "category": category,
        "notice": notice,
        "hours": hours,
        "theme": theme,
    }
)


def _rewritten(file: Path, old: re.Pattern[str], new: str) -> None:
    text, count = old.subn(new, file.read_text(encoding="utf-8"), count=1)
    if not count:
        raise ValueError(f"{file} has nothing to edit: {old.pattern}")
    file.write_text(text, encoding="utf-8")
