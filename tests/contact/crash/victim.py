"""A whole desk in a process that is there to be killed: web server, log, outbox, sender, as `frontdesk serve` runs them.

Started once, it forks a new desk for each line that it reads, so that a death costs milliseconds and not a start. A line
says how many seconds the desk's clock is ahead: leases of those who were killed have run out for their successors.
"""

import os
import signal
import socket
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from contact.deployment import configured_keys, configured_mailer, configured_store
from contact.edges.asgi import application
from contact.edges.handlers import desk_handlers
from contact.http import HttpRequest
from contact.keys import LocalKeys
from contact.log import Log
from contact.outbox import Outbox
from contact.sender import Sender
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle, read_bundle
from frontdesk.web_server import web_server


def run(bundle: Bundle, listening: socket.socket, ahead: timedelta) -> None:
    """Serve until somebody kills us."""

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    log = Log(store=configured_store(), keys=configured_keys())
    mailer = configured_mailer()
    assert mailer is not None
    sender = Sender(Outbox(log=log, bundle=lambda: bundle, mailer=mailer, clock=clock))
    sender.start()
    handlers = desk_handlers(lambda: bundle, log, clock, sender.wake)
    web_server(application(handlers, lambda: Path("/nowhere"))).run(sockets=[listening])


class Nowhere:
    """Takes every mail and sends none."""

    connections = 1

    def send(self, message: EmailMessage) -> str:
        return message.as_string()[:0]

    def rest(self) -> None:
        """There is no connection to end."""


def warm_up(bundle: Bundle) -> None:
    """Import what is imported only once it is needed, so that a desk is not killed over its imports each time."""
    form = {"kind": "request", "topic": "fees", "message": "a", "email": "ana@example.net", "language": "en"}
    headers = {"content-type": "application/x-www-form-urlencoded"}
    request = HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=urlencode(form).encode())
    configured_store().close()
    with TemporaryDirectory() as folder, closing(SqliteStore(Path(folder) / "log")) as store:
        log = Log(store=store, keys=LocalKeys())
        for handler in desk_handlers(lambda: bundle, log, lambda: datetime.now(UTC), lambda: None):
            handler(request)
        Outbox(log=log, bundle=lambda: bundle, mailer=Nowhere(), clock=lambda: datetime.now(UTC)).send_due()


def main() -> None:
    """For each line: fork a desk, print its process id, wait for its death, say so."""
    bundle = read_bundle(Path(sys.argv[1]))
    listening = socket.socket(fileno=int(sys.argv[2]))
    warm_up(bundle)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            # What would end it politely is the parent's, not its own.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            run(bundle, listening, timedelta(seconds=float(line)))
            os._exit(1)
        _say(child)
        _, status = os.waitpid(child, 0)
        _say(os.waitstatus_to_exitcode(status))


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
