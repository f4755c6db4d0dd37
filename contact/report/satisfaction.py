"""The log and a period -> what customers thought of how their messages were handled, by kind, topic and queue (rows K1, K2).

Reads no comment: it names the text, for who may open it. Knows no terminal.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from contact.events import Feedback, FeedbackUsed, NewEvent, body_of, received_in
from contact.report.local_days import Span, local_span
from contact.report.small_parts import shown_parts
from contact.seal import end_of
from contact.standing import standing_of
from contact.store import Store, Told
from desk.data import Data, field
from desk.measured import LEAST
from desk.settings import Settings

# From this score on nobody calls it low.
NOT_LOW = 3
SCORES = (1, 2, 3, 4, 5)
By = Literal["kind", "topic", "queue"]
BYS: tuple[By, ...] = get_args(By)

DEFINITIONS: Mapping[str, str] = {
    "asked": "Cases whose customer was asked on these days, both included; days are those of the time zone of the form's "
    "hours. Each customer is asked once a case, when it is closed for the first time.",
    "answered": "Those of them with an answer, whenever it came. Only the first answer of a case counts.",
    "mean": f"Of the scores from 1 (very dissatisfied) to 5 (very satisfied). Not told of fewer than {LEAST} answers.",
    "kind, topic, queue": "As the case stands at the end: reclassified and assigned cases are where they are now.",
    "low": f"Scores under {NOT_LOW}.",
    "small_groups": f"Groups with 1 to {LEAST - 1} answers are not shown, nor is one that, taken from the whole with the others "
    "beside it, would leave so few; all count in the whole.",
}


class Used(Data, frozen=True, kw_only=True):
    """A change that a case led to: of the answer at `page`, in `commit`, or one of the two."""

    at: datetime
    by: str
    page: str
    commit: str


class Judged(Data, frozen=True, kw_only=True):
    """A case about which a customer was asked. `page` is where they wrote from; `text` names the comment in the case."""

    reference: str
    kind: str
    topic: str
    queue: str
    page: str
    asked_at: datetime
    score: int | None = None
    scored_at: datetime | None = None
    text: str = ""
    used: tuple[Used, ...] = ()


class Scores(Data, frozen=True, kw_only=True):
    """Of all cases, or of those of a kind, topic or queue. `scores` counts from 1 to 5; None where too few answered."""

    by: Literal["", "kind", "topic", "queue"]
    value: str
    asked: int
    answered: int
    mean: float | None
    scores: tuple[int, ...] | None


class Satisfaction(Data, frozen=True, kw_only=True):
    """The report. `small_groups` counts those that are not shown; `low` has the newest first."""

    since: date
    until: date
    as_of: date | None
    whole: Scores
    groups: tuple[Scores, ...]
    small_groups: int
    low: tuple[Judged, ...]
    definitions: Mapping[str, str] = field(default_factory=lambda: DEFINITIONS)


class _Group(NamedTuple):
    by: Literal["", "kind", "topic", "queue"]
    value: str


# Without a score, and with each.
_Count = list[int]


def satisfaction(store: Store, settings: Settings, since: date, until: date, as_of: date | None = None) -> Satisfaction:
    """The report of some days, as the log stands now or stood at the end of a day in UTC. Raises StoreError."""
    counts: dict[_Group, _Count] = {_WHOLE: _none()}
    low: list[Judged] = []
    for case in _judged(store, local_span(settings, since, until), end_of(as_of) if as_of else None):
        for group in (_WHOLE, *(_Group(by, getattr(case, by)) for by in BYS)):
            counts.setdefault(group, _none())[case.score or 0] += 1
        if case.score is not None and case.score < NOT_LOW:
            low.append(case)
    groups = [_scores(group, count) for group, count in sorted(counts.items()) if group != _WHOLE]
    shown = [one for by in BYS for one in _shown([group for group in groups if group.by == by])]
    return Satisfaction(
        since=since,
        until=until,
        as_of=as_of,
        whole=_scores(_WHOLE, counts[_WHOLE]),
        groups=tuple(shown),
        small_groups=len(groups) - len(shown),
        low=tuple(sorted(low, key=lambda case: (case.scored_at or case.asked_at, case.reference), reverse=True)),
    )


def _judged(store: Store, span: Span, before: datetime | None) -> Iterator[Judged]:
    # Somebody who is asked today may have written years ago.
    for history in store.histories(until=span.end):
        told = [event for event in history.events if before is None or event.at < before]
        asked = next((event.at for event in told if event.kind == "feedback-asked"), None)
        if asked and asked in span:
            yield _case(history.reference, told, asked)


def _case(reference: str, told: Sequence[Told], asked: datetime) -> Judged:
    events = [NewEvent(at=event.at, kind=event.kind, body=event.body) for event in told]
    standing, received = standing_of(events), received_in(events[0])
    bodies = [(event.at, body_of(event)) for event in events if event.kind in {"feedback", "feedback-used"}]
    scored_at, first = next(((at, body) for at, body in bodies if isinstance(body, Feedback)), (None, None))
    return Judged(
        reference=reference,
        kind=standing.kind,
        topic=standing.topic,
        queue=standing.queue,
        page=received.page,
        asked_at=asked,
        score=first.score if first else None,
        scored_at=scored_at,
        text=first.text if first and not standing.erased else "",
        used=tuple(
            Used(at=at, by=body.by, page=body.page, commit=body.commit)
            for at, body in bodies
            if isinstance(body, FeedbackUsed)
        ),
    )


def _none() -> _Count:
    return [0] * (1 + len(SCORES))


def _scores(group: _Group, count: _Count) -> Scores:
    given, answered = count[1:], sum(count[1:])
    total = sum(score * times for score, times in zip(SCORES, given, strict=True))
    enough = answered >= LEAST
    return Scores(
        by=group.by,
        value=group.value,
        asked=sum(count),
        answered=answered,
        mean=round(total / answered, 2) if enough else None,
        scores=tuple(given) if enough else None,
    )


def _shown(groups: Sequence[Scores]) -> list[Scores]:
    allowed = shown_parts({group.value: group.answered for group in groups}, LEAST)
    return [group for group in groups if group.value in allowed]


_WHOLE = _Group("", "")
