"""Random histories: a store and the model of one live through the same, and must never tell them apart."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, multiple, rule

from contact.calls import CallRecord
from contact.events import Feedback
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store import (
    Change,
    Entry,
    Finished,
    FoundWork,
    NewMail,
    OutboxState,
    ReferenceTakenError,
    Seal,
    Search,
    Store,
    StoreError,
    Vote,
)
from desk.data import replace
from tests.contact.stores.memory import MemoryStore
from tests.contact.stores.places import Place
from tests.contact.stores.samples import LEASE, NOW, following, new_case, reference

T = TypeVar("T")
INSTANT = timedelta(microseconds=1)
# Few of each, so that things meet again.
NUMBERS = st.integers(0, 7)
NAMES = st.sampled_from("abc")
STATES: st.SearchStrategy[OutboxState] = st.sampled_from(["waiting", "waiting", "waiting", "held", "sent", "failed"])
BEHIND = st.sampled_from([0, 0, 0, 0, 1, -1])
WAITS = st.sampled_from([timedelta(seconds=1), LEASE, timedelta(hours=1), timedelta(hours=13), timedelta(days=1)])


WORK: st.SearchStrategy[Work | None] = st.none() | st.builds(
    Work,
    reference=st.just(""),
    due=st.sampled_from([NOW, NOW + LEASE, NOW + timedelta(days=2)]),
    task=st.sampled_from(["answer", "update"]),
    queue=st.sampled_from("ab"),
    to=st.sampled_from(["", "a", "b"]),
    kind=st.just("request"),
    topic=st.just("fees"),
)
REPORT = KeptReport(
    id="", period="2026-Q4", profile="", as_of=NOW.date(), seal="s", made_at=NOW, version=1, digest="d", basis=b""
)


class Histories(RuleBasedStateMachine):
    """What may happen to a log."""

    cases: Bundle[str] = Bundle("cases")
    # Entries as somebody knows them: many are no longer what they were.
    entries: Bundle[Entry] = Bundle("entries")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.store: Store = place.open()
        self.model = MemoryStore()
        self.now = NOW

    @initialize(target=cases)
    def begin(self) -> MultipleResults[str]:
        """The log is not empty."""
        return multiple(*(self._record(number, number, ["waiting"] * number, "a", "a") for number in range(3)))

    @rule(target=cases, number=NUMBERS, token=NUMBERS, mails=st.lists(STATES, max_size=2), alias=NAMES, sender=NAMES)
    def record(self, number: int, token: int, mails: list[OutboxState], alias: str, sender: str) -> str:
        """A message comes, or comes again, or under a reference that is taken."""
        return self._record(number, token, mails, alias, sender)

    @rule(case=cases, behind=BEHIND, count=st.integers(0, 3), texts=st.sets(NAMES, max_size=2), todo=WORK)
    def add(self, case: str, behind: int, count: int, texts: set[str], todo: Work | None) -> None:
        """Somebody adds to a case, whose last events they may not have seen; a text of that name may be there."""
        added = {name: f"text-{name}".encode() for name in sorted(texts)}
        self._append(case, behind, count, texts=added, work=_about(todo, case))

    @rule(case=cases, number=st.integers(1, 3), todo=WORK, wait=st.none() | WAITS)
    def work_out(self, case: str, number: int, todo: Work | None, wait: timedelta | None) -> None:
        """Somebody works out what has to be done about cases of before; events may have come in between."""
        found = [FoundWork(case, number, _about(todo, case))]
        self._same(lambda store: store.put_work(found, self.now - wait if wait else None))

    @rule(calls=st.lists(NAMES, max_size=3), report=NAMES)
    def keep(self, calls: list[str], report: str) -> None:
        """Calls are counted and a report is handed out, perhaps once more."""
        counted = [CallRecord(id=name, began_at=self._tick(), queue=name) for name in calls]
        self._same(lambda store: store.keep_calls(counted))
        made = replace(REPORT, id=report, made_at=self._tick(), basis=report.encode())
        self._same(lambda store: store.keep_report(made))

    @rule(case=cases, mail=NAMES, state=STATES, alias=NAMES)
    def write_to_the_customer(self, case: str, mail: str, state: OutboxState, alias: str) -> None:
        """Another mail is to be sent about a case; there may be one of that name."""
        self._append(case, 0, 1, mails=[NewMail(mail=mail, state=state, due=self._tick())], aliases=[alias])

    @rule(case=cases, behind=BEHIND)
    def erase(self, case: str, behind: int) -> None:
        """A person is erased, perhaps once more."""
        text = f"text-{self.now.isoformat()}"
        self._append(case, behind, 1, texts={text: b"gone at once"}, erase=True)

    @rule(target=entries, limit=st.integers(1, 3))
    def claim(self, limit: int) -> MultipleResults[Entry]:
        """A sender takes what is due."""
        waiting = [entry for entry in self.model.outbox() if entry.state == "waiting" and entry.due <= self.now]
        claimed = self.store.claim(self.now, LEASE, limit)
        dues = [self.model.mails[entry.reference, entry.mail].due for entry in claimed]
        assert dues == [entry.due for entry in waiting][:limit]
        known = {entry.lease for entry in self.model.mails.values()}
        assert all(entry.lease and entry.lease not in known for entry in claimed)
        assert list(claimed) == self.model.take(claimed, self.now + LEASE)
        return multiple(*claimed)

    @rule(target=entries)
    def look_into_the_outbox(self) -> MultipleResults[Entry]:
        """A person sees what has not been sent."""
        listed = list(self.store.outbox())
        assert [entry.due for entry in listed] == sorted(entry.due for entry in listed)
        assert {(entry.reference, entry.mail): entry for entry in listed} == {
            (entry.reference, entry.mail): entry for entry in self.model.outbox()
        }
        return multiple(*listed[:2])

    @rule(entry=entries, wait=WAITS, error=NAMES)
    def postpone(self, entry: Entry, wait: timedelta, error: str) -> None:
        """The mail server has no time now."""
        until = self._tick() + wait
        self._same(lambda store: store.postpone(entry, until, error))

    @rule(entry=entries, state=STATES, wait=st.none() | WAITS, behind=BEHIND)
    def finish(self, entry: Entry, state: OutboxState, wait: timedelta | None, behind: int) -> None:
        """A mail was sent, given up, held or let go; who says so may have lost it."""
        due = None if wait is None else self._tick() + wait
        finished = Finished(entry=entry, state=state, due=due, error=state)
        self._append(entry.reference, behind, 1, finished=finished)

    @rule(days=st.integers(0, 2), heads=st.integers(0, 3))
    def seal(self, days: int, heads: int) -> None:
        """A day is sealed, perhaps for the second time."""
        day = self.now.date() - timedelta(days=days)
        self._same(lambda store: list(store.heads_on(day)))
        parts = [bytes([heads, part]) for part in range(heads)]
        kept = Seal(day=day, heads=heads, parts=heads, previous="p", digest=f"{self.now}")
        self._same(lambda store: store.keep_seal(kept, parts))
        self._same(lambda store: [store.seal_part(day, number) for number in range(4)])

    @rule(keys=st.lists(NAMES, unique=True, max_size=3), wait=WAITS, tidy=st.booleans(), helpful=st.booleans())
    def count(self, keys: list[str], wait: timedelta, *, tidy: bool, helpful: bool) -> None:
        """Something is counted, what is over makes room, somebody votes on an answer, and somebody searches."""
        self._same(lambda store: list(store.tally(keys, self.now, self.now + wait)))
        self._same(lambda store: store.uncount(keys[:1], self.now))
        if tidy:
            self._same(lambda store: store.forget_tallies(self.now))
        self._same(lambda store: list(store.tallied(["a", "b", "c"], self.now)))
        vote = Vote(page=f"page/{len(keys)}", language="en", helpful=helpful)
        self._same(lambda store: store.vote(vote, self.now.date()))
        self._same(lambda store: list(store.votes()))
        search = Search(language="en", words=f"word {len(keys)}", found=helpful)
        self._same(lambda store: store.searched(search, self.now.date()))
        if tidy:
            today = self.now.date()
            self._same(lambda store: store.forget_searches(3, rare_before=today, before=today - timedelta(days=2)))
        self._same(lambda store: list(store.searches(date.min, date.max)))

    @rule(wait=WAITS, restart=st.booleans())
    def time_goes_by(self, wait: timedelta, *, restart: bool) -> None:
        """Leases run out, days end, the desk is started again."""
        self.now += wait
        if restart:
            self.store.close()

    @rule(wait=WAITS)
    def read_everything(self, wait: timedelta) -> None:
        """Whoever reads the log sees all that happened, and nothing else."""
        self._same(lambda store: list(store.walk()))
        self._same(lambda store: list(store.walk(self.now - wait, self.now)))
        self._same(lambda store: list(store.newest(3)))
        self._same(lambda store: [store.find(reference(number)) for number in range(8)])
        self._same(lambda store: [store.find_alias(alias) for alias in "abc01234567"])
        self._same(lambda store: [list(store.of_sender(sender)) for sender in "abc"])
        self._same(lambda store: store.first_event_at())
        self._same(lambda store: [(name, list(events)) for name, events in store.histories(self.now - wait)])
        self._same(lambda store: list(store.due(limit=5)))
        self._same(lambda store: list(store.due(limit=5, queue="a", after=next(iter(store.due(limit=1)), None))))
        self._same(lambda store: list(store.due(limit=5, to="b", before=NOW + LEASE)))
        self._same(lambda store: store.work_missing_before())
        self._same(lambda store: list(store.calls(self.now - wait, self.now)))
        self._same(lambda store: [*store.reports(), *(store.report(name) for name in "abc")])
        self._same(lambda store: list(store.seals()))

    def teardown(self) -> None:
        """Compare once more what is left in the end."""
        self.read_everything(LEASE)
        self.look_into_the_outbox()
        self.store.close()

    def _record(self, number: int, token: int, mails: Sequence[OutboxState], alias: str, sender: str) -> str:
        """The case that a message is, or belongs to."""
        outgoing = [NewMail(mail=str(at), state=state, due=self._tick()) for at, state in enumerate(mails)]
        aliases = [alias, str(number)]
        case = new_case(number, at=self._tick(), token=f"token-{token}", mails=outgoing, aliases=aliases, sender=sender)
        self._same(lambda store: store.record(case))
        return case.reference if self.model.find(case.reference) else self.model.newest(1)[0].reference

    def _append(self, name: str, behind: int, count: int, **added: object) -> None:
        """Add to a case, behind its last event or one beside it."""
        case = self.model.cases[name]
        last = case.events[len(case.events) - 1 - behind] if 0 <= behind < len(case.events) else case.events[-1]
        last = replace(last, number=last.number + 1) if behind < 0 else last
        events = following(name, last, *[Feedback(score=3)] * count, at=self._tick())
        change = Change(reference=name, events=events, **added)  # type: ignore[arg-type] # by the names of its fields
        self._same(lambda store: store.append(change))

    def _same(self, act: Callable[[Store], T]) -> None:
        """Both answer the same, or refuse for the same reason."""
        assert _outcome(act, self.store) == _outcome(act, self.model)

    def _tick(self) -> datetime:
        """The next instant: no two things happen at the same time."""
        self.now += INSTANT
        return self.now


def _about(todo: Work | None, case: str) -> Work | None:
    return replace(todo, reference=case) if todo else None


def _outcome(act: Callable[[Store], T], store: Store) -> object:
    try:
        return act(store)
    except ReferenceTakenError:
        return ReferenceTakenError
    except StoreError as error:
        return (StoreError, error.retry)
