"""How many acknowledgements go out in a second? `python -m bench.sending [MAILS [PORT]]`, after `frontdesk build`.

From a recorded case to the mail server's "taken" and the mark that it was sent, in one process. The mail server is a sink
in another process, or what listens on PORT (Postfix's `smtp-sink 127.0.0.1:2525 1000`, say).
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from bench.timing import TOP, say
from contact.accept import Desk, accept
from contact.keys import LocalKeys
from contact.log import Log
from contact.mail.mailer import CONNECTIONS
from contact.mail.smtp import SmtpMailer, smtp_mailer
from contact.mail.smtp_address import smtp_server
from contact.outbox import Outbox
from contact.sender import Sender
from contact.store.sqlite import SqliteStore
from contact.validation import checked
from desk.bundle import Bundle, read_bundle
from desk.folders import Folders

MAILS = int(sys.argv[1]) if sys.argv[1:] else 1000


class AConnectionEach(SmtpMailer):
    """Greets and says goodbye for every mail, as many programs do."""

    def send(self, message: EmailMessage) -> str:
        try:
            return super().send(message)
        finally:
            self.rest()


def main() -> None:
    """The same mails, by more and more of what makes it quick."""
    bundle = read_bundle(Folders(TOP).bundle)
    with _mail_server() as port:
        address = f"smtp://127.0.0.1:{port}"
        for name, mailer in (
            ("1 thread, a connection for each mail", AConnectionEach(smtp_server(f"{address}?connections=1"))),
            ("1 thread, the connection is kept", smtp_mailer(f"{address}?connections=1")),
            (f"{CONNECTIONS} threads, as the desk does", smtp_mailer(address)),
            ("8 threads", smtp_mailer(f"{address}?connections=8")),
        ):
            wall, processor = _seconds(bundle, mailer)
            each = 1000 * processor / MAILS
            say(f"{name:40} {MAILS / wall:7.0f} mails/s  {each:6.2f} ms of processor time each")


def _seconds(bundle: Bundle, mailer: SmtpMailer) -> tuple[float, float]:
    """(wall, processor) seconds until the outbox is empty."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder:
        store = SqliteStore(Path(folder, "log.sqlite3"))
        log = Log(store=store, keys=LocalKeys())
        _fill(log, bundle)
        outbox = Outbox(log=log, bundle=lambda: bundle, mailer=mailer, clock=lambda: datetime.now(UTC))
        sender = Sender(outbox, every=timedelta(hours=1))
        wall, processor = time.perf_counter(), time.process_time()
        sender.start()
        # A look at the outbox costs time too: rarely.
        while left := next(iter(store.outbox()), None):
            if left.error:
                sys.exit(f"the mail server does not take it: {left.error}")
            time.sleep(0.1)
        spent = time.perf_counter() - wall, time.process_time() - processor
        sender.stop()
        store.close()
        return spent


def _fill(log: Log, bundle: Bundle) -> None:
    words = bundle.words_in("en")
    form = {"kind": "request", "topic": bundle.settings.topics[0].id, "language": "en"}
    desk = Desk(bundle=lambda: bundle, log=log, clock=lambda: datetime.now(UTC), wake=lambda: None)
    for number in range(MAILS):
        typed = {**form, "email": f"customer{number}@example.org", "message": f"Message {number}"}
        accept(checked(typed, bundle.settings, words), desk)


@contextmanager
def _mail_server() -> Iterator[int]:
    if sys.argv[2:]:
        yield int(sys.argv[2])
        return
    command = [sys.executable, "-m", "bench.contact.sink"]
    with subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sink:
        yield int(sink.stdout.readline() if sink.stdout else "")
        sink.terminate()


if __name__ == "__main__":
    main()
