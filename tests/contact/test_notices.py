"""Under which notices a case came in: in its record, in its estimate, and in what staff read (rows U1, U2)."""

from datetime import timedelta

import pytest

from contact.log import Log
from contact.staff_entry import checked_entry, enter
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from desk.settings.model import Notice
from frontdesk.case_view import case_in_words
from tests.contact.conftest import NOW

TEXT = {"en": "Slow.", "es": "Lento."}
START = NOW - timedelta(days=7)
NOTICES = (
    Notice(id="phones", text=TEXT, channels=("phone",), factor=2, surge=True, start=START, end=NOW),
    Notice(id="letters", text=TEXT, channels=("post",), start=START, end=NOW),
    Notice(id="fees", text=TEXT, topics=("fees",), start=START, end=NOW),
)
ROW = {"channel": "voicemail", "topic": "fees", "message": "Please call me.", "phone": "(212) 555-0187"}


@pytest.fixture
def slow(bundle: Bundle) -> Bundle:
    return replace(bundle, settings=replace(bundle.settings, notices=NOTICES))


def test_a_call_that_is_written_down_later_has_the_notices_of_its_time(
    slow: Bundle, log: Log, store: SqliteStore
) -> None:
    """Row U2: a notice that is over since, and concerned the telephone, lengthened the estimate of a voicemail left then."""
    entry = checked_entry(ROW | {"received_at": (NOW - timedelta(days=1)).isoformat()}, slow.settings, NOW)
    enter(entry, log, slow, NOW, by="lee", acknowledge=False)
    case = store.newest(1)[0]
    assert case.received.notices == ("phones", "fees")
    shown = case_in_words(case, log.texts(case), slow.settings).splitlines()
    assert [line for line in shown if line.startswith(("answer by", "notices"))] == [
        "answer by  2026-11-20 11:00 EST (60 minutes, by surge)",
        "notices    phones, fees",
    ]


def test_a_notice_that_is_over_is_no_flag(slow: Bundle, log: Log, store: SqliteStore) -> None:
    """Row U1: what comes at the minute of its end has the usual time."""
    enter(checked_entry(ROW, slow.settings, NOW), log, slow, NOW, by="lee", acknowledge=False)
    received = store.newest(1)[0].received
    assert (received.notices, received.estimate.basis) == ((), "channel")
