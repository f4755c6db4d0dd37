"""Rows of the PostgreSQL store -> cases, outbox entries and seals. Knows no statement."""

from collections.abc import Sequence
from typing import Any

from contact.case import Case
from contact.events import Event
from contact.store.port import Entry, Seal

Row = Sequence[Any]


def case_from(row: Row) -> Case:
    """A case from (reference, key, wrapped key, received, names and bodies of texts, one list for each field of its events).

    There are no lists where nothing is in them.
    """
    reference, key, wrapped_key, _, names, texts, *fields = row
    return Case(
        reference=reference,
        key=key,
        wrapped_key=wrapped_key,
        texts=dict(zip(names or (), texts or (), strict=True)),
        events=tuple(_event(reference, field) for field in zip(*(field or () for field in fields), strict=True)),
    )


def _event(reference: str, row: Row) -> Event:
    number, at, kind, body, previous, digest = row
    return Event(reference=reference, number=number, at=at, kind=kind, body=body, previous=previous, digest=digest)


def entry_from(row: Row) -> Entry:
    """An outbox entry from (reference, mail, state, attempts, due, lease, error)."""
    reference, mail, state, attempts, due, lease, error = row
    return Entry(reference=reference, mail=mail, state=state, attempts=attempts, due=due, lease=lease, error=error)


def seal_from(row: Row) -> Seal:
    """A seal from (day, heads, parts, previous, digest)."""
    day, heads, parts, previous, digest = row
    return Seal(day=day, heads=heads, parts=parts, previous=previous, digest=digest)
