"""Each kind of event is told in a sentence, which staff understand and which names nobody but staff (row T2)."""

from collections.abc import Sequence

import pytest

from contact.chain import chained
from contact.events import (
    BODIES,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Assigned,
    Body,
    Bounced,
    CallAttempted,
    CallbackEnded,
    Delivered,
    Erased,
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
    Reclassified,
    Reopened,
    ReportedAsSpam,
    Resolved,
    Waiting,
    new_event,
)
from contact.personal import personal
from desk.bundle import Bundle
from desk.data import replace
from frontdesk.case_history import told_of_event
from frontdesk.case_marks import is_to_be_checked, is_unreached
from frontdesk.case_view import case_in_words
from tests.contact.acts.conftest import Act, Customers, Told
from tests.contact.test_standing import LATER, RECEIVED, REPLIED, RESOLVED, SENT, START, UPDATED, WANTED, WROTE

TOLD: Sequence[tuple[Body, str]] = (
    (RECEIVED, "received by form: request about fees, given to Ana (general)"),
    (replace(RECEIVED, queue="", to="", entered_by="kim"), "received by form: request about fees, entered by kim"),
    (replace(SENT, subject="We have your message"), "acknowledged: We have your message"),
    (
        AcknowledgementFailed(message_id="", reason="550 5.1.1", attempts=1),
        "the acknowledgement could not be delivered: 550 5.1.1",
    ),
    (AcknowledgementHeld(mail="a", reason="suspected"), "the acknowledgement is held: suspected"),
    (AcknowledgementReleased(mail="a", by="lee"), "the acknowledgement was let go by lee"),
    (Delivered(message_id=""), "a mail was delivered"),
    (Bounced(message_id="", permanent=True, reason="5.1.1"), "a mail came back for good: 5.1.1"),
    (Bounced(message_id="", permanent=False, reason="4.2.2"), "a mail came back: 4.2.2"),
    (ReportedAsSpam(message_id=""), "the recipient called a mail unwanted"),
    (WROTE, "the customer wrote again by email, answer by 2026-11-23 10:00 EST"),
    (replace(WROTE, unanswered="bulk"), "the customer wrote again by email (automatic: bulk)"),
    (Assigned(queue="payments", to="", by="lee", reason="away"), "given to nobody (payments) by lee: away"),
    (Assigned(queue="", to="Ben", by="lee"), "given to Ben by lee"),
    (
        Reclassified(kind="complaint", topic="fees", customer="institution", by="lee", reason="r"),
        "classified as complaint about fees, institution, by lee: r",
    ),
    (UPDATED, "the customer was told how things stand by e-mail by lee; next by 2026-11-23 10:00 EST"),
    (replace(UPDATED, delay=True, next_due=None), "the customer was told of a delay by e-mail by lee"),
    (REPLIED, "answered by e-mail by lee; next by 2026-11-23 10:00 EST"),
    (replace(REPLIED, way="phone", next_due=None, at=START), "answered by telephone by lee at 2026-11-20 10:00 EST"),
    (RESOLVED, "resolved: in full, the customer was not told by lee"),
    (
        Resolved(outcome="not", by="lee", explained=True, remedies=True, redress="1 USD", way="post", at=START),
        "resolved: not granted by letter by lee at 2026-11-20 10:00 EST, with explanation and remedies, 1 USD paid",
    ),
    (Reopened(by="lee", reason="a mistake"), "reopened by lee: a mistake"),
    (Waiting(by="lee", until=LATER), "waiting for the customer, says lee, until 2026-11-23 10:00 EST"),
    (NextUpdateSet(due=LATER, by="lee"), "next update by 2026-11-23 10:00 EST, says lee"),
    (Noted(text="", personal_digest="", by="lee"), "note by lee"),
    (IdentityChecked(passed=False, how="documents", by="lee"), "identity not proven by documents, says lee"),
    (Marked(vulnerable=True, by="lee"), "marked as vulnerable by lee"),
    (FeedbackAsked(mail="resolution-2"), "feedback is asked by mail"),
    (FeedbackAsked(mail=""), "feedback is asked on the status page"),
    (Feedback(score=2), "the customer gave 2 of 5"),
    (FeedbackUsed(by="lee", page="/fees/", commit="0123abc"), "the feedback led to a change, says lee: /fees/ 0123abc"),
    (
        WANTED,
        "a call is wanted from 2026-11-20 11:00 EST to 2026-11-20 14:00 EST; goal 30 minutes, by 2026-11-20 12:00 EST",
    ),
    (CallAttempted(result="no-answer", by="lee"), "called by lee: no answer"),
    (CallbackEnded(because="given-up", by="lee"), "no more calls (given-up), says lee"),
    (HoldSet(by="lee", reason="court"), "a legal hold was set by lee: court"),
    (HoldLifted(by="lee"), "the legal hold was lifted by lee"),
    (Erased(by="lee", reason="asked for", kept_until=""), "what the customer wrote was erased by lee: asked for"),
    (
        MailSent(
            mail="reply-2",
            message_id="",
            language="en",
            template="reply",
            template_digest="",
            digest="",
            commit="",
            attempts=1,
        ),
        "the mail 'reply-2' was handed to the mail server",
    ),
    (
        MailFailed(mail="reply-2", message_id="", reason="550", attempts=1),
        "the mail 'reply-2' could not be delivered: 550",
    ),
    (MailReleased(mail="reply-2", by="lee"), "the mail 'reply-2' is tried again, says lee"),
)


@pytest.mark.parametrize(("body", "sentence"), TOLD, ids=lambda value: type(value).__name__)
def test_an_event_is_told_in_a_sentence(bundle: Bundle, body: Body, sentence: str) -> None:
    """What happened, by whom, and by when something follows from it; times on the clock of the desk."""
    event = chained("7KQ-4M2P-9XW", None, new_event(START, body))
    assert told_of_event(event, bundle.settings) == sentence


def test_every_kind_of_event_has_its_sentence() -> None:
    """Whoever adds one tells staff what it means."""
    assert {new_event(START, body).kind for body, _ in TOLD} == set(BODIES)


def test_times_are_in_utc_where_no_desk_is_known() -> None:
    """So nothing is told in the wrong zone."""
    event = chained("7KQ-4M2P-9XW", None, new_event(START, REPLIED))
    assert told_of_event(event) == "answered by e-mail by lee; next by 2026-11-23 15:00 UTC"


def failed(mail: str) -> MailFailed:
    return MailFailed(mail=mail, message_id="", reason="550", attempts=1)


@pytest.mark.parametrize(
    ("bodies", "unreached"),
    [
        ([REPLIED], False),
        ([REPLIED, failed("reply-2")], True),
        ([REPLIED, failed("feedback-2")], False),
        ([REPLIED, Bounced(message_id="<7KQ-4M2P-9XW.reply-2.0a@b>", permanent=True, reason="")], True),
        ([REPLIED, Bounced(message_id="<7KQ-4M2P-9XW.reply-2.0a@b>", permanent=False, reason="")], False),
        ([REPLIED, Bounced(message_id="<7KQ-4M2P-9XW.acknowledgement.0a@b>", permanent=True, reason="")], False),
        ([REPLIED, failed("reply-2"), MailReleased(mail="reply-2", by="lee")], False),
        ([REPLIED, failed("reply-2"), replace(REPLIED, way="phone")], False),
        ([REPLIED, failed("reply-2"), Noted(text="", personal_digest="", by="lee")], True),
    ],
)
def test_what_did_not_reach_the_customer_is_known(bodies: list[Body], *, unreached: bool) -> None:
    """Until somebody tells them in another way, or has it tried again (row E8)."""
    events = [chained("7KQ-4M2P-9XW", None, new_event(START, body)) for body in (RECEIVED, *bodies)]
    assert is_unreached(events) == unreached


def test_a_lost_letter_is_marked_in_list_and_show(customers: Customers, act: Act, told: Told) -> None:
    """Somebody has to reach the customer in another way."""
    case = customers.asks()
    act("reply", case, "--text", "x")
    customers.add(case, failed("reply-2"))
    told()
    act("list", None, "--due")
    assert told()[0].endswith("\tnot delivered\n")
    act("show", None, case.reference)
    look = "look       our latest mail did not reach the customer: tell them in another way, or `outbox retry`\n"
    assert look in told()[0]


def test_a_voicemail_shows_where_its_recording_is(customers: Customers, bundle: Bundle) -> None:
    """With its length, so that somebody can listen to it (row P3)."""
    case = customers.asks()
    fields = dict.fromkeys(("name", "email", "phone", "number"), "") | {"message": "(voicemail)"}
    recorded = personal(fields | {"recording": "https://api.example/rec/1", "seconds": "42"})
    told = case_in_words(case, recorded, bundle.settings).splitlines()
    assert "recording  https://api.example/rec/1 (42 seconds)" in told


def test_an_event_that_was_changed_by_hand_is_told_as_such(customers: Customers, bundle: Bundle) -> None:
    """The rest of the case can still be read; the last line says so as well (row T2)."""
    case = customers.asks()
    customers.add(case, Marked(vulnerable=True, by="lee"))
    now = customers.now(case)
    changed = replace(now, events=[now.events[0], replace(now.events[1], body='{"vulnerable":"no"}')])
    told = case_in_words(changed, None, bundle.settings).splitlines()
    assert told[-2:] == [
        "  2 2026-11-21 10:01 EST  marked (changed by hand: it cannot be read)",
        "WARNING: event 2 is not what was recorded; somebody has changed the log",
    ]


@pytest.mark.parametrize("kind", ["wrote", "mail-failed", "bounced", "reclassified"])
def test_a_list_does_not_fail_for_it(kind: EventKind) -> None:
    """Somebody who changes the log must not keep the desk from its work."""
    first = chained("7KQ-4M2P-9XW", None, new_event(START, RECEIVED))
    events = [first, replace(first, kind=kind, body="{}")]
    assert (is_unreached(events), is_to_be_checked(events)) == (False, False)
