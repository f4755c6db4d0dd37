"""Any bytes, and the corpus with holes in it: nothing raises, and nothing unclean comes out."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from contact.arriving.automatic import reason_not_to_answer
from contact.arriving.mail import LONGEST_LINE, LONGEST_TEXT, ArrivedMail
from contact.arriving.message import read_mail
from contact.arriving.own import references_in
from contact.arriving.proof import is_proven
from contact.validation.email import parse_email
from tests.contact.arriving.corpus_cases import OURS, corpus_cases

SOURCES = [case.source for case in corpus_cases()]
PIECES = sorted({piece for source in SOURCES for piece in re.split(rb"(?<=[\r\n;:=<>\"])", source) if piece})


def check(source: bytes) -> None:
    """Read as far as the log, and look at all that could do harm."""
    reading = read_mail(source)
    clean(reading.mail)
    reason = reason_not_to_answer(reading, None, OURS)
    assert reason or reading.mail.sender.address
    is_proven(reading.top.headers, reading.mail.sender.address, "mx.example.net")
    references_in(reading.mail.subject)


def clean(mail: ArrivedMail) -> None:
    for address in filter(None, (mail.sender.address, mail.reply_to)):
        assert parse_email(address) == address
        assert not re.search(r"[\s<>,;\"()]", address)
    for line in (mail.sender.name, mail.subject, *(file.name for file in mail.files)):
        assert len(line) <= LONGEST_LINE
        assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in line)
    assert all(re.fullmatch(r"[^/\\\x00<>:\"|?*]+", file.name) and file.name.strip(". ") for file in mail.files)
    assert len({file.name.casefold() for file in mail.files}) == len(mail.files)
    assert len(mail.text) <= LONGEST_TEXT
    assert all(character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"} for character in mail.text)
    assert all(re.fullmatch(r"<[!-~]+>", name) for name in (mail.message_id, *mail.answers) if name)


@given(st.binary(max_size=500))
@settings(max_examples=150)
def test_any_bytes_are_a_mail(source: bytes) -> None:
    """Whatever somebody hands over."""
    check(source)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=300)
def test_pieces_of_mails_in_any_order_are_a_mail(pieces: list[bytes]) -> None:
    """Headers, boundaries and values where they do not belong."""
    check(b"".join(pieces))


@given(st.sampled_from(SOURCES), st.data())
@settings(max_examples=300)
def test_a_mail_with_holes_and_additions_is_a_mail(source: bytes, data: st.DataObject) -> None:
    """Every mail of the corpus, with a piece gone and some bytes more."""
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 40)))
    check(source[:start] + data.draw(st.binary(max_size=20)) + source[end:])
