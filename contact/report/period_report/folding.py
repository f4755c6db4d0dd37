"""A case's history -> its facts, as the log stood at an instant: a second, quick way to say what contact.standing says.

Reads only the fields that are counted. A test holds every fact against contact.standing, over histories from chance.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from contact.events import EventKind
from contact.report.period_report import lean
from contact.report.period_report.facts import Clock, Facts, microseconds
from contact.store import History

_AT_FIRST: Mapping[str, str] = {
    "email": "waiting",
    "page": "on-page",
    "person": "by-person",
    "call": "in-call",
    "text": "waiting",
    "nobody": "none",
}
_WITHOUT_MAIL = frozenset({"on-page", "by-person", "in-call", "none"})
# A letter, or the acknowledgement of a later message: `acknowledgement-5`.
_LATER_MAIL = re.compile(r"""[."](?:reply|update|resolution|feedback|acknowledgement|text)-\d+[."]""")


def is_of_the_first_message(body: str) -> bool:
    """Whether an event that names a mail is about the acknowledgement of the message with which the case began (row E8)."""
    return _LATER_MAIL.search(body) is None


def all_facts(histories: Iterator[History], as_of: datetime) -> Iterator[Facts]:
    """The facts of cases that had been recorded before an instant."""
    for history in histories:
        facts = facts_of(history, as_of)
        if facts:
            yield facts


def facts_of(history: History, as_of: datetime) -> Facts | None:
    """What the events before an instant say; None where the case was recorded later."""
    first, *others = history.events
    if first.at >= as_of:
        return None
    facts = _at_first(history.reference, microseconds(first.at), first.body)
    for event in others:
        # Each by its own time: a clock that was set back may put an earlier one behind.
        if event.at < as_of and (change := _CHANGES.get(event.kind)):
            change(facts, event.at, event.body)
    return facts


def _at_first(reference: str, recorded: int, body: str) -> Facts:
    came = lean.came(body)
    return Facts(
        reference=reference,
        recorded=recorded,
        received=microseconds(came.came_at) if came.came_at else recorded,
        channel=came.channel,
        kind=came.kind,
        topic=came.topic,
        customer=came.customer,
        language=came.language,
        queue=came.queue,
        first_kind=came.kind,
        first_topic=came.topic,
        acknowledgement=_AT_FIRST[came.acknowledged_by],
        due=microseconds(came.estimate.due),
        calendar=came.estimate.calendar,
        basis=came.estimate.basis,
        notices=came.notices,
        legal=_clocks(came.legal),
        suspected=came.suspected,
        automatic=bool(came.unanswered),
        synthetic=came.synthetic,
    )


def _clocks(legal: tuple[lean.Legal, ...]) -> tuple[Clock, ...]:
    return tuple(Clock(clock.profile, clock.name, microseconds(clock.due)) for clock in legal)


def _acknowledged(facts: Facts, at: datetime, _: str) -> None:
    # Which mail it was, a history does not say: the first one is the one that is awaited.
    if facts.acknowledgement == "waiting":
        facts.acknowledgement, facts.acknowledged = "sent", facts.acknowledged or microseconds(at)


def _became(state: str) -> "_Change":
    def change(facts: Facts, _: datetime, body: str) -> None:
        if facts.acknowledgement not in _WITHOUT_MAIL and is_of_the_first_message(body):
            facts.acknowledgement = state

    return change


def _released(facts: Facts, at: datetime, body: str) -> None:
    _became("waiting")(facts, at, body)
    facts.suspected = False


def _wrote(facts: Facts, _: datetime, body: str) -> None:
    if not lean.again(body).unanswered:
        facts.automatic = facts.waiting = False


def _assigned(facts: Facts, _: datetime, body: str) -> None:
    facts.automatic = False
    facts.queue = lean.assigned(body).queue


def _reclassified(facts: Facts, _: datetime, body: str) -> None:
    new = lean.reclassified(body)
    facts.automatic = False
    # The same again says that somebody has looked at it.
    facts.reclassified += (facts.kind, facts.topic, facts.customer) != (new.kind, new.topic, new.customer)
    facts.kind, facts.topic, facts.customer = new.kind, new.topic, new.customer
    facts.legal = _clocks(new.legal)


def _answered(facts: Facts, at: datetime) -> None:
    facts.waiting = False
    when = microseconds(at)
    if facts.answered is None or when < facts.answered:
        facts.answered = when


def _replied(facts: Facts, at: datetime, body: str) -> None:
    told = lean.told(body)
    _answered(facts, told.at or at)
    facts.automatic = facts.suspected = False
    facts.next_due = microseconds(told.next_due) if told.next_due and facts.resolved is None else None


def _updated(facts: Facts, at: datetime, body: str) -> None:
    _replied(facts, at, body)
    facts.updates += 1


def _resolved(facts: Facts, at: datetime, body: str) -> None:
    end = lean.resolved(body)
    at = end.at or at
    _answered(facts, at)
    # Resolved again without being reopened: the later one holds.
    facts.ends = (*(facts.ends[:-1] if facts.resolved is not None else facts.ends), microseconds(at))
    facts.outcome, facts.explained, facts.remedies = end.outcome, end.explained, end.remedies
    facts.redress = end.redress or facts.redress
    facts.next_due = None
    if facts.call in {"requested", "attempted"}:
        _stop_calling(facts, at)


def _reopened(facts: Facts, at: datetime, _: str) -> None:
    facts.automatic = False
    if facts.resolved is not None:
        facts.ends = (*facts.ends, microseconds(at))
    facts.outcome, facts.explained, facts.remedies = "", False, False
    facts.reopened += 1


def _waiting(facts: Facts, _: datetime, _body: str) -> None:
    facts.automatic, facts.waiting, facts.next_due = False, True, None


def _next_update(facts: Facts, _: datetime, body: str) -> None:
    facts.automatic = False
    facts.next_due = microseconds(lean.due(body).due) if facts.resolved is None else None


def _call_wanted(facts: Facts, at: datetime, body: str) -> None:
    facts.call, facts.called_for = "requested", microseconds(at)
    facts.call_goal = microseconds(lean.call_wanted(body).goal_due)
    facts.first_attempt = facts.reached = facts.call_ended = None
    facts.given_up = False


def _called(facts: Facts, at: datetime, body: str) -> None:
    call = lean.called(body)
    at = call.at or at
    when = microseconds(at)
    facts.first_attempt = when if facts.first_attempt is None else min(when, facts.first_attempt)
    if call.result == "reached":
        _answered(facts, at)
        facts.call, facts.reached = "reached" if facts.call else "", when
    elif facts.call == "requested":
        facts.call = "attempted"


def _stop_calling(facts: Facts, at: datetime) -> None:
    facts.call = "ended"
    if facts.call_ended is None:
        facts.call_ended = microseconds(at)


def _call_ended(facts: Facts, at: datetime, body: str) -> None:
    if facts.call_ended is None:
        facts.given_up = lean.call_over(body).because == "given-up"
    _stop_calling(facts, at)


def _asked(facts: Facts, at: datetime, _: str) -> None:
    if facts.asked is None:
        facts.asked = microseconds(at)


def _scored(facts: Facts, _: datetime, body: str) -> None:
    if facts.score is None:
        facts.score = lean.scored(body).score


def _marked(facts: Facts, _: datetime, body: str) -> None:
    facts.vulnerable = lean.marked(body).vulnerable


def _erased(facts: Facts, at: datetime, _: str) -> None:
    facts.erased = microseconds(at)


_Change = Callable[[Facts, datetime, str], None]

_CHANGES: Mapping[EventKind, _Change] = {
    "acknowledged": _acknowledged,
    "acknowledgement-failed": _became("failed"),
    "acknowledgement-held": _became("held"),
    "acknowledgement-released": _released,
    "delivered": _became("delivered"),
    "bounced": _became("bounced"),
    "wrote": _wrote,
    "assigned": _assigned,
    "reclassified": _reclassified,
    "updated": _updated,
    "replied": _replied,
    "resolved": _resolved,
    "reopened": _reopened,
    "waiting": _waiting,
    "next-update-set": _next_update,
    "callback-requested": _call_wanted,
    "call-attempted": _called,
    "callback-ended": _call_ended,
    "feedback-asked": _asked,
    "feedback": _scored,
    "marked": _marked,
    "erased": _erased,
}
