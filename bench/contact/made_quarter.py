"""A number of cases -> all events of a quarter in the order of time, the same each time.

Most cases are answered within days and closed; a sixth is still open. Knows no store: bench.contact.large_log writes them.
"""

import heapq
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from contact.chain import chained
from contact.events import (
    CASE_CHANNELS,
    Acknowledged,
    Assigned,
    Body,
    Event,
    Feedback,
    FeedbackAsked,
    Received,
    Reclassified,
    Reopened,
    Replied,
    Resolved,
    Updated,
    new_event,
)
from contact.standing import Work, standing_of, work_of
from desk.duration import Duration
from desk.estimate import Estimate
from tests.contact.stores.samples import reference

START, DAYS = datetime(2026, 7, 1, tzinfo=UTC), 92
TOPICS = ("fees", "transfers", "cards", "locked-out", "taxes", "identity", "other")
QUEUES = ("money", "cards", "access", "general")
PEOPLE = ("Ana", "Ben", "Carla", "Dan", "Eve", "Fay", "Gil", "Hal")
# To which share of cases it happens.
SHARES = {
    "complaint": 0.2,
    "acknowledged": 0.8,
    "assigned": 0.15,
    "reclassified": 0.05,
    "updated": 0.2,
    "replied": 0.9,
    "resolved": 0.88,
    "asked": 0.5,
    "scored": 0.15,
    "reopened": 0.04,
}


class Made(NamedTuple):
    """A case of the bench: its events from first to last, and what is left to do."""

    reference: str
    events: Sequence[Event]
    work: Work | None


def in_time(cases: int, mail: str) -> Iterator[tuple[Event, Made | None]]:
    """All events of all cases in the order of time; with the first one of a case the case itself."""
    chance = random.Random(7)  # noqa: S311 - the same log each time
    later: list[tuple[datetime, str, int, Event]] = []
    for number in range(cases):
        made = _made(number, START + timedelta(days=DAYS) * number / cases, mail, chance)
        while later and later[0][0] <= made.events[0].at:
            yield heapq.heappop(later)[3], None
        yield made.events[0], made
        for event in made.events[1:]:
            heapq.heappush(later, (event.at, event.reference, event.number, event))
    while later:
        yield heapq.heappop(later)[3], None


def _made(number: int, at: datetime, mail: str, chance: random.Random) -> Made:
    # Spread over the alphabet as references from chance are, and each once: the factor is odd.
    name = reference(number * 0x9E3779B97F4B % 2**48)
    events = list[Event]()
    for when, body in _bodies(at, mail, chance):
        events.append(chained(name, events[-1] if events else None, new_event(when, body)))
    return Made(name, events, work_of(name, standing_of(events)))


def _happens(what: str, chance: random.Random) -> bool:
    return chance.random() < SHARES[what]


def _bodies(at: datetime, mail: str, chance: random.Random) -> Iterator[tuple[datetime, Body]]:
    """What happens to a case: most are answered within days and closed, a tenth is still open after weeks."""
    received = _received(at, chance)
    yield at, received
    if received.acknowledged_by == "email":
        yield at + timedelta(seconds=2), _acknowledged(mail)
    now, by = at, chance.choice(PEOPLE)
    if _happens("assigned", chance):
        now += timedelta(hours=chance.expovariate(1 / 4))
        yield now, Assigned(queue=chance.choice(QUEUES), to=by, by="Lea")
    if _happens("reclassified", chance):
        now += timedelta(minutes=30)
        legal = received.legal
        yield now, Reclassified(kind="complaint", topic=received.topic, customer="individual", by=by, legal=legal)
    if _happens("updated", chance):
        now += timedelta(hours=chance.expovariate(1 / 20))
        yield now, Updated(text="u", personal_digest="d" * 64, by=by, next_due=now + timedelta(days=5))
    if _happens("replied", chance):
        now += timedelta(hours=chance.expovariate(1 / 30))
        yield now, Replied(text="r", personal_digest="d" * 64, by=by)
    if _happens("resolved", chance):
        now += timedelta(hours=chance.expovariate(1 / 50))
        yield from _closed(now, by, chance)


def _closed(now: datetime, by: str, chance: random.Random) -> Iterator[tuple[datetime, Body]]:
    yield now, Resolved(outcome=chance.choice(("full", "full", "partial", "not")), by=by, explained=True)
    if _happens("asked", chance):
        yield now, FeedbackAsked(mail="feedback-5")
    if _happens("scored", chance):
        yield now + timedelta(hours=7), Feedback(score=chance.randint(1, 5))
    if _happens("reopened", chance):
        yield now + timedelta(days=2), Reopened(by=by)


def _received(at: datetime, chance: random.Random) -> Received:
    channel = chance.choice(CASE_CHANNELS)
    queue = chance.choice(QUEUES)
    due = at + timedelta(days=1 + chance.randrange(3))
    return Received(
        channel=channel,
        kind="complaint" if _happens("complaint", chance) else "request",
        topic=chance.choice(TOPICS),
        language=chance.choice(("en", "en", "es")),
        page="/fees/",
        page_language="en",
        consent_digest="c" * 64,
        personal_digest="p" * 64,
        estimate=Estimate(due=due, duration=Duration(2, "business days"), calendar="office", basis="channel"),
        acknowledged_by="email" if _happens("acknowledged", chance) else "page",
        suspected=False,
        commit="0123456789abcdef" * 2,
        queue=queue,
        to=chance.choice(PEOPLE),
    )


def _acknowledged(mail: str) -> Acknowledged:
    return Acknowledged(
        message_id="<7KQ-4M2P-9XW.acknowledgement@example-exchange.com>",
        language="en",
        subject="We have your message",
        text="",
        html=mail,
        template="acknowledgement",
        template_digest="t" * 64,
        commit="0123456789abcdef" * 2,
        attempts=1,
    )
