"""What people type: what is wrong with it is said in one sentence a field, in the language of the page."""

import unicodedata
from typing import Literal

import pytest

from contact.validation import RefusedError, Request, checked
from desk.bundle import Bundle
from tests.contact.conftest import FORM

# What programs that read mail decode: another recipient, a line break, and a subject of the attacker's.
ENCODED_WORD = "=?utf-8?q?v=40evil.org=0D=0ASubject=3A_x?=@example.com"


def check(bundle: Bundle, page_in: str = "en", **changed: str) -> Request:
    return checked(FORM | changed, bundle.settings, bundle.words_in(page_in))


def errors(bundle: Bundle, page_in: str = "en", **changed: str) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        check(bundle, page_in, **changed)
    return dict(refused.value.errors)


def test_empty_form_names_every_field_in_order(bundle: Bundle) -> None:
    """Nothing filled in: each required field has its sentence, in the order of the form."""
    assert list(errors(bundle, **dict.fromkeys(FORM, "")).items()) == [
        ("kind", "Choose whether this is a request or a complaint"),
        ("topic", "Choose what it is about"),
        ("message", "Write your message"),
        ("email", "Enter an e-mail address or a phone number, so that we can answer you"),
        ("language", "Choose the language in which we should answer"),
    ]


def test_errors_are_in_the_language_of_the_page(bundle: Bundle) -> None:
    """On the Spanish page the sentence is Spanish, also where the answer is wanted in English."""
    assert errors(bundle, "es", message="", language="en") == {"message": "Escriba su mensaje"}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("kind", "praise", "Choose one of the options"),
        ("topic", "weather", "Choose one of the options"),
        ("language", "tlh", "Choose one of the options"),
        ("message", "x" * 5001, "Shorten this to 5000 characters; it has 5001"),
        ("name", "x" * 101, "Shorten this to 100 characters; it has 101"),
        ("message", "bell \x07", "Remove the invisible characters from this text"),
        ("message", "half a smile \ud83d", "Remove the invisible characters from this text"),
        ("name", "Ana\x00", "Remove the invisible characters from this text"),
        ("name", "Ana \u202egnp.exe", "Remove the invisible characters from this text"),
        ("name", "Ana\r\nBcc: everybody@example.org", "Write this on one line"),
        ("name", "Ana\nBcc: everybody@example.org", "Write this on one line"),
        ("name", "Ana\u2028Bcc: everybody@example.org", "Write this on one line"),
        ("email", "ana@example.net\r\nBcc: everybody@example.org", "Write this on one line"),
        ("email", "ana@example.net, bob@example.org", "Enter one e-mail address in full, like name@example.com"),
        ("email", "ana@example.net;bob@example.org", "Enter one e-mail address in full, like name@example.com"),
        ("email", "friends: ana@example.net;", "Enter one e-mail address in full, like name@example.com"),
        ("email", "Ana <ana@example.net>", "Enter one e-mail address in full, like name@example.com"),
        ("email", "ana@", "Enter one e-mail address in full, like name@example.com"),
        ("email", "ana@localhost", "Enter one e-mail address in full, like name@example.com"),
        ("email", "ana@[127.0.0.1]", "Enter one e-mail address in full, like name@example.com"),
        ("email", f"{'a' * 65}@example.net", "Enter one e-mail address in full, like name@example.com"),
        ("email", "=?utf-8?q?ana?=@example.net", "Enter one e-mail address in full, like name@example.com"),
        ("email", ENCODED_WORD, "Enter one e-mail address in full, like name@example.com"),
        ("phone", "call me", "Enter a phone number in full, like +1 212 555 0142"),
        ("phone", "12", "Enter a phone number in full, like +1 212 555 0142"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(bundle: Bundle, field: str, typed: str, sentence: str) -> None:
    """Each mistake has one sentence, at its own field, and no other field is blamed (row E7)."""
    assert errors(bundle, **{field: typed}) == {field: sentence}


def test_wrong_phone_is_the_only_error_where_no_email_was_given(bundle: Bundle) -> None:
    """Who mistypes a number is told of the number, not also of a missing e-mail address."""
    assert errors(bundle, email="", phone="12") == {"phone": "Enter a phone number in full, like +1 212 555 0142"}


def test_phone_alone_is_enough(bundle: Bundle) -> None:
    """A number without a country code is one of the desk's own country; what was typed is kept beside it."""
    request = check(bundle, email="", phone="(212) 555-0142 ext. 5")
    assert (request.number, request.phone) == ("+12125550142", "(212) 555-0142 ext. 5")


def test_text_is_kept_as_written(bundle: Bundle) -> None:
    """Line breaks, indents, emoji and right-to-left text come through; accents in Unicode's composed form."""
    message = "  Hola,\r\n\tcafe\u0301 😀 \u202b\u05ea\u05d5\u05d3\u05d4\u202c\r\rfin\n"
    assert check(bundle, message=message).message == "Hola,\n\tcafé 😀 \u202b\u05ea\u05d5\u05d3\u05d4\u202c\n\nfin"


def test_length_is_counted_as_the_page_counts_it(bundle: Bundle) -> None:
    """A line break is one character, though browsers send two; 5,000 of them and letters are not too long."""
    assert len(check(bundle, message="a" + "\r\n" * 4998 + "b").message) == 5000


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were composed, which takes the square of the marks in a row."""
    texts: list[str] = []
    normalize = unicodedata.normalize

    def remembered(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        texts.append(text)
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", remembered)
    return texts


@pytest.mark.parametrize(("field", "longest"), [("message", 5000), ("name", 100), ("email", 254)])
def test_text_far_too_long_costs_no_time(bundle: Bundle, composed: list[str], field: str, longest: int) -> None:
    """What is longer than any text that composing shortens is refused as it is, before anything is done with it."""
    typed = "é" * (4 * longest + 1)
    assert errors(bundle, **{field: typed}) == {
        field: f"Shorten this to {longest} characters; it has {4 * longest + 1}"
    }
    assert typed not in composed


def test_heap_of_marks_costs_no_time(bundle: Bundle, composed: list[str]) -> None:
    """More marks in a row than any language has are recorded as they were typed; up to there a text is composed."""
    heap = "a" + "\u0301\u0327" * 2490
    assert check(bundle, message=heap).message == heap
    assert heap not in composed
    assert check(bundle, message=f"{heap[:31]}cafe\u0301").message.endswith("caf\u00e9")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("/es/fees/what-is-it/", "/es/fees/what-is-it/"),
        ("fees/costs", "fees/costs"),
        ("/contact/", "/contact/"),
        ("/", ""),
        ("", ""),
        ("Jane Victim jane@victim.example 4111 1111 1111 1111", ""),
        ("/fees/?email=jane@victim.example", ""),
        ("//evil.example/", ""),
        ("/fees/\n", ""),
        (f"/{'a' * 300}/", ""),
    ],
)
def test_page_is_a_path_or_nothing(bundle: Bundle, sent: str, kept: str) -> None:
    """The log holds no words about anybody: of the page that a form names it keeps a path of the site only (row N2)."""
    assert check(bundle, page=sent).page == kept


def test_address_with_accents_is_one_that_mail_can_be_sent_to(bundle: Bundle) -> None:
    """The domain of an address goes out in ASCII."""
    assert check(bundle, email="ana@exámple.net").email == "ana@xn--exmple-qta.net"


def test_filled_honeypot_is_a_suspicion_not_an_error(bundle: Bundle) -> None:
    """A program that fills in everything is not told what gave it away."""
    assert check(bundle, website="https://spam.example").suspected
    assert not check(bundle).suspected
