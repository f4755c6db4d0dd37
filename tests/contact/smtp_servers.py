"""SMTP servers for tests: real ones (aiosmtpd) that answer as they are told, and one that keeps to a script to the letter."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = "127.0.0.1"
# What the scripted server does instead of answering.
HANG_UP, SAY_NOTHING = "hang up", "say nothing"
# Seconds after which whoever still holds a connection has forgotten it.
PATIENCE = 30.0


def mail(number: int = 1, to: str = "ana@example.net") -> EmailMessage:
    """A mail with a number in its subject."""
    message = EmailMessage(policy=SMTP_POLICY.clone(utf8=True))
    message["From"] = "Desk <support@example.net>"
    message["To"] = to
    message["Subject"] = f"mail {number}"
    message["Message-ID"] = f"<7KQ-4M2P-9XW.acknowledgement.{number:016x}@example.net>"
    message.set_content("Hello\n.\n..and a line with a dot\n")
    return message


class Unfriendly:
    """Answers as it was told to; keeps the envelopes that it took."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.taken: list[Envelope] = []

    @property
    def senders(self) -> list[str | None]:
        """Who sent what was taken, as the envelopes say."""
        return [envelope.mail_from for envelope in self.taken]

    async def handle_MAIL(  # noqa: N802 - its name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in {"", "<>"} and "null" in self.answers:
            return self.answers["null"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(  # noqa: N802 - its name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        self.taken.append(envelope)
        return self.answers.get("data", "250 OK")

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - its name
        return self.answers.get("quit", "221 Bye")


@contextmanager
def running(handler: Unfriendly, **options: Any) -> Iterator[int]:  # noqa: ANN401 - those of aiosmtpd
    """A real server with this handler; the port that it listens on."""
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname=LOOPBACK, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def only(user: str, password: str) -> Callable[..., AuthResult]:
    """Lets in who has this name and password."""

    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
        # Not handled: aiosmtpd says itself that the password is wrong; otherwise it would say nothing at all.
        return AuthResult(success=known, handled=False)

    return authenticate


# What a scripted server says to a line of the n-th connection; the end of a message is the line ".".
Script = Callable[[int, str], str]


@dataclass
class Scripted:
    """A server that says what it is told to, and remembers what it heard."""

    script: Script
    port: int = 0
    connections: int = 0
    heard: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def agreeable(_connection: int, line: str, hello: str = "250 hello") -> str:
    """What a server says that takes everything."""
    answers = {"": "220 ready", "EHLO": hello, "DATA": "354 go on", "QUIT": "221 bye"}
    return answers.get(line.partition(" ")[0], "250 OK")


def pipelining(connection: int, line: str) -> str:
    """The same of a server that lets several lines be sent at once, and takes no message without a recipient."""
    return agreeable(connection, line, hello="250-hello\r\n250 PIPELINING")


@contextmanager
def scripted(script: Script = agreeable) -> Iterator[Scripted]:
    """A server with this script, until the end of the block."""
    server = Scripted(script)
    with socket.create_server((LOOPBACK, 0)) as listening:
        server.port = listening.getsockname()[1]
        accepting = threading.Thread(target=_accept, args=(server, listening), daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            # Closing alone would not wake the one that waits for the next connection.
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join(PATIENCE)
    assert not accepting.is_alive(), "a connection was left open"


def _accept(server: Scripted, listening: socket.socket) -> None:
    talking = []
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            server.connections += 1
            talking.append(threading.Thread(target=_talk, args=(server, connection, server.connections), daemon=True))
            talking[-1].start()
    for thread in talking:
        thread.join()


def _talk(server: Scripted, connection: socket.socket, number: int) -> None:
    with connection, connection.makefile("rb") as lines, suppress(OSError):
        line = ""
        while True:
            answer = server.script(number, line)
            if answer == HANG_UP:
                return
            if answer != SAY_NOTHING:
                connection.sendall(f"{answer}\r\n".encode())
            if answer.startswith("354"):
                server.messages.append("")
                while (text := lines.readline()) not in {b".\r\n", b""}:
                    server.messages[-1] += text.decode()
                line = "."
                continue
            if not (heard := lines.readline()):
                return
            word, space, rest = heard.decode().rstrip("\r\n").partition(" ")
            line = f"{word.upper()}{space}{rest}"
            server.heard.append(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """An authority of our own, a server certificate of it for 127.0.0.1, and one for another name."""

    authority: Path
    right: ssl.SSLContext
    for_another: ssl.SSLContext


def certificates(folder: Path) -> Certificates:
    """Made anew, valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of a test")])
    begin = _begun(name, name, key, issuing=key)
    begin = begin.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    authority = begin.add_extension(_signs_certificates(), critical=True).sign(key, hashes.SHA256())
    (folder / "authority.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    here = x509.IPAddress(ip_address(LOOPBACK))
    return Certificates(
        authority=folder / "authority.pem",
        right=_context(folder, "right", here, name, key),
        for_another=_context(folder, "another", x509.DNSName("mail.example.org"), name, key),
    )


def _context(
    folder: Path, label: str, owner: x509.GeneralName, issuer: x509.Name, issuing: ec.EllipticCurvePrivateKey
) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, label)])
    names = x509.SubjectAlternativeName([owner])
    begin = _begun(subject, issuer, key, issuing=issuing).add_extension(names, critical=False)
    certificate = begin.sign(issuing, hashes.SHA256())
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    both = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + certificate.public_bytes(pem)
    (folder / f"{label}.pem").write_bytes(both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{label}.pem")
    return context


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, issuing: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    """With the identifiers of both keys, as RFC 5280 has it; from Python 3.13 on none is trusted without."""
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(hours=1),
        not_valid_after=now + timedelta(days=1),
    )
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key())
    return builder.add_extension(authority, critical=False)


def _signs_certificates() -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: name == "key_cert_sign" for name in (*names, *more)})
