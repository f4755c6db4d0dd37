"""Secrets are struck out of what customers write, and nothing else is (rows E7, N2)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.abuse.masking import Masked, secrets_named, without_secrets
from desk.masking import RULES, SORTS, word_lists
from desk.words import Words
from tests.contact.abuse.written import written_texts
from tests.desk.sample import words_in

# Each a text as somebody may write it, and what is left of it. tests/browser/test_masking.py reads the same file.
CASES = json.loads((Path(__file__).parent / "masking.json").read_text(encoding="utf-8"))
# The sorts by their own names, as the file writes them: [card].
NAMES = Words("en", {f"masked.{sort}": f"[{sort}]" for sort in SORTS})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_only_secrets_are_struck_out(case: dict[str, str]) -> None:
    """A card number goes and the order number beside it stays; a transaction is no key, a problem with a password no password."""
    masked = without_secrets(case["text"], NAMES)
    assert masked.text == case["masked"]
    assert bool(masked.sorts) == (case["text"] != case["masked"])


def test_there_are_cases_in_both_directions_for_every_sort() -> None:
    """The file is no poorer than it says: every sort is found somewhere, and many texts are left alone."""
    found = {sort for case in CASES for sort in without_secrets(case["text"], NAMES).sorts}
    alone = [case for case in CASES if case["text"] == case["masked"]]
    assert found == set(SORTS)
    assert len(CASES) >= 120
    assert len(alone) >= 50


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_stands_for_a_secret_is_none(language: str) -> None:
    """The browser masks, and the backend finds nothing more."""
    words = words_in(language)
    for case in CASES:
        once = without_secrets(case["text"], words)
        assert without_secrets(once.text, words) == Masked(text=once.text)


@given(st.one_of(st.text(), written_texts()))
def test_any_text_can_be_masked(text: str) -> None:
    """Whatever somebody types, a text comes out, and where nothing was found it is the same text."""
    masked = without_secrets(text, NAMES)
    assert masked.sorts or masked.text == text


def test_words_for_every_sort() -> None:
    """Each sort has something that stands in its place, and a name for a sentence."""
    masked = without_secrets("PIN 1234, card 4111 1111 1111 1111", words_in("en"))
    assert masked.text == "PIN [PIN removed], card [card number removed]"
    assert masked.sorts == ("card", "pin")
    assert secrets_named(masked.sorts, words_in("en")) == "a card number, a PIN"
    assert secrets_named(SORTS, words_in("es")) == (
        "una clave privada, una frase de recuperación, un número de tarjeta, el código de seguridad de una tarjeta, "
        "una contraseña, un PIN, un código de un solo uso"
    )


def test_rules_say_the_same_in_both_languages_of_programming() -> None:
    """Nothing that Python and browsers read differently: look-behind, named groups, classes and anchors of their own."""
    for rule in RULES:
        for only_in_one in (r"\w", r"\d", r"\b", r"\s*", r"\s+", "(?<", "(?P", "(?i", r"\Z", "$"):
            assert only_in_one not in rule.pattern.replace("[@#$%^&*_+=~!?<>]", ""), rule


def test_lists_of_words_are_those_of_wallets() -> None:
    """2,048 words each, told apart by their first four letters (BIP-39)."""
    for words in word_lists().values():
        assert len(words) == len({word[:4] for word in words}) == 2048
