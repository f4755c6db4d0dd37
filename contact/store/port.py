"""What a store has to do. Each method is one transaction: all of it happened, or none of it.

A store keeps and finds; it knows no form, no mail, no key and no rule. Chains and encryption are made before it, by
contact.log.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from contact.calls import CallRecord
from contact.case import Case
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store.values import (
    Appended,
    Change,
    Entry,
    FoundWork,
    Head,
    History,
    NewCase,
    Recorded,
    Seal,
    Search,
    Vote,
)


class Store(Protocol):
    """Keeps cases. Every method may raise StoreError."""

    def record(self, case: NewCase) -> Recorded:
        """Write a case with its events, texts and mails, unless its token is known.

        Raises ReferenceTakenError and SealedDayError.
        """

    def find(self, reference: str) -> Case | None:
        """The case of a reference, as contact.reference.normalise writes it."""

    def find_alias(self, alias: str) -> str | None:
        """The reference of the case that has this alias."""

    def of_sender(self, sender: str) -> Sequence[str]:
        """The references of all cases of a sender that have not been erased, in their own order."""

    def newest(self, limit: int) -> Sequence[Case]:
        """The cases that came last, newest first."""

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        """All cases received from `since` until just before `until`, oldest first, in constant memory.

        A case that is added meanwhile may or may not be among them.
        """

    def histories(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[History]:
        """What `walk` gives, in the same order, without texts and keys: as fast as the store can, in constant memory.

        In order of time, as the events lie on the disk: by reference each would have to be looked for.
        """

    def histories_of(self, references: Sequence[str]) -> Iterator[History]:
        """The same of some cases, in their order; those that are not there are left out."""

    def due(
        self,
        *,
        limit: int,
        queue: str = "",
        to: str | None = "",
        before: datetime | None = None,
        after: Work | None = None,
    ) -> Sequence[Work]:
        """What has to be done, the soonest due first: of a queue, of a person, due before an instant, behind another work.

        Where `to` is None, what nobody takes care of yet.

        As long as `work_missing_before` names an instant, cases from before may be missing here (contact.work_index).
        """

    def work_on(self, references: Sequence[str]) -> Sequence[Work]:
        """What `due` has of these cases, in no order."""

    def work_missing_before(self) -> datetime | None:
        """Cases recorded before this instant may not be in the index of work; None where all are.

        Those of an earlier Frontdesk are not, until somebody has worked out what has to be done about them.
        """

    def put_work(self, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
        """Put what was worked out into the index, unless something has happened to the case since then.

        From now on only what is from before `missing_before` may be missing.
        """

    def append(self, change: Change) -> Appended:
        """Add to a case. Nothing at all is written unless the answer is `written`. Raises SealedDayError."""

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        """Take waiting entries that are due, the longest due first; nobody else gets them until the lease has run out."""

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        """Let a claimed entry wait; False where the lease was lost."""

    def outbox(self) -> Iterator[Entry]:
        """Every entry that has not been sent, the longest due first."""

    def heads_on(self, day: date) -> Iterator[Head]:
        """For each case to which something happened on a day in UTC its last event of that day, by reference."""

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        """Keep a day's seal; False where that day has one already."""

    def seals(self) -> Sequence[Seal]:
        """All seals, the oldest day first."""

    def seal_part(self, day: date, number: int) -> bytes:
        """One of the pieces of a seal, counted from 0; empty where there is none."""

    def first_event_at(self) -> datetime | None:
        """When the first event of the log happened."""

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        """Count each key once more, and say how often it has been counted. Others may count between two keys.

        `until` is when a count that begins now is over and begins anew; one that goes on keeps its own end.
        """

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        """Take back one count of each key whose count goes on: what was counted beforehand turned out to be none."""

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        """How often each key has been counted, without counting."""

    def forget_tallies(self, now: datetime) -> None:
        """Make room: take away the tallies whose time is over. A store that does so by itself does nothing."""

    def secret(self) -> bytes:
        """32 bytes from chance, made once for this store: the salt of hashed addresses."""

    def vote(self, vote: Vote, day: date) -> bool:
        """Count whether an answer was helpful; False where so much was counted that day that it must be a program."""

    def votes(self) -> Sequence[tuple[Vote, int]]:
        """How often each was said, by page."""

    def votes_on(self, since: date, until: date) -> Sequence[tuple[Vote, int]]:
        """How often each was said from one day in UTC through another, by page."""

    def searched(self, search: Search, day: date) -> bool:
        """Count a search; False where so many different ones were counted that day that a program must be at it."""

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        """How often each was counted from one day through another, by language, words, found and clicked."""

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        """Take away what is of a day before `before`, and what is rare and of a day before `rare_before`.

        Rare are the words of a language of which no search was counted `fewest` times in all.
        """

    def keep_calls(self, calls: Sequence[CallRecord]) -> int:
        """Keep calls, and say how many of them were new: one whose id is known stays as it is."""

    def calls(self, since: datetime, until: datetime) -> Iterator[CallRecord]:
        """Calls that began from `since` until just before `until`, in order of time and then of their ids."""

    def keep_report(self, report: KeptReport) -> bool:
        """Keep a report; False where there is one of that id."""

    def reports(self) -> Sequence[KeptReport]:
        """All of them without their basis, in order of the time at which they were made and then of their ids."""

    def report(self, name: str) -> KeptReport | None:
        """The report of this id, whole."""

    def close(self) -> None:
        """Let go of files and connections. A later call of any method may open them again."""
