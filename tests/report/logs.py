"""Logs from chance, for the report of the first quarter of 2026 in New York: every edge that a figure can fall off.

Instants are drawn from the edges of the period and of its days, the night in which the clocks go forward, and what lies between.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from contact.calls import CALL_CHANNELS, CALL_OUTCOMES, CallRecord
from contact.events import (
    CALL_RESULTS,
    CASE_CHANNELS,
    OUTCOMES,
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
    Delivered,
    Erased,
    Feedback,
    FeedbackAsked,
    Marked,
    NextUpdateSet,
    Noted,
    Received,
    Reclassified,
    Reopened,
    Replied,
    Resolved,
    Updated,
    Waiting,
    Wrote,
)
from contact.store.sqlite import SqliteStore
from desk.data import Data, replace
from desk.duration import Duration
from desk.estimate import Estimate
from desk.profiles.clocks import LegalDue
from tests.contact.stores.samples import following, new_case, reference
from tests.desk.sample import at

START, END = at("2026-01-01T00:00-05:00"), at("2026-04-01T00:00-04:00")
# Midnight in UTC and in New York, the night of 8 March, a business day and the weekend before it.
EDGES = (
    at("2025-12-20T12:00-05:00"),
    at("2025-12-31T23:59:59-05:00"),
    datetime(2026, 1, 1, tzinfo=UTC),
    START,
    at("2026-01-16T16:59-05:00"),
    at("2026-03-06T18:00-05:00"),
    at("2026-03-08T01:59:59-05:00"),
    at("2026-03-31T15:00-04:00"),
    datetime(2026, 4, 1, tzinfo=UTC),
    END,
    at("2026-04-20T12:00-04:00"),
)
INSTANT = timedelta(microseconds=1)
NUDGES = st.sampled_from([-INSTANT, timedelta(), timedelta(), INSTANT, timedelta(minutes=1)])
INSTANTS = st.builds(lambda edge, nudge: edge + nudge, st.sampled_from(EDGES), NUDGES)
# How long until the next thing happens to a case.
PAUSES = st.sampled_from(
    [
        timedelta(),
        INSTANT,
        timedelta(seconds=59, microseconds=1),
        timedelta(minutes=1),
        timedelta(hours=7, minutes=13),
        timedelta(days=3),
        timedelta(days=33, seconds=1),
    ]
)
MAYBE = INSTANTS | st.none()
TOPICS = st.sampled_from(["access", "other", ""])
QUEUES = st.sampled_from(["access", "general", ""])
KINDS = st.sampled_from(["request", "complaint"])
CUSTOMERS = st.sampled_from(["individual", "institution"])
PEOPLE = st.just("lee")
LEGAL = st.lists(
    st.builds(
        LegalDue,
        profile=st.sampled_from(["mica", "uk-disp"]),
        name=st.sampled_from(["final-answer", "summary-resolution"]),
        duration=st.just(Duration(8, "weeks")),
        last_day=st.just(date(2026, 3, 1)),
        due=INSTANTS,
    ),
    max_size=2,
    unique_by=lambda clock: (clock.profile, clock.name),
).map(tuple)
ESTIMATES = st.builds(
    Estimate,
    due=INSTANTS,
    duration=st.just(Duration(1, "business days")),
    calendar=st.sampled_from(["office", "phone", "gone"]),
    basis=st.sampled_from(["channel", "topic", "surge", "notice"]),
)
RECEIVED = st.builds(
    Received,
    channel=st.sampled_from(CASE_CHANNELS),
    kind=KINDS,
    topic=TOPICS,
    language=st.sampled_from(["en", "es"]),
    page=st.just(""),
    page_language=st.just("en"),
    consent_digest=st.just(""),
    personal_digest=st.just(""),
    estimate=ESTIMATES,
    acknowledged_by=st.sampled_from(["email", "page", "person", "nobody", "call", "text"]),
    suspected=st.booleans(),
    commit=st.just(""),
    unanswered=st.sampled_from(["", "", "list"]),
    notices=st.sampled_from([(), ("busy",), ("other",)]),
    customer=CUSTOMERS,
    came_at=st.none() | INSTANTS,
    legal=LEGAL,
    queue=QUEUES,
    synthetic=st.booleans(),
)
NAMES = ("acknowledgement", "acknowledgement", "acknowledgement-3", "reply-3")
MAILS = st.sampled_from(NAMES)
MAIL_IDS = st.sampled_from([f"<222-2222-222.{name}.0@a.example>" for name in NAMES])
TOLD = {"text": st.just(""), "personal_digest": st.just(""), "by": PEOPLE, "next_due": MAYBE}
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        Acknowledged,
        message_id=MAIL_IDS,
        language=st.just("en"),
        subject=st.just(""),
        text=st.just(""),
        html=st.just(""),
        template_digest=st.just(""),
        commit=st.just(""),
        attempts=st.just(1),
    ),
    st.builds(AcknowledgementFailed, message_id=MAIL_IDS, reason=st.just("5.1.1"), attempts=st.just(1)),
    st.builds(AcknowledgementHeld, mail=MAILS, reason=st.just("suspected")),
    st.builds(AcknowledgementReleased, mail=MAILS, by=PEOPLE),
    st.builds(Delivered, message_id=MAIL_IDS),
    st.builds(Bounced, message_id=MAIL_IDS, permanent=st.booleans(), reason=st.just("5.1.1")),
    st.builds(
        Wrote,
        channel=st.just("email"),
        text=st.just(""),
        personal_digest=st.just(""),
        unanswered=st.sampled_from(["", "list"]),
    ),
    st.builds(Assigned, queue=QUEUES, to=PEOPLE, by=PEOPLE),
    st.builds(Reclassified, kind=KINDS, topic=TOPICS, customer=CUSTOMERS, by=PEOPLE, legal=LEGAL),
    st.builds(Updated, **TOLD),
    st.builds(Replied, **TOLD, at=MAYBE),
    st.builds(
        Resolved,
        outcome=st.sampled_from(OUTCOMES),
        by=PEOPLE,
        explained=st.booleans(),
        remedies=st.booleans(),
        redress=st.sampled_from(["", "", "125.00 USD", "0.5 EUR"]),
        at=MAYBE,
    ),
    st.builds(Resolved, outcome=st.sampled_from(OUTCOMES), by=PEOPLE),
    st.builds(Reopened, by=PEOPLE),
    st.builds(Waiting, by=PEOPLE, until=MAYBE),
    st.builds(NextUpdateSet, due=INSTANTS, by=PEOPLE),
    st.builds(Noted, text=st.just(""), personal_digest=st.just(""), by=PEOPLE),
    st.builds(Marked, vulnerable=st.booleans(), by=PEOPLE),
    st.builds(
        CallbackRequested,
        queue=QUEUES,
        earliest=INSTANTS,
        latest=INSTANTS,
        zone=st.just("America/New_York"),
        country=st.just("US"),
        consent=st.just("1"),
        consent_digest=st.just(""),
        goal=st.just("30 minutes"),
        goal_due=INSTANTS,
    ),
    st.builds(CallAttempted, result=st.sampled_from(CALL_RESULTS), by=PEOPLE, at=MAYBE),
    st.builds(CallbackEnded, because=st.sampled_from(["given-up", "withdrawn"]), by=PEOPLE),
    st.builds(FeedbackAsked, mail=st.just("")),
    st.builds(Feedback, score=st.integers(1, 5)),
    st.builds(Erased, by=PEOPLE, reason=st.just(""), kept_until=st.just("")),
)


class MadeCase(Data, frozen=True, kw_only=True):
    """A case from chance: when it was recorded, and what happened to it, each so long after the last."""

    recorded: datetime
    received: Received
    later: Sequence[tuple[timedelta, Body]]

    def events(self) -> list[tuple[datetime, Body]]:
        """All of them with their times."""
        found: list[tuple[datetime, Body]] = [(self.recorded, self.received)]
        for pause, body in self.later:
            found.append((found[-1][0] + pause, body))
        return found


CASES = st.builds(MadeCase, recorded=INSTANTS, received=RECEIVED, later=st.lists(st.tuples(PAUSES, BODIES), max_size=7))
CALLS = st.lists(
    st.builds(
        CallRecord,
        id=st.uuids().map(str),
        began_at=INSTANTS,
        queue=QUEUES,
        channel=st.sampled_from(CALL_CHANNELS),
        waited=st.sampled_from([None, 0, 180, 181]),
        talked=st.sampled_from([None, 0, 61]),
        outcome=st.sampled_from(("", *CALL_OUTCOMES)),
    ),
    max_size=4,
    unique_by=lambda call: call.id,
)


def written(folder: Path, cases: Sequence[MadeCase], calls: Sequence[CallRecord] = ()) -> SqliteStore:
    """A store with these cases in it."""
    store = SqliteStore(folder / "requests.sqlite3")
    for number, case in enumerate(cases, start=1):
        name, last, chain = reference(number), None, []
        for when, body in case.events():
            chain += following(name, last, body, at=when)
            last = chain[-1]
        store.record(replace(new_case(number), events=chain, texts={}))
    store.keep_calls(calls)
    return store
