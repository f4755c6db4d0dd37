"""Handing a mail over to real SMTP servers, friendly and unfriendly ones."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from contact.mail import SendError
from contact.mail.smtp import EXAMPLE, SmtpAddressError, SmtpMailer, smtp_mailer


class Unfriendly:
    """Answers as it was told to; keeps the senders of the envelopes that it took."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.senders: list[str | None] = []

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in {"", "<>"} and "null" in self.answers:
            return self.answers["null"]
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.senders.append(envelope.mail_from)
        return self.answers.get("data", "250 OK")

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        return self.answers.get("quit", "221 Bye")


@contextmanager
def server(handler: Unfriendly) -> Iterator[SmtpMailer]:
    """A server with this handler on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield smtp_mailer(f"smtp://127.0.0.1:{port}")
    controller.stop()


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Desk <support@example.net>"
    message["To"] = "ana@example.net"
    message["Subject"] = "Hello"
    message.set_content("Hello")
    return message


@pytest.mark.parametrize(
    ("answers", "reason", "retry"),
    [
        ({"rcpt": "550 5.1.1 <ana@example.net>: no such user here"}, "550 5.1.1", False),
        ({"rcpt": "451 4.7.1 greylisted"}, "451 4.7.1", True),
        ({"rcpt": "452 too many"}, "452", True),
        ({"data": "554 5.7.1 spam"}, "554 5.7.1", False),
        ({"data": "451 4.3.0 disk full"}, "451 4.3.0", True),
        ({"mail": "550 5.7.0 sign in first"}, "550 5.7.0", True),
    ],
)
def test_refusal_says_whether_trying_again_can_help(answers: dict[str, str], reason: str, retry: bool) -> None:
    """4xx is tried again and 5xx is not, unless the trouble is between us and our own mail server (row E8)."""
    with server(Unfriendly(**answers)) as mailer, pytest.raises(SendError) as refused:
        mailer.send(mail())
    assert (refused.value.reason, refused.value.retry) == (reason, retry)


def test_envelope_sender_is_empty() -> None:
    """Nothing can answer an acknowledgement: its return path is null (row E6)."""
    handler = Unfriendly()
    with server(handler) as mailer:
        mailer.send(mail())
    assert [(sender or "").strip("<>") for sender in handler.senders] == [""]


def test_server_without_null_senders_is_offered_the_support_address() -> None:
    """A relay that refuses the null sender still gets the mail."""
    handler = Unfriendly(null="501 5.1.7 bad sender address")
    with server(handler) as mailer:
        mailer.send(mail())
    assert handler.senders == ["support@example.net"]


def test_return_path_may_be_named() -> None:
    """Where bounces are to come back, the address of the server says where to."""
    handler = Unfriendly()
    with server(handler) as mailer:
        smtp_mailer(f"smtp://127.0.0.1:{mailer.port}?return_path=bounces@example.net").send(mail())
    assert handler.senders == ["bounces@example.net"]


def test_rude_farewell_is_no_failure() -> None:
    """Once the server has taken the mail, an error at the goodbye must not send it a second time (row E3)."""
    handler = Unfriendly(quit="421 4.4.2 going down")
    with server(handler) as mailer:
        mailer.send(mail())
    assert len(handler.senders) == 1


def test_server_that_is_not_there_is_tried_again() -> None:
    """No connection says nothing about the customer's address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(SendError) as refused:
        smtp_mailer(f"smtp://127.0.0.1:{port}").send(mail())
    assert refused.value.retry
    assert refused.value.reason == "no connection (ConnectionRefusedError)"


def test_no_mail_goes_out_unencrypted_where_tls_was_asked_for() -> None:
    """A server without STARTTLS gets neither the password nor the mail."""
    handler = Unfriendly()
    with server(handler) as plain, pytest.raises(SendError) as refused:
        smtp_mailer(f"smtp+starttls://user:secret@127.0.0.1:{plain.port}").send(mail())
    assert refused.value.retry
    assert handler.senders == []


def test_certificates_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of encrypting ask for a certificate that is valid for the server's name."""
    made = [ssl.create_default_context() for _ in range(2)]
    unused = iter(made)
    monkeypatch.setattr(ssl, "create_default_context", lambda: next(unused))
    with server(Unfriendly()) as plain:
        for scheme in ("smtps", "smtp+starttls"):
            with pytest.raises(SendError):
                smtp_mailer(f"{scheme}://127.0.0.1:{plain.port}").send(mail())
    assert next(unused, None) is None
    assert [(context.verify_mode, context.check_hostname) for context in made] == [(ssl.CERT_REQUIRED, True)] * 2


def test_address_of_the_server_is_read_in_full() -> None:
    """Scheme, user, password with odd characters, host and default port."""
    assert smtp_mailer("smtp+starttls://desk%40x:p%2Fss@mail.example.net") == SmtpMailer(
        security="smtp+starttls", host="mail.example.net", port=587, user="desk@x", password="p/ss"
    )
    assert smtp_mailer("smtps://mail.example.net").port == 465


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("mail.example.net", f"write the mail server as {EXAMPLE}"),
        ("http://mail.example.net", f"write the mail server as {EXAMPLE}"),
        ("smtp://mail.example.net:99999", "the port of the mail server is a number up to 65535"),
        (
            "smtp://user:secret@mail.example.net",
            "a password is not sent without encryption: use smtp+starttls:// or smtps://",
        ),
    ],
)
def test_wrong_address_is_explained_without_the_password(address: str, message: str) -> None:
    """Each mistake has its sentence, and none repeats the password."""
    with pytest.raises(SmtpAddressError) as refused:
        smtp_mailer(address)
    assert str(refused.value) == message
