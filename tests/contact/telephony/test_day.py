"""A whole day of calls, a holiday, and the night on which the clocks change, driven by signed requests over HTTP."""

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from contact.store.sqlite import SqliteStore
from tests.contact.conftest import Clock
from tests.contact.telephony.conftest import SITE, Line, PhoneCall

TRANSCRIPT = Path(__file__).parent / "a_day.txt"


class Transcript:
    """Who called when, what they did, and the whole TwiML that they were answered with."""

    def __init__(self, line: Line, clock: Clock) -> None:
        self.line, self.clock, self.lines = line, clock, list[str]()

    def at(self, time: str, what: str) -> PhoneCall:
        """A call begins at a time of New York."""
        self.clock.now = datetime.fromisoformat(time).astimezone(UTC)
        self.lines += ["", f"## {time}: {what}"]
        call = self.line.call()
        self.note("dials", call.now)
        return call

    def note(self, did: str, twiml: str) -> None:
        """What the caller did, and all that they heard."""
        tree = ET.fromstring(twiml)  # noqa: S314 - our own answer
        ET.indent(tree)
        self.lines += [f"-- {did}", *ET.tostring(tree, encoding="unicode").splitlines()]

    def text(self) -> str:
        """All of it."""
        # References come from chance.
        return re.sub("(?:[2-9A-Z], ){9}[2-9A-Z]", "(the reference)", "\n".join(self.lines)).strip() + "\n"


@pytest.fixture
def day(line: Line, clock: Clock) -> Transcript:
    return Transcript(line, clock)


def test_a_day_of_calls(day: Transcript, clock: Clock, store: SqliteStore, update_golden: bool) -> None:
    """Each call of a day hears what belongs to its minute, and nothing else (rows P2, P3, P4, P5, I1)."""
    early = day.at("2026-11-24T08:59:00-05:00", "a minute before the line opens")
    day.note("presses 1 for English", early.press("1"))
    day.note("speaks for 42 seconds", early.speak(42))

    call = day.at("2026-11-24T09:00:00-05:00", "the minute in which it opens, in Spanish")
    day.note("oprime 2", call.press("2"))
    day.note("oprime 9, que no existe", call.press("9"))
    day.note("oprime 0", call.press("0"))
    day.note("oprime 1, no puedo entrar", call.press("1"))
    day.note("espera", call.wait(QueuePosition="1", QueueTime="0", AvgQueueTime="0", CurrentQueueSize="1"))
    clock.pass_by(seconds=100)
    day.note("both have hung up", call.go(call.left, QueueResult="bridged", QueueTime="40"))

    call = day.at("2026-11-24T09:20:00-05:00", "who presses nothing is put through all the same")
    day.note("presses nothing", call.silent())
    day.note("presses nothing", call.silent())
    day.note("waits", call.wait(QueuePosition="3", QueueTime="12"))
    clock.pass_by(seconds=30)
    day.note("presses 1: call me back", call.press("1"))
    day.note("agrees", call.press("1"))
    call.go(call.left, QueueResult="hangup", QueueTime="35")

    call = day.at("2026-11-24T09:30:00-05:00", "waited for 40 seconds before, which is told now")
    call.press("1")
    call.press("1")
    day.note("waits", call.wait(QueuePosition="2"))
    day.note("presses 2: leave a message", call.press("2"))
    day.note("left the line", call.go(call.left, QueueResult="leave", QueueTime="20"))
    day.note("speaks for 5 seconds", call.speak(5, recording=2))

    for time, what in (
        ("2026-11-24T11:59:59-05:00", "the last second before lunch"),
        ("2026-11-24T12:00:00-05:00", "lunch"),
        ("2026-11-24T13:00:00-05:00", "after lunch"),
        ("2026-11-24T17:00:00-05:00", "the line has closed"),
        ("2026-11-26T10:00:00-05:00", "Thanksgiving Day"),
    ):
        call = day.at(time, what)
        day.note("presses 1 for English", call.press("1"))

    call = day.at("2026-11-25T16:59:30-05:00", "waits until the line closes")
    call.press("1")
    call.press("2")
    day.note("waits", call.wait(QueuePosition="1"))
    clock.pass_by(seconds=31)
    day.note("waits on", call.go(call.asked[-1][0], QueuePosition="1"))
    day.note("left the line", call.go(call.left, QueueResult="leave", QueueTime="31"))

    if update_golden:
        TRANSCRIPT.write_text(day.text(), encoding="utf-8")
    assert day.text() == TRANSCRIPT.read_text(encoding="utf-8")
    assert [case.received.channel for case in store.newest(10)] == ["voicemail", "callback", "voicemail"]


@pytest.mark.parametrize(
    ("time", "is_open"),
    [
        # The clocks of New York are put back on 1 November 2026: what was 13:00 UTC is 14:00 UTC on the next day.
        ("2026-10-30T13:00:00+00:00", True),
        ("2026-10-30T12:59:59+00:00", False),
        ("2026-11-02T13:59:59+00:00", False),
        ("2026-11-02T14:00:00+00:00", True),
        # And forward on 14 March 2027.
        ("2027-03-12T14:00:00+00:00", True),
        ("2027-03-15T13:00:00+00:00", True),
        ("2027-03-15T12:59:59+00:00", False),
    ],
)
def test_clocks_that_change(line: Line, clock: Clock, time: str, *, is_open: bool) -> None:
    """The line opens when the clock on the desk's wall says so, also after it was changed (row P2)."""
    clock.now = datetime.fromisoformat(time)
    call = line.call()
    call.press("1")
    assert ("<Record" in call.now) is not is_open
    assert ("<Gather" in call.now) is is_open


def test_every_hour_of_a_week(line: Line, clock: Clock) -> None:
    """A call in any hour of a week with a holiday comes to the menu exactly when the line is open (rows P2, P3)."""
    open_hours = {f"{day} {hour:02}" for day in (23, 24, 25, 27) for hour in (9, 10, 11, 13, 14, 15, 16)}
    for day in range(23, 30):
        for minute in range(0, 24 * 60, 60):
            clock.now = datetime.fromisoformat(f"2026-11-{day}T{minute // 60:02}:{minute % 60:02}:00-05:00").astimezone(
                UTC
            )
            call = line.call()
            call.press("1")
            assert ("<Gather" in call.now) is (f"{day} {minute // 60:02}" in open_hours), clock.now


def test_hours_are_told_from_the_address(line: Line) -> None:
    """The endpoint is where the settings say that it is, whatever the Host header says."""
    answered, _ = line.ask(
        f"{SITE}_desk/telephony/twilio/call",
        host="evil.example",
        AccountSid="AC" + "0123456789abcdef" * 2,
        CallSid="CA" + "0" * 32,
        From="+12125550143",
    )
    assert answered == 200
