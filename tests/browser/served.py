"""Runs `frontdesk serve` on a copy of the demonstration desk, with a real SMTP server beside it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Page

from contact.store import Search
from contact.store.sqlite import SqliteStore
from desk.folders import Folders

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ("faq", "ack_templates", "site_config.yml")
# A cold start builds the site and imports MkDocs; a busy machine takes a while.
START_WITHIN_SECONDS = 60
MAIL_WITHIN_SECONDS = 20
COUNTED_WITHIN_SECONDS = 10


@dataclass
class Inbox:
    """What aiosmtpd took in. Its methods are named by aiosmtpd."""

    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        self.messages.append(message_from_bytes(content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"

    def wait_for(self, text: str) -> EmailMessage:
        """The first message whose subject holds `text`."""
        end = time.monotonic() + MAIL_WITHIN_SECONDS
        while time.monotonic() < end:
            found = next((message for message in self.messages if text in str(message["Subject"])), None)
            if found is not None:
                return found
            time.sleep(0.05)
        raise AssertionError(
            f"no mail about {text}; there are {[str(message['Subject']) for message in self.messages]}"
        )


@dataclass(frozen=True)
class Desk:
    """A running desk: its address (ends in a slash), its project, the mail that it sent, and the mail server."""

    url: str
    project: Path
    inbox: Inbox
    smtp: str = ""

    def command(self, *words: str) -> str:
        """What `frontdesk` prints in its project, as staff run it in a terminal beside it; it has to succeed."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
        run = [sys.executable, "-m", "frontdesk", *words, "--project", str(self.project)]
        done = subprocess.run(
            run, check=False, capture_output=True, text=True, cwd=ROOT, env={**kept, "FRONTDESK_SMTP_URL": self.smtp}
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def demo_project(folder: Path) -> Path:
    """A copy of the demonstration desk."""
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def count_searches(project: Path) -> None:
    """Turn on what is off by default."""
    settings = project / "site_config.yml"
    without = re.sub(r"(?m)^search:.*\n(?:[ #].*\n|\n)*", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f"{without}\nsearch:\n  counting: true\n", encoding="utf-8")


def counted_searches(project: Path, beginning: str) -> list[tuple[Search, int]]:
    """What was counted of words that begin so, as soon as there is anything."""
    end = time.monotonic() + COUNTED_WITHIN_SECONDS
    with closing(SqliteStore(Folders(project).requests)) as store:
        while time.monotonic() < end:
            found = [one for one in store.searches(date.min, date.max) if one[0].words.startswith(beginning)]
            if found:
                return found
            time.sleep(0.05)
    raise AssertionError(f"nothing was counted that begins with '{beginning}'")


@contextmanager
def running(project: Path, port: int = 0, **environment: str) -> Iterator[str]:
    """The address of `frontdesk serve` on a project, at a port or at any that is free."""
    command = [sys.executable, "-m", "frontdesk", "serve", "--project", str(project), "--port", str(port)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**kept, **environment}, cwd=ROOT
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """The demonstration desk with a mail server of its own."""
    inbox = Inbox()
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        project = demo_project(folder)
        smtp = f"smtp://127.0.0.1:{port}"
        with running(project, FRONTDESK_SMTP_URL=smtp) as url:
            yield Desk(url=url, project=project, inbox=inbox, smtp=smtp)
    finally:
        controller.stop()


def take_time(page: Page) -> None:
    """Let as much time go by on a page as anybody needs to fill in a form: who is quicker is taken for a program."""
    page.wait_for_timeout(max(0, 2100 - page.evaluate("performance.now()")))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
        return port


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    end = time.monotonic() + START_WITHIN_SECONDS
    lines = []
    while time.monotonic() < end and process.poll() is None:
        line = process.stdout.readline()
        lines.append(line)
        found = re.search(r"Site\s+(http://\S+/)", line)
        if found:
            return found[1]
    raise AssertionError("the server did not start:\n" + "".join(lines))
