"""The confirmation: a page that can be kept, reloaded, printed and saved (rows E3, E7, E10)."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from contact.events import (
    AcknowledgementFailed,
    AcknowledgementHeld,
    Assigned,
    Body,
    Bounced,
    Delivered,
    Replied,
    Resolved,
)
from contact.http import HttpRequest
from contact.keys import LocalKeys
from contact.log import Arrival, Log
from contact.personal import personal
from contact.request_desk import RequestDesk
from contact.status_code import status_code
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from tests.contact.conftest import Clock, Post, Wake
from tests.contact.pages_read import ERASED, MAIL_ID, SENT, case_of, get, happens, main_of, query_of, table_of, texts_of
from tests.contact.test_accept import shown

TYPED = 'I typed <b>this</b> & "that";\n\n  {{ twice }}.'


def test_what_was_typed_is_shown_as_it_was_typed(desk: RequestDesk, post: Post) -> None:
    """Row E7: a copy of what was sent stands on the page, escaped, each text in its own direction."""
    page = shown(desk, post(message=TYPED, name="<i>Ana</i>", phone="+1 212 555 0187"))
    copy = main_of(page).select("dl.fd-typed dd")
    assert [text.text for text in copy] == [TYPED, "<i>Ana</i>", "ana@example.net", "+1 212 555 0187"]
    assert {text.get("dir") for text in copy} == {"auto"}
    assert b"<b>this" not in page.body
    assert b"<i>Ana" not in page.body


def test_page_says_what_happens_next_and_how_to_come_back(desk: RequestDesk, post: Post, log: Log) -> None:
    """Rows E4, I2, R3: reference, state, estimate, a person, and the code for the status page, in this order."""
    answer = post()
    case = case_of(log, answer)
    assert texts_of(shown(desk, answer)) == [
        "We have received your message",
        f"Your reference {case.reference}",
        "Write it down or print this page. Please give it whenever you contact us about this.",
        *("Status", "Received"),
        *("Received", "November 21, 2026, 10:00 AM (New York time)"),
        *("Answer expected by", "November 24, 2026, 5:00 PM (New York time)"),
        *("Topic", "Fees and limits"),
        *("Kind", "Question or request"),
        "What happens next",
        (
            "A person will read your message and answer you. We expect to answer by Tuesday, November 24, 5:00 PM "
            "(New York time); this is an estimate, not a guarantee."
        ),
        "An acknowledgement is on its way to the e-mail address that you gave.",
        (
            "To talk to a person now, call +1 212-555-0142 . The phone is answered Monday to Friday, 8:00 AM to 8:00 PM; "
            "Saturday, 10:00 AM to 4:00 PM (New York time). "
            "Or ask us to call you: https://help.example-exchange.com/contact/callback/"
        ),
        "How things stand",
        "You can look this up at any time, without an account, with the reference and this status code:",
        status_code(case),
        "Status of your message",
        f"https://help.example-exchange.com/_desk/status?case={case.reference}&language=en",
        "What you sent",
        "Only those who know the address of this page can read this. We do not send it by e-mail.",
        *("Your message", "What does a withdrawal cost?"),
        *("Your name", "Ana"),
        *("Your e-mail address", "ana@example.net"),
        "Save a copy",
    ]


def test_page_can_be_printed_only_with_a_script(desk: RequestDesk, post: Post) -> None:
    """A button that would do nothing is not shown; the script uncovers it."""
    button = main_of(shown(desk, post())).select_one("button[data-fd-print]")
    assert button is not None
    assert button.has_attr("hidden")
    assert button.text == "Print this page"


def test_copy_is_a_text_file_in_the_language_of_the_page(desk: RequestDesk, post: Post, log: Log) -> None:
    """Row E7: what was sent can be kept as a file that is named by the reference, and never lies in a cache."""
    answer = post(page_in="es", message="¿Cuánto cuesta?\nGracias.", kind="complaint")
    page = shown(desk, answer)
    links = [str(link["href"]) for link in main_of(page).select("a.md-button")]
    address = urlsplit(urljoin("/_desk/received", links[0]))
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    copy = get(desk, address.path, query)
    case = case_of(log, answer)
    assert copy.status == 200
    assert copy.headers["content-type"] == "text/plain; charset=utf-8"
    assert copy.headers["content-disposition"] == f'attachment; filename="{case.reference}.txt"'
    assert (copy.headers["cache-control"], copy.headers["x-robots-tag"]) == ("no-store", "noindex")
    assert copy.body.decode().split("\n\n") == [
        "Example Exchange\nHemos recibido su queja",
        (
            f"Su número de referencia: {case.reference}\n"
            "Estado: Recibido\n"
            "Fecha de recepción: 21 de noviembre de 2026 a las 10:00 a.\xa0m. (hora de Nueva York)\n"
            "Respuesta prevista, a más tardar: 25 de noviembre de 2026 a las 5:00 p.\xa0m. (hora de Nueva York)\n"
            "Tema: Comisiones y límites\n"
            "Tipo: Queja\n"
            f"Código de consulta: {status_code(case)}"
        ),
        "Anótelo o imprima esta página. Indíquelo siempre que nos contacte sobre este asunto.",
        (
            "Una persona leerá su mensaje y le responderá. Esperamos responderle a más tardar el miércoles 25 de noviembre a las "
            "5:00 p.\xa0m. (hora de Nueva York); es una estimación, no una garantía."
        ),
        "Le estamos enviando un acuse de recibo al correo electrónico que indicó.",
        (
            "Para hablar ahora con una persona, llame al +1 212-555-0142. Atendemos el teléfono de lunes a viernes, de 8:00 "
            "a.\xa0m. a 8:00 p.\xa0m.; los sábados, de 10:00 a.\xa0m. a 4:00 p.\xa0m. (hora de Nueva York). "
            "O pídanos que le llamemos: https://help.example-exchange.com/es/contact/callback/"
        ),
        f"Estado de su mensaje: https://help.example-exchange.com/_desk/status?case={case.reference}&language=es",
        "Su mensaje:\n¿Cuánto cuesta?\nGracias.",
        "Su nombre:\nAna",
        "Su correo electrónico:\nana@example.net\n",
    ]


@pytest.mark.parametrize("change", [{"key": "x"}, {"case": "7KQ-4M2P-9XW"}, {"case": "nonsense"}, {"key": "\ud800"}])
def test_copy_needs_the_key(desk: RequestDesk, post: Post, change: dict[str, str]) -> None:
    """Row R3: without the key the copy is the page that nobody learns anything from."""
    query = query_of(post())
    nobody = get(desk, "/_desk/received", {"language": "en"})
    assert replace(get(desk, "/_desk/copy", query | change), not_before=nobody.not_before) == nobody
    assert nobody.status == 404


def test_code_does_not_open_the_confirmation(desk: RequestDesk, post: Post, log: Log) -> None:
    """Who is sent somebody's acknowledgement by mistake cannot read with it what was typed (row L2)."""
    answer = post()
    query = query_of(answer) | {"key": status_code(case_of(log, answer))}
    assert get(desk, "/_desk/received", query).status == 404


@pytest.mark.parametrize(
    ("bodies", "sentence"),
    [
        ([], "An acknowledgement is on its way to the e-mail address that you gave."),
        (
            [SENT],
            (
                "We have sent an acknowledgement to the e-mail address that you gave. If you do not find it, look among the "
                "unwanted mail."
            ),
        ),
        ([SENT, Delivered(message_id=MAIL_ID)], "Our acknowledgement has reached the e-mail address that you gave."),
        (
            [AcknowledgementHeld(mail="acknowledgement", reason="suspected")],
            "We have not sent you an e-mail about this yet. Keep this page; it is your acknowledgement.",
        ),
        (
            [AcknowledgementFailed(message_id=MAIL_ID, reason="550", attempts=1)],
            (
                "We could not reach you at the e-mail address that you gave. Keep this page; it is your acknowledgement. Please "
                "contact us, so that we know where to send our answer."
            ),
        ),
        (
            [SENT, Bounced(message_id=MAIL_ID, permanent=True, reason="5.1.1")],
            (
                "We could not reach you at the e-mail address that you gave. Keep this page; it is your acknowledgement. Please "
                "contact us, so that we know where to send our answer."
            ),
        ),
    ],
)
def test_reloaded_page_says_what_became_of_the_mail(
    desk: RequestDesk, post: Post, log: Log, clock: Clock, *, bodies: Sequence[Body], sentence: str
) -> None:
    """Row E8: a mail that was held, or came back, is not passed off as sent."""
    answer = post()
    happens(log, clock, answer, bodies)
    texts = texts_of(shown(desk, answer))
    assert texts[texts.index("What happens next") + 2] == sentence


def test_answered_case_promises_no_answer(desk: RequestDesk, post: Post, log: Log, clock: Clock) -> None:
    """A confirmation that is opened after weeks tells how things stand now, not the old estimate."""
    answer = post()
    replied = Replied(text="reply-2", personal_digest="0", by="Ben")
    happens(log, clock, answer, [SENT, Assigned(queue="general", to="Ben", by="Ben"), replied])
    page = shown(desk, answer)
    assert table_of(page) == {
        "Status": "Answered",
        "Received": "November 21, 2026, 10:00 AM (New York time)",
        "Acknowledged": "November 21, 2026, 11:00 AM (New York time)",
        "Answered": "November 21, 2026, 1:00 PM (New York time)",
        "Topic": "Fees and limits",
        "Kind": "Question or request",
    }
    texts = texts_of(page)
    assert texts[texts.index("What happens next") + 1] == "A person has answered you."
    assert b"We expect to answer" not in page.body
    assert b"Ben" not in page.body


def test_erased_case_shows_state_and_dates_only(desk: RequestDesk, post: Post, log: Log, clock: Clock) -> None:
    """Row N3: the bookmark still works, and what was typed is gone from page and copy."""
    answer = post()
    happens(log, clock, answer, [SENT, Resolved(outcome="full", by="Ben")])
    happens(log, clock, answer, [ERASED], erase=True)
    page = shown(desk, answer)
    assert table_of(page) == {
        "Status": "Closed",
        "Received": "November 21, 2026, 10:00 AM (New York time)",
        "Acknowledged": "November 21, 2026, 11:00 AM (New York time)",
        "Closed": "November 21, 2026, 12:00 PM (New York time)",
    }
    gone = "What you sent, and how to reach you, has been deleted. Only the reference and these dates are left."
    assert gone in texts_of(page)
    copy = get(desk, "/_desk/copy", query_of(answer))
    assert (page.status, copy.status) == (200, 200)
    for text in (page.body.decode(), copy.body.decode()):
        assert gone in text
        for typed in ("Ana", "ana@example.net", "withdrawal", "Fees and limits"):
            assert typed not in text


def test_texts_that_cannot_be_read_now_do_not_hide_the_reference(
    bundle: Bundle, store: SqliteStore, clock: Clock, wake: Wake, post: Post
) -> None:
    """Row T1: without the master key the page says that all is recorded, and shows the rest."""
    locked = Log(store=store, keys=LocalKeys(bytes(32)))
    desk = RequestDesk(lambda: bundle, locked, clock, wake)
    recorded = locked.record(arrival_like(post, locked))
    query = {"case": recorded.reference, "key": recorded.key}
    assert get(desk, "/_desk/received", query).body.count(b"What does a withdrawal cost?") == 1
    page = get(RequestDesk(lambda: bundle, Log(store=store, keys=LocalKeys()), clock, wake), "/_desk/received", query)
    assert page.status == 200
    texts = texts_of(page)
    assert f"Your reference {recorded.reference}" in texts
    assert texts[texts.index("What you sent") + 1 :] == [
        "What you sent is recorded, but it cannot be shown for the moment. Please reload this page in a few minutes.",
        "Save a copy",
    ]


def arrival_like(post: Post, log: Log, *masked: str) -> Arrival:
    """Another message, recorded as the form's would be."""
    received = case_of(log, post()).received
    texts = personal({"message": "What does a withdrawal cost?", "name": "", "email": "", "phone": "", "number": ""})
    at = case_of(log, post()).received_at
    return Arrival(at=at, token="another", texts=texts, bodies=[replace(received, masked=masked)])


def test_what_was_struck_out_is_said(desk: RequestDesk, post: Post, log: Log) -> None:
    """Who typed a card number learns that it was not kept."""
    recorded = log.record(arrival_like(post, log, "card", "password"))
    page = get(desk, "/_desk/received", {"case": recorded.reference, "key": recorded.key})
    assert (
        "We have taken out what looks like a card number, a password, and it has not been kept. Nobody here needs it to help you."
    ) in texts_of(page)
    assert "has not been kept" not in str(shown(desk, post()).body)


def test_page_leads_to_itself_in_the_other_language(desk: RequestDesk, post: Post) -> None:
    """Row W3: the same confirmation in Spanish is a link away; a page that shows nothing has no such link."""
    page = shown(desk, post())
    switch = BeautifulSoup(page.body, "html.parser").select("nav a")
    assert [(link["lang"], link.text, link.get("aria-current")) for link in switch] == [
        ("en", "English", "true"),
        ("es", "Español", None),
    ]
    query = {name: values[0] for name, values in parse_qs(urlsplit(str(switch[1]["href"])).query).items()}
    assert main_of(get(desk, "/_desk/received", query)).select("h1")[0].text == "Hemos recibido su mensaje"
    assert not BeautifulSoup(get(desk, "/_desk/received", {}).body, "html.parser").select("nav a")


def test_calendar_of_earlier_settings_is_no_obstacle(
    bundle: Bundle, log: Log, clock: Clock, wake: Wake, post: Post
) -> None:
    """A case keeps the name of the calendar that its estimate was counted by, also when the owner renames it."""
    answer = post()
    calendars = {"desk" if name == "office" else name: calendar for name, calendar in bundle.settings.calendars.items()}
    channels = replace(bundle.settings.channels, form=replace(bundle.settings.channels.form, hours="desk"))
    renamed = replace(bundle, settings=replace(bundle.settings, calendars=calendars, channels=channels))
    page = shown(RequestDesk(lambda: renamed, log, clock, wake), answer)
    assert table_of(page)["Answer expected by"] == "November 24, 2026, 5:00 PM (New York time)"


@pytest.mark.parametrize("path", ["/_desk/received", "/_desk/copy"])
def test_confirmation_is_only_looked_at(desk: RequestDesk, path: str) -> None:
    """Nothing is sent to it."""
    answer = desk.handle(HttpRequest(method="POST", path=path))
    assert answer is not None
    assert (answer.status, answer.headers["allow"]) == (405, "GET")
