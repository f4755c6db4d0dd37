"""The mail that comes with the product: every kind, in every language, says what it has to and nothing else."""

import re
from datetime import UTC, datetime

import pytest

from contact.mail_words import MailWords
from desk.ack_choice import ACK_KINDS
from desk.acknowledgement import FIELDS
from desk.bundle import Bundle
from desk.letter import LETTER_KINDS
from desk.mail_fields import MAIL_KINDS, mail_fields
from desk.settings.model import AckKind, LetterKind, MailKind
from frontdesk.letter_sample import sample
from tests.contact.conftest import PROJECT
from tests.project import parsed

MONDAY_MORNING = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
LANGUAGES = ("en", "es")
FIELD = re.compile(r"\{\{ (\w+) \}\}")
every_kind = pytest.mark.parametrize("kind", MAIL_KINDS)
every_acknowledgement = pytest.mark.parametrize("kind", ACK_KINDS)
every_letter = pytest.mark.parametrize("kind", LETTER_KINDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
# How HTML says in which language it is; a text has no way to.
OF_HTML = {"language", "direction"}


def sampled(bundle: Bundle, language: str, kind: MailKind) -> MailWords:
    """The product's own template with a made-up case."""
    return sample(PROJECT, bundle, language, kind, MONDAY_MORNING)


@every_kind
@every_language
def test_every_line_of_the_text_is_short(bundle: Bundle, language: str, kind: MailKind) -> None:
    """But for an address, and no line ends in a space (RFC 5322, 2.1.1)."""
    lines = sampled(bundle, language, kind).text.splitlines()
    assert [line for line in lines if (len(line) > 76 and " " in line) or line != line.rstrip()] == []


@every_kind
@every_language
def test_text_and_html_say_the_same(bundle: Bundle, language: str, kind: MailKind) -> None:
    """The same fields, and the same in the other language: who reads only one part or one language misses nothing (row W3)."""
    template = bundle.templates[language][kind]
    in_text, in_html = set(FIELD.findall(template.text)), set(FIELD.findall(template.html)) - OF_HTML
    assert in_text == in_html
    assert in_text == set(FIELD.findall(bundle.templates["en"][kind].text))
    assert in_text <= set(mail_fields(kind).fields)


@every_kind
@every_language
def test_html_loads_nothing_and_runs_nothing(bundle: Bundle, language: str, kind: MailKind) -> None:
    """No picture that tells that the mail was read, no script, no style from elsewhere; a title, a language, a direction."""
    page = parsed(sampled(bundle, language, kind).html)
    assert page.find_all(["img", "script", "link", "iframe", "form", "style"]) == []
    assert "url(" not in str(page)
    assert page.html
    assert (page.html["lang"], page.html["dir"]) == (language, "ltr")
    assert page.title
    assert page.title.string


@every_acknowledgement
@every_language
def test_it_is_automatic_and_signed_by_nobody(bundle: Bundle, language: str, kind: AckKind) -> None:
    """The organization signs; of the people who are responsible no name is among the fields (row F6)."""
    words = sampled(bundle, language, kind)
    automatic = bundle.words_in(language)("ack.automatic")
    for part in (" ".join(words.text.split()), words.html):
        assert automatic in part
        assert "Example Exchange" in part.rpartition(automatic)[2]
    assert {name for name in FIELDS if "name" in name or "responsible" in name} == set()


@every_letter
@every_language
def test_a_letter_calls_itself_automatic_where_it_is(bundle: Bundle, language: str, kind: LetterKind) -> None:
    """The question comes by itself and is signed by nobody; the words of a person do not (rows I5, K1)."""
    words = sampled(bundle, language, kind)
    automatic, person = (bundle.words_in(language)(f"letter.{key}") for key in ("automatic", "sample.signed"))
    for text in (words.text, words.html):
        assert (automatic in text) is (kind == "feedback")
        assert (person in text) is (kind != "feedback")
        assert bundle.words_in(language)("ack.automatic") not in text
        assert "Example Exchange" in text


@every_language
def test_a_resolution_says_all_that_it_has_to(bundle: Bundle, language: str) -> None:
    """The outcome, reasons, remedies, whom else to ask, and what the customer thinks of it (rows R4, F3, K1)."""
    words, text = bundle.words_in(language), " ".join(sampled(bundle, language, "resolution").text.split())
    for key in ("letter.outcome.partial", "letter.sample.explanation", "letter.sample.remedies", "letter.reply-here"):
        assert words(key) in text
    assert "https://www.dfs.ny.gov/complaint" in text
    assert "/_desk/feedback?case=" in text


@every_language
def test_only_the_callback_promises_a_call(bundle: Bundle, language: str) -> None:
    """And says how to tell our call from another: by the reference (row C5)."""
    promise = {"en": "We will call you", "es": "Le llamaremos"}[language]
    told = {kind for kind in ACK_KINDS if promise in sampled(bundle, language, kind).text}
    assert told == {"callback"}
    ask = {"en": "Ask for it if you are not sure that it is us.", "es": "Pídaselo si duda de que seamos nosotros."}
    assert ask[language] in " ".join(sampled(bundle, language, "callback").text.split())


@every_language
def test_who_is_locked_out_need_not_sign_in(bundle: Bundle, language: str) -> None:
    """And is told what to do if somebody else is in the account (row L1)."""
    text = " ".join(sampled(bundle, language, "locked-out").text.split())
    said = {
        "en": ("You do not have to sign in to get our answer.", "do not wait for our answer: reach a person now"),
        "es": ("No necesita iniciar sesión", "no espere nuestra respuesta: comuníquese ahora con una persona"),
    }
    assert all(sentence in text for sentence in said[language])
