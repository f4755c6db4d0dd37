"""How soon customers were called who had asked for it: by queue, for the estimate that the next ones are told (row C3)."""

from datetime import datetime, timedelta
from typing import Literal

import pytest

from contact.case import Case
from contact.events import CallAttempted, CallbackEnded
from contact.log import Log
from contact.report.called_back import Calls
from contact.report.period import Period
from contact.report.response_times import response_times
from desk.bundle import Bundle
from desk.data import to_json
from desk.measured import CalledBack, figures_from
from tests.contact.conftest import NOW, Clock
from tests.contact.pages_read import case_of
from tests.contact.test_callback import Ask, ask

__all__ = ["ask"]

LATER = NOW + timedelta(days=1)


@pytest.fixture
def called(ask: Ask, log: Log, clock: Clock) -> list[Case]:
    """Twenty on getting in, each called ten minutes later but for two that were called after an hour, and one on fees."""
    for number in range(20):
        case = case_of(log, ask(phone=f"+1 212 555 01{number:02}"))
        late = number in {3, 9}
        log.add(
            case, clock.now, CallAttempted(result="no-answer", by="Ben", at=NOW + timedelta(minutes=60 if late else 10))
        )
    ask(phone="+1 212 555 0199", topic="fees")
    return list(log.store.walk())


def counted(bundle: Bundle, cases: list[Case], as_of: datetime = LATER) -> tuple[CalledBack, ...]:
    calls = Calls(bundle.settings, as_of)
    assert list(calls.watched(cases)) == cases
    return calls.figures()


def test_nine_of_ten_are_told_of(bundle: Bundle, called: list[Case]) -> None:
    """C3: 18 of 21 within ten minutes are no 9 of 10; a queue that would leave one call when taken from all is not shown."""
    assert counted(bundle, called) == (
        CalledBack(calls=21, in_goal=18, half_within="10 minutes", most_within="1 hour"),
    )


def test_call_counts_when_its_goal_is_past(bundle: Bundle, called: list[Case]) -> None:
    """C3: the quick ones alone would count otherwise; small groups are not shown."""
    assert counted(bundle, called, NOW + timedelta(minutes=29)) == ()


def test_call_that_was_taken_back_does_not_count(bundle: Bundle, called: list[Case], log: Log, clock: Clock) -> None:
    """C3: given up does, as never made."""
    on_fees = next(case for case in called if case.received.topic == "fees")
    log.add(on_fees, clock.now, CallbackEnded(because="withdrawn", by="Ben"))
    (whole, queue) = counted(bundle, list(log.store.walk()))
    assert (whole.calls, queue.queue, queue.calls) == (20, "access", 20)
    assert queue.most_within == "10 minutes"


@pytest.mark.parametrize(("because", "minutes"), [("given-up", 1), ("withdrawn", 31)])
def test_call_that_nobody_made_counts_as_not_made(
    bundle: Bundle, called: list[Case], log: Log, because: Literal["given-up", "withdrawn"], minutes: int
) -> None:
    """C3: giving up the bad ones makes no figure better, nor does waiting until the customer has had enough."""
    on_fees = next(case for case in called if case.received.topic == "fees")
    log.add(on_fees, NOW + timedelta(minutes=minutes), CallbackEnded(because=because, by="Ben"))
    (whole,) = counted(bundle, list(log.store.walk()))
    assert (whole.calls, whole.in_goal) == (21, 18)


def test_report_hands_it_to_the_site(bundle: Bundle, called: list[Case], log: Log) -> None:
    """R1, C3: the file that `report response-times` writes is the one that estimates are read from."""
    report = response_times(log.store, bundle.settings, Period(since=NOW.date(), until=NOW.date()))
    figures = figures_from(to_json(report))
    assert len(called) == 21
    assert figures.called_back("access") == figures.called_back("") == report.callbacks[0]
