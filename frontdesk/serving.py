"""Build, serve, watch: the site, the contact backend and a local mail viewer on one port.

The one place that runs both halves in one process.
"""

import gc
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path

from contact.edges.asgi import application
from contact.edges.handlers import Handler, desk_handlers
from contact.log import Log
from contact.mail.smtp import is_loopback
from contact.outbox import Outbox
from contact.sender import Sender
from contact.vault.files import tidy
from desk.bundle import Bundle
from desk.data import UnreadableError, from_json, read
from desk.finding import FindingsError, shortened
from desk.folders import Folders, made_private
from frontdesk.ack_preview import AckPreview
from frontdesk.arriving_mail import MailPlace, arriving_desk, mail_place, taking_mail
from frontdesk.backend import (
    BackendError,
    configured_keys,
    configured_mailer,
    configured_proxies,
    configured_store,
    configured_texter,
    configured_twilio_token,
    open_vault,
)
from frontdesk.listen_address import ListenAddress
from frontdesk.live import LivePages
from frontdesk.live_state import LiveState
from frontdesk.live_stream import with_live_stream
from frontdesk.mail_viewer import MailViewer
from frontdesk.mailbox import Mailbox, MailServer
from frontdesk.today import build_day, now
from frontdesk.watching import watching
from frontdesk.web_server import listening, web_server
from generator.build import build_site, publication_of, publish_built
from generator.output import OutputError
from generator.published import MANIFEST
from generator.stages.searching import Searched

# A save of many files breaks a site for a moment: what is wrong is shown if nothing is saved in this time.
_SETTLED_SECONDS = 0.15
# A browser loads a page in about this time. To build the search meanwhile takes from it the processor, and the server's answers.
_SHOWN_SECONDS = 0.4
_BUNDLE = "_desk/bundle"


class Served:
    """The site as it was last built without errors, and the bundle that belongs to it."""

    def __init__(self, project: Path) -> None:
        self.project, self.state = project, LiveState()
        self.site = project / "site"
        self._bundle: Bundle | None = None
        self._published: Mapping[str, str] = {}
        self._searched: Mapping[str, Searched] = {}

    def build(self, saved: threading.Event | None = None) -> None:
        """Build and publish. Raises FindingsError or OutputError, and what was served goes on being served.

        Pages first: whoever saved an answer waits for it, and nobody for the search, which follows unless more is `saved`.
        """
        saved = saved or threading.Event()
        # To look for garbage takes a tenth of the time; it can be done when nobody waits.
        gc.disable()
        # A page that hears of the build is gone for a moment.
        is_watched = self.state.is_watched
        try:
            behind = self._build_once(self._searched)
            if behind and not saved.wait(_SHOWN_SECONDS if is_watched else 0):
                self._build_once({})
        finally:
            gc.enable()

    def _build_once(self, earlier: Mapping[str, Searched]) -> bool:
        """Whether the search that was published is still an earlier one."""
        built = build_site(self.project, build_day(), earlier=earlier)
        with publication_of(self.project, self.site) as publication:
            publish_built(built, self.project, publication)
        self._searched = built.searched
        self._bundle = from_json(built.bundle, Bundle)
        # Pages of the desk show what is in the bundle, and is on no page of the site.
        bundle = {_BUNDLE: blake2b(built.bundle).hexdigest()}
        before, self._published = self._published, {**_hashes(self.site), **bundle}
        self.state.built(frozenset(path for path, _ in before.items() ^ self._published.items()))
        if built.findings and not built.behind:
            print(shortened(built.findings), file=sys.stderr)
        return bool(built.behind)

    def rebuild(self, saved: threading.Event | None = None) -> None:
        """After a change: as `build`, but problems are shown instead of raised, unless more has been `saved` meanwhile."""
        saved = saved or threading.Event()
        try:
            self.build(saved)
        except (FindingsError, OutputError) as error:
            if not saved.wait(_SETTLED_SECONDS if self.state.builds else 0):
                self.state.failed(error)
                print(self.state.text, file=sys.stderr)
        else:
            print("built", file=sys.stderr)

    def hashes(self) -> Mapping[str, str]:
        """What is published, by path."""
        return self._published

    def bundle(self) -> Bundle:
        """What the backend works from."""
        if self._bundle is None:
            raise BackendError("there is no contact bundle yet")
        return self._bundle


def _hashes(site: Path) -> Mapping[str, str]:
    """What is published, by path."""
    try:
        return read(site / MANIFEST, dict[str, dict[str, str]])["files"]
    except (OSError, UnreadableError, KeyError):
        return {}


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
            handlers.append(LivePages(lambda: served.site, served.state, served.hashes).handle)
            stack.enter_context(_rebuilding(served))
        app = application(handlers, lambda: served.site, configured_proxies())
        server = web_server(with_live_stream(app, served.state, lambda: server.should_exit) if reload else app)
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{bound.getsockname()[1]}/", local_mail, reload)
        server.run(sockets=[bound])


def _handlers(served: Served, host: str, place: MailPlace | None, stack: ExitStack) -> tuple[list[Handler], bool]:
    project = served.project
    store = configured_store(project)
    stack.callback(store.close)
    log = Log(store=store, keys=configured_keys())
    configured_twilio_token()
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
    outbox = Outbox(log=log, bundle=served.bundle, mailer=mailer, clock=now, texter=configured_texter)
    sender = Sender(outbox, daily=partial(tidy, log, open_vault(project)))
    sender.start()
    stack.callback(sender.stop)
    if place:
        stack.enter_context(taking_mail(arriving_desk(project, served.bundle, log, sender.wake), place))
    return [*desk_handlers(served.bundle, log, now, sender.wake), *viewers], bool(viewers)


@contextmanager
def _rebuilding(served: Served) -> Iterator[None]:
    """Build after every change that somebody makes: what is saved during a build is in the next one."""
    saved, stop = threading.Event(), threading.Event()

    def build() -> None:
        while not stop.is_set():
            saved.wait()
            saved.clear()
            if not stop.is_set():
                try:
                    served.rebuild(saved)
                except Exception:  # noqa: BLE001 - a fault in one build must not end the builds of all later saves
                    traceback.print_exc()

    thread = threading.Thread(target=build, daemon=True)
    thread.start()
    try:
        with watching(served.project, saved.set):
            yield
    finally:
        stop.set()
        saved.set()
        thread.join(timeout=2)
