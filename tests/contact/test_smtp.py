"""Handing a mail over to real SMTP servers, friendly and unfriendly ones."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from contact.mail import MailerAddressError, SendError
from contact.mail.smtp import EXAMPLE, SmtpMailer, smtp_mailer
from contact.mail.smtp_address import SmtpServer, smtp_server
from tests.contact.smtp_servers import (
    HANG_UP,
    LOOPBACK,
    SAY_NOTHING,
    Certificates,
    Unfriendly,
    agreeable,
    certificates,
    mail,
    only,
    running,
    scripted,
)


@contextmanager
def server(handler: Unfriendly, options: str = "") -> Iterator[SmtpMailer]:
    """A mailer to a real server with this handler."""
    with running(handler) as port:
        mailer = smtp_mailer(f"smtp://{LOOPBACK}:{port}{options}")
        yield mailer
        mailer.rest()


@pytest.mark.parametrize(
    ("answers", "reason", "retry"),
    [
        ({"rcpt": "550 5.1.1 <ana@example.net>: no such user here"}, "550 5.1.1", False),
        ({"rcpt": "451 4.7.1 greylisted"}, "451 4.7.1", True),
        ({"rcpt": "452 too many"}, "452", True),
        ({"data": "554 5.7.1 spam"}, "554 5.7.1", False),
        ({"data": "451 4.3.0 disk full"}, "451 4.3.0", True),
        ({"mail": "550 5.7.0 sign in first"}, "550 5.7.0", True),
        ({"mail": "421 4.3.2 going down"}, "421 4.3.2", True),
    ],
)
def test_refusal_says_whether_trying_again_can_help(answers: dict[str, str], reason: str, retry: bool) -> None:
    """4xx is tried again and 5xx is not, unless the trouble is between us and our own mail server (row E8)."""
    with server(Unfriendly(**answers)) as mailer, pytest.raises(SendError) as refused:
        mailer.send(mail())
    assert (refused.value.reason, refused.value.retry) == (reason, retry)


def test_message_arrives_as_it_was_written() -> None:
    """Lines that begin with a dot, or consist of one, are not lost on the way."""
    handler = Unfriendly()
    with server(handler) as mailer:
        mailer.send(mail())
    assert handler.taken[0].original_content == mail().as_bytes()


def test_envelope_sender_is_empty() -> None:
    """Nothing can answer an acknowledgement: its return path is null (row E6)."""
    handler = Unfriendly()
    with server(handler) as mailer:
        mailer.send(mail())
    assert [(sender or "").strip("<>") for sender in handler.senders] == [""]


def test_server_without_null_senders_is_offered_the_support_address() -> None:
    """A relay that refuses the null sender gets the mail all the same, and the next one without being asked again."""

    def no_null(connection: int, line: str) -> str:
        return "501 5.1.7 bad sender address" if line.startswith("MAIL FROM:<>") else agreeable(connection, line)

    with scripted(no_null) as relay:
        mailer = smtp_mailer(f"smtp://{LOOPBACK}:{relay.port}")
        mailer.send(mail(1))
        mailer.send(mail(2))
        mailer.rest()
    senders = [line for line in relay.heard if line.startswith("MAIL")]
    assert senders == ["MAIL FROM:<>", "MAIL FROM:<support@example.net>", "MAIL FROM:<support@example.net>"]
    assert len(relay.messages) == 2


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        ("bounces@example.net", "bounces@example.net"),
        ("bounces+{reference}@example.net", "bounces+7KQ-4M2P-9XW.acknowledgement.0000000000000001@example.net"),
    ],
)
def test_return_path_may_be_named(written: str, sender: str) -> None:
    """Where bounces are to come back, the address of the server says where to, and the bounce which mail it was (row E8)."""
    handler = Unfriendly()
    with server(handler, f"?return_path={written}") as mailer:
        mailer.send(mail())
    assert handler.senders == [sender]


def test_server_with_delivery_reports_is_told_the_name_of_the_mail() -> None:
    """A bounce by RFC 3461 then names the mail in a field of its own, and repeats its headers only (row E8)."""

    def with_reports(connection: int, line: str) -> str:
        return "250-hello\r\n250-DSN\r\n250 SIZE 1000000" if line.startswith("EHLO") else agreeable(connection, line)

    with scripted(with_reports) as relay:
        mailer = smtp_mailer(f"smtp://{LOOPBACK}:{relay.port}?return_path=bounces@example.net")
        mailer.send(mail())
        mailer.rest()
    assert next(line for line in relay.heard if line.startswith("MAIL")) == (
        f"MAIL FROM:<bounces@example.net> SIZE={len(mail().as_bytes())} "
        "RET=HDRS ENVID=7KQ-4M2P-9XW.acknowledgement.0000000000000001"
    )


def test_address_beyond_ascii_needs_a_server_that_takes_it() -> None:
    """`añá@example.net` gets its mail by a server with SMTPUTF8; where there is none, a person is told at once (row E8)."""
    handler = Unfriendly()
    with running(handler, enable_SMTPUTF8=True) as port:
        mailer = smtp_mailer(f"smtp://{LOOPBACK}:{port}")
        mailer.send(mail(to="añá@example.net"))
        mailer.rest()
    assert handler.taken[0].rcpt_tos == ["añá@example.net"]
    assert handler.taken[0].smtp_utf8
    with running(Unfriendly(), enable_SMTPUTF8=False) as port, pytest.raises(SendError) as refused:
        smtp_mailer(f"smtp://{LOOPBACK}:{port}").send(mail(to="añá@example.net"))
    assert (refused.value.reason, refused.value.retry) == ("no SMTPUTF8", False)


def test_rude_farewell_is_no_failure() -> None:
    """Once the server has taken the mail, an error at the goodbye must not send it a second time (row E3)."""
    handler = Unfriendly(quit="421 4.4.2 going down")
    with server(handler) as mailer:
        mailer.send(mail())
    assert len(handler.taken) == 1


def test_server_that_is_not_there_is_tried_again() -> None:
    """No connection says nothing about the customer's address."""
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(SendError) as refused:
        smtp_mailer(f"smtp://{LOOPBACK}:{port}").send(mail())
    assert (refused.value.reason, refused.value.retry) == ("no connection (ConnectionRefusedError)", True)


@pytest.mark.parametrize(
    ("at", "does", "reason"),
    [
        ("", "421 4.3.2 too busy", "421 4.3.2"),
        ("", "554 5.7.1 go away", "554 5.7.1"),
        ("", HANG_UP, "no connection (SMTPServerDisconnected)"),
        ("", SAY_NOTHING, "no connection (SMTPServerDisconnected)"),
        ("MAIL", SAY_NOTHING, "no connection (SMTPServerDisconnected)"),
        ("DATA", HANG_UP, "no connection (SMTPServerDisconnected)"),
        (".", SAY_NOTHING, "no connection (SMTPServerDisconnected)"),
        (".", HANG_UP, "no connection (SMTPServerDisconnected)"),
        (".", "421 4.3.2 going down", "421 4.3.2"),
    ],
)
def test_server_in_trouble_is_asked_again_later(
    at: str, does: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks off, and wherever, is no refusal: the mail goes out later, by the same Message-ID (row E3)."""
    monkeypatch.setattr("contact.mail.smtp_session.STEP_SECONDS", 0.3)
    monkeypatch.setattr("contact.mail.smtp_session.ANSWER_SECONDS", 0.3)

    def in_trouble(connection: int, line: str) -> str:
        return does if line.partition(" ")[0] == at else agreeable(connection, line)

    with scripted(in_trouble) as troubled, pytest.raises(SendError) as refused:
        smtp_mailer(f"smtp://{LOOPBACK}:{troubled.port}").send(mail())
    assert (refused.value.reason, refused.value.retry, troubled.connections) == (reason, True, 1)


def test_all_steps_together_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is slow with each step cannot keep a mail for longer than its lease."""
    monkeypatch.setattr("contact.mail.smtp.LONGEST_SEND_SECONDS", 0.0)
    with server(Unfriendly()) as mailer, pytest.raises(SendError) as refused:
        mailer.send(mail())
    assert (refused.value.reason, refused.value.retry) == ("no connection (TimeoutError)", True)


RIGHT = "a long secret"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(made: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """Certificates whose authority this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    return made


def sent_with_tls(scheme: str, context: ssl.SSLContext, password: str = RIGHT) -> Unfriendly:
    """The handler of a server that asks for TLS and a password, after a mail was sent."""
    handler = Unfriendly()
    tls = {"ssl_context": context} if scheme == "smtps" else {"tls_context": context, "require_starttls": True}
    # Over TLS from the start aiosmtpd does not notice that it is encrypted.
    sign_in = {"authenticator": only("desk", RIGHT), "auth_required": True, "auth_require_tls": scheme != "smtps"}
    with running(handler, **tls, **(sign_in if scheme != "smtps" else {})) as port:
        user = "" if scheme == "smtps" else f"desk:{quote(password)}@"
        mailer = smtp_mailer(f"{scheme}://{user}{LOOPBACK}:{port}")
        try:
            mailer.send(mail(1))
            mailer.send(mail(2))
        finally:
            mailer.rest()
    return handler


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_mail_goes_out_encrypted(scheme: str, trusted: Certificates) -> None:
    """Both ways of encrypting work against a real server, with a password where it wants one."""
    assert len(sent_with_tls(scheme, trusted.right).taken) == 2


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_certificate_for_another_name_is_refused(scheme: str, trusted: Certificates) -> None:
    """A server that cannot prove its name gets neither the password nor the mail."""
    with pytest.raises(SendError) as refused:
        sent_with_tls(scheme, trusted.for_another)
    assert (refused.value.reason, refused.value.retry) == ("no connection (SSLCertVerificationError)", True)


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_certificate_of_an_unknown_authority_is_refused(scheme: str, made: Certificates) -> None:
    """Who signs for himself proves nothing."""
    with pytest.raises(SendError) as refused:
        sent_with_tls(scheme, made.right)
    assert (refused.value.reason, refused.value.retry) == ("no connection (SSLCertVerificationError)", True)


def test_wrong_password_is_ours_to_mend(trusted: Certificates) -> None:
    """The customer's acknowledgement is not given up for it (row E8)."""
    with pytest.raises(SendError) as refused:
        sent_with_tls("smtp+starttls", trusted.right, password="forgotten")
    assert (refused.value.reason, refused.value.retry) == ("535 5.7.8", True)


def test_no_mail_goes_out_unencrypted_where_tls_was_asked_for() -> None:
    """A server without STARTTLS gets neither the password nor the mail."""
    with scripted() as plain, pytest.raises(SendError) as refused:
        smtp_mailer(f"smtp+starttls://user:secret@{LOOPBACK}:{plain.port}").send(mail())
    assert (refused.value.reason, refused.value.retry) == ("not supported by the server", True)
    assert [line.partition(" ")[0] for line in plain.heard] == ["EHLO"]


def test_address_of_the_server_is_read_in_full() -> None:
    """Scheme, user, password with odd characters, host and default port."""
    assert smtp_server("smtp+starttls://desk%40x:p%2Fss@mail.example.net") == SmtpServer(
        security="smtp+starttls", host="mail.example.net", port=587, user="desk@x", password="p/ss"
    )
    assert smtp_server("smtps://mail.example.net").port == 465


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
        (
            "smtps://user:geheimß@mail.example.net",
            "user and password of the mail server may only have ASCII characters",
        ),
        ("smtp://localhost?returnpath=a@b", "the mail server has no option returnpath: use connections, return_path"),
        ("smtp://localhost?connections=0", "the number of connections to the mail server is from 1 to 50"),
        (
            "smtp://localhost?return_path=bounces",
            "write the return path as bounces@your-company.com or bounces+{reference}@your-company.com",
        ),
        (
            "smtp://localhost?return_path=mail-that-comes-back+{reference}@your-company.com",
            "the return path may have 14 characters before the @ besides {reference}",
        ),
    ],
)
def test_wrong_address_is_explained_without_the_password(address: str, message: str) -> None:
    """Each mistake has its sentence, and none repeats the password."""
    with pytest.raises(MailerAddressError) as refused:
        smtp_mailer(address)
    assert str(refused.value) == message
