"""Rows of the SQLite store -> cases, events, outbox entries, seals, work, calls; instants <-> text that sorts as they do."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from contact.calls import CallRecord
from contact.case import Case
from contact.events import Event
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store.values import Entry, Seal

Row = Sequence[Any]


def text_of(instant: datetime) -> str:
    """An instant in UTC, always of the same length."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def case_from(row: Row, texts: Mapping[str, bytes], events: Sequence[Event]) -> Case:
    """A case from (reference, key, wrapped key); the last one is None once the person has been erased."""
    reference, key, wrapped_key = row
    return Case(reference=reference, key=key, wrapped_key=wrapped_key, texts=texts, events=tuple(events))


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
    """An outbox entry from (reference, mail, state, attempts, due, lease, error)."""
    reference, mail, state, attempts, due, lease, error = row
    return Entry(
        reference=reference,
        mail=mail,
        state=state,
        attempts=attempts,
        due=datetime.fromisoformat(due),
        lease=lease,
        error=error,
    )


def seal_from(row: Row) -> Seal:
    """A seal from (day, heads, parts, previous, digest)."""
    day, heads, parts, previous, digest = row
    return Seal(day=date.fromisoformat(day), heads=heads, parts=parts, previous=previous, digest=digest)


def work_from(row: Row) -> Work:
    """What has to be done from (reference, due, task, queue, person, kind, topic)."""
    reference, due, task, queue, person, kind, topic = row
    return Work(
        reference=reference,
        due=datetime.fromisoformat(due),
        task=task,
        queue=queue,
        to=person,
        kind=kind,
        topic=topic,
    )


def call_from(row: Row) -> CallRecord:
    """A call from (id, began at, queue, channel, waited, talked, outcome, source)."""
    name, began_at, queue, channel, waited, talked, outcome, source = row
    return CallRecord(
        id=name,
        began_at=datetime.fromisoformat(began_at),
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
        as_of=date.fromisoformat(as_of),
        seal=seal,
        made_at=datetime.fromisoformat(made_at),
        version=version,
        digest=digest,
        basis=basis,
    )
