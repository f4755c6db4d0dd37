"""With a real mail server in between: a message in, the acknowledgement out, and what comes back of it (rows E3, E6, E8)."""

import smtplib
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.bounces import Bounces
from contact.case import Case
from contact.log import Log
from contact.mail.smtp import smtp_mailer
from contact.outbox import Outbox
from desk.data import replace
from frontdesk.listen_address import ListenAddress
from tests.contact.arriving.conftest import SUPPORT, mail
from tests.contact.arriving.test_server import taking
from tests.contact.conftest import Clock, Post
from tests.contact.exim import LOOPBACK, UnavailableError, exim


def eventually(true: Callable[[], object], told: Path) -> None:
    """Wait for the mail server."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, told.read_text() if told.exists() else "no log"
        time.sleep(0.02)


def send(outbox: Outbox, clock: Clock, told: Path) -> None:
    """Send what is due. A server that is too busy to take it is tried again, as in production, hours later."""

    def is_sent() -> bool:
        clock.pass_by(hours=5)
        return outbox.send_due().sent > 0

    eventually(is_sent, told)


def newest(log: Log) -> Case | None:
    return next(iter(log.store.newest(1)), None)


def mailbox(folder: Path) -> list[EmailMessage]:
    """The mail of Ana, in the order in which it came."""
    found = sorted(folder.glob("ana/new/*"), key=lambda path: path.stat().st_mtime_ns)
    return [message_from_bytes(path.read_bytes(), policy=default) for path in found]


@pytest.mark.parametrize("protocol", ["smtp", "lmtp"])
def test_a_message_and_its_acknowledgement(
    protocol: str, tmp_path: Path, arriving: ArrivingDesk, outbox: Outbox, clock: Clock
) -> None:
    """Ana writes, gets a reference, answers our mail, and is told again: two mails in her mailbox, one case."""
    log = arriving.log
    place = ListenAddress(protocol="lmtp" if protocol == "lmtp" else "smtp", host=LOOPBACK)
    told = tmp_path / "mainlog"
    try:
        with (
            taking(arriving, place) as taken,
            exim(tmp_path, taken.taken.getsockname()[1], protocol) as server,
            smtplib.SMTP(LOOPBACK, server, timeout=30) as client,
        ):
            sending = replace(outbox, mailer=smtp_mailer(f"smtp://{LOOPBACK}:{server}"))
            client.sendmail("ana@example.net", [SUPPORT], mail("Hello, where is my money?"))
            eventually(lambda: newest(log), told)
            send(sending, clock, told)
            eventually(lambda: len(mailbox(tmp_path)) == 1, told)
            first = mailbox(tmp_path)[0]
            answer = mail("One more thing.", message_id="<two@example.net>", in_reply_to=first["Message-ID"])
            client.sendmail("ana@example.net", [SUPPORT], answer)
            eventually(lambda: (case := newest(log)) and len(case.events) == 3, told)
            send(sending, clock, told)
            eventually(lambda: len(mailbox(tmp_path)) == 2, told)
    except UnavailableError as error:
        pytest.skip(str(error))
    (case,) = log.store.newest(9)
    assert [event.kind for event in case.events] == ["received", "acknowledged", "wrote", "acknowledged"]
    second = mailbox(tmp_path)[1]
    assert [first["In-Reply-To"], second["In-Reply-To"]] == ["<one@example.net>", "<two@example.net>"]
    for message in (first, second):
        assert case.reference in message["Subject"]
        assert message["Auto-Submitted"] == "auto-replied"
        assert message["Return-Path"] is None or message["Return-Path"] == "<>"


def test_a_bounce_of_the_real_server_is_no_case(
    tmp_path: Path, arriving: ArrivingDesk, outbox: Outbox, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such mailbox: the report comes in by the same door, and the case says that its acknowledgement did not arrive."""
    post(email="nobody@example.net")
    log, clock = arriving.log, cast("Clock", arriving.clock)
    desk = replace(arriving, bounces=Bounces(log=log, clock=arriving.clock).take)
    return_path = "?return_path=bounces+{reference}@example-exchange.com"
    monkeypatch.setenv("FRONTDESK_SMTP_URL", f"smtp://{LOOPBACK}:25{return_path}")
    try:
        with taking(desk) as taken, exim(tmp_path, taken.taken.getsockname()[1]) as server:
            mailer = smtp_mailer(f"smtp://{LOOPBACK}:{server}{return_path}")
            send(replace(outbox, mailer=mailer), clock, tmp_path / "mainlog")
            eventually(lambda: (case := newest(log)) and case.acknowledgement == "bounced", tmp_path / "mainlog")
    except UnavailableError as error:
        pytest.skip(str(error))
    (case,) = log.store.newest(9)
    assert [event.kind for event in case.events] == ["received", "acknowledged", "bounced"]
    assert case.status == "not-acknowledged"
