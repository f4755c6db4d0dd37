"""What a text is found by (row F6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.stems import ALGORITHMS, algorithm_of, stemmer
from generator.search.typos import one_typo
from generator.search.words import LONGEST_FORM, ends_in_a_word, fold, forms_of


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("What's the fee?", ["what", "s", "the", "fee"]),
        ("¿Cuánto CUESTA?", ["cuánto", "cuesta"]),
        ("24/7 “quoted”, (end).", ["24", "7", "quoted", "end"]),
        ("e-mail, log\u2011in, two-step", ["email", "e", "mail", "login", "log", "in", "two", "step"]),
        ("eth_sendRawTransaction", ["ethsendrawtransaction", "eth", "send", "raw", "transaction"]),
        ("HTTPServer GitHub iPhone", ["httpserver", "http", "server", "github", "git", "hub", "iphone", "phone"]),
        ("sha256 2FA", ["sha256", "sha", "256", "2fa", "fa"]),
        ("n\u0303andu\u0301", ["ñandú"]),
        ("手数料 はいくら", ["手数", "数料", "はい", "いく", "くら"]),
        ("웹훅을 a料b", ["웹훅", "훅을", "a", "料", "b"]),
        ("ภาษา", ["ภา", "าษ", "ษา"]),
        ("עִבְרִית العَرَبيّة हिन्दी", ["עִבְרִית", "العَرَبيّة", "हिन्दी"]),
        ("\U00020000\U00020001\U00020002", ["\U00020000\U00020001", "\U00020001\U00020002"]),
        ("_ - ' 😀 \ud800 \x00", []),
        ("x" * 100, ["x" * LONGEST_FORM]),
    ],
)
def test_a_text_is_found_by_its_words_in_lower_case(text: str, forms: list[str]) -> None:
    """Identifiers whole and in part, short compounds joined, scripts without spaces by pairs of signs (row F6)."""
    assert forms_of(text) == forms


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("respiración", "respiracion"),
        ("año", "año"),
        ("ñandú", "ñandu"),
        ("straße", "strasse"),
        ("øre", "ore"),
        ("עִבְרִית", "עברית"),
        ("العَرَبيّة", "العربية"),
        ("हिन्दी", "हिन्दी"),
        ("한국", "한국"),
        ("ё", "\u0435"),
    ],
)
def test_accents_are_taken_off_and_letters_are_not(form: str, folded: str) -> None:
    """`ñ` is a letter, and so are the vowels of Hindi (row F6)."""
    assert fold(form) == folded


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("passp", True),
        ("my passp", True),
        ("passp ", False),
        ("passp?", False),
        ("", False),
        ("foo foo!", False),
        ("c-", False),
    ],
)
def test_a_word_is_unfinished_while_nothing_stands_behind_it(text: str, *, unfinished: bool) -> None:
    """A space or a question mark says that it is whole (row F6)."""
    assert ends_in_a_word(text) is unfinished


@pytest.mark.parametrize("typed", ["pasword", "passwordd", "passwrod", "pessword", "passworf", "apssword"])
def test_one_typo_is_a_letter_more_less_other_or_two_swapped(typed: str) -> None:
    """Anywhere in the word (row F6)."""
    assert one_typo(typed, "password")
    assert one_typo("password", typed)


@pytest.mark.parametrize("typed", ["password", "passwd", "psasworf", "drowssap", ""])
def test_none_or_two_are_not_one(typed: str) -> None:
    """The word itself is no typo (row F6)."""
    assert not one_typo(typed, "password")


@pytest.mark.parametrize("language", sorted(ALGORITHMS))
def test_every_language_of_snowball_has_its_stemmer(language: str) -> None:
    """Also with a region, and never an empty stem (row F6)."""
    assert algorithm_of(f"{language}-XX") == algorithm_of(language) != ""
    stem = stemmer(algorithm_of(language))
    assert all(stem(form) for form in forms_of("a accounts contraseñas Überweisung сообщения μηνύματα पासवर्ड كلمات"))


def test_a_language_without_one_is_searched_by_its_words() -> None:
    """Japanese has no endings to take off (row F6)."""
    assert algorithm_of("ja") == ""
    assert stemmer("")("手数") == "手数"


@given(st.text())
def test_a_folded_form_stays_as_it_is(text: str) -> None:
    """What was folded once is looked up as it is (row F6)."""
    for form in forms_of(text):
        assert form
        assert fold(fold(form)) == fold(form)
