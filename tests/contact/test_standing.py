"""What follows from an event, a rule a test: how a case stands, and what has to be done about it by when."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.events import (
    BODIES,
    Acknowledged,
    Assigned,
    Body,
    Bounced,
    CallAttempted,
    CallbackEnded,
    CallbackRequested,
    Erased,
    Feedback,
    FeedbackAsked,
    HoldSet,
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
    new_event,
)
from contact.standing import CHANGING, LOOKED_AT_AGAIN, Standing, Work, standing_of, work_of
from desk.data import replace
from desk.duration import Duration
from desk.estimate import Estimate
from desk.profiles.clocks import LegalDue

START = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DUE = START + 24 * HOUR
LATER = START + 72 * HOUR


def estimate(due: datetime) -> Estimate:
    return Estimate(due=due, duration=Duration(1, "business days"), calendar="office", basis="channel")


RECEIVED = Received(
    channel="form",
    kind="request",
    topic="fees",
    language="en",
    page="",
    page_language="en",
    consent_digest="",
    personal_digest="",
    estimate=estimate(DUE),
    acknowledged_by="email",
    suspected=False,
    commit="",
    queue="general",
    to="Ana",
)
CLOCK = LegalDue(
    profile="mica",
    name="final-answer",
    duration=Duration(2, "months"),
    last_day=date(2026, 11, 20),
    due=START + 2 * HOUR,
)
REPLIED = Replied(text="reply-2", personal_digest="", by="lee", next_due=LATER)
UPDATED = Updated(text="update-2", personal_digest="", by="lee", next_due=LATER)
RESOLVED = Resolved(outcome="full", by="lee")
REOPENED = Reopened(by="lee")
WAITING = Waiting(by="lee")
WROTE = Wrote(channel="email", text="message-2", personal_digest="", estimate=estimate(LATER))
WANTED = CallbackRequested(
    queue="general",
    earliest=START + HOUR,
    latest=START + 4 * HOUR,
    zone="America/New_York",
    country="US",
    consent="1",
    consent_digest="",
    goal="30 minutes",
    goal_due=START + 2 * HOUR,
)


def after(*bodies: Body) -> Standing:
    """How a case stands after these events, an hour apart, the first of them at START."""
    return standing_of([new_event(START + number * HOUR, body) for number, body in enumerate(bodies)])


def work(*bodies: Body) -> Work | None:
    return work_of("7KQ-4M2P-9XW", after(*bodies))


def task(*bodies: Body) -> tuple[str, datetime] | None:
    """What has to be done next, and by when."""
    found = work(*bodies)
    return (found.task, found.due) if found else None


def test_a_new_case_has_to_be_answered_by_its_estimate() -> None:
    """By the queue and the person that it was given to (rows C2, R1)."""
    assert work(RECEIVED) == Work(
        reference="7KQ-4M2P-9XW", due=DUE, task="answer", queue="general", to="Ana", kind="request", topic="fees"
    )


def test_who_answered_first_and_when_is_known() -> None:
    """A reply, an update or the resolution, whichever came first; later ones change nothing (row E1)."""
    for body in (REPLIED, UPDATED, RESOLVED):
        standing = after(RECEIVED, Noted(text="", personal_digest="", by="kim"), body, REPLIED)
        assert (standing.answered_at, standing.answered_by) == (START + 2 * HOUR, "lee")


def test_what_was_written_down_later_counts_from_when_it_happened() -> None:
    """A call that staff enter in the evening was answered in the morning (row T4)."""
    morning = START - 5 * HOUR
    standing = after(
        replace(RECEIVED, came_at=morning),
        replace(REPLIED, at=morning),
        Resolved(outcome="full", by="lee", at=morning + HOUR),
    )
    assert (standing.received_at, standing.answered_at) == (morning, morning)
    assert (standing.resolved_at, standing.first_resolved_at) == (morning + HOUR, morning + HOUR)


def test_after_an_answer_the_customer_has_to_hear_again() -> None:
    """By the day that was set; without one the case is looked at again after a week (row R2)."""
    assert task(RECEIVED, REPLIED) == ("update", LATER)
    assert task(RECEIVED, UPDATED) == ("update", LATER)
    assert task(RECEIVED, replace(REPLIED, next_due=None)) == ("resolve", START + HOUR + LOOKED_AT_AGAIN)
    assert task(RECEIVED, REPLIED, NextUpdateSet(due=DUE, by="lee")) == ("update", DUE)


def test_a_day_that_is_set_before_the_answer_does_not_put_the_answer_off() -> None:
    """Nobody gets more time for an answer by saying so."""
    assert task(RECEIVED, NextUpdateSet(due=LATER, by="lee")) == ("answer", DUE)


def test_updates_are_counted() -> None:
    """Each of them; a reply is none."""
    assert after(RECEIVED, REPLIED, UPDATED, UPDATED).updates == 2


def test_waiting_puts_off_what_was_to_be_told() -> None:
    """Until the day that was set, else for a week; a day set after that may come first."""
    assert task(RECEIVED, REPLIED, replace(WAITING, until=LATER + HOUR)) == ("wait", LATER + HOUR)
    assert task(RECEIVED, REPLIED, WAITING) == ("wait", START + 2 * HOUR + LOOKED_AT_AGAIN)
    assert task(RECEIVED, REPLIED, WAITING, NextUpdateSet(due=LATER, by="lee")) == ("update", LATER)


def test_waiting_ends_when_either_side_says_something() -> None:
    """The customer writes, or the desk does."""
    for body in (WROTE, REPLIED, UPDATED):
        standing = after(RECEIVED, REPLIED, WAITING, body)
        assert (standing.waiting, standing.waiting_until) == (False, None)


def test_a_message_of_the_customer_has_to_be_answered() -> None:
    """By its own estimate; who writes twice before anybody answers waits since the first time."""
    assert task(RECEIVED, REPLIED, WROTE) == ("answer", LATER)
    assert task(RECEIVED, REPLIED, WROTE, replace(WROTE, estimate=estimate(LATER + HOUR))) == ("answer", LATER)
    assert task(RECEIVED, WROTE) == ("answer", DUE)
    assert task(RECEIVED, REPLIED, replace(WROTE, estimate=None)) == ("answer", START + 2 * HOUR + LOOKED_AT_AGAIN)


def test_what_a_machine_answers_changes_nothing() -> None:
    """An out-of-office reply is not the customer's turn taken."""
    standing = after(RECEIVED, REPLIED, WAITING, replace(WROTE, unanswered="auto-submitted"))
    assert (standing.waiting, standing.awaiting) == (True, None)


def test_a_resolved_case_needs_nothing() -> None:
    """Its outcome, when and by whom are known (row R4)."""
    standing = after(RECEIVED, REPLIED, Resolved(outcome="partial", by="kim", redress="10 USD"))
    assert (standing.resolved_at, standing.resolved_by) == (START + 2 * HOUR, "kim")
    assert (standing.outcome, standing.redress, standing.next_due) == ("partial", "10 USD", None)
    assert task(RECEIVED, REPLIED, RESOLVED) is None


def test_who_writes_after_the_end_is_answered() -> None:
    """The case stays resolved; once answered nothing is due of it."""
    assert task(RECEIVED, RESOLVED, WROTE) == ("answer", LATER)
    assert after(RECEIVED, RESOLVED, WROTE).outcome == "full"
    assert task(RECEIVED, RESOLVED, WROTE, REPLIED) is None
    assert after(RECEIVED, RESOLVED, WROTE, REPLIED).next_due is None


def test_a_reopened_case_is_open() -> None:
    """When it was first resolved stays known, and how often it was opened again."""
    standing = after(RECEIVED, RESOLVED, REOPENED, RESOLVED, REOPENED)
    assert (standing.resolved_at, standing.outcome, standing.resolved_by) == (None, None, "")
    assert (standing.first_resolved_at, standing.reopened) == (START + HOUR, 2)
    assert task(RECEIVED, RESOLVED, REOPENED) == ("resolve", START + 2 * HOUR + LOOKED_AT_AGAIN)


def test_legal_clocks_count_while_a_case_is_open() -> None:
    """Whatever else is due later; after the end they have been kept or not, and nothing is to be done (row R5)."""
    complaint = replace(RECEIVED, kind="complaint", legal=(CLOCK,))
    assert task(complaint) == ("answer", CLOCK.due)
    assert task(complaint, REPLIED) == ("resolve", CLOCK.due)
    assert task(complaint, REPLIED, RESOLVED) is None
    assert task(complaint, RESOLVED, WROTE) == ("answer", LATER)


def test_a_clock_of_which_nobody_is_told_is_only_a_target() -> None:
    """Else a complaint that is not settled within three days would be overdue until its end."""
    assert task(replace(RECEIVED, legal=(replace(CLOCK, told=False),))) == ("answer", DUE)


def test_reclassified_it_is_what_it_is_from_then_on() -> None:
    """A request that becomes a complaint gets its clocks (row T3)."""
    body = Reclassified(kind="complaint", topic="other", customer="institution", by="lee", legal=(CLOCK,))
    standing = after(RECEIVED, REPLIED, body)
    assert (standing.kind, standing.topic, standing.customer) == ("complaint", "other", "institution")
    assert standing.reclassified == 1
    assert task(RECEIVED, REPLIED, body) == ("resolve", CLOCK.due)


def test_who_looks_and_changes_nothing_has_not_reclassified() -> None:
    """Only a change counts."""
    body = Reclassified(kind="request", topic="fees", customer="individual", by="lee")
    assert after(RECEIVED, body).reclassified == 0


def test_it_belongs_to_whom_it_was_given_last() -> None:
    """Nothing else changes by that (row C2)."""
    found = work(RECEIVED, Assigned(queue="payments", to="Ben", by="lee"))
    assert found
    assert (found.queue, found.to, found.task, found.due) == ("payments", "Ben", "answer", DUE)


def test_automatic_mail_needs_nothing_until_somebody_takes_it_up() -> None:
    """A person who replies, gives it to somebody or waits, and a customer who writes, make it a case like others."""
    automatic = replace(RECEIVED, unanswered="auto-submitted", acknowledged_by="nobody")
    assert task(automatic) is None
    assert task(automatic, Noted(text="", personal_digest="", by="lee")) is None
    assert task(automatic, REPLIED) == ("update", LATER)
    assert task(automatic, Assigned(queue="", to="Ben", by="lee")) == ("resolve", START + HOUR + LOOKED_AT_AGAIN)
    assert task(automatic, WAITING) == ("wait", START + HOUR + LOOKED_AT_AGAIN)
    assert task(automatic, WROTE) == ("answer", LATER)


def test_a_call_that_is_wanted_comes_first() -> None:
    """By the desk's goal; after an attempt, by the end of the time in which the customer can be called (row C1)."""
    missed = CallAttempted(result="no-answer", by="lee")
    assert task(RECEIVED, WANTED) == ("call", WANTED.goal_due)
    assert task(RECEIVED, WANTED, missed) == ("call", WANTED.latest)
    standing = after(RECEIVED, WANTED, missed, missed)
    assert (standing.call, standing.attempts, standing.first_attempt_at) == ("attempted", 2, START + 2 * HOUR)


def test_who_was_reached_was_answered() -> None:
    """At the time of the call, where it was written down later (rows C3, E1)."""
    reached = CallAttempted(result="reached", by="lee", at=START + 90 * timedelta(minutes=1))
    standing = after(RECEIVED, WANTED, reached)
    assert (standing.call, standing.reached_at, standing.answered_at) == ("reached", reached.at, reached.at)
    assert task(RECEIVED, WANTED, reached) == ("resolve", START + 2 * HOUR + LOOKED_AT_AGAIN)


def test_a_call_that_is_given_up_leaves_the_question() -> None:
    """It still has to be answered; the end of the case ends the call as well."""
    assert task(RECEIVED, WANTED, CallbackEnded(because="given-up", by="lee")) == ("answer", DUE)
    assert after(RECEIVED, WANTED, RESOLVED).call == "ended"


def test_the_first_answer_to_the_question_for_feedback_counts() -> None:
    """One a case, for ever (row K1)."""
    standing = after(RECEIVED, RESOLVED, FeedbackAsked(mail=""), Feedback(score=2), Feedback(score=5))
    assert (standing.feedback_asked_at, standing.score, standing.scored_at) == (
        START + 2 * HOUR,
        2,
        START + 3 * HOUR,
    )


def test_a_mark_can_be_taken_back() -> None:
    """The latest one holds (row Q5)."""
    marks = Marked(vulnerable=True, by="lee"), Marked(vulnerable=False, by="lee")
    assert [after(RECEIVED, *marks[:count]).vulnerable for count in range(3)] == [False, True, False]


def test_nothing_can_be_done_for_who_was_erased() -> None:
    """Nobody can be told anything (row N3)."""
    assert task(RECEIVED, Erased(by="lee", reason="", kept_until="")) is None


def test_a_case_begins_with_a_message() -> None:
    """Anything else is no case, and is said."""
    with pytest.raises(TypeError, match="a case begins with a message, not with resolved"):
        after(RESOLVED)


SENT = Acknowledged(
    message_id="", language="en", subject="", text="", html="", template_digest="", commit="", attempts=1
)
SOME: Sequence[Body] = (
    REPLIED,
    UPDATED,
    RESOLVED,
    REOPENED,
    WAITING,
    replace(WAITING, until=LATER),
    WROTE,
    replace(WROTE, unanswered="bulk"),
    replace(WROTE, estimate=None),
    Assigned(queue="a", to="", by="b"),
    Reclassified(kind="complaint", topic="a", customer="individual", by="b", legal=(CLOCK,)),
    NextUpdateSet(due=DUE, by="b"),
    WANTED,
    CallAttempted(result="busy", by="b"),
    CallAttempted(result="reached", by="b"),
    CallbackEnded(because="withdrawn", by="b"),
    Feedback(score=1),
    FeedbackAsked(mail=""),
    Marked(vulnerable=True, by="b"),
    Noted(text="", personal_digest="", by="b"),
    HoldSet(by="b", reason=""),
    Bounced(message_id="", permanent=True, reason=""),
    SENT,
)


@given(bodies=st.lists(st.sampled_from(SOME), max_size=12))
def test_no_open_case_is_ever_out_of_sight(bodies: list[Body]) -> None:
    """Whatever happens in whatever order: an open case has work, a closed one none unless somebody is waited for."""
    standing = after(RECEIVED, *bodies)
    found = work_of("7KQ-4M2P-9XW", standing)
    calling = standing.call in {"requested", "attempted"}
    assert (found is None) == (standing.resolved_at is not None and standing.awaiting is None and not calling)
    assert standing.waiting == (standing.waiting_until is not None)
    assert not (standing.resolved_at and standing.next_due)
    assert (standing.outcome is None) == (standing.resolved_at is None)


@given(bodies=st.lists(st.sampled_from(SOME), max_size=12))
def test_an_automatic_message_is_none_of_the_worse(bodies: list[Body]) -> None:
    """It has work as soon as a person or the customer does something about it, and never raises."""
    automatic = replace(RECEIVED, unanswered="bulk", acknowledged_by="nobody")
    assert after(automatic, *bodies).last_at == START + len(bodies) * HOUR


def test_every_kind_of_event_has_been_thought_of() -> None:
    """One that is new is read here, or known to change nothing."""
    nothing = {
        "received",
        "acknowledged",
        "acknowledgement-failed",
        "acknowledgement-held",
        "acknowledgement-released",
        "delivered",
        "bounced",
        "reported-as-spam",
        "hold-set",
        "hold-lifted",
        "noted",
        "identity-checked",
        "feedback-used",
        "mail-sent",
        "mail-failed",
        "mail-released",
    }
    assert set(BODIES) - nothing == set(CHANGING)
