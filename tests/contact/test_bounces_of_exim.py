"""A real mail server takes an acknowledgement, finds that there is no such mailbox, and says so to the desk (row E8)."""

import time
from pathlib import Path

import pytest

from contact.bounces import apply, from_message
from contact.mail.smtp import smtp_mailer
from contact.outbox import Outbox, Sweep
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.contact.conftest import Post
from tests.contact.exim import UnavailableError, exim
from tests.contact.smtp_servers import LOOPBACK, Unfriendly, running


@pytest.mark.parametrize("return_path", ["bounces@example-exchange.com", "bounces+{reference}@example-exchange.com"])
def test_bounce_of_a_real_server_finds_its_case(
    return_path: str, tmp_path: Path, outbox: Outbox, post: Post, store: SqliteStore
) -> None:
    """Taken by the server, and returned: the case is `not-acknowledged`; Ana, whose mailbox is there, has her mail."""
    post(email="nobody@example.net", message="To a mailbox that is not there")
    post(email="ana@example.net")
    desk = Unfriendly()
    try:
        with running(desk) as port, exim(tmp_path, port) as server:
            mailer = smtp_mailer(f"smtp://{LOOPBACK}:{server}?return_path={return_path}")
            assert replace(outbox, mailer=mailer).send_due() == Sweep(sent=2)
            end = time.monotonic() + 20
            while not (desk.taken and any(tmp_path.glob("ana/new/*"))):
                assert time.monotonic() < end, (tmp_path / "mainlog").read_text()
                time.sleep(0.02)
    except UnavailableError as error:
        pytest.skip(str(error))
    (bounce,) = desk.taken
    assert (bounce.mail_from or "").strip("<>") == ""
    (report,) = from_message(bytes(bounce.original_content or b""), bounce.rcpt_tos[0])
    assert (report.permanent, report.reason, report.lasting) == (True, "5.0.0", True)
    assert apply(report, outbox.log, outbox.clock) == "recorded"
    statuses = {case.received.personal_digest: case.status for case in store.newest(2)}
    assert sorted(statuses.values()) == ["acknowledged", "not-acknowledged"]
