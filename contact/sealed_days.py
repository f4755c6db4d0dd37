"""The seals of a log, and its cases as they were read -> every day that does not add up (rows T1, T2).

The list of cases is one way into the log, the events of a day are another: what was read on both has to be the same, so that
nothing can be hidden from one of them. Reads only.
"""

import hashlib
import heapq
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from contact.case import Case
from contact.chain import first_broken
from contact.doubt import Doubt
from contact.seal import START, made, sealed_heads, unsealed
from contact.store import Head, Seal, Store
from desk.data import Data, field

# The desk seals a day by itself, as soon as it is at work. Nobody is told of one that has just ended.
SEALED_WITHIN = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_ROUND = 1 << 256


class DaySums(Data):
    """One number for each day, made from the heads of its cases: the same in whatever order they come."""

    _sums: dict[date, int] = field(default_factory=dict)

    def add_case(self, case: Case) -> None:
        """The heads of a case: its last event of each day."""
        last = {event.at.astimezone(UTC).date(): event for event in case.events}
        for day, event in last.items():
            self.add(day, Head(reference=case.reference, number=event.number, digest=event.digest))

    def add(self, day: date, head: Head) -> None:
        line = f"{head.reference} {head.number} {head.digest}".encode()
        number = int.from_bytes(hashlib.sha256(line).digest())
        self._sums[day] = (self._sums.get(day, 0) + number) % _ROUND

    def of(self, day: date) -> int:
        """The number of a day."""
        return self._sums.get(day, 0)

    def days(self) -> list[date]:
        """The days on which anything happened."""
        return sorted(self._sums)


def doubts_of_days(store: Store, seals: Sequence[Seal], walked: DaySums, now: datetime) -> Iterator[Doubt]:
    """What does not add up. `seals` were read before the cases in `walked`: what they cover has not changed since."""
    yield from _left_out(seals, walked)
    previous = START
    for seal in seals:
        if seal.previous != previous:
            yield Doubt(about=str(seal.day), what="this seal does not follow the one before it")
        previous = seal.digest
        yield from _of_seal(store, seal, walked)
    for day in unsealed(store, now - SEALED_WITHIN)[:1]:
        yield Doubt(about=str(day), what="this day is over and has no seal, nor has any day after it")


def _left_out(seals: Sequence[Seal], walked: DaySums) -> Iterator[Doubt]:
    """Days before the newest seal on which something happened: after it, none can be sealed any more."""
    sealed = {seal.day for seal in seals}
    newest = max(sealed, default=date.min)
    for day in walked.days():
        if day < newest and day not in sealed:
            yield Doubt(about=str(day), what="this day has no seal, and a later one has")


def _of_seal(store: Store, seal: Seal, walked: DaySums) -> Iterator[Doubt]:
    try:
        remade, _ = made(seal.day, seal.previous, sealed_heads(store, seal))
    except ValueError as error:
        yield Doubt(about=str(seal.day), what=str(error))
        return
    if remade != seal:
        yield Doubt(about=str(seal.day), what="this seal is not what was made on that day")
        return
    yield from _of_day(store, seal, walked)


def _of_day(store: Store, seal: Seal, walked: DaySums) -> Iterator[Doubt]:
    """Hold the heads of a day now against those that were sealed; both come in order of their references."""
    found_now = DaySums()

    def present_heads() -> Iterator[tuple[str, str, Head]]:
        for head in store.heads_on(seal.day):
            found_now.add(seal.day, head)
            yield head.reference, "present", head

    sealed = ((head.reference, "sealed", head) for head in sealed_heads(store, seal))
    together = heapq.merge(sealed, present_heads(), key=lambda found: found[0])
    for reference, found in groupby(together, key=lambda found: found[0]):
        heads: dict[str, Head] = {where: head for _, where, head in found}
        what = _difference(heads.get("sealed"), heads.get("present"))
        if what:
            yield Doubt(about=reference, what=f"{what} (seal of {seal.day})")
    if found_now.of(seal.day) != walked.of(seal.day):
        yield from _hidden(store, seal.day)


def _difference(sealed: Head | None, present: Head | None) -> str | None:
    if sealed == present:
        return None
    if present is None:
        return "it is missing from the log, or its events of that day are"
    if sealed is None:
        return "it was put into the log after that day had been sealed"
    return "its events are not those that were sealed"


def _hidden(store: Store, day: date) -> Iterator[Doubt]:
    """The cases of a day of which there are events, and which no list of cases shows. Looked for one by one."""
    for head in store.heads_on(day):
        case = store.find(head.reference)
        if case is None:
            yield Doubt(about=head.reference, what=f"its events of {day} are there, and the case is not")
        elif not _is_listed(store, case):
            broken = first_broken(case.events)
            changed = "" if broken is None else f", and its event {broken} is not what was recorded"
            yield Doubt(about=head.reference, what=f"no list of cases shows it{changed}")


def _is_listed(store: Store, case: Case) -> bool:
    at = case.events[0].at
    return any(listed.reference == case.reference for listed in store.walk(at, at + _MOMENT))
