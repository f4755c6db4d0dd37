"""What a store has to do, in plain dictionaries: the model that the others are held against. It is tested as they are."""

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from contact.calls import CallRecord
from contact.case import Case
from contact.events import Event, received_in
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store import (
    Appended,
    Change,
    Entry,
    FoundWork,
    Head,
    History,
    NewCase,
    Recorded,
    ReferenceTakenError,
    Seal,
    SealedDayError,
    Search,
    StoreError,
    Told,
    Vote,
)
from desk.data import replace


@dataclass
class MemoryStore:
    """A store that forgets everything when its process ends, and is for one thread at a time."""

    most_voted: int = 20_000
    most_searches: int = 10_000
    cases: dict[str, Case] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    mails: dict[tuple[str, str], Entry] = field(default_factory=dict)
    kept: dict[date, tuple[Seal, Sequence[bytes]]] = field(default_factory=dict)
    counts: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    said: Counter[tuple[date, Vote]] = field(default_factory=Counter)
    looked_for: Counter[tuple[date, Search]] = field(default_factory=Counter)
    open_work: dict[str, Work] = field(default_factory=dict)
    missing_before: datetime | None = None
    made_calls: dict[str, CallRecord] = field(default_factory=dict)
    made_reports: dict[str, KeptReport] = field(default_factory=dict)
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def record(self, case: NewCase) -> Recorded:
        known = self.cases.get(self.tokens.get(case.token, ""))
        if known:
            return Recorded(reference=known.reference, key=known.key, received=known.received, new=False)
        if case.reference in self.cases:
            raise ReferenceTakenError(case.reference)
        self._refuse_sealed(case)
        self.tokens[case.token] = case.reference
        self.senders[case.reference] = case.sender
        self.cases[case.reference] = Case(
            reference=case.reference, key=case.key, wrapped_key=case.wrapped_key, texts={}, events=()
        )
        self._add(case)
        return Recorded(reference=case.reference, key=case.key, received=received_in(case.events[0]), new=True)

    def _refuse_sealed(self, added: NewCase | Change) -> None:
        if added.unless_sealed and any(
            event.at.astimezone(UTC).date() <= max(self.kept, default=date.min) for event in added.events
        ):
            raise SealedDayError

    def find(self, reference: str) -> Case | None:
        return self.cases.get(reference)

    def find_alias(self, alias: str) -> str | None:
        return self.aliases.get(alias)

    def of_sender(self, sender: str) -> Sequence[str]:
        return sorted(reference for reference, known in self.senders.items() if known == sender != "")

    def newest(self, limit: int) -> Sequence[Case]:
        return list(self.walk())[::-1][:limit]

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        for case in sorted(self.cases.values(), key=lambda case: (case.received_at, case.reference)):
            if (since is None or since <= case.received_at) and (until is None or case.received_at < until):
                yield case

    def histories(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[History]:
        yield from map(_history, self.walk(since, until))

    def histories_of(self, references: Sequence[str]) -> Iterator[History]:
        yield from (_history(self.cases[reference]) for reference in references if reference in self.cases)

    def due(
        self,
        *,
        limit: int,
        queue: str = "",
        to: str | None = "",
        before: datetime | None = None,
        after: Work | None = None,
    ) -> Sequence[Work]:
        found = [
            work
            for work in self.open_work.values()
            if work.queue == (queue or work.queue)
            and to in {"", work.to or None}
            and (before is None or work.due < before)
            and (after is None or (work.due, work.reference) > (after.due, after.reference))
        ]
        return sorted(found, key=lambda work: (work.due, work.reference))[:limit]

    def work_on(self, references: Sequence[str]) -> Sequence[Work]:
        return [work for reference, work in self.open_work.items() if reference in references]

    def work_missing_before(self) -> datetime | None:
        return self.missing_before

    def put_work(self, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
        for reference, number, work in found:
            if reference in self.cases and number == len(self.cases[reference].events):
                self._put_work(reference, work)
        self.missing_before = missing_before

    def append(self, change: Change) -> Appended:
        case = self.cases.get(change.reference)
        if change.events and (case is None or change.events[0].number != len(case.events) + 1):
            return "overtaken"
        self._refuse_sealed(change)
        finished = change.finished
        if finished and not self._holds(finished.entry):
            return "lost"
        taken = {mail.mail for mail in change.mails if (change.reference, mail.mail) in self.mails}
        if case is None or taken or case.texts.keys() & change.texts.keys():
            raise StoreError("nothing is written over", retry=False)
        self._add(change)
        if finished:
            entry = finished.entry
            now = {"state": finished.state, "error": finished.error, "due": finished.due or self._mail(entry).due}
            self._set(entry, lease="", **now)
        if change.erase:
            self._erase(change.reference)
        return "written"

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        due = [entry for entry in self.outbox() if entry.state == "waiting" and entry.due <= now][:limit]
        return self.take([replace(entry, lease=secrets.token_hex(8)) for entry in due], now + lease)

    def take(self, entries: Sequence[Entry], until: datetime) -> Sequence[Entry]:
        """Claim these entries, under the leases that they bear."""
        return [
            self._set(entry, lease=entry.lease, attempts=self._mail(entry).attempts + 1, due=until) for entry in entries
        ]

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        return self._holds(entry) and bool(self._set(entry, lease="", due=until, error=error))

    def outbox(self) -> Iterator[Entry]:
        unsent = (entry for entry in self.mails.values() if entry.state != "sent")
        yield from sorted(unsent, key=lambda entry: (entry.due, entry.reference, entry.mail))

    def heads_on(self, day: date) -> Iterator[Head]:
        for reference, case in sorted(self.cases.items()):
            on_day = [event for event in case.events if event.at.astimezone(UTC).date() == day]
            yield from (Head(reference=reference, number=last.number, digest=last.digest) for last in on_day[-1:])

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        new = seal.day not in self.kept
        self.kept.setdefault(seal.day, (seal, parts))
        return new

    def seals(self) -> Sequence[Seal]:
        return [seal for _, (seal, _) in sorted(self.kept.items())]

    def seal_part(self, day: date, number: int) -> bytes:
        _, parts = self.kept.get(day, (None, ()))
        return parts[number] if number < len(parts) else b""

    def first_event_at(self) -> datetime | None:
        return min((case.received_at for case in self.cases.values()), default=None)

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        for key in keys:
            known, end = self.counts.get(key, (0, now))
            self.counts[key] = (known + 1, end) if end > now else (1, until)
        return self.tallied(keys, now)

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        for key in keys:
            known, end = self.counts.get(key, (0, now))
            if known and end > now:
                self.counts[key] = (known - 1, end)

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        found = [self.counts.get(key, (0, now)) for key in keys]
        return [count if until > now else 0 for count, until in found]

    def forget_tallies(self, now: datetime) -> None:
        self.counts = {key: (count, until) for key, (count, until) in self.counts.items() if until > now}

    def secret(self) -> bytes:
        return self.salt

    def vote(self, vote: Vote, day: date) -> bool:
        known = [said for said in self.said if said[0] == day]
        if (day, vote) not in known and len(known) >= self.most_voted:
            return False
        self.said[day, vote] += 1
        return True

    def votes(self) -> Sequence[tuple[Vote, int]]:
        return self.votes_on(date.min, date.max)

    def votes_on(self, since: date, until: date) -> Sequence[tuple[Vote, int]]:
        together: Counter[Vote] = Counter()
        for (day, vote), count in self.said.items():
            if since <= day <= until:
                together[vote] += count
        return sorted(together.items(), key=lambda said: (said[0].page, said[0].language, said[0].helpful))

    def searched(self, search: Search, day: date) -> bool:
        known = [said for said in self.looked_for if said[0] == day]
        if (day, search) not in known and len(known) >= self.most_searches:
            return False
        self.looked_for[day, search] += 1
        return True

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        together: Counter[Search] = Counter()
        for (day, search), count in self.looked_for.items():
            if since <= day <= until:
                together[search] += count
        return sorted(together.items(), key=lambda one: (one[0].language, one[0].words, one[0].found, one[0].clicked))

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        totals: Counter[Search] = Counter()
        for (_, search), count in self.looked_for.items():
            totals[search] += count
        often = {(search.language, search.words) for search, count in totals.items() if count >= fewest}
        for day, search in list(self.looked_for):
            rare = (search.language, search.words) not in often
            if day < before or (rare and day < rare_before):
                del self.looked_for[day, search]

    def keep_calls(self, calls: Sequence[CallRecord]) -> int:
        known = len(self.made_calls)
        for call in calls:
            self.made_calls.setdefault(call.id, replace(call, began_at=call.began_at.astimezone(UTC)))
        return len(self.made_calls) - known

    def calls(self, since: datetime, until: datetime) -> Iterator[CallRecord]:
        wanted = (call for call in self.made_calls.values() if since <= call.began_at < until)
        yield from sorted(wanted, key=lambda call: (call.began_at, call.id))

    def keep_report(self, report: KeptReport) -> bool:
        return self.made_reports.setdefault(report.id, report) is report

    def reports(self) -> Sequence[KeptReport]:
        kept = sorted(self.made_reports.values(), key=lambda report: (report.made_at, report.id))
        return [replace(report, basis=b"") for report in kept]

    def report(self, name: str) -> KeptReport | None:
        return self.made_reports.get(name)

    def close(self) -> None:
        pass

    def _add(self, added: NewCase | Change) -> None:
        case = self.cases[added.reference]
        new = (replace(event, at=event.at.astimezone(UTC)) for event in added.events)
        events: tuple[Event, ...] = (*case.events, *new)
        self.cases[case.reference] = replace(case, texts={**case.texts, **added.texts}, events=events)
        if added.events:
            self._put_work(case.reference, added.work)
        for alias in added.aliases:
            self.aliases.setdefault(alias, case.reference)
        for mail in added.mails:
            self.mails[case.reference, mail.mail] = Entry(
                reference=case.reference, mail=mail.mail, state=mail.state, attempts=0, due=mail.due, lease="", error=""
            )

    def _put_work(self, reference: str, work: Work | None) -> None:
        self.open_work.pop(reference, None)
        if work:
            self.open_work[reference] = replace(work, due=work.due.astimezone(UTC))

    def _erase(self, reference: str) -> None:
        self.cases[reference] = replace(self.cases[reference], wrapped_key=None, texts={})
        self.senders[reference] = ""
        self.tokens = {token: known for token, known in self.tokens.items() if known != reference}

    def _mail(self, entry: Entry) -> Entry:
        return self.mails[entry.reference, entry.mail]

    def _holds(self, entry: Entry) -> bool:
        known = self.mails.get((entry.reference, entry.mail))
        return known is not None and (known.lease, known.state) == (entry.lease, entry.state)

    def _set(self, entry: Entry, **changed: object) -> Entry:
        known = replace(self._mail(entry), **changed)
        self.mails[entry.reference, entry.mail] = known
        return known


def _history(case: Case) -> History:
    return History(case.reference, [_told(event) for event in case.events])


def _told(event: Event) -> Told:
    return Told(event.number, event.at, event.kind, "" if event.kind == "acknowledged" else event.body)
