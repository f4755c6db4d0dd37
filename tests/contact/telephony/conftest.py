"""A desk behind a real server, and a telephone service that signs what it asks as Twilio does."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from twilio.request_validator import RequestValidator

from contact.edges.asgi import application
from contact.edges.handlers import Handler, desk_handlers
from contact.log import Log
from desk.bundle import Bundle
from desk.data import replace
from desk.settings.reading import settings_from_text
from frontdesk.web_server import listening, web_server
from tests.contact.conftest import NOW, Clock, Wake

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "0123456789abcdef0123456789abcdef"
SITE = "https://help.sample.example/"
SETTINGS = f"""\
organisation:
  name: Sample Desk
  site_url: {SITE}
languages:
  default: en
  offered: [en, es]
channels:
  phone:
    number: "+1 212 555 0142"
    hours: phone
    voicemail: true
    callback:
      countries: [US]
      goal: 30 minutes
      consent:
        version: "2026-11"
        text:
          en: By pressing 1 you agree to be called at this number about this matter.
          es: Al oprimir 1 acepta que le llamemos a este número por este asunto.
      never_asked:
        en: [your password]
        es: [su contraseña]
  email:
    address: support@sample.example
    hours: phone
  form:
    hours: phone
hours:
  phone:
    time_zone: America/New_York
    weekly:
      monday-friday: 09:00-12:00, 13:00-17:00
    holidays:
      country: US
      observe: [Thanksgiving Day]
response_times:
  form:
    request: 1 business day
  phone:
    request: 30 minutes
topics:
  - id: locked-out
    name: {{en: I cannot get into my account, es: No puedo entrar en mi cuenta}}
    queue: access
  - id: other
    name: {{en: Something else, es: Otro asunto}}
    queue: general
responsible:
  - role: Head of Customer Service
    contact: head@sample.example
    from: 2026-01-01
assistant:
  name: Robin
  disclosure:
    en: You are talking to {{name}}, a computer program and not a person.
    es: Usted habla con {{name}}, un programa y no una persona.
telephony:
  provider: twilio
  account: {ACCOUNT}
  recorded: true
  messages_from: "+1 212 555 0142"
  queues:
    access: Access team
"""


@pytest.fixture
def phone_bundle(bundle: Bundle) -> Bundle:
    """The words of the product, and settings with a telephone that Twilio answers."""
    return replace(bundle, settings=settings_from_text(SETTINGS, NOW.date()))


@dataclass
class Line:
    """Twilio, as the desk knows it: it asks an address that it was given, with a signed form."""

    port: int
    caller: str = "+12125550143"
    heard: list[str] = field(default_factory=list)
    _calls: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(
        self,
        address: str,
        *,
        signed: str | None = None,
        host: str = "help.sample.example",
        token: str = TOKEN,
        **fields: str,
    ) -> tuple[int, str]:
        """Status and body of the answer; `signed` is another signature than the right one."""
        signature = RequestValidator(token).compute_signature(address, fields) if signed is None else signed
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature,
            "host": host,
        }
        parts = urlsplit(address)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("POST", f"{parts.path}?{parts.query}", urlencode(fields), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def call(self, caller: str | None = None) -> "PhoneCall":
        """Somebody dials our number."""
        dialed = PhoneCall(self, f"CA{next(self._calls):032x}", self.caller if caller is None else caller)
        dialed.go(f"{SITE}_desk/telephony/twilio/call", CallStatus="ringing")
        return dialed


@dataclass
class PhoneCall:
    """One call: what was heard last, and how it may go on."""

    line: Line
    call_id: str
    caller: str
    now: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    left: str = ""

    def go(self, address: str, **fields: str) -> str:
        """Go on at an address; what is heard there."""
        sent = {"AccountSid": ACCOUNT, "CallSid": self.call_id, "From": self.caller, "To": "+12125550142", **fields}
        self.asked.append((address, sent))
        status, self.now = self.line.ask(address, **sent)
        assert status == 200, (status, address)
        return self.now

    def press(self, key: str) -> str:
        """Press a key where one is asked for."""
        return self.go(self.address("Gather", "action"), Digits=key)

    def silent(self) -> str:
        """Press nothing, and be sent on."""
        return self.go(self.text("Redirect"))

    def wait(self, **fields: str) -> str:
        """What is heard in the queue."""
        address = self.address("Enqueue", "waitUrl")
        self.left = self.address("Enqueue", "action")
        return self.go(address, **fields)

    def speak(self, seconds: int, recording: int = 1, digits: str = "#") -> str:
        """Leave a message after the tone."""
        return self.go(
            self.address("Record", "action"),
            RecordingUrl=f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/RE{recording:032x}",
            RecordingSid=f"RE{recording:032x}",
            RecordingDuration=str(seconds),
            Digits=digits,
        )

    def address(self, step: str, attribute: str) -> str:
        """Where it goes on."""
        found = ET.fromstring(self.now).find(f".//{step}")  # noqa: S314 - our own answer
        assert found is not None, self.now
        return found.attrib[attribute]

    def text(self, step: str) -> str:
        """The text of a step."""
        found = ET.fromstring(self.now).find(f".//{step}")  # noqa: S314 - our own answer
        assert found is not None, self.now
        return found.text or ""

    @property
    def said(self) -> list[str]:
        """All sentences that were spoken last."""
        return [say.text or "" for say in ET.fromstring(self.now).iter("Say")]  # noqa: S314 - our own answer


@pytest.fixture
def handlers(
    phone_bundle: Bundle, log: Log, clock: Clock, wake: Wake, monkeypatch: pytest.MonkeyPatch
) -> list[Handler]:
    """All of the desk, in a process that knows the token."""
    monkeypatch.setenv("FRONTDESK_TWILIO_TOKEN", TOKEN)
    return desk_handlers(lambda: phone_bundle, log, clock, wake)


@pytest.fixture
def line(tmp_path: Path, handlers: list[Handler]) -> Iterator[Line]:
    app = application(handlers, lambda: tmp_path)
    with listening("127.0.0.1", 0) as bound:
        server = web_server(app)
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        yield Line(bound.getsockname()[1])
        server.should_exit = True
        thread.join()
