"""Receiving the form: exactly one case for each message, whatever a browser or a person does (rows E3, T1)."""

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from desk.data import from_json, replace
from tests.contact.conftest import FORM, NOW, Clock, Post, Wake

TOKEN = "5f6f4f0e-7f0a-4a55-9a8e-0c6b1f6f2a11"


def reference_in(answer: HttpResponse) -> str:
    """The reference in the address that a browser is sent on to."""
    assert answer.status == 303
    return parse_qs(urlsplit(answer.headers["location"]).query)["case"][0]


def shown(desk: RequestDesk, answer: HttpResponse) -> HttpResponse:
    """The page that a browser is sent on to."""
    location = urlsplit(urljoin("/_desk/requests", answer.headers["location"]))
    query = {name: values[0] for name, values in parse_qs(location.query).items()}
    page = desk.handle(HttpRequest(method="GET", path=location.path, query=query))
    assert page is not None
    return page


def test_accepted_message_is_a_case_with_what_came(post: Post, store: SqliteStore, log: Log, wake: Wake) -> None:
    """A sent form is recorded with its estimate before anybody is told of it, and the sender is woken (rows E3, R1, T1)."""
    reference = reference_in(post(page="/fees/", website=""))
    case = store.find(reference)
    assert case is not None
    texts = log.texts(case)
    assert texts is not None
    assert texts.fields == {
        "message": "What does a withdrawal cost?",
        "name": "Ana",
        "email": "ana@example.net",
        "phone": "",
        "number": "",
    }
    received = case.received
    assert (received.kind, received.topic, received.language, received.page) == ("request", "fees", "en", "/fees/")
    assert str(received.estimate.duration) == "1 business day"
    assert received.estimate.due.isoformat() == "2026-11-24T22:00:00+00:00"
    assert received.personal_digest == texts.digest
    assert (received.commit, case.status, case.received_at) == ("0123abc", "received", NOW)
    assert wake.times == 1


def test_events_name_nobody(post: Post, store: SqliteStore) -> None:
    """What identifies a person stands apart from the events, so that it can be erased from beside them (row N2)."""
    case = store.find(reference_in(post(phone="+1 212 555 0187")))
    assert case is not None
    for personal in ("Ana", "ana@example.net", "withdrawal", "5550187"):
        assert personal not in case.events[0].body


def test_a_message_is_given_to_somebody_who_is_there(post: Post, store: SqliteStore) -> None:
    """To a person of its topic's queue, by the settings of that day (row C2); that is part of the first event."""
    post(topic="payments")
    received = store.newest(1)[0].received
    assert (received.queue, received.to) == ("payments", "Dan Ruiz")


@pytest.mark.parametrize("token", [TOKEN, ""])
def test_double_click_gives_one_case(post: Post, store: SqliteStore, wake: Wake, token: str) -> None:
    """The same message twice, with the script's token or without a script: one reference, one case, one mail (row E3)."""
    first, second = post(token=token), post(token=token)
    assert first.headers["location"] == second.headers["location"]
    assert len(store.newest(10)) == len(list(store.outbox())) == 1


def test_without_script_the_same_words_later_are_another_message(post: Post, clock: Clock) -> None:
    """Without a token, the same words count once an hour."""
    first = reference_in(post())
    clock.pass_by(hours=1)
    assert reference_in(post()) != first


def test_with_script_the_same_words_later_are_the_same_message(post: Post, clock: Clock) -> None:
    """A page that was left open overnight and sent again is still the same message."""
    first = reference_in(post(token=TOKEN))
    clock.pass_by(hours=9)
    assert reference_in(post(token=TOKEN)) == first


def test_mended_message_is_not_swallowed(post: Post) -> None:
    """Who goes back, changes a word and sends again has the same token: still both messages are recorded (row T1)."""
    assert reference_in(post(token=TOKEN)) != reference_in(post(token=TOKEN, message="What does a deposit cost?"))


def test_taken_reference_is_replaced(post: Post, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should chance give the same reference twice, the customer gets another one, and notices nothing."""
    made = iter(["7KQ-4M2P-9XW", "7KQ-4M2P-9XW", "CCC-CCCC-CCC"])
    monkeypatch.setattr("contact.log.new_reference", lambda: next(made))
    assert reference_in(post()) == "7KQ-4M2P-9XW"
    assert reference_in(post(message="Another one")) == "CCC-CCCC-CCC"


def test_confirmation_says_reference_estimate_and_way_to_a_person(desk: RequestDesk, post: Post) -> None:
    """The page after sending shows the reference, by when a person answers, and whom to call (rows E4, R1, I2)."""
    answer = post()
    page = shown(desk, answer)
    text = page.body.decode()
    assert page.status == 200
    assert f'<strong class="fd-reference" dir="ltr">{reference_in(answer)}</strong>' in text
    assert "We expect to answer by Tuesday, November 24, 5:00 PM (New York time); this is an estimate" in text
    assert "+1 212-555-0142" in text
    assert "An acknowledgement is on its way" in text
    assert '<meta name="robots" content="noindex">' in text
    assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")


def test_confirmation_is_in_the_language_of_the_page(desk: RequestDesk, post: Post) -> None:
    """Who wrote on the Spanish page reads the confirmation in Spanish."""
    assert "Hemos recibido su mensaje" in shown(desk, post(page_in="es")).body.decode()


@pytest.mark.parametrize(
    ("kind", "language", "texts"),
    [
        (
            "request",
            "en",
            (
                "<h1>We have received your message</h1>",
                '<th scope="row">Status</th><td>Received</td>',
                '<th scope="row">Received</th><td>November 21, 2026, 10:00 AM (New York time)</td>',
                '<th scope="row">Answer expected by</th><td>November 24, 2026, 5:00 PM (New York time)</td>',
                '<th scope="row">Topic</th><td>Fees and limits</td>',
                '<th scope="row">Kind</th><td>Question or request</td>',
            ),
        ),
        (
            "complaint",
            "es",
            (
                "<h1>Hemos recibido su queja</h1>",
                "<td>21 de noviembre de 2026 a las 10:00 a.\xa0m. (hora de Nueva York)</td>",
                '<th scope="row">Fecha de recepción</th>',
                '<th scope="row">Tema</th><td>Comisiones y límites</td>',
                '<th scope="row">Tipo</th><td>Queja</td>',
            ),
        ),
    ],
)
def test_confirmation_says_what_was_received_and_when(
    desk: RequestDesk, post: Post, kind: str, language: str, texts: tuple[str, ...]
) -> None:
    """For who gave no e-mail address the page is the acknowledgement; a complaint is called one (rows E3, E4)."""
    text = shown(desk, post(kind=kind, page_in=language)).body.decode()
    for wanted in texts:
        assert wanted in text


def test_who_left_only_a_number_is_acknowledged_on_the_page(desk: RequestDesk, post: Post, store: SqliteStore) -> None:
    """Without an e-mail address no mail is sent; the page says that it is the acknowledgement (row E3)."""
    answer = post(email="", phone="+1 212 555 0187")
    assert "this page is your acknowledgement" in shown(desk, answer).body.decode()
    case = store.find(reference_in(answer))
    assert case is not None
    assert case.status == "acknowledged-on-page"
    assert list(store.outbox()) == []


@pytest.mark.parametrize(
    "change", [{"key": "x"}, {"key": ""}, {"case": "7KQ-4M2P-9XW"}, {"case": "nonsense"}, {"case": ""}]
)
def test_wrong_key_and_unknown_case_read_the_same(desk: RequestDesk, post: Post, change: dict[str, str]) -> None:
    """Nobody learns from the answer whether a reference exists (row R3)."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(post().headers["location"]).query).items()}
    page = desk.handle(HttpRequest(method="GET", path="/_desk/received", query=query | change))
    nobody = desk.handle(HttpRequest(method="GET", path="/_desk/received", query={"language": "en"}))
    assert page is not None
    assert nobody is not None
    # When they leave is told apart in test_status_guesses.
    assert replace(page, not_before=nobody.not_before) == nobody
    assert page.status == 404


def test_filled_honeypot_looks_the_same_but_holds_the_mail(desk: RequestDesk, post: Post, store: SqliteStore) -> None:
    """A suspected program is recorded, and sent on as everybody is, but no mail goes out by itself (row E7)."""
    answer = post(website="https://spam.example")
    assert "We have received your message" in shown(desk, answer).body.decode()
    case = store.find(reference_in(answer))
    assert case is not None
    assert case.status == "held"
    assert [entry.state for entry in store.outbox()] == ["held"]


def test_script_gets_json(post: Post, store: SqliteStore) -> None:
    """A script is told reference, address of the confirmation, and the estimate for people and for programs."""
    answer = post(accept="application/json", page_in="es")
    assert answer.status == 201
    told = from_json(answer.body, dict[str, object])
    case = store.newest(1)[0]
    assert told == {
        "reference": case.reference,
        "location": f"received?case={case.reference}&key={case.key}&language=es",
        "estimate": {
            "due": "2026-11-24T22:00:00Z",
            "text": "martes 24 de noviembre a las 5:00 p.\xa0m. (hora de Nueva York)",
        },
    }


def test_script_may_send_json(desk: RequestDesk, store: SqliteStore) -> None:
    """A JSON object of texts is as good as a form."""
    body = b'{"kind": "complaint", "topic": "other", "message": "No!", "email": "ana@example.net", "language": "es"}'
    headers = {"content-type": "application/json; charset=utf-8", "accept": "application/json"}
    answer = desk.handle(HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=body))
    assert answer is not None
    assert answer.status == 201
    assert store.newest(1)[0].received.kind == "complaint"


def test_script_gets_the_sentences_of_wrong_fields(post: Post, store: SqliteStore) -> None:
    """Errors come as one sentence a field, and nothing is recorded."""
    answer = post(accept="application/json", message="", email="a, b")
    assert answer.status == 422
    assert from_json(answer.body, dict[str, dict[str, str]]) == {
        "errors": {
            "message": "Write your message",
            "email": "Enter one e-mail address in full, like name@example.com",
        }
    }
    assert store.newest(1) == []


def test_form_page_is_offered_to_who_opens_the_address_of_the_form(desk: RequestDesk) -> None:
    """A reload or bookmark of the form's own address leads to the contact page, in its language."""
    answer = desk.handle(HttpRequest(method="GET", path="/_desk/requests", query={"language": "es"}))
    assert answer is not None
    assert (answer.status, answer.headers["location"]) == (303, "../es/contact/")


def test_other_addresses_are_not_the_desks(desk: RequestDesk) -> None:
    """What is not the desk's is left to whoever serves the site; a wrong method is refused by name."""
    assert desk.handle(HttpRequest(method="GET", path="/fees/")) is None
    refused = desk.handle(HttpRequest(method="DELETE", path="/_desk/requests"))
    assert refused is not None
    assert (refused.status, refused.headers["allow"]) == (405, "POST")


def test_form_is_what_the_page_sends() -> None:
    """These tests send the very fields that the form has."""
    from desk.form import REQUEST_FORM  # noqa: PLC0415

    assert list(FORM) == [field.name for field in REQUEST_FORM]
