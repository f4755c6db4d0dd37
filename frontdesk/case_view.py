"""A case -> what staff read on a terminal, and what a program reads as JSON."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from contact.case import Case
from contact.chain import first_broken
from contact.events import Body, Feedback, Noted, Received, Replied, Resolved, Updated, Wrote, body_of
from contact.personal import Personal
from contact.standing import Standing, standing_of, work_of
from desk.data import UnreadableError, from_json
from desk.settings.model import Settings
from frontdesk.case_history import OUTCOMES_SAID, short_instant, taken_by, told_of_event
from frontdesk.case_marks import is_to_be_checked, is_unreached
from frontdesk.plain_sight import visible

_INDENT = "    "
_NO_MORE: Mapping[str, Personal] = {}
# The parts of a text that came with a later event, and what stands above each.
_PARTS = {"message": "", "explanation": "explanation:", "remedies": "remedies:", "comment": ""}


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
    standing = _standing(case)
    return {
        "reference": case.reference,
        "status": case.status,
        "acknowledgement": case.acknowledgement,
        "received_at": case.received_at,
        "standing": standing,
        "work": work_of(case.reference, standing) if standing else None,
        "may_be_a_complaint": standing is not None and is_to_be_checked(case.events),
        "personal": texts.fields if texts else None,
        "events": events,
        "first_broken_event": first_broken(case.events),
    }


def case_in_words(
    case: Case, texts: Personal | None, settings: Settings, later: Mapping[str, Personal] = _NO_MORE
) -> str:
    """The case as text: what was asked, by whom, and the events in order, with what was written in `later` ones."""
    lines = [
        *_head(case, settings),
        *_message(case.received, texts, settings),
        *_history(case, settings, later),
        *_warning(case),
    ]
    return "\n".join(map(visible, lines))


def _head(case: Case, settings: Settings) -> Iterator[str]:
    received = case.received
    standing = _standing(case)
    kind = standing.kind if standing else received.kind
    yield f"{case.reference}  {kind}  {case.status}{'  SYNTHETIC' if received.synthetic else ''}"
    yield f"received   {short_instant(case.received_at, settings)} by {received.channel}, from {received.page or '-'}"
    due = short_instant(received.estimate.due, settings)
    yield f"answer by  {due} ({received.estimate.duration}, by {received.estimate.basis})"
    if received.notices:
        yield f"notices    {', '.join(received.notices)}"
    yield from _now(case, standing, settings) if standing else ()
    yield f"language   {received.language}"
    if received.external_reference:
        yield f"elsewhere  {received.external_reference}"
    if received.unanswered:
        yield f"answered   by nobody: {received.unanswered}"


def _now(case: Case, standing: Standing, settings: Settings) -> Iterator[str]:
    """How it stands: what is to be done, who takes care of it, what it is."""
    for clock in standing.legal:
        last = f"{clock.last_day:%Y-%m-%d}"
        yield f"legal clock: {clock.name} by {last} ({clock.duration}, checks for {clock.profile})"
    work = work_of(case.reference, standing)
    if work:
        yield f"to do      {work.task} by {short_instant(work.due, settings)}"
    elif standing.resolved_at and standing.outcome:
        when = short_instant(standing.resolved_at, settings)
        yield f"resolved   {OUTCOMES_SAID[standing.outcome]} by {standing.resolved_by}, {when}"
    yield f"taken by   {taken_by(standing.queue or settings.queue_of(standing.topic), standing.to)}"
    yield f"topic      {standing.topic}"
    yield f"customer   {standing.customer}{', vulnerable' if standing.vulnerable else ''}"
    if is_unreached(case.events):
        yield "look       our latest mail did not reach the customer: tell them in another way, or `outbox retry`"
    if is_to_be_checked(case.events):
        yield "look       words of dissatisfaction stand in this request: is it a complaint? `requests reclassify` says so"


def _standing(case: Case) -> Standing | None:
    """None where somebody changed an event by hand, so that it cannot be read; the last line says so."""
    try:
        return standing_of(case.events)
    except (UnreadableError, TypeError):
        return None


def _message(received: Received, texts: Personal | None, settings: Settings) -> Iterator[str]:
    if texts is None:
        yield "person     erased"
        return
    fields = texts.fields
    yield f"name       {fields['name'] or '-'}"
    yield f"email      {fields['email'] or '-'}{'' if received.proven else ' (not proven)'}"
    number = f" = {fields['number']}" if fields["number"] not in {"", fields["phone"]} else ""
    yield f"phone      {fields['phone'] or '-'}{number}"
    yield from _of_mail(received, fields)
    if fields.get("window"):
        # Of a call that was asked for twice, only here: it is no event of the second case.
        earliest, latest = (
            short_instant(datetime.fromisoformat(text), settings) for text in fields["window"].split("/")
        )
        yield f"call       from {earliest} to {latest} (chosen on the clock of {fields['zone']})"
    if fields.get("recording"):
        yield f"recording  {fields['recording']} ({fields.get('seconds') or '?'} seconds)"
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


def _said(said: Body, later: Mapping[str, Personal]) -> Iterator[str]:
    """What the customer or the desk wrote with an event of its own."""
    if not isinstance(said, Wrote | Replied | Updated | Noted | Resolved | Feedback):
        return
    texts = later.get(said.text)
    if texts is None:
        return
    fields = texts.fields
    if isinstance(said, Wrote):
        yield f"{_INDENT}{fields.get('name', '')} <{fields.get('email', '')}>{'' if said.proven else ' (not proven)'}"
        yield from (_INDENT + line for line in _of_mail(said, fields))
    for name, label in _PARTS.items():
        lines = fields.get(name, "").splitlines()
        if label and lines:
            yield f"{_INDENT}{label}"
        yield from (2 * _INDENT + line for line in lines)


def _history(case: Case, settings: Settings, later: Mapping[str, Personal]) -> Iterator[str]:
    for event in case.events:
        try:
            told, said = told_of_event(event, settings), tuple(_said(body_of(event), later))
        except UnreadableError:
            told, said = f"{event.kind} (changed by hand: it cannot be read)", ()
        yield f"{event.number:3} {short_instant(event.at, settings)}  {told}"
        yield from said


def _warning(case: Case) -> Iterator[str]:
    broken = first_broken(case.events)
    if broken is not None:
        yield f"WARNING: event {broken} is not what was recorded; somebody has changed the log"
