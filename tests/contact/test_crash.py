"""A crash loses no message and no acknowledgement (rows E3, T1)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from contact.keys import LocalKeys
from contact.log import Log
from contact.outbox import LEASE, Outbox, Sweep
from contact.sender import Sender
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from tests.contact.conftest import PROJECT, Clock, FakeMailer, Post, PostOffice

# Accepts a message and prints its reference, claims it, and is killed with the claim in its hands.
ACCEPT_AND_HANG = """
import sys, time
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from contact.http import HttpRequest
from contact.outbox import LEASE
from contact.keys import LocalKeys
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from tests.contact.conftest import FORM, NOW, built_bundle

store, bundle = SqliteStore(Path(sys.argv[1])), built_bundle()
desk = RequestDesk(lambda: bundle, Log(store=store, keys=LocalKeys()), lambda: NOW, lambda: None)
headers = {"content-type": "application/x-www-form-urlencoded"}
body = urlencode(FORM).encode()
print(desk.handle(HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=body)).status, flush=True)
if sys.argv[2] == "claim":
    store.claim(NOW, LEASE)
print("claimed", flush=True)
time.sleep(60)
"""


def accept_and_kill(database: Path, then: str) -> None:
    """Run the program above and kill it (SIGKILL) once it has said how far it is."""
    command = [sys.executable, "-c", ACCEPT_AND_HANG, str(database), then]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(PROJECT)}
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["303\n", "claimed\n"]
        process.send_signal(signal.SIGKILL)


# As `frontdesk serve` does: keeps a store open that has used several connections at once, accepts a message for each
# line that it reads, and prints its reference once the customer would have seen it.
ACCEPT_EACH_LINE = """
import sys
from pathlib import Path
from urllib.parse import urlencode
from contact.http import HttpRequest
from contact.keys import LocalKeys
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from tests.contact.conftest import FORM, NOW, built_bundle

store, bundle = SqliteStore(Path(sys.argv[1])), built_bundle()
with store._file.connection(), store._file.connection(), store._file.connection():
    pass
desk = RequestDesk(lambda: bundle, Log(store=store, keys=LocalKeys()), lambda: NOW, lambda: None)
headers = {"content-type": "application/x-www-form-urlencoded"}
for line in sys.stdin:
    body = urlencode(FORM | {"message": line.strip()}).encode()
    print(desk.handle(HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=body)).status, flush=True)
"""


def test_command_beside_a_running_desk_loses_nothing(tmp_path: Path) -> None:
    """Another process opens the log and closes it, the desk accepts one more and is killed: every message is there (row T1)."""
    database = tmp_path / "requests.sqlite3"
    command = [sys.executable, "-c", ACCEPT_EACH_LINE, str(database)]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number in range(3):
            running.stdin.write(f"message {number}\n")
            running.stdin.flush()
            assert running.stdout.readline() == "303\n"
            beside = SqliteStore(database)
            assert len(beside.newest(10)) == number + 1
            beside.close()
            assert database.with_name(f"{database.name}-wal").exists()
        running.send_signal(signal.SIGKILL)
    after = SqliteStore(database)
    log = Log(store=after, keys=LocalKeys())
    texts = [log.texts(case) for case in after.newest(10)]
    # All in the same instant: in no order.
    kept = sorted(text.fields["message"] for text in texts if text)
    assert kept == ["message 0", "message 1", "message 2"]
    after.close()


def test_crash_before_sending_leaves_the_mail_to_the_next_sweep(
    tmp_path: Path, bundle: Bundle, clock: Clock, post_office: PostOffice
) -> None:
    """Killed after the confirmation and before the mail: the next start sends it, once (rows E3, T1)."""
    accept_and_kill(tmp_path / "requests.sqlite3", "no claim")
    store = SqliteStore(tmp_path / "requests.sqlite3")
    outbox = Outbox(
        log=Log(store=store, keys=LocalKeys()), bundle=lambda: bundle, mailer=post_office.mailer, clock=clock
    )
    assert [outbox.send_due(), outbox.send_due()] == [Sweep(sent=1), Sweep()]
    assert store.newest(1)[0].status == "acknowledged"
    assert len(post_office.mailbox.ids()) == 1
    store.close()


def test_crash_while_sending_delays_the_mail_by_its_lease(
    tmp_path: Path, bundle: Bundle, clock: Clock, fake_mailer: FakeMailer
) -> None:
    """Killed with the mail in its hands: it goes out when the lease has run out, not before and not never (row E3)."""
    accept_and_kill(tmp_path / "requests.sqlite3", "claim")
    store = SqliteStore(tmp_path / "requests.sqlite3")
    outbox = Outbox(log=Log(store=store, keys=LocalKeys()), bundle=lambda: bundle, mailer=fake_mailer, clock=clock)
    assert outbox.send_due() == Sweep()
    clock.pass_by(seconds=LEASE.total_seconds())
    assert outbox.send_due() == Sweep(sent=1)
    store.close()


def test_crash_between_sending_and_marking_repeats_the_same_message_id(
    outbox: Outbox, post: Post, store: SqliteStore, clock: Clock, fake_mailer: FakeMailer
) -> None:
    """Sent but not marked: it is sent again after the lease, and a mail program sees that it is the same (row E3)."""

    class Crashing(FakeMailer):
        """The power fails as soon as the mail is out."""

        def send(self, message: EmailMessage) -> str:
            fake_mailer.send(message)
            raise KeyboardInterrupt

    post()
    with pytest.raises(KeyboardInterrupt):
        replace(outbox, mailer=Crashing()).send_due()
    clock.pass_by(seconds=LEASE.total_seconds())
    assert outbox.send_due() == Sweep(sent=1)
    first, second = fake_mailer.sent
    assert first["Message-ID"] == second["Message-ID"]
    assert len(store.newest(1)[0].events) == 2


def eventually(true: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def has_sent(mailer: FakeMailer, number: int) -> bool:
    """Whether that many mails have gone out."""
    return len(mailer.sent) == number


def test_sender_sends_at_once_when_woken(outbox: Outbox, post: Post, fake_mailer: FakeMailer) -> None:
    """The thread sleeps until it is woken, sends, sleeps again, and ends when it is told to."""
    sender = Sender(outbox, every=timedelta(hours=1))
    sender.start()
    for number in (1, 2):
        post(message=f"message {number}")
        sender.wake()
        eventually(partial(has_sent, fake_mailer, number))
    sender.stop()
    assert not sender.running


def test_sender_sweeps_without_being_woken(outbox: Outbox, post: Post, fake_mailer: FakeMailer) -> None:
    """A wake-up that got lost costs some seconds, not the mail."""
    sender = Sender(outbox, every=timedelta(milliseconds=20))
    sender.start()
    post()
    eventually(partial(has_sent, fake_mailer, 1))
    sender.stop()


def test_sender_survives_trouble(
    bundle: Bundle, store: SqliteStore, post: Post, clock: Clock, fake_mailer: FakeMailer
) -> None:
    """A bundle that cannot be read for a moment, while a build writes it, delays the mail and does not end the sending."""
    troubles = [OSError("being written")]

    def read() -> Bundle:
        if troubles:
            raise troubles.pop()
        return bundle

    post()
    outbox = Outbox(log=Log(store=store, keys=LocalKeys()), bundle=read, mailer=fake_mailer, clock=clock)
    sender = Sender(outbox, every=timedelta(milliseconds=20))
    sender.start()
    eventually(partial(has_sent, fake_mailer, 1))
    sender.stop()
