"""A case -> what staff read on a terminal, and what a program reads as JSON."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from contact.case import Case
from contact.chain import first_broken
from contact.events import Body, Received, Wrote, body_of
from contact.personal import Personal
from desk.data import from_json
from desk.settings.model import Settings
from frontdesk.plain_sight import visible

_INDENT = "    "
_NO_MORE: Mapping[str, Personal] = {}


def short_instant(when: datetime, settings: Settings) -> str:
    """An instant on the desk's clock: `2026-11-21 14:05 EST`."""
    return f"{when.astimezone(ZoneInfo(settings.calendar('form').time_zone)):%Y-%m-%d %H:%M %Z}"


def case_as_json(case: Case, texts: Personal | None) -> dict[str, object]:
    """The case with its personal part and its events, whose bodies are objects. Without the key to its page."""
    events = [
        {
            "number": event.number,
            "at": event.at,
            "kind": event.kind,
            "body": from_json(event.body.encode(), dict[str, object]),
            "digest": event.digest,
        }
        for event in case.events
    ]
    return {
        "reference": case.reference,
        "status": case.status,
        "acknowledgement": case.acknowledgement,
        "received_at": case.received_at,
        "personal": texts.fields if texts else None,
        "events": events,
        "first_broken_event": first_broken(case.events),
    }


def case_in_words(
    case: Case, texts: Personal | None, settings: Settings, later: Mapping[str, Personal] = _NO_MORE
) -> str:
    """The case as text: what was asked, by whom, and the events in order, with what was written in `later` ones."""
    lines = [*_head(case, settings), *_message(case.received, texts), *_history(case, settings, later), *_warning(case)]
    return "\n".join(map(visible, lines))


def _head(case: Case, settings: Settings) -> Iterator[str]:
    received = case.received
    due = short_instant(received.estimate.due, settings)
    topic = settings.topic(received.topic)
    yield f"{case.reference}  {received.kind}  {case.status}"
    yield f"received   {short_instant(case.received_at, settings)} by {received.channel}, from {received.page or '-'}"
    yield f"answer by  {due} ({received.estimate.duration}, by {received.estimate.basis})"
    if received.notices:
        yield f"notices    {', '.join(received.notices)}"
    for clock in received.legal:
        last = f"{clock.last_day:%Y-%m-%d}"
        yield f"legal clock: {clock.name} by {last} ({clock.duration}, checks for {clock.profile})"
    yield f"topic      {received.topic} -> queue {topic.queue if topic else '-'}"
    yield f"language   {received.language}"
    if received.unanswered:
        yield f"answered   by nobody: {received.unanswered}"


def _message(received: Received, texts: Personal | None) -> Iterator[str]:
    if texts is None:
        yield "person     erased"
        return
    fields = texts.fields
    yield f"name       {fields['name'] or '-'}"
    yield f"email      {fields['email'] or '-'}{'' if received.proven else ' (not proven)'}"
    number = f" = {fields['number']}" if fields["number"] not in {"", fields["phone"]} else ""
    yield f"phone      {fields['phone'] or '-'}{number}"
    yield from _of_mail(received, fields)
    yield ""
    yield from (_INDENT + line for line in fields["message"].splitlines())
    yield ""


def _of_mail(said: Received | Wrote, fields: Mapping[str, str]) -> Iterator[str]:
    """What only an e-mail has."""
    if fields.get("subject"):
        yield f"subject    {fields['subject']}"
    if fields.get("named"):
        yield f"names      {fields['named']}"
    if said.attachments:
        names = ", ".join(f"{fields.get(file.name, file.name)} ({file.size:,} bytes)" for file in said.attachments)
        yield f"files      {names}"


def _again(said: Body, later: Mapping[str, Personal]) -> Iterator[str]:
    """What the customer wrote with an event of its own."""
    texts = later.get(said.text) if isinstance(said, Wrote) else None
    if texts is None or not isinstance(said, Wrote):
        return
    fields = texts.fields
    yield f"{_INDENT}{fields['name']} <{fields['email']}>{'' if said.proven else ' (not proven)'}"
    yield from (_INDENT + line for line in _of_mail(said, fields))
    yield from (2 * _INDENT + line for line in fields["message"].splitlines())


def _history(case: Case, settings: Settings, later: Mapping[str, Personal]) -> Iterator[str]:
    for event in case.events:
        body = from_json(event.body.encode(), dict[str, object])
        told = body.get("subject") or body.get("reason") or body.get("unanswered") or ""
        yield f"{event.number:3} {short_instant(event.at, settings)}  {event.kind}  {told}".rstrip()
        if event.kind == "wrote":
            yield from _again(body_of(event), later)


def _warning(case: Case) -> Iterator[str]:
    broken = first_broken(case.events)
    if broken is not None:
        yield f"WARNING: event {broken} is not what was recorded; somebody has changed the log"
