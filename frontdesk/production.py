"""The built site and the contact backend for the public: several processes, one port, nothing that is for writers.

Builds nothing and watches nothing: it serves what `frontdesk build` has published, and takes up what is published next.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import FrameType

from contact.edges.asgi import application
from contact.edges.handlers import desk_handlers
from contact.log import Log
from contact.outbox import Outbox
from contact.sender import Sender
from contact.vault.files import tidy
from desk.bundle import BUNDLE_FILE, Bundle
from desk.folders import Folders, made_private
from frontdesk.arriving_mail import MailPlace, arriving_desk, mail_place, taking_mail
from frontdesk.backend import (
    configured_keys,
    configured_proxies,
    configured_store,
    configured_texter,
    configured_twilio_token,
    mailer,
    open_bundle,
    open_vault,
)
from frontdesk.listen_address import ListenAddress
from frontdesk.processes import keep_running
from frontdesk.today import now
from frontdesk.web_server import listening, web_server


class Published:
    """The bundle that was published last; read again when another one has taken its place."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._file = Folders(project).bundle / BUNDLE_FILE
        self._read: tuple[int, Bundle] | None = None

    def __call__(self) -> Bundle:
        # A new file has another number, or at least another time.
        try:
            found = os.stat(self._file)  # noqa: PTH116 - asked several times for each request, and Path takes twice as long
            version = hash((found.st_ino, found.st_mtime_ns))
        except FileNotFoundError:
            version = 0
        if self._read is None or self._read[0] != version:
            self._read = version, open_bundle(self.project)
        return self._read[1]


def serve_published(
    project: Path,
    host: str,
    port: int,
    processes: int,
    announce: Callable[[str, bool, bool], None],
    *,
    mail: ListenAddress | None = None,
) -> None:
    """Serve until told to end, and take mail at `mail`.

    Raises BackendError or StoreError before anything is served, OSError for a port in use.
    """
    bundle = Published(project)()
    del bundle
    # What is wrong with the settings is said once, here, and not by each process.
    mailer()
    configured_proxies()
    configured_twilio_token()
    configured_keys()
    made_private(Folders(project).state)
    configured_store(project).close()
    with listening(host, port) as bound, mail_place(mail) as place:
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{bound.getsockname()[1]}/", False, False)  # noqa: FBT003 - a callback
        keep_running(work, [project, bound, place], processes)


def work(project: Path, bound: socket.socket, place: MailPlace | None) -> None:
    """What each process does."""
    signal.signal(signal.SIGTERM, _end)
    # Ctrl-C reaches every process of a terminal; the one that watches over them tells them to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bundle = Published(project)
    with ExitStack() as stack:
        store = configured_store(project)
        stack.callback(store.close)
        log = Log(store=store, keys=configured_keys())
        outbox = Outbox(log=log, bundle=bundle, mailer=mailer(), clock=now, texter=configured_texter)
        sender = Sender(outbox, daily=partial(tidy, log, open_vault(project)))
        sender.start()
        stack.callback(sender.stop)
        if place:
            stack.enter_context(taking_mail(arriving_desk(project, bundle, log, sender.wake), place))
        handlers = desk_handlers(bundle, log, now, sender.wake)
        app = application(handlers, lambda: project / "site", configured_proxies())
        # What is there by now stays until the end. To go through it again and again, in search of what nobody uses any
        # more, would keep customers waiting each time.
        gc.collect()
        gc.freeze()
        web_server(app).run(sockets=[bound])


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
