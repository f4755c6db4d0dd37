"""The product's own words: the same keys and placeholders in each language (row W3)."""

import re
from pathlib import Path
from string import Formatter

import pytest

from desk.words import Words
from tests.desk.sample import PROJECT, words_in

FILES = sorted((PROJECT / "theme" / "words").glob("*.yml"))
LANGUAGES = [file.stem for file in FILES]
ENGLISH = words_in("en")


def keys(words: Words) -> set[str]:
    """Its keys, without the names of holidays: those that English has come from the holidays package."""
    return {key for key in words.texts if not key.startswith("holiday.")}


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_words_in_english_and_spanish() -> None:
    """The languages of the demonstration desk."""
    assert {"en", "es"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_keys_of_english(language: str) -> None:
    """None is missing, and none is left over from a text that is gone."""
    assert keys(words_in(language)) == keys(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_has_the_placeholders_of_the_english_one(language: str) -> None:
    """A reference, a date or a phone number is in every language or in none."""
    texts = words_in(language).texts
    differing = {
        key: text for key, text in texts.items() if placeholders(text) != placeholders(ENGLISH.texts.get(key, text))
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_says_something(language: str) -> None:
    """No text is empty, begins or ends with a space, or has a word to do."""
    texts = {key: text for key, text in words_in(language).texts.items() if key != "hours.and"}
    assert {key for key, text in texts.items() if not text or text != text.strip() or "TODO" in text} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_keys_stand_in_the_same_order(file: Path) -> None:
    """So that a translator can read two files side by side."""
    order = [key for key in words_in(file.stem).texts if not key.startswith("holiday.")]
    assert order == [key for key in ENGLISH.texts if not key.startswith("holiday.")]


def test_every_key_that_the_code_asks_for_is_there() -> None:
    """A misspelt key would only be found when a customer meets it."""
    asked: set[str] = set()
    for folder in ("desk", "generator", "contact", "frontdesk"):
        for module in (PROJECT / folder).rglob("*.py"):
            asked |= set(re.findall(r"\bwords\(\s*\"([a-z.-]+)\"", module.read_text(encoding="utf-8")))
    for component in (PROJECT / "theme").rglob("*.html"):
        asked |= set(re.findall(r"\bwords\(\s*[\"']([a-z.-]+)[\"']\s*[,)]", component.read_text(encoding="utf-8")))
    assert len(asked) > 40
    assert asked - set(ENGLISH.texts) == set()


def test_words_fill_their_placeholders() -> None:
    """Called with a key and values, words give the text; a value is never read as a pattern."""
    assert ENGLISH("contact.closed", time="{phone}") == "Closed now. Opens at {phone}"


def test_an_unknown_key_is_an_error_unless_asked_for_with_another_text() -> None:
    """A page never shows an empty label by mistake."""
    with pytest.raises(KeyError):
        ENGLISH("contact.nothing")
    assert ENGLISH.get("contact.nothing", "else") == "else"


def test_words_for_a_script_are_those_below_a_prefix() -> None:
    """The page's script gets a few texts, not all."""
    words = Words("en", {"search.label": "Search", "searching": "no", "form.send": "Send", "site.home": "Home"})
    assert words.below_any("search", "form") == {"search.label": "Search", "form.send": "Send"}
