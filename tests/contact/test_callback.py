"""Asking for a call: recorded once, with window, goal, estimate and consent, and nobody learns of another (rows C1, C3, C5)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from contact.case import Case
from contact.events import CallAttempted, CallbackRequested, CallResult, body_of
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.public_status import public_status
from contact.request_desk import RequestDesk
from contact.standing import standing_of, work_of
from contact.status_code import status_code
from contact.status_desk import StatusDesk
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.channels import Callback
from desk.data import from_json, replace
from desk.measured import CalledBack, Figures, Measured
from desk.settings.model import Limits
from tests.contact.conftest import NOW, Clock, LookUp
from tests.contact.pages_read import case_of, get, main_of, opened, query_of, table_of, texts_of

CALL = {
    "phone": "(212) 555-0187",
    "day": "soon",
    "part": "any",
    "topic": "locked-out",
    "name": "Ana",
    "email": "",
    "language": "en",
}
NEW_YORK = ZoneInfo("America/New_York")
Ask = Callable[..., HttpResponse]
ELSEWHERE = (
    "We can call numbers of these countries only: United States and Canada. "
    "For any other number, please call us, or write to us."
)


@pytest.fixture
def ask(desk: RequestDesk) -> Ask:
    """Send the form as a browser does, with some fields other than CALL has them."""

    def send(*, page_in: str = "en", accept: str = "text/html", **changed: str) -> HttpResponse:
        request = HttpRequest(
            method="POST",
            path="/_desk/callbacks",
            query={"language": page_in},
            headers={"content-type": "application/x-www-form-urlencoded", "accept": accept},
            body=urlencode(CALL | changed).encode(),
        )
        answer = desk.handle(request)
        assert answer is not None
        return answer

    return send


def wanted(case: Case) -> CallbackRequested:
    """What the case says of the call."""
    body = body_of(case.events[1])
    assert isinstance(body, CallbackRequested)
    return body


def errors_of(answer: HttpResponse) -> dict[str, str]:
    assert answer.status == 422
    return from_json(answer.body, dict[str, dict[str, str]])["errors"]


def confirmation(desk: RequestDesk, answer: HttpResponse) -> HttpResponse:
    return get(desk, "/_desk/received", query_of(answer))


def offered(bundle: Bundle) -> Callback:
    phone = bundle.settings.channels.phone
    assert phone is not None
    assert phone.callback is not None
    return phone.callback


def called(log: Log, case: Case, clock: Clock, result: CallResult) -> None:
    log.add(case, clock.now, CallAttempted(result=result, by="Ben"))


def test_call_is_recorded_with_window_goal_and_consent(ask: Ask, log: Log, bundle: Bundle) -> None:
    """C1, C3, C5: number, window, goal and the version of the consent are in one case; the events name nobody."""
    case = case_of(log, ask(name="Zoe Quinn"))
    body, texts = wanted(case), log.texts(case)
    assert (case.received.channel, case.received.kind, case.received.queue) == ("callback", "request", "access")
    assert (body.earliest, body.latest) == (NOW, datetime(2026, 11, 21, 16, tzinfo=NEW_YORK))
    assert (body.goal, body.goal_due, body.told) == ("30 minutes", NOW + timedelta(minutes=30), body.goal_due)
    assert (body.country, body.zone, body.consent) == ("US", "America/New_York", offered(bundle).consent.version)
    assert body.consent_digest == case.received.consent_digest != ""
    assert texts is not None
    assert texts.fields["number"] == "+12125550187"
    assert not any("5550187" in event.body or "Zoe" in event.body for event in case.events)


def test_call_is_the_next_thing_to_do(ask: Ask, log: Log, clock: Clock) -> None:
    """C3: soonest by the desk's own goal, of the queue of its topic."""
    work = work_of("x", standing_of(case_of(log, ask()).events))
    assert work is not None
    assert (work.task, work.due, work.queue) == ("call", clock.now + timedelta(minutes=30), "access")


def test_goal_runs_while_the_phone_is_answered(ask: Ask, log: Log, clock: Clock) -> None:
    """C3: asked ten minutes before closing on Saturday, it goes on on Monday."""
    clock.now = datetime(2026, 11, 21, 15, 40, tzinfo=NEW_YORK)
    body = wanted(case_of(log, ask()))
    assert body.goal_due == datetime(2026, 11, 23, 8, 10, tzinfo=NEW_YORK)


def test_window_is_on_the_customers_clock(ask: Ask, log: Log) -> None:
    """C1: a morning in Los Angeles, within the hours of New York; without a script, in New York."""
    theirs = wanted(case_of(log, ask(day="2026-11-24", part="morning", zone="America/Los_Angeles")))
    ours = wanted(case_of(log, ask(day="tuesday", part="afternoon", phone="+1 212 555 0188")))
    assert theirs.earliest == datetime(2026, 11, 24, 8, tzinfo=NEW_YORK)
    assert (theirs.latest, theirs.zone) == (datetime(2026, 11, 24, 15, tzinfo=NEW_YORK), "America/Los_Angeles")
    assert (ours.earliest, ours.latest) == tuple(datetime(2026, 11, 24, hour, tzinfo=NEW_YORK) for hour in (12, 17))


@pytest.mark.parametrize(
    "choice",
    [
        {"day": "2026-11-26"},
        {"day": "sunday"},
        {"day": "saturday", "part": "evening"},
        {"day": "2026-11-20"},
        {"day": "2027-01-04"},
        {"part": "night"},
        {"day": "someday"},
    ],
)
def test_day_on_which_nobody_calls_is_refused(ask: Ask, choice: dict[str, str]) -> None:
    """C1: a holiday, a closed day or hour, the past, too far ahead, no day at all: one plain sentence."""
    sentence = "Nobody can call you at that time. Choose another day or another part of it."
    assert errors_of(ask(accept="application/json", **choice)) == {"day": sentence}


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Enter the number that we should call"),
        ("12", "Enter a phone number in full, like +1 212 555 0142"),
        (
            "+34 612 34 56 78",
            ELSEWHERE,
        ),
        (
            "+1 876 555 0142",
            ELSEWHERE,
        ),
        ("+1 700 555 0199", "Enter a phone number in full, like +1 212 555 0142"),
        ("+1 212 555 0142", "This is our number. Enter yours."),
        ("+1 212 976 1234", "We cannot call numbers that cost the caller extra. Enter another number."),
        ("+1 500 555 0199", "We cannot call numbers that cost the caller extra. Enter another number."),
        ("+1 900 234 5678", "We cannot call numbers that cost the caller extra. Enter another number."),
    ],
)
def test_number_that_is_not_called_is_refused(ask: Ask, number: str, sentence: str) -> None:
    """C5: numbers of allowed countries only, none that earns somebody something, and a sentence that says so."""
    assert errors_of(ask(accept="application/json", phone=number)) == {"phone": sentence}


def test_refusal_without_a_script_keeps_what_was_typed(ask: Ask) -> None:
    """L1, W1: the form again, in the page's language, with every problem."""
    answer = ask(phone="+34 612 34 56 78", topic="", page_in="es", language="es")
    page = main_of(answer)
    elsewhere = "Solo podemos llamar a números de estos países: Estados Unidos y Canadá."
    number, topic = (link.text for link in page.select(".fd-error-summary a"))
    assert number == f"{elsewhere} Si su número es de otro país, llámenos o escríbanos."
    assert topic == "Elija el tema"
    assert page.select_one("#form-phone")["value"] == "+34 612 34 56 78"  # type: ignore[index]
    assert page.select_one("form.fd-form")["action"] == "../_desk/callbacks?language=es"  # type: ignore[index]
    assert page.select_one("#consent").text.startswith("Al pedir la llamada acepta")  # type: ignore[union-attr]


def test_confirmation_says_when_and_what_nobody_asks_for(desk: RequestDesk, ask: Ask) -> None:
    """C3, C5: reference, window on the customer's clock, an estimate that is no guarantee, and how to know who calls."""
    page = confirmation(desk, ask(day="tuesday", part="morning", zone="America/Chicago"))
    facts, texts = table_of(page), texts_of(page)
    assert texts[0] == "We will call you"
    assert facts["Call"] == "Asked for"
    assert facts["You can be called"] == (
        "From November 24, 2026, 7:00 AM to November 24, 2026, 12:00 PM (Chicago time)"
    )
    assert facts["We try to call by"] == "November 24, 2026, 8:30 AM (New York time)"
    assert (
        "A person will call you at the number that you gave. We try to call by Tuesday, November 24, 8:30 AM (New York time); "
        "this is an estimate, not a guarantee."
    ) in texts
    assert "Nobody who calls for us ever asks for:" in texts
    assert main_of(page).select("li")[0].text == "your password"


def test_window_that_ends_at_midnight_ends_a_minute_before(desk: RequestDesk, ask: Ask) -> None:
    """C1: eight in the evening in New York is midnight in the Azores, and "12:00 AM" would be read a day late."""
    page = confirmation(desk, ask(day="tuesday", part="any", zone="Atlantic/Azores"))
    assert table_of(page)["You can be called"] == (
        "From November 24, 2026, 12:00 PM to November 24, 2026, 11:59 PM (Azores time)"
    )


def test_second_wish_looks_like_the_first(desk: RequestDesk, ask: Ask, log: Log, look_up: LookUp) -> None:
    """C5: one open call a number; who asks for another is shown the same, and nothing of the first."""
    first, second = ask(name="Ana", topic="fees"), ask(name="Eve", topic="locked-out", phone="+1 212 555 0187")
    cases = [case_of(log, answer) for answer in (first, second)]
    assert [standing_of(case.events).call for case in cases] == ["requested", ""]
    assert [public_status(case).call for case in cases] == ["requested", "requested"]
    pages = [texts_of(confirmation(desk, answer)) for answer in (first, second)]
    states = [texts_of(look_up(case.reference, status_code(case))) for case in cases]
    for texts, others in ((pages[0], pages[1]), (states[0], states[1])):
        assert len(texts) == len(others)
    assert not {"Ana", "Fees and limits"} & set(pages[1])
    assert (
        "We call a number once. If calls to it have been asked for more than once, the earliest time counts."
        in pages[0]
    )


def test_nobody_puts_off_a_call_by_asking_for_a_later_one(ask: Ask, log: Log) -> None:
    """C5: whoever knows a number cannot keep its owner waiting; and who changes their mind is called sooner."""
    later, sooner = (case_of(log, ask(day=day)) for day in ("tuesday", "soon"))
    assert [standing_of(case.events).call for case in (later, sooner)] == ["requested", "requested"]


def test_number_can_be_called_again_once_it_was_reached(ask: Ask, log: Log, clock: Clock) -> None:
    """C5: only one that is open counts."""
    called(log, case_of(log, ask()), clock, "reached")
    assert standing_of(case_of(log, ask()).events).call == "requested"


def test_nobody_can_have_somebody_rung_all_day(ask: Ask, log: Log, clock: Clock) -> None:
    """C5: five calls a day; further wishes are messages that people read, and look like the others."""
    cases = []
    for _ in range(6):
        cases.append(case_of(log, ask()))
        called(log, cases[-1], clock, "reached")
        clock.pass_by(minutes=1)
    assert [standing_of(case.events).call for case in cases] == ["requested"] * 5 + [""]
    assert public_status(cases[-1]).call == "requested"
    clock.pass_by(days=2)
    assert standing_of(case_of(log, ask()).events).call == "requested"


def test_guessed_fields_show_nobodys_case(ask: Ask) -> None:
    """C5: without a script, the same fields are another case: a number is soon guessed. With one, a double click is one case."""
    assert query_of(ask())["case"] != query_of(ask())["case"]
    token = "5f6f4f0e-7f0a-4a55-9a8e-0c6b1f6f2a11"
    assert query_of(ask(token=token))["case"] == query_of(ask(token=token))["case"]


def test_status_tells_of_the_call_in_words(ask: Ask, log: Log, clock: Clock, look_up: LookUp) -> None:
    """C1: asked for, tried, reached."""
    answer = ask()
    shown = []
    for result in (None, "no-answer", "reached"):
        if result:
            called(log, case_of(log, answer), clock, result)
        case = case_of(log, answer)
        shown.append(table_of(look_up(case.reference, status_code(case)))["Call"])
    assert shown == ["Asked for", "We have tried to reach you", "We have spoken with you"]


def test_estimate_is_what_was_achieved(ask: Ask, log: Log, bundle: Bundle, clock: Clock) -> None:
    """C3: 9 of 10 were called within an hour, so that is told; the goal stays the desk's own."""
    figures = Figures(
        version=1,
        since=NOW.date(),
        until=NOW.date(),
        callbacks=(CalledBack(calls=40, in_goal=20, half_within="30 minutes", most_within="60 minutes"),),
    )
    slower = replace(bundle, settings=replace(bundle.settings, measured=Measured(file="m.json", figures=figures)))
    desk = RequestDesk(lambda: slower, log, clock, lambda: None)
    answer = desk.handle(
        HttpRequest(
            method="POST",
            path="/_desk/callbacks",
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=urlencode(CALL).encode(),
        )
    )
    assert answer is not None
    case = case_of(log, answer)
    assert (case.received.estimate.basis, wanted(case).told) == ("achieved", NOW + timedelta(hours=1))
    assert wanted(case).goal_due == NOW + timedelta(minutes=30)


def test_mail_is_that_of_a_call(ask: Ask, store: SqliteStore, log: Log) -> None:
    """E3: where an address was given, the acknowledgement waits in the outbox from the same moment on."""
    answer = ask(email="ana@example.net")
    assert case_of(log, answer).received.acknowledged_by == "email"
    assert [entry.mail for entry in store.outbox()] == ["acknowledgement"]


def test_program_that_fills_in_everything_gets_no_mail(ask: Ask, log: Log) -> None:
    """E7: as with the contact form, it is recorded and its mail is held."""
    case = case_of(log, ask(email="ana@example.net", website="x"))
    assert case.received.suspected
    assert "acknowledgement-held" in [event.kind for event in case.events]


def test_secrets_are_struck_out_of_the_name(ask: Ask, log: Log) -> None:
    """N2: nothing but the name is typed freely."""
    case = case_of(log, ask(name="Ana 4111 1111 1111 1111"))
    texts = log.texts(case)
    assert texts is not None
    assert texts.fields["name"] == "Ana [card number removed]"
    assert case.received.masked == ("card",)


def test_desk_that_calls_nobody_has_no_such_address(bundle: Bundle, log: Log, clock: Clock) -> None:
    """C1: where the settings offer no calls, nothing answers there."""
    settings = bundle.settings
    phone = settings.channels.phone
    assert phone is not None
    silent = replace(settings, channels=replace(settings.channels, phone=replace(phone, callback=None)))
    desk = RequestDesk(lambda: replace(bundle, settings=silent), log, clock, lambda: None)
    assert desk.handle(HttpRequest(method="POST", path="/_desk/callbacks")) is None


def test_address_of_the_form_leads_to_its_page(desk: RequestDesk, status_desk: StatusDesk) -> None:
    """L1: who reloads it finds the page of the site; the status page stays where it is."""
    assert get(desk, "/_desk/callbacks", {"language": "es"}).headers["location"] == "../es/contact/callback/"
    assert opened(status_desk, {}).status == 200


def test_flood_is_met_as_at_the_contact_form(bundle: Bundle, log: Log, clock: Clock) -> None:
    """E7: from one connection, first a task for the browser, then nothing more; both forms are counted together."""
    limits = Limits(from_one_address=1, refused_from_one_address=2)
    strict = replace(bundle, settings=replace(bundle.settings, limits=limits))
    desk = RequestDesk(lambda: strict, log, clock, lambda: None)
    asked = HttpRequest(
        method="POST",
        path="/_desk/callbacks",
        headers={"content-type": "application/x-www-form-urlencoded", "accept": "application/json"},
        body=urlencode(CALL).encode(),
        client="192.0.2.7",
    )
    answers = [desk.handle(asked) for _ in range(3)]
    assert [answer.status for answer in answers if answer] == [201, 403, 429]
    assert len(log.of_sender("+12125550187")) == 1
