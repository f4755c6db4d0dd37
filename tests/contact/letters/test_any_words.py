"""Whatever a person writes can be sent, and arrives as words and nothing else (row E7)."""

from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from contact.letter_words import fill_letter
from contact.letters.writing import LONGEST_TEXT, checked
from contact.mail.message import mail_message
from desk.bundle import Bundle
from desk.letter import Letter
from tests.contact.conftest import NOW
from tests.contact.letters.conftest import part
from tests.project import parsed

# All characters, those that no text may hold among them, and what templates, HTML and headers are made of.
WORDS = st.text(
    st.one_of(st.characters(), st.sampled_from("{}%<>&\"'\r\n\t =.\N{RIGHT-TO-LEFT OVERRIDE}\N{LINE SEPARATOR}")),
    max_size=300,
).filter(str.strip)


@given(words=WORDS, name=st.text(max_size=50))
def test_words_arrive_as_they_were_written(bundle: Bundle, words: str, name: str) -> None:
    """In HTML as text between line breaks, with no element more than the template has; in text line by line."""
    message, signed = checked("message", words), checked("signed", name)
    letter = Letter(
        reference="7KQ-4M2P-9XW",
        received=NOW,
        channel="form",
        topic_id="fees",
        calendar="office",
        message=message,
        signed=signed,
    )
    filled = fill_letter("reply", bundle.template("en", "reply"), letter, language="en", bundle=bundle, now=NOW)
    mail = mail_message(
        filled,
        recipient="ana@example.net",
        identifier="<x@example.net>",
        settings=bundle.settings,
        now=NOW,
        automatic="",
    )
    read = message_from_bytes(mail.as_bytes(), policy=default)
    assert read.keys() == mail.keys()
    assert " ".join(message.split()) in " ".join(part(read, "plain").split())
    block = parsed(part(read, "html")).find("div", dir="auto")
    assert block
    assert {tag.name for tag in block.find_all()} <= {"br"}
    assert block.get_text().split() == message.split()


@given(words=st.text(min_size=1, max_size=LONGEST_TEXT))
def test_what_nobody_can_see_is_left_out(words: str) -> None:
    """Control characters and half characters, which no mail can carry; what was left out once is not there twice."""
    tidy = checked("message", words)
    assert tidy == checked("message", tidy)
    assert tidy.encode().decode() == tidy
    assert not any(ord(letter) < ord(" ") and letter not in "\n\t" for letter in tidy)
