"""A desk with the project's own settings, words and templates, a clock that stands still, and a mail server that is real."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlencode

import pytest

from contact.guesses import Guesses
from contact.http import HttpRequest, HttpResponse
from contact.keys import LocalKeys
from contact.log import Log
from contact.mail import SendError
from contact.mail.smtp import SmtpMailer, smtp_mailer
from contact.outbox import Outbox
from contact.request_desk import RequestDesk
from contact.status_desk import StatusDesk
from contact.store.sqlite import SqliteStore
from desk.bundle import BUNDLE_VERSION, Bundle
from desk.finding import Finding
from desk.settings import read_settings
from desk.shell import MARK, SLOTS, Shell
from frontdesk.mailbox import Mailbox, MailServer
from generator.rules.acknowledgements import read_ack_templates
from generator.wordbook import read_words

PROJECT = Path(__file__).parents[2]
# A Saturday, on which nobody answers the form.
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)

FORM = {
    "kind": "request",
    "customer": "individual",
    "topic": "fees",
    "message": "What does a withdrawal cost?",
    "name": "Ana",
    "email": "ana@example.net",
    "phone": "",
    "language": "en",
}


def built_bundle() -> Bundle:
    """The bundle that a build of this project would write, in a plain shell."""
    findings: list[Finding] = []
    settings = read_settings(PROJECT, NOW.date())
    languages = settings.languages.offered
    parts = {name: MARK.format(name) for name in SLOTS}
    page = "<html><title>{title}</title>{head}<nav>{languages}</nav><main>{main}</main></html>".format_map(parts)
    bundle = Bundle(
        version=BUNDLE_VERSION,
        commit="0123abc",
        settings=settings,
        words={language: read_words([PROJECT / "theme"], language, "en", findings) for language in languages},
        shells=dict.fromkeys(languages, Shell.of(page)),
        templates=read_ack_templates([PROJECT / "ack_templates"], languages, findings),
    )
    assert not findings
    return bundle


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    return built_bundle()


@dataclass
class Clock:
    """A clock that moves only when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "requests.sqlite3", busy_timeout=timedelta(milliseconds=50))
    yield opened
    opened.close()


@dataclass
class Wake:
    """Counts how often the sender was woken."""

    times: int = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def wake() -> Wake:
    return Wake()


@pytest.fixture
def log(store: SqliteStore) -> Log:
    return Log(store=store, keys=LocalKeys())


@pytest.fixture
def desk(bundle: Bundle, log: Log, clock: Clock, wake: Wake) -> RequestDesk:
    return RequestDesk(lambda: bundle, log, clock, wake)


Post = Callable[..., HttpResponse]


@pytest.fixture
def post(desk: RequestDesk) -> Post:
    """Send the form as a browser does, with some fields other than FORM has them."""

    def send(*, page_in: str = "en", accept: str = "text/html", **changed: str) -> HttpResponse:
        request = HttpRequest(
            method="POST",
            path="/_desk/requests",
            query={"language": page_in},
            headers={"content-type": "application/x-www-form-urlencoded", "accept": accept},
            body=urlencode(FORM | changed).encode(),
        )
        answer = desk.handle(request)
        assert answer is not None
        return answer

    return send


LookUp = Callable[..., HttpResponse]


@pytest.fixture
def status_desk(bundle: Bundle, log: Log, clock: Clock) -> StatusDesk:
    return StatusDesk(bundle=lambda: bundle, store=log.store, tries=Guesses(log=log, clock=clock), clock=clock)


@pytest.fixture
def look_up(status_desk: StatusDesk) -> LookUp:
    """Send the status form as a browser does."""

    def send(case: str, code: str, *, page_in: str = "en", client: str = "192.0.2.1") -> HttpResponse:
        request = HttpRequest(
            method="POST",
            path="/_desk/status",
            query={"language": page_in},
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=urlencode({"case": case, "code": code}).encode(),
            client=client,
        )
        answer = status_desk.handle(request)
        assert answer is not None
        return answer

    return send


@dataclass
class FakeMailer:
    """Remembers what it was given; refuses as often as it was told to."""

    sent: list[EmailMessage] = field(default_factory=list)
    refusals: list[SendError] = field(default_factory=list)
    connections: int = 2

    def send(self, message: EmailMessage) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append(message)
        return ""

    def rest(self) -> None:
        """It keeps nothing open."""


@pytest.fixture
def fake_mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def outbox(bundle: Bundle, log: Log, clock: Clock, fake_mailer: FakeMailer) -> Outbox:
    return Outbox(log=log, bundle=lambda: bundle, mailer=fake_mailer, clock=clock)


@dataclass
class PostOffice:
    """A real SMTP server, and what arrived there."""

    address: str
    mailbox: Mailbox
    mailer: SmtpMailer


@pytest.fixture
def post_office(tmp_path: Path) -> Iterator[PostOffice]:
    mailbox = Mailbox(tmp_path / "mailbox")
    server = MailServer(mailbox)
    server.start()
    yield PostOffice(server.address, mailbox, smtp_mailer(server.address))
    server.stop()
