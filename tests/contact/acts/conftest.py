"""A desk at which somebody acts: commands as they are typed, a customer who writes in between, and a clock for both."""

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from contact.case import Case
from contact.events import Body, Wrote
from contact.log import Log
from contact.personal import personal
from contact.standing import Standing, standing_of
from contact.store.sqlite import SqliteStore
from desk.duration import Duration
from desk.estimate import Estimate
from frontdesk.commands import requests
from tests.contact.conftest import Clock, Post
from tests.contact.test_commands import Output, project, run

__all__ = ["project"]

Act = Callable[..., int]
Told = Callable[[], tuple[str, str]]
WHERE = re.compile(r"--file \S+/")


class Customers:
    """Cases of the log, by the order in which they came, and what happens to them beside the terminal."""

    def __init__(self, log: Log, post: Post, clock: Clock) -> None:
        self.log, self.post, self.clock = log, post, clock

    def asks(self, **changed: str) -> Case:
        """Somebody fills in the form; their case."""
        self.post(message=f"What does it cost? {self.clock.now}", **changed)
        self.clock.pass_by(minutes=1)
        return self.log.store.newest(1)[0]

    def writes(self, case: Case, *, dissatisfied: bool = False, unanswered: str = "") -> None:
        """They write again about their case."""
        estimate = Estimate(
            due=self.in_days(3), duration=Duration(1, "business days"), calendar="office", basis="channel"
        )
        texts = personal({"message": "Are you there?", "name": "Ana", "email": "ana@example.net"})
        name = f"message-{self.now(case).events[-1].number + 1}"
        wrote = Wrote(
            channel="email",
            text=name,
            personal_digest=texts.digest,
            estimate=estimate,
            dissatisfied=dissatisfied,
            unanswered=unanswered,
        )
        self.log.add(self.now(case), self.clock(), wrote, texts={name: texts})
        self.clock.pass_by(minutes=1)

    def add(self, case: Case, *bodies: Body) -> None:
        """Something happens to it."""
        self.log.add(self.now(case), self.clock(), *bodies)
        self.clock.pass_by(minutes=1)

    def now(self, case: Case) -> Case:
        """The case as it is in the log."""
        found = self.log.store.find(case.reference)
        assert found is not None
        return found

    def standing(self, case: Case) -> Standing:
        """How it stands now."""
        return standing_of(self.now(case).events)

    def kinds(self, case: Case) -> list[str]:
        """What happened to it, in order."""
        return [event.kind for event in self.now(case).events]

    def in_days(self, days: int) -> datetime:
        """An instant so many days from now."""
        return self.clock.now.replace(hour=22, minute=0) + timedelta(days=days)


@pytest.fixture
def customers(log: Log, post: Post, clock: Clock) -> Customers:
    return Customers(log, post, clock)


@pytest.fixture
def act(project: Path, store: SqliteStore, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Act:
    """Type `frontdesk requests`; `--by lee` where somebody acts. `typed` is what the input holds."""
    for module in ("acting", "work_list", "assign_", "sample_"):
        monkeypatch.setattr(f"frontdesk.commands.requests.{module}.now", clock)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)

    def type_it(action: str, case: Case | None = None, *words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        about = [case.reference, "--by", "lee"] if case else []
        return run(requests, project, action, *about, *words)

    return type_it


@pytest.fixture
def told(capsys: Output) -> Told:
    """What was printed since the last time: output and errors, without the path of any folder."""

    def read() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, WHERE.sub("--file ", said.err)

    return read


Editor = Callable[[str], None]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Somebody sits at the terminal, whose editor does to the file `$1` what a line of shell says; or is that program."""

    def use(script: str) -> None:
        path = tmp_path / "editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o700)
        monkeypatch.setenv("VISUAL", str(path) if "$1" in script else script)
        monkeypatch.setattr("frontdesk.commands.requests.typed_text._is_typed", lambda: True)

    return use
