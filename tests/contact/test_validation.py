"""What people type: what is wrong with it is said in one sentence a field, in the language of the page."""

import pytest

from contact.validation import RefusedError, Request, checked
from desk.bundle import Bundle
from tests.contact.conftest import FORM


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


def test_address_with_accents_is_one_that_mail_can_be_sent_to(bundle: Bundle) -> None:
    """The domain of an address goes out in ASCII."""
    assert check(bundle, email="ana@exámple.net").email == "ana@xn--exmple-qta.net"


def test_filled_honeypot_is_a_suspicion_not_an_error(bundle: Bundle) -> None:
    """A program that fills in everything is not told what gave it away."""
    assert check(bundle, website="https://spam.example").suspected
    assert not check(bundle).suspected
