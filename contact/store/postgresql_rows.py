"""Rows of the PostgreSQL store -> cases, outbox entries, seals, work, calls and reports. Knows no statement."""

from collections.abc import Sequence
from typing import Any

from contact.calls import CallRecord
from contact.case import Case
from contact.events import Event
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store.values import Entry, Seal

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


def work_from(row: Row) -> Work:
    """What has to be done from (reference, due, task, queue, person, kind, topic)."""
    reference, due, task, queue, person, kind, topic = row
    return Work(reference=reference, due=due, task=task, queue=queue, to=person, kind=kind, topic=topic)


def call_from(row: Row) -> CallRecord:
    """A call from (id, began at, queue, channel, waited, talked, outcome, source)."""
    name, began_at, queue, channel, waited, talked, outcome, source = row
    return CallRecord(
        id=name,
        began_at=began_at,
        queue=queue,
        channel=channel,
        waited=waited,
        talked=talked,
        outcome=outcome,
        source=source,
    )


def report_from(row: Row) -> KeptReport:
    """A report from (id, period, profile, as of, seal, made at, version, digest, basis)."""
    name, period, profile, as_of, seal, made_at, version, digest, basis = row
    return KeptReport(
        id=name,
        period=period,
        profile=profile,
        as_of=as_of,
        seal=seal,
        made_at=made_at,
        version=version,
        digest=digest,
        basis=basis,
    )
