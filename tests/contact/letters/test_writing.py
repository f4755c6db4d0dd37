"""What a person tells a customer is an event, encrypted words and a mail, or nothing at all (rows R2, R4, T2, K1)."""

from datetime import timedelta
from typing import Literal

import pytest

from contact.addressee import addressee_of
from contact.arriving.desk import ArrivingDesk
from contact.awaited import awaited
from contact.case import Case
from contact.events import Acknowledged, Erased, FeedbackAsked, Noted, Replied, Resolved, Updated, Way, body_of
from contact.letters import ChangedError, LetterError, Letters, NoAddressError, RestingAddressError, Written
from contact.log import ErasedError, Log
from contact.outbox_gate import let_rest
from contact.store.sqlite import SqliteStore
from contact.verify import doubts
from tests.contact.arriving.conftest import mail
from tests.contact.conftest import NOW, Post
from tests.contact.letters.conftest import WORDS, Now

LATER = NOW + timedelta(days=2)


def waiting(store: SqliteStore) -> list[tuple[str, str]]:
    """The mails in the outbox, and when they are due."""
    return [(entry.mail, entry.due.isoformat()) for entry in store.outbox()]


def test_a_reply_is_event_words_and_mail(letters: Letters, case: Case, now: Now, log: Log, store: SqliteStore) -> None:
    """All three bear the number of the event; the words are encrypted, and the event proves them (rows T2, N2)."""
    assert letters.reply(case, f"  {WORDS}\r\n", by="beth", signed="Beth  Ng", next_due=LATER) == Written(
        number=3, mail="reply-3", email="ana@example.net"
    )
    texts = log.texts(now(), "reply-3")
    assert texts is not None
    acknowledged = body_of(case.events[1])
    message_id = acknowledged.message_id if isinstance(acknowledged, Acknowledged) else ""
    assert dict(texts.fields) == {
        "message": WORDS,
        "signed": "Beth Ng",
        "email": "ana@example.net",
        "message_id": message_id,
        "references": "",
    }
    assert body_of(now().events[-1]) == Replied(
        text="reply-3", personal_digest=texts.digest, by="beth", way="email", mail="reply-3", next_due=LATER
    )
    assert waiting(store) == [("reply-3", NOW.isoformat())]
    assert "Dear Ana" not in now().events[-1].body


def test_what_was_said_by_telephone_is_written_down(letters: Letters, case: Case, now: Now, store: SqliteStore) -> None:
    """Nothing is mailed, and the event says how and when the customer heard it (row E1)."""
    assert letters.reply(case, "It is on its way.", by="beth", way="phone", at=NOW - timedelta(hours=1)) == Written(
        number=3, mail="", email=""
    )
    replied = body_of(now().events[-1])
    assert isinstance(replied, Replied)
    assert (replied.way, replied.mail, replied.at) == ("phone", "", NOW - timedelta(hours=1))
    assert waiting(store) == []


def test_a_notice_of_delay_is_an_update(letters: Letters, case: Case, now: Now) -> None:
    """It says so, and by when the customer hears more (rows R2, R5)."""
    assert letters.update(case, "We are looking.", by="beth", next_due=LATER, delay=True).mail == "update-3"
    updated = body_of(now().events[-1])
    assert isinstance(updated, Updated)
    assert (updated.mail, updated.next_due, updated.delay) == ("update-3", LATER, True)


def test_a_resolution_says_what_it_holds_and_not_what_it_says(letters: Letters, case: Case, now: Now, log: Log) -> None:
    """Reasons and remedies are encrypted; that there are some is counted (row R4)."""
    letters.resolve(case, "partial", by="beth", explanation="It was late.", remedies="Ask again.", redress="5.00 USD")
    resolved = body_of(now().events[-1])
    assert isinstance(resolved, Resolved)
    assert (resolved.outcome, resolved.explained, resolved.remedies) == ("partial", True, True)
    assert (resolved.redress, resolved.way, resolved.mail) == ("5.00 USD", "email", "resolution-3")
    texts = log.texts(now(), "resolution-3")
    assert texts is not None
    assert (texts.fields["explanation"], texts.fields["remedies"]) == ("It was late.", "Ask again.")


def test_who_tells_nobody_mails_nobody(letters: Letters, case: Case, now: Now, store: SqliteStore) -> None:
    """A case can be closed without a word to the customer, and the event does not say otherwise."""
    letters.resolve(case, "full", by="beth", way="")
    resolved = body_of(now().events[-1])
    assert isinstance(resolved, Resolved)
    assert (resolved.way, resolved.mail, resolved.explained) == ("", "", False)
    assert waiting(store) == []


def test_a_note_is_for_the_desk(letters: Letters, case: Case, now: Now, log: Log, store: SqliteStore) -> None:
    """Its words are encrypted, and nothing goes to the customer."""
    assert letters.note(case, "Called the bank.", by="beth") == Written(number=3, mail="", email="")
    texts = log.texts(now(), "note-3")
    assert texts is not None
    assert body_of(now().events[-1]) == Noted(text="note-3", personal_digest=texts.digest, by="beth")
    assert waiting(store) == []


def test_the_question_stands_in_the_mail_that_closes_the_case(letters: Letters, case: Case, now: Now) -> None:
    """Where it is asked at once (row K1)."""
    letters.resolve(case, "full", by="beth", ask_feedback=NOW)
    assert body_of(now().events[-1]) == FeedbackAsked(mail="resolution-3")
    assert awaited(now()) == {"resolution-3"}


@pytest.mark.parametrize("way", ["email", "phone", ""])
def test_the_question_that_is_asked_later_is_a_mail_of_its_own(
    letters: Letters, case: Case, now: Now, store: SqliteStore, way: Way | Literal[""]
) -> None:
    """Due when it is to be asked, and named by its own event (row K1)."""
    letters.resolve(case, "full", by="beth", way=way, ask_feedback=LATER)
    assert body_of(now().events[-1]) == FeedbackAsked(mail="feedback-4")
    closing = [("resolution-3", NOW.isoformat())] if way == "email" else []
    assert waiting(store) == [*closing, ("feedback-4", LATER.isoformat())]


def test_each_customer_is_asked_once(letters: Letters, case: Case, now: Now) -> None:
    """However often the case is closed (row K1)."""
    letters.resolve(case, "full", by="beth", ask_feedback=NOW)
    letters.resolve(now(), "full", by="beth", ask_feedback=NOW)
    assert [event.kind for event in now().events].count("feedback-asked") == 1


def test_who_left_no_address_is_asked_on_their_page(post: Post, store: SqliteStore, letters: Letters) -> None:
    """The event names no mail (row K1)."""
    post(email="", phone="+1 212-555-0199")
    (case,) = store.newest(1)
    letters.resolve(case, "full", by="beth", way="phone", ask_feedback=NOW)
    assert body_of(store.newest(1)[0].events[-1]) == FeedbackAsked(mail="")
    assert waiting(store) == []


def test_who_left_no_address_cannot_be_mailed(post: Post, store: SqliteStore, letters: Letters) -> None:
    """Whoever writes is told, and nothing is recorded."""
    post(email="", phone="+1 212-555-0199")
    (case,) = store.newest(1)
    with pytest.raises(NoAddressError) as refused:
        letters.reply(case, WORDS, by="beth")
    told = f"{case.reference} has no e-mail address: reach the customer another way, and say which"
    assert str(refused.value) == told
    assert len(store.newest(1)[0].events) == 1


def test_an_address_that_bounced_lately_is_said_to_whoever_writes(
    letters: Letters, case: Case, now: Now, log: Log
) -> None:
    """Before it goes into the void; they may write all the same (row E8)."""
    let_rest(log, "ana@example.net", NOW)
    with pytest.raises(RestingAddressError) as refused:
        letters.reply(case, WORDS, by="beth")
    assert str(refused.value) == f"{case.reference}: mail to this address came back, or was called spam, lately"
    assert len(now().events) == 2
    assert letters.reply(case, WORDS, by="beth", to_resting=True).mail == "reply-3"


@pytest.mark.parametrize(
    ("text", "signed", "told"),
    [
        (" \n\x07", "", "there is nothing in it: write what is to be said"),
        ("a" * 20_001, "", "the message may have 20,000 characters; this has 20,001"),
        ("a", "b" * 101, "a name may have 100 characters; this has 101"),
    ],
)
def test_a_letter_has_words_and_not_too_many(letters: Letters, case: Case, text: str, signed: str, told: str) -> None:
    """One plain sentence says what is wrong."""
    with pytest.raises(LetterError) as refused:
        letters.reply(case, text, by="beth", signed=signed)
    assert str(refused.value) == told


def test_two_who_answer_at_once_both_answer(letters: Letters, case: Case, now: Now, store: SqliteStore) -> None:
    """The second letter bears the number that its event has in the end (row T2)."""
    letters.reply(case, "the first", by="beth")
    assert letters.reply(case, "the second", by="carl").mail == "reply-4"
    assert [entry.mail for entry in store.outbox()] == ["reply-3", "reply-4"]
    assert list(doubts(letters.log, NOW, lambda _: None, texts=True)) == []


def test_who_wants_to_know_is_told_what_came_in_between(letters: Letters, case: Case, now: Now) -> None:
    """Nothing is added, and they get the case as it is now."""
    letters.note(case, "Not yet!", by="carl")
    with pytest.raises(ChangedError) as refused:
        letters.resolve(case, "full", by="beth", unless=lambda changed: changed.events[-1].kind == "noted")
    assert str(refused.value) == f"{case.reference} was changed while you wrote: look at it first"
    assert refused.value.case == now()
    assert [event.kind for event in now().events] == ["received", "acknowledged", "noted"]


def test_nothing_is_written_to_who_was_erased(letters: Letters, case: Case, log: Log, now: Now) -> None:
    """Also where that happens while somebody writes (row N3)."""
    log.add(case, NOW, Erased(by="beth", reason="asked", kept_until=NOW.isoformat()), erase=True)
    for known in (case, now()):
        with pytest.raises(ErasedError):
            letters.reply(known, WORDS, by="beth")


def test_a_letter_answers_the_latest_mail_of_the_customer(
    letters: Letters, log: Log, store: SqliteStore, arriving: ArrivingDesk
) -> None:
    """So mail programs show the two together; it goes to the address that the case came from, whoever wrote since."""
    arriving.receive(mail(), "ana@example.net")
    again = {"in_reply_to": "<one@example.net>", "references": "<one@example.net>"}
    arriving.receive(
        mail("Well?", message_id="<two@example.net>", subject="Re: A question", **again), "ana@example.net"
    )
    (case,) = store.newest(1)
    found = addressee_of(case, log)
    assert (found.email, found.message_id, found.references) == (
        "ana@example.net",
        "<two@example.net>",
        "<one@example.net>",
    )


@pytest.mark.parametrize(
    ("headers", "email"),
    [
        ({"list_unsubscribe": "<mailto:out@example.net>"}, "ana@example.net"),
        ({"precedence": "bulk"}, "ana@example.net"),
        ({"x_loop": "support@example-exchange.com"}, ""),
    ],
)
def test_a_person_may_answer_what_no_program_answers(
    letters: Letters, store: SqliteStore, arriving: ArrivingDesk, headers: dict[str, str], email: str
) -> None:
    """What looks like a list's mail may be a customer's (row E6); only what goes in circles gets no answer at all."""
    arriving.receive(mail(**headers), "ana@example.net")
    (case,) = store.newest(1)
    assert case.status == "not-answered"
    if not email:
        with pytest.raises(NoAddressError):
            letters.reply(case, WORDS, by="beth")
        return
    assert letters.reply(case, WORDS, by="beth") == Written(number=2, mail="reply-2", email=email)


@pytest.mark.parametrize("nothing", ["", "  \n", "\u200b\u2060", "\u202e\u00a0"])
def test_reasons_that_nobody_can_read_are_none(letters: Letters, case: Case, now: Now, nothing: str) -> None:
    """Spaces of no width are no explanation, and what was not granted is not closed without one (row R4)."""
    with pytest.raises(LetterError) as told:
        letters.resolve(case, "not", by="beth", explanation=nothing, remedies="Ask again.")
    assert str(told.value) == "with the outcome 'not' the customer needs an explanation and remedies"
    with pytest.raises(LetterError):
        letters.resolve(case, "partial", by="beth", explanation="It was late.", remedies=nothing)
    with pytest.raises(LetterError):
        letters.reply(case, nothing, by="beth")
    assert now() == case


@pytest.mark.parametrize(
    "typed",
    [
        "1,000.00 USD",
        "$25",
        "USD 25",
        "25.005 USD",
        "٢٥ USD",
        "25 USD\r\nBcc: x@example.org",
        "25 =1+1",
        "-5 USD",
        "5 USDC",
    ],
)
def test_what_was_paid_is_an_amount_that_can_be_added_up(letters: Letters, case: Case, now: Now, typed: str) -> None:
    """What a report could not count as redress is refused, and so is a second line or a formula (row Q5)."""
    with pytest.raises(LetterError) as told:
        letters.resolve(case, "full", by="beth", redress=typed)
    assert str(told.value) == "what was paid is written as an amount and a currency, such as 125.00 USD or 1250 EUR"
    assert now() == case
