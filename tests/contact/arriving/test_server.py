"""The local mail server: what it takes, what it refuses, and that nothing is lost when something goes wrong (rows T1, E7)."""

import smtplib
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk, Outcome
from contact.arriving.mail import MOST_BYTES
from contact.log import Log
from contact.store import StoreError
from desk.bundle import Bundle
from frontdesk import smtp_server
from frontdesk.arriving_mail import MailPlace, configured_listen_address, mail_place, taking_mail
from frontdesk.backend import BackendError
from frontdesk.listen_address import ListenAddress, ListenAddressError, listen_address
from tests.contact.arriving.conftest import SUPPORT, mail

HERE = ListenAddress(protocol="smtp", host="127.0.0.1")


@contextmanager
def taking(desk: ArrivingDesk, address: ListenAddress = HERE) -> Iterator[MailPlace]:
    """A server for this desk, until the end of the block."""
    with mail_place(address) as place:
        assert place is not None
        with taking_mail(desk, place):
            yield place


@contextmanager
def smtp(place: MailPlace) -> Iterator[smtplib.SMTP]:
    """A conversation with it."""
    host, port = place.taken.getsockname()[:2]
    with smtplib.SMTP(host, port, timeout=30) as client:
        client.ehlo()
        yield client


@contextmanager
def lmtp(place: MailPlace) -> Iterator[smtplib.LMTP]:
    address = place.taken.getsockname()
    host, port = (address, 0) if isinstance(address, str) else address[:2]
    with smtplib.LMTP(host, port) as client:
        client.ehlo()
        yield client


def test_a_mail_is_taken_and_recorded(arriving: ArrivingDesk, log: Log) -> None:
    """The answer names the reference; by then the case is in the log (row E3)."""
    with taking(arriving) as place, smtp(place) as client:
        assert client.mail("ana@example.net")[0] == 250
        assert client.rcpt(SUPPORT) == (250, b"2.1.5 the desk is here")
        code, answer = client.data(mail())
    case = log.store.newest(1)[0]
    assert (code, answer.decode()) == (250, f"2.0.0 recorded {case.reference}")


@pytest.mark.parametrize("recipient", ["support+fees@example-exchange.com", "SUPPORT@Example-Exchange.COM"])
def test_the_support_address_may_be_written_otherwise(arriving: ArrivingDesk, log: Log, recipient: str) -> None:
    """In capitals, and with a detail behind a plus."""
    with taking(arriving) as place, smtp(place) as client:
        assert client.sendmail("ana@example.net", [recipient], mail()) == {}
    assert len(log.store.newest(9)) == 1


@pytest.mark.parametrize(
    "recipient",
    [
        "ana@example.net",
        "postmaster@example-exchange.com",
        "supporter@example-exchange.com",
        "support@example-exchange.com.evil.example",
        "support%evil.example@example-exchange.com",
        '"support@example-exchange.com"@evil.example',
        "support",
    ],
)
def test_nothing_is_relayed(arriving: ArrivingDesk, log: Log, recipient: str) -> None:
    """Mail for anybody else is refused before it is sent (row E7)."""
    with taking(arriving) as place, smtp(place) as client:
        client.mail("ana@example.net")
        code, answer = client.rcpt(recipient)
    assert (code, answer) == (550, b"5.1.1 nobody here has this address")
    assert log.store.newest(1) == []


def test_where_mail_comes_back_to_is_taken_too(arriving: ArrivingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The return path that the address of the mail server names (row E8)."""
    monkeypatch.setenv("FRONTDESK_SMTP_URL", "smtp://127.0.0.1:25?return_path=bounces+{reference}@example-exchange.com")
    with taking(arriving) as place, smtp(place) as client:
        client.mail("")
        assert client.rcpt("bounces+7KQ-4M2P-9XW.acknowledgement.9c41f3a25be07d68@example-exchange.com")[0] == 250
        assert client.rcpt("bounces@example-exchange.com")[0] == 550


def test_two_of_our_addresses_are_one_case(arriving: ArrivingDesk, log: Log) -> None:
    """The same message to both."""
    with taking(arriving) as place, smtp(place) as client:
        client.sendmail("ana@example.net", [SUPPORT, "support+a@example-exchange.com"], mail())
    assert len(log.store.newest(9)) == 1


def test_size_is_told_and_held(arriving: ArrivingDesk, log: Log) -> None:
    """Who says how large the message is hears it at once; who does not, at its end."""
    with taking(arriving) as place, smtp(place) as client:
        assert client.esmtp_features["size"] == str(MOST_BYTES)
        assert client.mail("ana@example.net", [f"SIZE={MOST_BYTES + 1}"])[0] == 552
        client.mail("ana@example.net")
        client.rcpt(SUPPORT)
        assert client.data(mail().ljust(MOST_BYTES + 100, b"x"))[0] in {500, 552}
        assert client.sendmail("ana@example.net", [SUPPORT], mail()) == {}
    assert len(log.store.newest(9)) == 1


def test_long_lines_are_taken(arriving: ArrivingDesk, log: Log) -> None:
    """A hundred thousand characters on one line are against the standard, and sent all the same."""
    text = "word " * 9_000
    with taking(arriving) as place, smtp(place) as client:
        client.sendmail("ana@example.net", [SUPPORT], mail(text))
    texts = log.texts(log.store.newest(1)[0])
    assert texts is not None
    assert texts.fields["message"] == text.strip()


def test_other_scripts_in_addresses_are_taken(arriving: ArrivingDesk, log: Log) -> None:
    """SMTPUTF8: an address need not be in Latin letters."""
    with taking(arriving) as place, smtp(place) as client:
        source = mail(**{"from": "Аня <аня@пример.example>"})
        client.sendmail("аня@пример.example", [SUPPORT], source, mail_options=["SMTPUTF8"])
    assert log.store.newest(1)[0].received.unanswered == ""


class Broken(ArrivingDesk, frozen=True):
    """A desk that fails as often as it is told to."""

    def receive(self, *arguments: object, **named: object) -> Outcome:
        if failures:
            raise failures.pop()
        return super().receive(*arguments, **named)  # type: ignore[arg-type] # as it was called


failures: list[Exception] = []


@pytest.mark.parametrize(
    "failure", [StoreError("locked", retry=True), StoreError("full", retry=False), KeyError("a bug")]
)
def test_what_goes_wrong_lets_the_message_come_again(arriving: ArrivingDesk, log: Log, failure: Exception) -> None:
    """The sending server is told to keep it, whatever it was; the next time it is recorded (row T1)."""
    broken = Broken(bundle=arriving.bundle, log=log, vault=arriving.vault, clock=arriving.clock, wake=arriving.wake)
    failures.append(failure)
    with taking(broken) as place, smtp(place) as client:
        client.mail("ana@example.net")
        client.rcpt(SUPPORT)
        assert client.data(mail()) == (451, b"4.3.0 this cannot be done now; please try again later")
        assert log.store.newest(1) == []
        assert client.sendmail("ana@example.net", [SUPPORT], mail()) == {}
    assert len(log.store.newest(9)) == 1


def test_a_bundle_that_cannot_be_read_lets_the_message_come_again(arriving: ArrivingDesk, log: Log) -> None:
    """While a build writes it, say."""

    def unreadable() -> Bundle:
        raise OSError("being written")

    broken = ArrivingDesk(bundle=unreadable, log=log, vault=arriving.vault, clock=arriving.clock, wake=arriving.wake)
    with taking(broken) as place, smtp(place) as client:
        client.mail("ana@example.net")
        assert client.rcpt(SUPPORT)[0] == 451


def test_too_many_conversations_are_cut_off(arriving: ArrivingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may hold a message in memory; when one has ended the next may come."""
    monkeypatch.setattr(smtp_server, "MOST_CONNECTIONS", 2)
    with taking(arriving) as place, ExitStack() as stack:
        host, port = place.taken.getsockname()
        first, _ = (stack.enter_context(smtplib.SMTP(host, port, timeout=30)) for _ in range(2))
        with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
            smtplib.SMTP(host, port, timeout=30)
        first.quit()
        eventually(lambda: greeted(host, port))


def greeted(host: str, port: int) -> bool:
    with socket.create_connection((host, port), timeout=30) as asked:
        try:
            return asked.recv(100).startswith(b"220")
        except OSError:
            return False


def eventually(true: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    assert any(true() for _ in range(1000))


def test_lmtp_on_a_port(arriving: ArrivingDesk, log: Log) -> None:
    """A mail server that hands over by LMTP hears of each recipient; a second one it sends by itself."""
    with taking(arriving, ListenAddress(protocol="lmtp", host="127.0.0.1")) as place, lmtp(place) as client:
        client.mail("ana@example.net")
        assert client.rcpt("ana@example.net")[0] == 550
        assert client.rcpt(SUPPORT)[0] == 250
        assert client.rcpt("support+a@example-exchange.com") == (452, b"4.5.3 one recipient at a time")
        assert client.data(mail())[0] == 250
        client.mail("ana@example.net")
        client.rcpt("support+a@example-exchange.com")
        assert client.data(mail())[0] == 250
    assert len(log.store.newest(9)) == 1


def test_lmtp_on_a_path(arriving: ArrivingDesk, log: Log, tmp_path: Path) -> None:
    """A socket that only its owner and its group may use; what a dead process has left there is no hindrance."""
    path = tmp_path / "lmtp.sock"
    with socket.socket(socket.AF_UNIX) as left_over:
        left_over.bind(str(path))
    address = ListenAddress(protocol="lmtp", path=path)
    with taking(arriving, address) as place:
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        with lmtp(place) as client:
            client.sendmail("ana@example.net", [SUPPORT], mail())
        with pytest.raises(BackendError, match=f"mail cannot be taken at lmtp:{path}: Address already in use"):
            stack_of(address)
    assert not path.exists()
    assert len(log.store.newest(9)) == 1


def stack_of(address: ListenAddress) -> None:
    with mail_place(address):
        pass


def test_starting_needs_no_connection(arriving: ArrivingDesk, tmp_path: Path) -> None:
    """Several processes listen at one place: another one could answer, and this one would never begin (row U3)."""
    address = ListenAddress(protocol="lmtp", path=tmp_path / "lmtp.sock")
    with mail_place(address) as place:
        assert place is not None
        assert address.path is not None
        address.path.rename(tmp_path / "elsewhere.sock")
        with taking_mail(arriving, place):
            (tmp_path / "elsewhere.sock").rename(address.path)
            with lmtp(place) as client:
                assert client.rset()[0] == 250


def test_a_file_that_is_no_socket_stays(tmp_path: Path) -> None:
    """A mistyped path costs nobody a file."""
    path = tmp_path / "precious"
    path.write_text("kept")
    with pytest.raises(BackendError):
        stack_of(ListenAddress(protocol="lmtp", path=path))
    assert path.read_text() == "kept"


def test_a_port_in_use_is_said(arriving: ArrivingDesk) -> None:
    """Before anything else is done."""
    with taking(arriving) as place:
        port = place.taken.getsockname()[1]
        with pytest.raises(
            BackendError, match=f"mail cannot be taken at smtp:127.0.0.1:{port}: Address already in use"
        ):
            stack_of(ListenAddress(protocol="smtp", host="127.0.0.1", port=port))


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("8024", "smtp:127.0.0.1:8024"),
        ("127.0.0.1:8024", "smtp:127.0.0.1:8024"),
        ("smtp:127.0.0.1:8024", "smtp:127.0.0.1:8024"),
        ("lmtp:8024", "lmtp:127.0.0.1:8024"),
        ("lmtp:localhost:8024", "lmtp:localhost:8024"),
        ("[::1]:8024", "smtp:[::1]:8024"),
        ("lmtp:[::1]:8024", "lmtp:[::1]:8024"),
        ("lmtp:/run/desk/lmtp.sock", "lmtp:/run/desk/lmtp.sock"),
        ("/run/desk/smtp.sock", "smtp:/run/desk/smtp.sock"),
    ],
)
def test_places_are_written_in_several_ways(written: str, understood: str) -> None:
    """A port, an address with a port, or a path; SMTP unless LMTP is named."""
    assert str(listen_address(written)) == understood


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (
            "0.0.0.0:8024",
            "mail is taken on this machine only, not at 0.0.0.0: let a mail server hand it over",
        ),
        (
            "mx.example.net:25",
            "mail is taken on this machine only, not at mx.example.net: let a mail server hand it over",
        ),
        ("lmtp:", "write where mail is taken as 127.0.0.1:8024, lmtp:127.0.0.1:8024 or lmtp:/a/path"),
        ("127.0.0.1:99999", "write where mail is taken as 127.0.0.1:8024, lmtp:127.0.0.1:8024 or lmtp:/a/path"),
        ("here", "write where mail is taken as 127.0.0.1:8024, lmtp:127.0.0.1:8024 or lmtp:/a/path"),
    ],
)
def test_places_that_cannot_be(written: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else's machine, and nothing that is no place (row E7)."""
    with pytest.raises(ListenAddressError) as refused:
        listen_address(written)
    assert str(refused.value) == why
    monkeypatch.setenv("FRONTDESK_MAIL_LISTEN", written)
    with pytest.raises(BackendError) as told:
        configured_listen_address()
    assert str(told.value) == f"FRONTDESK_MAIL_LISTEN: {why}"


def test_the_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """And without either no mail is taken."""
    monkeypatch.delenv("FRONTDESK_MAIL_LISTEN", raising=False)
    assert configured_listen_address() is None
    with mail_place(None) as nowhere:
        assert nowhere is None
    monkeypatch.setenv("FRONTDESK_MAIL_LISTEN", "lmtp:8025")
    assert str(configured_listen_address()) == "lmtp:127.0.0.1:8025"
    assert str(configured_listen_address(8024)) == "smtp:127.0.0.1:8024"
