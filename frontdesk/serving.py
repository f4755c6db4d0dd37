"""Build, serve, watch: the site, the contact backend and a local mail viewer on one port.

The one place that runs both halves in one process.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import watchfiles

from contact.edges.asgi import application
from contact.edges.handlers import Handler, desk_handlers
from contact.log import Log
from contact.mail.smtp import is_loopback
from contact.outbox import Outbox
from contact.sender import Sender
from contact.vault.files import tidy
from desk.bundle import Bundle
from desk.data import from_json
from desk.finding import FindingsError, shortened
from desk.folders import Folders, made_private
from desk.settings import SETTINGS_FILE
from frontdesk.ack_preview import AckPreview
from frontdesk.arriving_mail import MailPlace, arriving_desk, mail_place, taking_mail
from frontdesk.backend import (
    BackendError,
    configured_keys,
    configured_mailer,
    configured_proxies,
    configured_store,
    open_vault,
)
from frontdesk.listen_address import ListenAddress
from frontdesk.live import LivePages, LiveState
from frontdesk.mail_viewer import MailViewer
from frontdesk.mailbox import Mailbox, MailServer
from frontdesk.today import build_day, now
from frontdesk.web_server import listening, web_server
from generator.build import build_site, publish_built
from generator.output import OutputError

# Several saves in one moment are one rebuild.
DEBOUNCE_MILLISECONDS = 60

Filter = Callable[[watchfiles.Change, str], bool]


class Served:
    """The site as it was last built without errors, and the bundle that belongs to it."""

    def __init__(self, project: Path) -> None:
        self.project, self.state = project, LiveState(build=0)
        self.site = project / "site"
        self._bundle: Bundle | None = None
        self._building = threading.Lock()

    def build(self) -> None:
        """Build and publish. Raises FindingsError or OutputError, and what was served goes on being served."""
        built = build_site(self.project, build_day())
        publish_built(built, self.project, self.site)
        self._bundle = from_json(built.bundle, Bundle)
        self.state.build += 1
        self.state.problems = ""
        if built.findings:
            print(shortened(built.findings), file=sys.stderr)

    def rebuild(self) -> None:
        """After a change: as `build`, but problems are shown instead of raised."""
        try:
            with self._building:
                self.build()
        except (FindingsError, OutputError) as error:
            served = "The last good build is still served." if self.state.build else "There is nothing to serve yet."
            self.state.problems = f"{error}\n\n{served}"
            print(self.state.problems, file=sys.stderr)
        else:
            print("built", file=sys.stderr)

    def bundle(self) -> Bundle:
        """What the backend works from."""
        if self._bundle is None:
            raise BackendError("there is no contact bundle yet")
        return self._bundle


def serve(
    project: Path,
    host: str,
    port: int,
    announce: Callable[[str, bool, bool], None],
    *,
    reload: bool,
    mail: ListenAddress | None = None,
) -> None:
    """Serve until interrupted, and take mail at `mail`.

    Once all is ready, `announce` is told the address, and whether mail is shown and pages reload.
    Raises FindingsError, OutputError, BackendError, StoreError, or OSError where the port is taken.
    """
    served = Served(project)
    with ExitStack() as stack:
        # Taken before anything is built, so that a busy port is said at once.
        bound = stack.enter_context(listening(host, port))
        place = stack.enter_context(mail_place(mail))
        # A writer mends mistakes with the page open; a server has nobody who would.
        served.rebuild() if reload else served.build()
        made_private(Folders(project).state)
        handlers, local_mail = _handlers(served, host, place, stack)
        if is_loopback(host):
            handlers.append(AckPreview(project, served.bundle, now, reload=reload).handle)
        if reload:
            handlers.append(LivePages(lambda: served.site, served.state).handle)
            stack.enter_context(_watching(served))
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{bound.getsockname()[1]}/", local_mail, reload)
        web_server(application(handlers, lambda: served.site, configured_proxies())).run(sockets=[bound])


def _handlers(served: Served, host: str, place: MailPlace | None, stack: ExitStack) -> tuple[list[Handler], bool]:
    project = served.project
    store = configured_store(project)
    stack.callback(store.close)
    log = Log(store=store, keys=configured_keys())
    mailer = configured_mailer()
    viewers: list[Handler] = []
    if mailer is None:
        if not is_loopback(host):
            raise BackendError(
                f"without a mail server, everybody who reaches {host} could read the mail that is kept on this machine: "
                "set FRONTDESK_SMTP_URL, or leave out --host"
            )
        mailbox = Mailbox(Folders(project).mailbox)
        server = MailServer(mailbox)
        server.start()
        stack.callback(server.stop)
        mailer = configured_mailer(server.address)
        viewers.append(MailViewer(mailbox).handle)
    if mailer is None:
        raise BackendError("there is no mail server")
    outbox = Outbox(log=log, bundle=served.bundle, mailer=mailer, clock=now)
    sender = Sender(outbox, daily=partial(tidy, log, open_vault(project)))
    sender.start()
    stack.callback(sender.stop)
    if place:
        stack.enter_context(taking_mail(arriving_desk(project, served.bundle, log, sender.wake), place))
    return [*desk_handlers(served.bundle, log, now, sender.wake), *viewers], bool(viewers)


@contextmanager
def _watching(served: Served) -> Iterator[None]:
    """Rebuild on every change that somebody makes.

    The settings are watched through their folder: many editors save a file by putting another in its place.
    """
    stop = threading.Event()
    folders = [served.project / name for name in ("faq", "ack_templates", "theme")]
    below = [folder for folder in folders if folder.is_dir()]
    settings = served.project / SETTINGS_FILE

    def is_settings(change: watchfiles.Change, path: str) -> bool:
        # Measured figures lie beside the settings.
        return Path(path) == settings or (path.endswith(".json") and _by_people(change, path))

    threads = [
        threading.Thread(target=_watch, args=(served, stop, below, _by_people, True), daemon=True),
        threading.Thread(target=_watch, args=(served, stop, [served.project], is_settings, False), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=2)


def _watch(served: Served, stop: threading.Event, paths: list[Path], wanted: Filter, recursive: bool) -> None:  # noqa: FBT001 - a thread's arguments have no names
    changes = watchfiles.watch(
        *paths,
        watch_filter=wanted,
        stop_event=stop,
        debounce=DEBOUNCE_MILLISECONDS,
        step=20,
        raise_interrupt=False,
        recursive=recursive,
    )
    for _ in changes:
        served.rebuild()


def _by_people(_change: watchfiles.Change, path: str) -> bool:
    """Whether somebody edited this: not the hidden file that editors leave beside the one they save."""
    return not Path(path).name.startswith(".")
