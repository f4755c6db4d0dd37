"""In which language a mail is answered (row W3)."""

import pytest

from contact.arriving.language import language_of
from desk.bundle import Bundle


@pytest.fixture
def common_words(bundle: Bundle) -> dict[str, str]:
    return {language: bundle.words_in(language)("arriving.common-words") for language in ("en", "es")}


@pytest.mark.parametrize(
    ("text", "claimed", "language"),
    [
        ("I cannot sign in to my account since yesterday.", "", "en"),
        ("No puedo entrar en mi cuenta desde ayer.", "", "es"),
        ("No puedo entrar en mi cuenta desde ayer.", "en-US", "es"),
        ("HOLA, ¿DÓNDE ESTÁ MI DINERO?", "", "es"),
        ("hola donde esta mi dinero por favor", "", "es"),
        ("> We have received your message and a person will answer you.\nGracias, pero no es eso.", "", "es"),
        ("BTC 0.5", "", "en"),
        ("BTC 0.5", "es", "es"),
        ("BTC 0.5", "es-MX", "es"),
        ("BTC 0.5", "fr", "en"),
        ("Bonjour, quand est-ce que mon argent arrive chez moi ?", "", "en"),
        ("", "", "en"),
        ("", "ES", "es"),
    ],
)
def test_language_is_that_of_the_words(common_words: dict[str, str], text: str, claimed: str, language: str) -> None:
    """The text decides; where it does not, what the mail says of itself; else the desk's default (row W3)."""
    assert language_of(text, claimed, common_words, "en") == language


def test_languages_without_spaces_are_counted_by_their_signs() -> None:
    """A desk that offers Chinese knows it from English."""
    words = {"en": "the a my is", "zh-Hant": "我 的 了 是 不 請"}
    assert language_of("我的帳戶被鎖了,請幫忙", "", words, "en") == "zh-Hant"
    assert language_of("BTC", "zh-hant", words, "en") == "zh-Hant"
