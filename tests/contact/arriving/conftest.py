"""A desk that receives mail, with the log and the vault of a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk, Outcome
from contact.arriving.proof import Verdicts
from contact.log import Log
from contact.vault.folder import FolderVault
from desk.bundle import Bundle
from tests.contact.conftest import Clock, Wake

SUPPORT = "support@example-exchange.com"


def mail(text: str = "Where is my money?", *, message_id: str = "<one@example.net>", **headers: str) -> bytes:
    """A mail from Ana, with some headers more or others: `in_reply_to="<...>"`. An empty one is left out."""
    said = {
        "from": "Ana <ana@example.net>",
        "to": SUPPORT,
        "subject": "A question",
        "message-id": message_id,
        "date": "Sat, 21 Nov 2026 10:00:00 -0500",
        "content-type": "text/plain; charset=utf-8",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
    return f"{head}\r\n{text}\r\n".encode()


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "vault")


@pytest.fixture
def arriving(bundle: Bundle, log: Log, vault: FolderVault, clock: Clock, wake: Wake) -> ArrivingDesk:
    return ArrivingDesk(bundle=lambda: bundle, log=log, vault=vault, clock=clock, wake=wake)


Arrive = Callable[..., Outcome]


@pytest.fixture
def arrive(arriving: ArrivingDesk) -> Arrive:
    """Let a mail arrive as the mail server would; the words are those of `mail`."""

    def receive(
        text: str = "Where is my money?",
        *,
        sender: str | None = "ana@example.net",
        verdicts: Verdicts | None = None,
        **headers: str,
    ) -> Outcome:
        return arriving.receive(mail(text, **headers), sender, verdicts or Verdicts())

    return receive
