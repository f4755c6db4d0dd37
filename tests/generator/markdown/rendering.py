"""Renders one answer without a project around it."""

from collections.abc import Collection
from functools import lru_cache

from desk.finding import Finding
from desk.settings import Settings
from desk.settings.reading import settings_from_text
from desk.words import Words
from generator.content.front_matter import read_question
from generator.markdown import Answer, Renderer
from generator.markdown.dialect import dialect_named
from generator.starter import STARTER_THEME
from generator.wordbook import read_words
from tests.project import TODAY, question, settings_text

KNOWN = frozenset({"account", "account/open-it", "account/close-it", "fees", "fees/cards", "fees/cards/lost"})
FILES = frozenset({"account/map.png", "account/front side.png", "shared/form.pdf", "account/notes.docx"})

_LANGUAGES = ("en", "es")
_MORE_SETTINGS = "facts:\n  card_fee: 10 USD\n  risky: '<i>\"5 & 6\"</i>'\n"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """A desk in English and Spanish, with two facts."""
    return settings_from_text(settings_text(_LANGUAGES) + _MORE_SETTINGS, TODAY)


@lru_cache(maxsize=1)
def all_words() -> dict[str, Words]:
    """The product's own words."""
    findings: list[Finding] = []
    return {language: read_words([STARTER_THEME], language, "en", findings) for language in _LANGUAGES}


def answer(
    markdown: str,
    *front: str,
    language: str = "en",
    path: str = "account/open-it",
    dialect: str = "github",
    known: Collection[str] = KNOWN,
    files: Collection[str] = FILES,
) -> Answer:
    """The rendered answer of a question whose file is `faq/<language>/<path>.md`; its body starts in line 7."""
    findings: list[Finding] = []
    read = read_question(question("How?", markdown, *front), f"faq/{language}/{path}.md", language, path, findings)
    assert read is not None, findings
    renderer = Renderer(settings(), all_words(), dialect_named(dialect), {language: known}, {language: files})
    return renderer.answer(read)


def html(markdown: str, *, language: str = "en", dialect: str = "github") -> str:
    """The HTML of an answer in which nothing is wrong."""
    rendered = answer(markdown, language=language, dialect=dialect)
    assert not rendered.findings, said(rendered)
    return rendered.html.strip()


def said(rendered: Answer) -> str:
    """The findings of an answer, as they are printed."""
    return "\n".join(map(str, rendered.findings))
