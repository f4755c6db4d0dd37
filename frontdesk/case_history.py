"""An event of a case -> a sentence for staff. Every kind of event has one, and none says what anybody typed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from contact.events import (
    Acknowledged,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Assigned,
    Body,
    Bounced,
    CallAttempted,
    CallbackEnded,
    CallbackRequested,
    Erased,
    Event,
    EventKind,
    Feedback,
    FeedbackAsked,
    FeedbackUsed,
    HoldLifted,
    HoldSet,
    IdentityChecked,
    MailFailed,
    MailReleased,
    MailSent,
    Marked,
    NextUpdateSet,
    Noted,
    Outcome,
    Received,
    Reclassified,
    Reopened,
    Replied,
    Resolved,
    Updated,
    Waiting,
    Way,
    Wrote,
    body_of,
)
from desk.settings.model import Settings

B = TypeVar("B")

OUTCOMES_SAID: Mapping[Outcome, str] = {
    "full": "in full",
    "partial": "in part",
    "not": "not granted",
}
WAYS_SAID: Mapping[Way | str, str] = {
    "email": "by e-mail",
    "phone": "by telephone",
    "post": "by letter",
    "chat": "by chat",
    "app": "in the app",
    "in-person": "in person",
    "": "and told to nobody",
}


def short_instant(when: datetime, settings: Settings) -> str:
    """An instant on the desk's clock: `2026-11-21 14:05 EST`."""
    return f"{when.astimezone(ZoneInfo(settings.calendar('form').time_zone)):%Y-%m-%d %H:%M %Z}"


def told_of_event(event: Event, settings: Settings | None = None) -> str:
    """What happened, in a sentence without its time; instants in it are on the clock of the settings, else in UTC."""
    body = body_of(event)
    return _SENTENCES[event.kind](body, lambda when: _instant(when, settings))


_Clock = Callable[[datetime | None], str]
_Sentence = Callable[[Body, _Clock], str]


def _instant(when: datetime | None, settings: Settings | None) -> str:
    if when is None:
        return ""
    return short_instant(when, settings) if settings else f"{when:%Y-%m-%d %H:%M} UTC"


def taken_by(queue: str, person: str) -> str:
    """`Ana Example (payments)`, `nobody (payments)`."""
    return f"{person or 'nobody'} ({queue})" if queue else person or "nobody"


def _received(body: Received, _: _Clock) -> str:
    given = f", given to {taken_by(body.queue, body.to)}" if body.queue or body.to else ""
    entered = f", entered by {body.entered_by}" if body.entered_by else ""
    return f"received by {body.channel}: {body.kind} about {body.topic}{given}{entered}"


def _wrote(body: Wrote, at: _Clock) -> str:
    due = f", answer by {at(body.estimate.due)}" if body.estimate and not body.unanswered else ""
    automatic = f" (automatic: {body.unanswered})" if body.unanswered else ""
    return f"the customer wrote again by {body.channel}{automatic}{due}"


def _assigned(body: Assigned, _: _Clock) -> str:
    return f"given to {taken_by(body.queue, body.to)} by {body.by}{_because(body.reason)}"


def _reclassified(body: Reclassified, _: _Clock) -> str:
    return f"classified as {body.kind} about {body.topic}, {body.customer}, by {body.by}{_because(body.reason)}"


def _updated(body: Updated, at: _Clock) -> str:
    what = "told of a delay" if body.delay else "told how things stand"
    return f"the customer was {what} {WAYS_SAID[body.way]} by {body.by}{_next(body.next_due, at)}"


def _replied(body: Replied, at: _Clock) -> str:
    when = f" at {at(body.at)}" if body.at else ""
    return f"answered {WAYS_SAID[body.way]} by {body.by}{when}{_next(body.next_due, at)}"


def _resolved(body: Resolved, at: _Clock) -> str:
    when = f" at {at(body.at)}" if body.at else ""
    with_words = ", with explanation and remedies" if body.explained and body.remedies else ""
    redress = f", {body.redress} paid" if body.redress else ""
    said = f" {WAYS_SAID[body.way]}" if body.way else ", the customer was not told"
    return f"resolved: {OUTCOMES_SAID[body.outcome]}{said} by {body.by}{when}{with_words}{redress}"


def _waiting(body: Waiting, at: _Clock) -> str:
    until = f", until {at(body.until)}" if body.until else ""
    return f"waiting for the customer, says {body.by}{until}"


def _marked(body: Marked, _: _Clock) -> str:
    return f"marked as {'vulnerable' if body.vulnerable else 'not vulnerable'} by {body.by}"


def _called(body: CallAttempted, at: _Clock) -> str:
    when = f" at {at(body.at)}" if body.at else ""
    return f"called{when} by {body.by}: {body.result.replace('-', ' ')}"


def _call_wanted(body: CallbackRequested, at: _Clock) -> str:
    return f"a call is wanted from {at(body.earliest)} to {at(body.latest)}; goal {body.goal}, by {at(body.goal_due)}"


def _mail_sent(body: MailSent, _: _Clock) -> str:
    return f"the mail '{body.mail}' was handed to the mail server"


def _used(body: FeedbackUsed, _: _Clock) -> str:
    return f"the feedback led to a change, says {body.by}: {' '.join(filter(None, (body.page, body.commit)))}"


def _because(reason: str) -> str:
    return f": {reason}" if reason else ""


def _next(due: datetime | None, at: _Clock) -> str:
    return f"; next by {at(due)}" if due else ""


def _of(_kind: type[B], sentence: Callable[[B, _Clock], str]) -> _Sentence:
    # The table below asks for each body by its own kind of event.
    return sentence  # type: ignore[return-value]


_SENTENCES: Mapping[EventKind, _Sentence] = {
    "received": _of(Received, _received),
    "acknowledged": _of(Acknowledged, lambda body, _: f"acknowledged: {body.subject or body.text}"),
    "acknowledgement-failed": _of(
        AcknowledgementFailed, lambda body, _: f"the acknowledgement could not be delivered: {body.reason}"
    ),
    "acknowledgement-held": _of(AcknowledgementHeld, lambda body, _: f"the acknowledgement is held: {body.reason}"),
    "acknowledgement-released": _of(
        AcknowledgementReleased, lambda body, _: f"the acknowledgement was let go by {body.by}"
    ),
    "delivered": lambda _body, _at: "a mail was delivered",
    "bounced": _of(Bounced, lambda body, _: f"a mail came back{' for good' if body.permanent else ''}: {body.reason}"),
    "reported-as-spam": lambda _body, _at: "the recipient called a mail unwanted",
    "wrote": _of(Wrote, _wrote),
    "assigned": _of(Assigned, _assigned),
    "updated": _of(Updated, _updated),
    "replied": _of(Replied, _replied),
    "resolved": _of(Resolved, _resolved),
    "reopened": _of(Reopened, lambda body, _: f"reopened by {body.by}{_because(body.reason)}"),
    "feedback": _of(Feedback, lambda body, _: f"the customer gave {body.score} of 5"),
    "hold-set": _of(HoldSet, lambda body, _: f"a legal hold was set by {body.by}{_because(body.reason)}"),
    "hold-lifted": _of(HoldLifted, lambda body, _: f"the legal hold was lifted by {body.by}"),
    "erased": _of(Erased, lambda body, _: f"what the customer wrote was erased by {body.by}{_because(body.reason)}"),
    "reclassified": _of(Reclassified, _reclassified),
    "waiting": _of(Waiting, _waiting),
    "next-update-set": _of(NextUpdateSet, lambda body, at: f"next update by {at(body.due)}, says {body.by}"),
    "noted": _of(Noted, lambda body, _: f"note by {body.by}"),
    "identity-checked": _of(
        IdentityChecked,
        lambda body, _: f"identity {'proven' if body.passed else 'not proven'} by {body.how}, says {body.by}",
    ),
    "marked": _of(Marked, _marked),
    "feedback-asked": _of(
        FeedbackAsked, lambda body, _: f"feedback is asked {'by mail' if body.mail else 'on the status page'}"
    ),
    "feedback-used": _of(FeedbackUsed, _used),
    "callback-requested": _of(CallbackRequested, _call_wanted),
    "call-attempted": _of(CallAttempted, _called),
    "callback-ended": _of(CallbackEnded, lambda body, _: f"no more calls ({body.because}), says {body.by}"),
    "mail-sent": _of(MailSent, _mail_sent),
    "mail-failed": _of(MailFailed, lambda body, _: f"the mail '{body.mail}' could not be delivered: {body.reason}"),
    "mail-released": _of(MailReleased, lambda body, _: f"the mail '{body.mail}' is tried again, says {body.by}"),
}
