"""What does a desk lose that is killed thousands of times? `python -m bench.contact.crash [KILLS [RUN ...]]`.

The crash test of the tests (tests/contact/crash), for as long as one likes: in rounds, each with an empty store and other
chances. Writes docs/running/crash-report.md. RUN is `sqlite`, `sqlite-2` (two desks on one file), `postgresql`,
`postgresql-2` or `dynamodb`, with a number of kills of its own behind it if wanted: `sqlite=2000`.
"""

import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from bench.timing import TOP, say
from tests.contact.conftest import built_bundle
from tests.contact.crash.harness import Outcome, rampage
from tests.contact.crash.stores import OPENED
from tests.contact.stores import dynamodb_server, postgresql_server

KILLS = int(sys.argv[1]) if sys.argv[1:] else 2000
ROUND = 250
REPORT = TOP / "docs" / "running" / "crash-report.md"
# The name of a run, the store and how many desks share it, and what that is called in the report.
RUNS: Mapping[str, tuple[str, int, str]] = {
    "sqlite": ("sqlite", 1, "SQLite"),
    "sqlite-2": ("sqlite", 2, "SQLite, two desks"),
    "postgresql": ("postgresql", 1, "PostgreSQL"),
    "postgresql-2": ("postgresql", 2, "PostgreSQL, two desks"),
    "dynamodb": ("dynamodb", 1, "DynamoDB Local"),
}
COUNTED: Mapping[str, str] = {
    "kills": "desks killed",
    "requests": "forms sent",
    "without_answer": "of these, the desk died over",
    "accepted": "messages whose customers saw a reference",
    "cases": "cases in the log afterwards",
    "sent": "cases whose acknowledgement arrived",
    "repeated": "of these, twice or more: the desk died between sending and marking",
}
FAULTS: Mapping[str, str] = {
    "lost": "references that a customer saw and the log does not have",
    "without_acknowledgement": "cases without an acknowledgement",
    "told_twice": "customers who saw two references for one message",
    "recorded_twice": "messages that were recorded twice",
    "mixed_up": "references that lead to somebody else's message",
    "marked_twice": "cases with two acknowledgements in their history",
    "twice_in_one_life": "acknowledgements repeated though no desk died over them",
    "other_identifiers": "repeated acknowledgements under another Message-ID",
    "unexpected": 'other answers than a confirmation or "come again"',
    "doubts": "doubts of `requests verify --texts`",
}


def main() -> None:
    """Each run, then the report. Ends with 1 where anything is wrong."""
    chosen = dict(word.partition("=")[::2] for word in sys.argv[2:]) or dict.fromkeys(RUNS, "")
    outcomes = {name: outcome for name, kills in chosen.items() if (outcome := _run(name, int(kills or KILLS)))}
    REPORT.write_text(_report(outcomes), encoding="utf-8")
    say(f"written: {REPORT.relative_to(TOP)}")
    sys.exit(not all(outcome.flawless for outcome in outcomes.values()))


def _run(name: str, kills: int) -> Outcome | None:
    rounds: list[Outcome] = []
    while (done := sum(outcome.kills for outcome in rounds)) < kills:
        try:
            rounds.append(_round(name, min(ROUND, kills - done), len(rounds)))
        except (dynamodb_server.Unavailable, postgresql_server.Unavailable) as reason:
            say(f"{name}: left out: {reason}")
            return None
        say(f"{name}: {rounds[-1]}")
    return _together(rounds)


def _round(name: str, kills: int, seed: int) -> Outcome:
    store_name, desks, _ = RUNS[name]
    with (
        tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder,
        OPENED[store_name](Path(folder)) as (store, environment),
    ):
        return rampage(store, environment, built_bundle(), Path(folder), kills=kills, desks=desks, seed=seed)


def _together(rounds: Sequence[Outcome]) -> Outcome:
    """Numbers added up, faults in one list."""
    values = {field.name: [getattr(outcome, field.name) for outcome in rounds] for field in fields(Outcome)}
    return Outcome(**{name: sum(each[1:], start=each[0]) for name, each in values.items()})


def _report(outcomes: Mapping[str, Outcome]) -> str:
    heads = [RUNS[name][2] for name in outcomes]
    counted = [
        _row(words, [getattr(outcome, name) for outcome in outcomes.values()]) for name, words in COUNTED.items()
    ]
    faults = [_row(words, [outcome.faults[name] for outcome in outcomes.values()]) for name, words in FAULTS.items()]
    minutes = _row("minutes", [round(outcome.seconds / 60) for outcome in outcomes.values()])
    tables = (_table("Counted", heads, [*counted, minutes]), _table("Must be none", heads, faults))
    when = datetime.now(UTC).strftime("%-d %B %Y")
    return _TEXT.format(when=when, machine=_machine(), counted=tables[0], faults=tables[1])


def _row(words: str, numbers: Sequence[int]) -> list[str]:
    return [words, *(f"{number:,}" for number in numbers)]


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [[title, *heads], ["---", *("---:" for _ in heads)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.release().partition('-')[0]}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


_TEXT = """\
# Crash report

Written by `python -m bench.contact.crash` on {when}: {machine}. The tests do the same with fewer
kills (`tests/contact/crash`).

## What is done

Customers send the form, one message after the other, and do not give up: who gets no answer sends the same form again, and
one in five sends it twice anyway. Meanwhile the desk is killed (SIGKILL, which no program can catch), again and again: while it
starts, while it answers, as soon as it has begun to write to the log, and between handing an acknowledgement to the mail server
and noting that it was sent. Each time a new desk takes over what the dead one left. With "two desks", two processes share the
log, and die one by one.

In the end every message is looked for: in the log, by the reference that its customer saw; and at the mail server, by its
acknowledgement. Then `requests verify --texts` has to find nothing.

## What was found

{counted}

{faults}

## What "twice" means

A desk that dies after the mail server has taken a mail, and before it has noted so, cannot know. The next one sends the mail
again rather than never, with the same Message-ID, by which mail programs and many servers show it once. One death in three is
aimed at that moment here; in real life it lasts a few milliseconds for each mail.

## What this does not show

A machine that loses power. SQLite and PostgreSQL wait for the disk before the desk answers (`synchronous=FULL`,
`synchronous_commit=on`), so what a customer was told is on the disk, if the disk does not lie. DynamoDB Local keeps this table
in memory; only the desk is killed, not the server.
"""


if __name__ == "__main__":
    main()
