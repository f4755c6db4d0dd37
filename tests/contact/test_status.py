"""The status page: state and dates to whoever has the code, and nothing at all to anybody else (rows R3, L1, L2, N4)."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from contact.case import Case, Status
from contact.edges.handlers import desk_handlers
from contact.events import (
    AcknowledgementHeld,
    Assigned,
    Body,
    Bounced,
    CallAttempted,
    HoldSet,
    Reopened,
    Replied,
    Resolved,
    Updated,
    Waiting,
    Wrote,
)
from contact.http import HttpRequest
from contact.log import Log
from contact.public_status import STATES, public_status
from contact.status_code import status_code
from contact.status_desk import StatusDesk
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from tests.contact.conftest import Clock, LookUp, Post
from tests.contact.pages_read import ERASED, SENT, Counted, case_of, happens, main_of, opened, table_of, texts_of

ASSIGNED = Assigned(queue="financial-crime", to="Ben", by="Cleo")
REPLIED = Replied(text="reply-3", personal_digest="0", by="Ben")
RESOLVED = Resolved(outcome="not", by="Ben")


@pytest.fixture
def case(log: Log, post: Post) -> Case:
    return case_of(log, post(kind="complaint", message="Where is my money?"))


def test_right_code_shows_state_and_dates_and_nothing_else(look_up: LookUp, case: Case) -> None:
    """Rows R3, L2: nothing that was typed, no topic and no name stands on the page, only where things stand."""
    page = look_up(case.reference, status_code(case))
    assert page.status == 200
    assert texts_of(page) == [
        "Status of your message",
        f"Your reference {case.reference}",
        *("Status", "Received"),
        *("Received", "November 21, 2026, 10:00 AM (New York time)"),
        *("Answer expected by", "November 25, 2026, 5:00 PM (New York time)"),
        "We have recorded your message. A person will read it and answer you.",
        "The date by which we expect to answer is an estimate, not a guarantee.",
        "Talk to a person",
        (
            "To talk to a person now, call +1 212-555-0142 . The phone is answered Monday to Friday, 8:00 AM to 8:00 PM; "
            "Saturday, 10:00 AM to 4:00 PM (New York time). Or ask us to call you: "
            "https://help.example-exchange.com/contact/callback/"
        ),
        "Look up another message",
    ]
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert page.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    ("bodies", "rows", "sentence"),
    [
        (
            [SENT],
            {"Status": "Acknowledged", "Acknowledged": "11:00 AM"},
            "We have recorded your message and told you so. A person will read it and answer you.",
        ),
        (
            [SENT, ASSIGNED],
            {"Status": "Being worked on", "Acknowledged": "11:00 AM"},
            "A person is working on your message.",
        ),
        (
            [SENT, Updated(text="update-2", personal_digest="0", by="Ben")],
            {"Status": "Being worked on", "Acknowledged": "11:00 AM", "Our latest news to you": "12:00 PM"},
            "A person is working on your message.",
        ),
        (
            [SENT, ASSIGNED, REPLIED],
            {"Status": "Answered", "Acknowledged": "11:00 AM", "Answered": "1:00 PM"},
            "A person has answered you.",
        ),
        (
            [SENT, REPLIED, RESOLVED],
            {"Status": "Closed", "Acknowledged": "11:00 AM", "Answered": "12:00 PM", "Closed": "1:00 PM"},
            "We have finished our work on your message. If something is still open, contact us and give the reference.",
        ),
        (
            [SENT, RESOLVED, Reopened(by="Ben")],
            {"Status": "Open again", "Acknowledged": "11:00 AM", "Closed": "12:00 PM", "Opened again": "1:00 PM"},
            "We are working on your message again.",
        ),
    ],
)
def test_each_state_has_its_words(
    look_up: LookUp, log: Log, clock: Clock, *, post: Post, bodies: Sequence[Body], rows: dict[str, str], sentence: str
) -> None:
    """Row N4: a fixed vocabulary, the same for every case; queues, staff and outcomes are not in it."""
    answer = post()
    happens(log, clock, answer, bodies)
    case = case_of(log, answer)
    page = look_up(case.reference, status_code(case))
    on_the_day = {name: f"November 21, 2026, {at} (New York time)" for name, at in rows.items() if name != "Status"}
    shown = table_of(page)
    shown.pop("Answer expected by", None)
    assert shown == {"Received": "November 21, 2026, 10:00 AM (New York time)", "Status": rows["Status"], **on_the_day}
    assert sentence in texts_of(page)
    for word in (b"Ben", b"Cleo", b"financial-crime", b"partial", b"Fees"):
        assert word not in page.body


def test_every_status_has_a_state_in_every_language(bundle: Bundle) -> None:
    """Whatever becomes of a case, the page has words for it."""
    assert set(STATES) == set(get_args(Status))
    for words in bundle.words.values():
        for state in STATES.values():
            assert words(f"status.state.{state}")
            assert words(f"status.means.{state}")


def test_suspicion_and_legal_hold_do_not_show(log: Log, clock: Clock, post: Post) -> None:
    """Row N4: a case that is held back, or must not be erased, looks like one to which nothing has happened."""
    plain, suspected = post(), post(message="Another one")
    held: list[Body] = [
        AcknowledgementHeld(mail="acknowledgement", reason="suspected"),
        HoldSet(by="Ben", reason="subpoena"),
    ]
    happens(log, clock, suspected, held)
    assert public_status(case_of(log, plain)) == public_status(case_of(log, suspected))


def test_acknowledgement_that_came_back_is_said(look_up: LookUp, log: Log, clock: Clock, post: Post) -> None:
    """Row E8: it does not count as sent, and the customer learns why there was no mail."""
    answer = post()
    happens(log, clock, answer, [SENT, Bounced(message_id=SENT.message_id, permanent=True, reason="5.1.1")])
    case = case_of(log, answer)
    page = look_up(case.reference, status_code(case))
    assert "Acknowledged" not in table_of(page)
    assert (
        "We could not reach you at the e-mail address that you gave. Please contact us, so that we know where to send our answer."
    ) in texts_of(page)


def test_a_case_that_waits_for_the_customer_says_so(look_up: LookUp, case: Case, log: Log, clock: Clock) -> None:
    """As long as it does: what they write makes it the desk's turn again, by a new estimate (rows R2, R3)."""
    wait = Waiting(by="Ben")
    log.add(case, clock(), REPLIED, wait)
    page = look_up(case.reference, status_code(case))
    at = "November 21, 2026, 10:00 AM (New York time)"
    assert table_of(page) == {"Status": "Waiting for you", "Received": at, "Answered": at, "Waiting for you since": at}
    assert (
        "To go on, we need something from you. We told you what it is; please answer our latest message."
        in texts_of(page)
    )
    by = replace(case.received.estimate, due=clock() + timedelta(days=5))
    log.add(current(log, case), clock(), Wrote(channel="email", text="", personal_digest="", estimate=by))
    assert table_of(look_up(case.reference, status_code(case))) == {
        "Status": "Answered",
        "Received": at,
        "Answered": at,
        "Answer expected by": "November 26, 2026, 10:00 AM (New York time)",
    }


def test_the_customer_sees_when_they_hear_again(look_up: LookUp, case: Case, log: Log, clock: Clock) -> None:
    """Once somebody has told them something, and until it is closed; it is an estimate too (row R2)."""
    log.add(case, clock(), Updated(text="", personal_digest="", by="Ben", next_due=clock() + timedelta(days=6)))
    page = look_up(case.reference, status_code(case))
    assert table_of(page)["You will hear from us again by"] == "November 27, 2026, 10:00 AM (New York time)"
    assert "Answer expected by" not in table_of(page)
    assert "The date by which you will hear from us again is an estimate, not a guarantee." in texts_of(page)
    log.add(current(log, case), clock(), RESOLVED)
    assert public_status(current(log, case)).next_due is None


def test_what_staff_entered_later_is_dated_when_it_happened(case: Case, log: Log, clock: Clock) -> None:
    """Not when it was written down (row T4)."""
    early = clock() - timedelta(days=1)
    log.add(case, clock(), replace(REPLIED, at=early), replace(RESOLVED, at=early))
    dates = public_status(current(log, case)).dates
    assert (dates["answered"], dates["closed"]) == (early, early)


def test_a_closed_case_stays_closed_whoever_gets_it(case: Case, log: Log, clock: Clock) -> None:
    """Staff may hand it on or answer a late message; only reopening opens it."""
    log.add(case, clock(), RESOLVED, ASSIGNED, Waiting(by="Ben"), REPLIED)
    assert current(log, case).status == "resolved"
    log.add(current(log, case), clock(), Reopened(by="Ben"), ASSIGNED)
    assert current(log, case).status == "reopened"


def test_who_was_reached_by_telephone_was_answered(case: Case, log: Log, clock: Clock) -> None:
    """Not who was only called (row C1)."""
    log.add(case, clock(), CallAttempted(result="no-answer", by="Ben"))
    assert public_status(current(log, case)).state == "received"
    log.add(current(log, case), clock(), CallAttempted(result="reached", by="Ben"))
    assert public_status(current(log, case)).state == "answered"


def current(log: Log, case: Case) -> Case:
    """The case as it is now."""
    found = log.store.find(case.reference)
    assert found is not None
    return found


def test_estimate_that_has_passed_is_called_so(look_up: LookUp, case: Case, clock: Clock) -> None:
    """Row R1: an estimate is kept, or its passing is admitted."""
    clock.pass_by(days=10)
    assert (
        "The estimate has passed, and we have not answered yet. We are sorry. Your message is not lost; to ask about it, "
        "contact us and give the reference."
    ) in texts_of(look_up(case.reference, status_code(case)))


def test_person_erased_leaves_state_and_dates(look_up: LookUp, log: Log, clock: Clock, post: Post) -> None:
    """Row N3: the code goes on working, since the page never showed more than this."""
    answer = post()
    code = status_code(case_of(log, answer))
    happens(log, clock, answer, [SENT, REPLIED, ERASED], erase=True)
    page = look_up(case_of(log, answer).reference, code)
    assert (page.status, table_of(page)["Status"]) == (200, "Answered")


def test_nothing_is_announced_to_a_person_who_was_erased(look_up: LookUp, log: Log, clock: Clock, post: Post) -> None:
    """Row N3: nobody can answer them any more, so the page names no day on which somebody does."""
    answer = post()
    code = status_code(case_of(log, answer))
    happens(log, clock, answer, [SENT, ERASED], erase=True)
    page = look_up(case_of(log, answer).reference, code)
    assert list(table_of(page)) == ["Status", "Received", "Acknowledged"]
    assert "estimate" not in " ".join(texts_of(page))


def test_who_left_only_a_number_was_acknowledged_on_the_page(look_up: LookUp, log: Log, post: Post) -> None:
    """Row E3: then the acknowledgement has the date of the message."""
    case = case_of(log, post(email="", phone="+1 212 555 0187"))
    rows = table_of(look_up(case.reference, status_code(case)))
    assert rows["Status"] == "Acknowledged"
    assert rows["Acknowledged"] == rows["Received"]


def test_page_is_in_the_language_that_was_asked_for(look_up: LookUp, case: Case) -> None:
    """Row W3: in Spanish, with a way to the same page in English."""
    page = look_up(case.reference, status_code(case), page_in="es")
    assert texts_of(page)[0] == "Estado de su mensaje"
    switch = BeautifulSoup(page.body, "html.parser").select("nav a")
    assert [str(link["href"]) for link in switch] == [
        f"?case={case.reference}&language=en",
        f"?case={case.reference}&language=es",
    ]


@pytest.mark.parametrize(
    "typed", [str.lower, lambda text: text.replace("-", " "), lambda text: f" {text.replace('-', '')}\t"]
)
def test_typing_is_forgiven(look_up: LookUp, case: Case, typed: Callable[[str], str]) -> None:
    """Capitals, spaces and hyphens do not matter, in neither of the two."""
    assert look_up(typed(case.reference), typed(status_code(case))).status == 200


def test_empty_fields_are_named(look_up: LookUp) -> None:
    """Each missing answer is a sentence beside its field, and one in the summary that leads there."""
    page = look_up("", " ")
    assert page.status == 422
    links = main_of(page).select(".fd-error-summary a")
    assert [(str(link["href"]), link.text) for link in links] == [
        ("#form-case", "Enter the reference"),
        ("#form-code", "Enter the status code"),
    ]
    assert texts_of(page)[0] == "Status of your message"


def test_link_of_the_mail_fills_in_the_reference(status_desk: StatusDesk, store: SqliteStore) -> None:
    """The address in the mail names the case and no secret; opening it asks the store nothing."""
    counted = Counted(store)
    desk = replace(status_desk, store=counted)
    page = opened(desk, {"case": "7KQ-4M2P-9XW", "language": "es"})
    assert page.status == 200
    typed = {str(field["name"]): field.get("value") for field in main_of(page).select("input")}
    assert typed == {"case": "7KQ-4M2P-9XW", "code": ""}
    form = main_of(page).select_one("form")
    assert form is not None
    assert (form["method"], form["action"]) == ("post", "../_desk/status?language=es")
    assert counted.asked == []


@pytest.mark.parametrize("typed", ['"><script>', "{{ 7 * 7 }}", "\x00\r\nSet-Cookie: a", "\u202eX", "\ud800"])
def test_reference_is_shown_as_it_was_typed(status_desk: StatusDesk, typed: str) -> None:
    """Nothing in an address becomes part of the page but text."""
    page = opened(status_desk, {"case": typed, "language": "en"})
    field = main_of(page).select_one("#form-case")
    assert field is not None
    assert field["value"] == typed.replace("\x00", "").replace("\r\n", "\n").replace("\ud800", "")
    assert main_of(page).script is None


@pytest.mark.parametrize("body", [b'{"case": "\\ud800", "code": "\\ud800"}', b"{}", b"[1]", b"\xff"])
def test_odd_bodies_are_wrong_codes(status_desk: StatusDesk, body: bytes) -> None:
    """Whatever is sent, the form comes back."""
    headers = {"content-type": "application/json"}
    answer = status_desk.handle(HttpRequest(method="POST", path="/_desk/status", headers=headers, body=body))
    assert answer is not None
    assert answer.status == 422


def test_store_that_does_not_answer_is_said(
    look_up: LookUp, case: Case, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that nothing is lost, and whom to call."""

    def broken(_reference: str) -> Case:
        raise StoreError("the disk is gone", retry=True)

    monkeypatch.setattr(store, "find", broken)
    page = look_up(case.reference, status_code(case))
    assert page.status == 503
    assert (
        "The status cannot be shown for the moment. Please try again in a few minutes. A message that you sent us is not lost."
    ) in texts_of(page)


def test_other_methods_are_refused(status_desk: StatusDesk) -> None:
    """The status is asked for with a form."""
    answer = opened(status_desk, {}, "DELETE")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, POST")


def test_status_is_among_the_addresses_of_the_desk(bundle: Bundle, log: Log, clock: Clock) -> None:
    """Every edge serves it."""
    request = HttpRequest(method="GET", path="/_desk/status")
    answers = [handler(request) for handler in desk_handlers(lambda: bundle, log, clock, lambda: None)]
    assert [answer.status for answer in answers if answer] == [200]


def test_form_asks_for_reference_and_code_alone(status_desk: StatusDesk) -> None:
    """Row L1: no account, no name and no address is asked for."""
    page = opened(status_desk, {})
    assert [field["name"] for field in main_of(page).select("input")] == ["case", "code"]
