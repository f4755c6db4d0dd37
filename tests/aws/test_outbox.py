"""The function that sends, from the zip, under Amazon's own runtime: woken by a rule or by the table's stream."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from contact.keys import LocalKeys
from contact.letters import Letters
from contact.log import Log
from contact.store.sqlite import SqliteStore
from frontdesk.mailbox import Mailbox, MailServer
from tests.aws.conftest import Start
from tests.aws.events import SCHEDULED, posted_form, stream_records
from tests.aws.test_accept import HANDLER as ACCEPT
from tests.aws.test_accept import reference_in

HANDLER = "contact.edges.aws.outbox.handler"
NOTHING = {"sent": 0, "postponed": 0, "failed": 0, "held": 0, "dropped": 0, "batchItemFailures": []}


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailServer]:
    server = MailServer(Mailbox(tmp_path / "mailbox"))
    server.start()
    yield server
    server.stop()


def test_what_was_accepted_is_acknowledged(start: Start, tmp_path: Path, mail: MailServer) -> None:
    """A posted form becomes one mail with its reference, whoever wakes the function, however often (row E3)."""
    environment = {"FRONTDESK_DATABASE": str(tmp_path / "requests.sqlite3"), "FRONTDESK_SMTP_URL": mail.address}
    references = [reference_in(start(ACCEPT, **environment).invoke(posted_form()))]
    outbox = start(HANDLER, **environment)
    assert outbox.invoke(stream_records("100", "101")) == NOTHING | {"sent": 1}
    assert outbox.invoke(SCHEDULED) == NOTHING
    sent = [message_from_bytes(mail.mailbox.read(name) or b"", policy=default) for name in mail.mailbox.ids()]
    assert len(sent) == 1
    assert references[0] in sent[0]["Subject"]
    store = SqliteStore(tmp_path / "requests.sqlite3")
    assert [case.status for case in store.newest(10)] == ["acknowledged"]
    store.close()


def test_what_a_person_wrote_goes_the_same_way(start: Start, tmp_path: Path, mail: MailServer) -> None:
    """A reply that staff wrote elsewhere is sent by the function, in the words of the bundle that it has (row E1)."""
    environment = {"FRONTDESK_DATABASE": str(tmp_path / "requests.sqlite3"), "FRONTDESK_SMTP_URL": mail.address}
    reference = reference_in(start(ACCEPT, **environment).invoke(posted_form()))
    with closing(SqliteStore(tmp_path / "requests.sqlite3")) as store:
        case = store.find(reference)
        assert case is not None
        letters = Letters(log=Log(store=store, keys=LocalKeys()), now=datetime.now(UTC))
        letters.reply(case, "It is on its way.", by="beth", signed="Beth Ng")
        assert start(HANDLER, **environment).invoke(SCHEDULED) == NOTHING | {"sent": 2}
        assert [event.kind for event in store.newest(1)[0].events][2:] == ["acknowledged", "mail-sent"]
    reply = message_from_bytes(mail.mailbox.read(mail.mailbox.ids()[0]) or b"", policy=default)
    assert reply["Subject"] == f"Our answer to your message – reference {reference}"
    text = reply.get_body(("plain",))
    assert text is not None
    assert text.get_content().startswith("It is on its way.")


def test_a_function_that_cannot_send_says_so(start: Start, tmp_path: Path) -> None:
    """The rule's call ends in an error, which an alarm counts; the stream is told to come again with the whole batch."""
    outbox = start(HANDLER, FRONTDESK_DATABASE=str(tmp_path / "requests.sqlite3"))
    error = outbox.invoke(SCHEDULED)
    assert (error["errorType"], error["errorMessage"]) == (
        "BackendError",
        "no mail server is named: set FRONTDESK_SMTP_URL, such as ses://us-east-1",
    )
    assert outbox.invoke(stream_records("100", "101")) == {"batchItemFailures": [{"itemIdentifier": "100"}]}
