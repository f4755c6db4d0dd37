"""What staff do about calls that were asked for: see whom to call, and write down what came of it (rows C1, C3, C5)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from contact.log import Log
from contact.standing import standing_of
from contact.store.sqlite import SqliteStore
from desk.data import from_json
from frontdesk.commands import requests
from tests.contact.conftest import NOW, Clock
from tests.contact.pages_read import case_of
from tests.contact.test_callback import Ask, ask
from tests.contact.test_commands import Output, project, run

__all__ = ["ask", "project"]


@pytest.fixture(autouse=True)
def stopped(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff read the same clock."""
    for module in ("callbacks_", "call_", "acting"):
        monkeypatch.setattr(f"frontdesk.commands.requests.{module}.now", clock)


def call_state(log: Log, reference: str) -> tuple[str, int, datetime | None]:
    case = log.store.find(reference)
    assert case is not None
    standing = standing_of(case.events)
    return standing.call, standing.attempts, standing.first_attempt_at


def test_list_is_who_is_to_be_called_now(project: Path, ask: Ask, log: Log, clock: Clock, capsys: Output) -> None:
    """C1, C3: the soonest goal first, the number, the window on both clocks; who wants to be called later comes later."""
    first = case_of(log, ask()).reference
    later = case_of(
        log, ask(phone="+1 416 555 0144", day="2026-11-24", part="morning", zone="America/Los_Angeles")
    ).reference
    clock.pass_by(minutes=31)
    second = case_of(log, ask(phone="+1 212 555 0188", name="", topic="fees", language="es")).reference
    assert run(requests, project, "callbacks") == 0
    head, *rows = (_without_person(line) for line in capsys.readouterr().out.splitlines())
    assert head == ["reference", "number", "name", "call by", "window", "their clock", "topic", "language", "look"]
    one = [
        first,
        "+1 212-555-0187",
        "Ana",
        "2026-11-21 10:30 EST",
        "2026-11-21 10:00-16:00 EST",
        "-",
        "locked-out",
        "en",
    ]
    other = [second, "+1 212-555-0188", "-", "2026-11-21 11:01 EST", "2026-11-21 10:31-16:00 EST", "-", "fees", "es"]
    assert rows == [[*one, "overdue"], [*other, ""]]
    assert run(requests, project, "callbacks", "--all") == 0
    last = capsys.readouterr().out.splitlines()[-1].split("\t")
    assert last[:6] == [
        later,
        "+1 416-555-0144",
        "Ana",
        "2026-11-24 08:30 EST",
        "2026-11-24 08:00-15:00 EST",
        "2026-11-24 05:00-12:00 PST",
    ]
    assert last[-1] == "not yet"


def _without_person(line: str) -> list[str]:
    """Who of those in office a case goes to is the matter of other tests."""
    cells = line.split("\t")
    return cells[:8] + cells[9:]


def test_attempts_are_counted_and_reaching_ends_it(
    project: Path, ask: Ask, log: Log, clock: Clock, capsys: Output
) -> None:
    """C1: each attempt is an event; who was reached is not called again."""
    reference = case_of(log, ask()).reference
    clock.pass_by(minutes=5)
    assert run(requests, project, "call", reference, "--result", "no-answer", "--at", "2026-11-21T10:02-05:00") == 0
    assert capsys.readouterr().out == f"{reference}: nobody answered\n"
    assert call_state(log, reference) == ("attempted", 1, NOW + timedelta(minutes=2))
    run(requests, project, "callbacks", "--json")
    (row,) = from_json(capsys.readouterr().out.encode(), list[dict[str, object]])
    assert (row["number"], row["attempts"], row["zone"]) == ("+12125550187", 1, "America/New_York")
    assert run(requests, project, "call", reference, "--result", "reached") == 0
    run(requests, project, "callbacks", "--json")
    assert capsys.readouterr().out.splitlines()[-1] == "[]"
    assert call_state(log, reference)[0] == "reached"


def test_call_that_was_asked_for_twice_is_made_once(
    project: Path, ask: Ask, log: Log, store: SqliteStore, capsys: Output
) -> None:
    """C5: one row for both; once somebody was reached, both say so."""
    first, again = (case_of(log, ask()).reference for _ in range(2))
    run(requests, project, "callbacks", "--json")
    assert len(from_json(capsys.readouterr().out.encode(), list[dict[str, object]])) == 1
    assert run(requests, project, "call", again, "--result", "reached") == 0
    told = f"{again}: somebody has spoken with the customer; written down of {first} too\n"
    assert capsys.readouterr().out == told
    assert call_state(log, first)[0] == "reached"
    assert not [work for work in store.due(limit=9) if work.task in {"call", "answer"}]


def test_number_is_called_at_the_earliest_time(project: Path, ask: Ask, log: Log, capsys: Output) -> None:
    """C5: of two calls to one number one is listed, the one that is due first."""
    later, sooner = (case_of(log, ask(day=day)).reference for day in ("tuesday", "soon"))
    run(requests, project, "callbacks", "--all", "--json")
    (row,) = from_json(capsys.readouterr().out.encode(), list[dict[str, object]])
    assert row["reference"] == sooner
    run(requests, project, "call", sooner, "--result", "reached")
    assert call_state(log, later)[0] == "reached"


@pytest.mark.parametrize("ended", [("--end", "given-up"), ("--withdrawn", "withdrawn")])
def test_call_can_be_given_up(project: Path, ask: Ask, log: Log, capsys: Output, ended: tuple[str, str]) -> None:
    """C1: with or without a last attempt; why is in the log."""
    reference = case_of(log, ask()).reference
    option, because = ended
    assert run(requests, project, "call", reference, option) == 0
    assert capsys.readouterr().out == f"{reference}: no more calls are made\n"
    case = log.store.find(reference)
    assert case is not None
    assert because in case.events[-1].body
    assert call_state(log, reference)[0] == "ended"


def test_call_without_a_result_is_refused(project: Path, ask: Ask, log: Log, capsys: Output) -> None:
    """C1: nothing is written down of which nobody says what came."""
    reference = case_of(log, ask()).reference
    assert run(requests, project, "call", reference) == 1
    told = "say what came of the call, with --result; or --end or --withdrawn, that no more are made\n"
    assert capsys.readouterr().err == told
    assert run(requests, project, "call", reference, "--end", "--at", "2026-11-21T09:58-05:00") == 1
    assert capsys.readouterr().err == "--at says when a call was made: say what came of it, with --result\n"


def test_what_cannot_have_been_is_refused(project: Path, ask: Ask, log: Log, clock: Clock, capsys: Output) -> None:
    """C1, C3: no call before it was asked for, and none to be ended that does not wait."""
    reference = case_of(log, ask()).reference
    clock.pass_by(minutes=5)
    early = ["--result", "reached", "--at", "2026-11-21T09:59-05:00"]
    assert run(requests, project, "call", reference, *early) == 1
    told = f"{reference}: --at is before 2026-11-21 10:00 EST, when the call was asked for\n"
    assert capsys.readouterr().err == told
    refused = f"{reference}: no call waits to be made\n"
    assert run(requests, project, "call", reference, "--result", "reached", "--end") == 1
    assert capsys.readouterr().err == refused
    assert run(requests, project, "call", reference, "--result", "reached") == 0
    for option in ("--end", "--withdrawn"):
        assert run(requests, project, "call", reference, option) == 1
        assert capsys.readouterr().err == refused
    assert call_state(log, reference)[0] == "reached"


def test_what_a_program_may_have_asked_for_is_marked(project: Path, ask: Ask, log: Log, capsys: Output) -> None:
    """E7: a flood does not look like customers."""
    ask(website="filled in")
    run(requests, project, "callbacks")
    assert capsys.readouterr().out.splitlines()[1].endswith("\ta program?")
