"""A day of the log -> a seal over the head of every case to which something happened on it, chained to the day before.

Chains show that an event was changed; seals show that a case is missing, or that the end of one was cut off. Who keeps a
seal's digest somewhere else can prove later that nothing before it was touched. Days are those of UTC.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from contact.store import Head, Seal, Store
from desk.data import Data, field

# An event bears the time at which its writing began: after midnight, the last ones of a day may still be on their way.
SEALED_AFTER = timedelta(minutes=10)
# About 150 kB a part: a store may keep 400 kB at most in one place.
HEADS_IN_A_PART = 4000
# A desk where nothing happens for longer is closed, or its clock is wrong: the days at the end are sealed once something
# happens again. A seal of a day to come would put all that happens until then in doubt, for ever.
MOST_QUIET_DAYS = 7
# What stands before the first seal.
START = ""


class _Parts(Data, kw_only=True):
    """Lines of heads, packed into parts as they come, so that a day of any size fits into memory."""

    digest: "hashlib._Hash"
    heads: int = 0
    packed: list[bytes] = field(default_factory=list)
    _lines: list[bytes] = field(default_factory=list)

    def add(self, head: Head) -> None:
        line = f"{head.reference} {head.number} {head.digest}\n".encode()
        self.digest.update(line)
        self.heads += 1
        self._lines.append(line)
        if len(self._lines) == HEADS_IN_A_PART:
            self.pack()

    def pack(self) -> None:
        if self._lines:
            self.packed.append(zlib.compress(b"".join(self._lines)))
            self._lines.clear()


def seal_due(store: Store, now: datetime) -> list[Seal]:
    """Seal every day that is over and has no seal yet, also those on which nothing happened. Raises StoreError."""
    return [sealed for day in unsealed(store, now) if (sealed := _seal(store, day))]


def _believable(store: Store, kept: Sequence[Seal], due: Sequence[date]) -> int:
    """How many of these days there have been for sure."""
    for number in range(len(due), 0, -1):
        if next(iter(store.heads_on(due[number - 1])), None):
            return number + MOST_QUIET_DAYS
    quiet = sum(1 for _ in takewhile(lambda seal: not seal.heads, reversed(kept)))
    return max(0, MOST_QUIET_DAYS - quiet)


def unsealed(store: Store, now: datetime) -> list[date]:
    """The days that are over and have no seal yet."""
    kept = store.seals()
    due = list(_due(store, kept, now))
    return due[: _believable(store, kept, due)]


def made(day: date, previous: str, heads: Iterable[Head]) -> tuple[Seal, Sequence[bytes]]:
    """The seal of a day over heads that come in order of their references, and its parts."""
    parts = _Parts(digest=hashlib.sha256(f"{day} {previous}\n".encode()))
    for head in heads:
        parts.add(head)
    parts.pack()
    digest = parts.digest.hexdigest()
    return Seal(day=day, heads=parts.heads, parts=len(parts.packed), previous=previous, digest=digest), parts.packed


def sealed_heads(store: Store, seal: Seal) -> Iterator[Head]:
    """The heads that a seal was made over, as they were kept beside it. Raises ValueError where they are not readable."""
    for number in range(seal.parts):
        try:
            lines = zlib.decompress(store.seal_part(seal.day, number)).decode()
        except zlib.error as error:
            raise ValueError(f"part {number} of the seal of {seal.day} is missing or damaged") from error
        for line in lines.splitlines():
            reference, at, digest = line.split(" ")
            yield Head(reference=reference, number=int(at), digest=digest)


def _due(store: Store, kept: Sequence[Seal], now: datetime) -> Iterator[date]:
    last = (now - SEALED_AFTER).astimezone(UTC).date() - timedelta(days=1)
    if kept:
        day = kept[-1].day + timedelta(days=1)
    elif first := store.first_event_at():
        day = first.astimezone(UTC).date()
    else:
        return
    while day <= last:
        yield day
        day += timedelta(days=1)


def _seal(store: Store, day: date) -> Seal | None:
    """The new seal of a day; None where another process was quicker."""
    kept = store.seals()
    seal, parts = made(day, kept[-1].digest if kept else START, store.heads_on(day))
    return seal if store.keep_seal(seal, parts) else None


def end_of(day: date) -> datetime:
    """The first instant after a day."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)
