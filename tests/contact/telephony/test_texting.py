"""Text messages to callers: through Twilio's library to a server that plays its API, and through the outbox."""

import http.server
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qs

import pytest

from contact.accept import Desk
from contact.callback import CallWish, ask_for_call
from contact.case import Case
from contact.deployment import configured_texter
from contact.events import Acknowledged, AcknowledgementFailed, Delivered, Event, body_of
from contact.log import Log
from contact.outbox import Outbox
from contact.release import release
from contact.store.sqlite import SqliteStore
from contact.verify import doubts
from desk.bundle import Bundle
from desk.call_window import CallWindow
from desk.data import to_json
from tests.contact.conftest import Clock, FakeMailer, Wake
from tests.contact.telephony.conftest import ACCOUNT, TOKEN, Line


@dataclass
class Service:
    """What Twilio's API was asked, and the errors with which it answers first."""

    sent: list[dict[str, str]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A local server in the place of api.twilio.com, which cannot be reached from a test."""
    played = Service()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
            assert b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode() == f"{ACCOUNT}:{TOKEN}"
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            status, code = played.errors.pop(0) if played.errors else (201, 0)
            if not code:
                played.sent.append({name: values[0] for name, values in form.items()})
            body = to_json({"sid": "SM" + "0" * 32} if not code else {"code": code, "message": "no", "status": status})
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """It says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        played.address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("FRONTDESK_TWILIO_API", played.address)
        yield played
        server.shutdown()
        thread.join()


@pytest.fixture
def texting(phone_bundle: Bundle, log: Log, clock: Clock, fake_mailer: FakeMailer, line: Line) -> Outbox:
    return Outbox(log=log, bundle=lambda: phone_bundle, mailer=fake_mailer, clock=clock, texter=configured_texter)


def test_voicemail_is_acknowledged_by_text(line: Line, service: Service, texting: Outbox, store: SqliteStore) -> None:
    """Who leaves a message is written its reference and an estimate, once, and no word of what was said (rows E3, E4, P3)."""
    call = line.call()
    call.press("2")
    call.speak(42, digits="hangup")
    (case,) = store.newest(10)
    assert (case.received.acknowledged_by, case.acknowledgement) == ("text", "waiting")
    for _ in range(2):
        assert not list(doubts(texting.log, texting.clock() + timedelta(hours=1), lambda _: None, texts=True))
        texting.send_due()
    text = (
        "Sample Desk: recibimos su mensaje de voz. Este es un mensaje automático; le responderá una persona. Prevemos "
        "responder a más tardar el lunes 23 de noviembre a las 9:30 a. m. (hora de Nueva York); es una estimación, no una "
        f"garantía. Referencia: {case.reference}. Si usted no nos llamó, ignore este mensaje."
    )
    assert service.sent == [{"To": "+12125550143", "From": "+12125550142", "Body": text}]
    found = store.find(case.reference)
    assert found
    assert (found.acknowledgement, [event.kind for event in found.events]) == ("sent", ["received", "acknowledged"])
    event = body_of(found.events[1])
    assert isinstance(event, Acknowledged)
    assert (event.text, event.template, event.provider_id, event.attempts) == (text, "text", "SM" + "0" * 32, 1)


def test_service_that_is_down(line: Line, service: Service, texting: Outbox, store: SqliteStore, clock: Clock) -> None:
    """A message that cannot go out now is sent later; one that never can is given up, with the code alone (row E8)."""
    service.errors = [(500, 20500), (429, 20429)]
    call = line.call()
    call.press("1")
    call.speak(3)
    assert [texting.send_due().postponed, texting.send_due().postponed] == [1, 0]
    clock.pass_by(minutes=2)
    assert texting.send_due().postponed == 1
    clock.pass_by(minutes=5)
    assert (texting.send_due().sent, len(service.sent)) == (1, 1)
    service.errors = [(400, 21614)]
    other = line.call("+12125550144")
    other.press("1")
    other.speak(3, recording=2)
    assert texting.send_due().failed == 1
    case = store.newest(1)[0]
    event = body_of(case.events[-1])
    assert isinstance(event, AcknowledgementFailed)
    assert (case.acknowledgement, event.reason) == ("failed", "twilio 21614")


def test_numbers_are_not_flooded(line: Line, service: Service, texting: Outbox, phone_bundle: Bundle) -> None:
    """A caller's number proves nobody: whoever calls in a stranger's name has few messages sent to them (row E7)."""
    for number in range(1, 6):
        call = line.call()
        call.press("1")
        call.speak(3, recording=number)
    sweep = texting.send_due()
    most = phone_bundle.settings.limits.mails_a_day
    assert (sweep.sent, sweep.held, len(service.sent)) == (most, 5 - most, most)
    for entry in list(texting.log.store.outbox()):
        assert release(entry, texting.log, by="Ana", now=texting.clock())
    assert (texting.send_due().sent, len(service.sent)) == (5 - most, 5)


@pytest.mark.parametrize("caller", ["anonymous", "+266696687", "+17378742833", "sip:ana@example.net", "", "+1"])
def test_withheld_numbers(line: Line, texting: Outbox, store: SqliteStore, caller: str) -> None:
    """A message from a number that is not shown is recorded like any other, and nobody is written to (row E7)."""
    call = line.call(caller)
    call.press("1")
    call.speak(3)
    (case,) = store.newest(10)
    assert (case.received.channel, case.received.acknowledged_by) == ("voicemail", "call")
    assert call.said[0] == (
        "Thank you. Your message was recorded, but your number was not shown to us. Unless you have said it in your "
        "message, please call again."
    )
    assert texting.send_due().sent == 0


def test_landlines_and_numbers_abroad_get_no_text(line: Line, store: SqliteStore) -> None:
    """A text message goes where it can be read, and to no country that we do not call (row C5)."""
    for number, caller in enumerate(("+18005550143", "+34912345678", "+34612345678"), start=1):
        call = line.call(caller)
        call.press("1")
        call.speak(3, recording=number)
    assert {case.received.acknowledged_by for case in store.newest(10)} == {"call"}


@pytest.mark.parametrize("reached", [True, False])
def test_caller_who_is_known_by_mail(
    line: Line, texting: Outbox, ask: Callable[..., Case], clock: Clock, reached: bool
) -> None:
    """Who gets no text is written to where mail of an earlier case has arrived, and nowhere else (rows E3, E7, L2)."""
    log, mailer = texting.log, texting.mailer
    assert isinstance(mailer, FakeMailer)
    earlier = ask(number="+18005550143", email="ana@example.net")
    texting.send_due()
    if reached:
        sent = body_of(next(event for event in earlier_events(log, earlier) if event.kind == "acknowledged"))
        assert isinstance(sent, Acknowledged)
        log.add(earlier, texting.clock(), Delivered(message_id=sent.message_id))
    clock.pass_by(minutes=1)
    call = line.call("+18005550143")
    call.press("1")
    call.speak(3)
    case = log.store.newest(1)[0]
    assert (case.received.channel, case.received.acknowledged_by) == ("voicemail", "email" if reached else "call")
    texting.send_due()
    told = [message["To"] for message in mailer.sent[1:]]
    assert told == (["ana@example.net"] if reached else [])
    if reached:
        found = log.store.find(case.reference)
        assert found
        event = body_of(found.events[-1])
        assert isinstance(event, Acknowledged)
        assert (event.template, "Recordings" in event.text, "555-0143" in event.text) == ("short", False, False)


def earlier_events(log: Log, case: Case) -> Sequence[Event]:
    """The events of a case as it is now."""
    found = log.store.find(case.reference)
    assert found
    return found.events


@pytest.fixture
def ask(phone_bundle: Bundle, log: Log, clock: Clock, wake: Wake) -> Callable[..., Case]:
    """Ask on the page to be called; the case."""

    def asked(*, number: str, email: str) -> Case:
        window = CallWindow(earliest=clock.now, latest=clock.now + timedelta(days=1), zone="America/New_York")
        wish = CallWish(
            number=number,
            country="US",
            phone=number,
            topic="other",
            language="en",
            page_language="en",
            window=window,
            email=email,
        )
        recorded = ask_for_call(wish, Desk(bundle=lambda: phone_bundle, log=log, clock=clock, wake=wake))
        found = log.store.find(recorded.reference)
        assert found
        return found

    return asked
