"""What staff write down of a message that was dealt with elsewhere -> when it was answered and how it ended (rows E1, R4, T4).

So that calls and letters count in reports as what came by form does. Knows no case: whoever records one adds the events.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from contact.events import OUTCOMES, Body, CaseChannel, Outcome, Replied, Resolved, Way
from contact.personal import Personal
from contact.standing import Standing
from contact.validation import is_seen
from desk.data import Data

# What stands in the column where nobody has answered yet.
NOBODY = "no"
ANSWER_COLUMNS: Mapping[str, str] = {
    "answered_at": f"when a person answered, with its offset from UTC; {NOBODY} where nobody has (default: in the call, for "
    "phone and chat)",
    "answered_by": "who answered (default: who enters it)",
    "resolved_at": "when it was resolved, with its offset from UTC",
    "outcome": f"one of {', '.join(OUTCOMES)}; needed where it was resolved",
    "explanation": "why not all that was asked for was given; needed unless the outcome is full",
    "remedies": "what the customer was told they can do who does not agree; needed unless the outcome is full",
}
# Who speaks with a person is answered by that person.
_ANSWERED_AT_ONCE: frozenset[CaseChannel] = frozenset({"phone", "chat"})
_WAYS: Mapping[CaseChannel, Way] = {
    "form": "email",
    "email": "email",
    "phone": "phone",
    "voicemail": "phone",
    "callback": "phone",
    "chat": "chat",
    "app": "app",
    "post": "post",
}


class Dealt(Data, frozen=True, kw_only=True):
    """What was done about a message. Instants are None for what was not."""

    answered_at: datetime | None = None
    answered_by: str = ""
    resolved_at: datetime | None = None
    outcome: Outcome | None = None
    explanation: str = ""
    remedies: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """What the customer was told at the end; nothing where nothing was written down."""
        found = {"explanation": self.explanation, "remedies": self.remedies}
        return {name: text for name, text in found.items() if text}


def instant(text: str, now: datetime) -> datetime:
    """A moment that has passed, in UTC. Raises ValueError, which says what is wrong."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no time such as 2026-11-20T15:30-05:00") from None
    if found.tzinfo is None:
        raise ValueError(f"'{text}' does not say in which time zone: add the offset from UTC, such as {text}-05:00")
    if found > now:
        raise ValueError(f"'{text}' is in the future")
    return found.astimezone(UTC)


def dealt_with(texts: Mapping[str, str], received_at: datetime, now: datetime, problems: dict[str, str]) -> Dealt:
    """What the columns say; what is wrong with them goes into `problems`."""
    times: dict[str, datetime | None] = {}
    for column in ("answered_at", "resolved_at"):
        text = texts[column]
        try:
            times[column] = instant(text, now) if text and text != NOBODY else None
        except ValueError as error:
            problems[column] = str(error)
    for column, sentence in _problems(texts, received_at, times):
        problems.setdefault(column, sentence)
    if problems:
        return Dealt()
    at_once = texts["channel"] in _ANSWERED_AT_ONCE and not texts["answered_at"]
    return Dealt(
        answered_at=received_at if at_once else times["answered_at"],
        answered_by=texts["answered_by"],
        resolved_at=times["resolved_at"],
        outcome=cast("Outcome", texts["outcome"]) if texts["outcome"] else None,
        explanation=texts["explanation"],
        remedies=texts["remedies"],
    )


def _problems(
    texts: Mapping[str, str], received_at: datetime, times: Mapping[str, datetime | None]
) -> Iterator[tuple[str, str]]:
    for column, found in times.items():
        if found and found < received_at:
            yield column, f"'{texts[column]}' is before the message came"
    answered, resolved = times.get("answered_at"), times.get("resolved_at")
    if answered and resolved and resolved < answered:
        yield "resolved_at", f"'{texts['resolved_at']}' is before it was answered"
    outcome = texts["outcome"]
    if outcome and outcome not in OUTCOMES:
        yield "outcome", f"'{outcome}' is not one of {', '.join(OUTCOMES)}"
    if bool(outcome) != bool(texts["resolved_at"]):
        column = "resolved_at" if outcome else "outcome"
        yield column, f"is missing: {ANSWER_COLUMNS[column]}"
    for column in ("explanation", "remedies"):
        if outcome in {"partial", "not"} and not is_seen(texts[column]):
            yield column, f"is missing with the outcome '{outcome}': {ANSWER_COLUMNS[column]}"


def answers(
    dealt: Dealt, channel: CaseChannel, told: Personal | None, name: str, *, by: str, standing: Standing | None = None
) -> Sequence[Body]:
    """The events of what was done, without those that a case has already (`standing`). `told` lies encrypted as `name`."""
    bodies: list[Body] = []
    way = _WAYS[channel]
    if dealt.answered_at and not (standing and standing.answered_at):
        answered_by = dealt.answered_by or by
        bodies.append(Replied(text="", personal_digest="", by=answered_by, way=way, at=dealt.answered_at))
    if dealt.resolved_at and dealt.outcome and not (standing and standing.first_resolved_at):
        bodies.append(
            Resolved(
                outcome=dealt.outcome,
                by=dealt.answered_by or by,
                text=name if told else "",
                personal_digest=told.digest if told else "",
                explained=bool(dealt.explanation),
                remedies=bool(dealt.remedies),
                way=way,
                at=dealt.resolved_at,
            )
        )
    return bodies
