"""Rows of the SQLite store -> cases, events and outbox entries; instants <-> text that sorts as they do."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from contact.case import Case
from contact.events import Event
from contact.personal import Personal
from contact.store.port import Entry
from desk.portable import from_json

Row = Sequence[Any]


def text_of(instant: datetime) -> str:
    """An instant in UTC, always of the same length."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def case_from(row: Row, events: Sequence[Event]) -> Case:
    """A case from (reference, key, salt, fields); the last two are None once the person has been erased."""
    reference, key, salt, fields = row
    personal = None if fields is None else Personal(salt=salt, fields=from_json(fields.encode(), dict[str, str]))
    return Case(reference=reference, key=key, personal=personal, events=tuple(events))


def event_from(row: Row) -> Event:
    """An event from (reference, number, at, kind, body, previous, digest)."""
    reference, number, at, kind, body, previous, digest = row
    return Event(
        reference=reference,
        number=number,
        at=datetime.fromisoformat(at),
        kind=kind,
        body=body,
        previous=previous,
        digest=digest,
    )


def entry_from(row: Row) -> Entry:
    """An outbox entry from (reference, kind, state, attempts, due, lease, error)."""
    reference, kind, state, attempts, due, lease, error = row
    return Entry(
        reference=reference,
        kind=kind,
        state=state,
        attempts=attempts,
        due=datetime.fromisoformat(due),
        lease=lease,
        error=error,
    )
