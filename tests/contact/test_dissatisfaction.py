"""Words of dissatisfaction in what a customer writes, on whatever way: somebody looks whether it is a complaint (row T3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.arriving.desk import ArrivingDesk
from contact.dissatisfaction import sounds_dissatisfied
from contact.events import Wrote, body_of
from contact.log import Log
from contact.staff_entry import checked_entry, enter
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from desk.words import Words
from tests.contact.arriving.conftest import arriving, mail, vault
from tests.contact.conftest import NOW, Post, built_bundle

__all__ = ["arriving", "vault"]

LOUD = "I am furious. This is unacceptable!"
BUNDLE = built_bundle()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LOUD, True),
        ("I want to complain about a fee.", True),
        ("I COMPLAINED about it", True),
        ("Quiero presentar una queja.", True),
        ("Es una vergüenza", True),
        ("What does it cost?", False),
        ("¿Cuánto cuesta?", False),
        ("Perdón por la molestia: ¿cuánto cuesta?", False),
        ("", False),
        ("> This is unacceptable\nThank you, that is all.", False),
        ("uncomplaining", False),
    ],
)
def test_words_are_known_by_how_they_begin(text: str, *, found: bool) -> None:
    """In any language of the site, whatever the customer chose; not in the lines that they quote."""
    assert sounds_dissatisfied(text, BUNDLE) == found


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    """It is only looked through."""
    sounds_dissatisfied(text, BUNDLE)


def test_without_such_words_nothing_is_found() -> None:
    """A desk may take them out of its own words."""
    words = {
        language: Words(language, {**words.texts, "complaint.words": ""}) for language, words in BUNDLE.words.items()
    }
    assert not sounds_dissatisfied(LOUD, replace(BUNDLE, words=words))


def test_what_comes_by_form_is_looked_through(post: Post, store: SqliteStore) -> None:
    """And only that is recorded, no word of it."""
    post(message=LOUD)
    received = store.newest(1)[0].received
    assert received.dissatisfied
    assert "furious" not in str(received)


def test_what_comes_by_mail_is_looked_through(arriving: ArrivingDesk, store: SqliteStore) -> None:
    """The first message, and each later one; it is given to somebody as all others are (row C2)."""
    arriving.receive(mail())
    arriving.receive(mail(LOUD, message_id="<two@example.net>", references="<one@example.net>"))
    case = store.newest(1)[0]
    assert not case.received.dissatisfied
    wrote = body_of(case.events[-1])
    assert isinstance(wrote, Wrote)
    assert wrote.dissatisfied
    assert (case.received.queue, bool(case.received.to)) == ("general", True)


def test_what_staff_enter_is_looked_through(bundle: Bundle, log: Log) -> None:
    """A call in which somebody was loud."""
    entry = checked_entry({"channel": "phone", "topic": "fees", "message": LOUD}, bundle.settings, NOW)
    assert enter(entry, log, bundle, NOW, by="lee", acknowledge=False).received.dissatisfied
