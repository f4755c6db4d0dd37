"""A desk at which people answer: a case that came by the form, and whoever writes about it."""

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.bounces import Bounces
from contact.case import Case
from contact.letters import Letters
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.store.sqlite import SqliteStore
from contact.vault.folder import FolderVault
from desk.bundle import Bundle
from tests.contact.conftest import Clock, Post, PostOffice

WORDS = "Dear Ana,\n\na withdrawal costs <nothing> & takes a day:\n  https://example.net/fees"


@pytest.fixture
def posting(log: Log, bundle: Bundle, clock: Clock, post_office: PostOffice) -> Outbox:
    """What sends, through a real mail server."""
    return Outbox(log=log, bundle=lambda: bundle, mailer=post_office.mailer, clock=clock)


@pytest.fixture
def case(post: Post, store: SqliteStore, posting: Outbox, post_office: PostOffice) -> Case:
    """A complaint of Ana's that was acknowledged; the mailbox is empty again."""
    post(kind="complaint")
    assert posting.send_due() == Sweep(sent=1)
    assert len(has_arrived(post_office)) == 1
    return store.newest(1)[0]


@pytest.fixture
def letters(log: Log, clock: Clock) -> Letters:
    """Whoever writes now."""
    return Letters(log=log, now=clock.now)


@pytest.fixture
def arriving(bundle: Bundle, log: Log, tmp_path: Path, clock: Clock) -> ArrivingDesk:
    """Where answers and bounces come in."""
    return ArrivingDesk(
        bundle=lambda: bundle,
        log=log,
        vault=FolderVault(tmp_path / "vault"),
        clock=clock,
        wake=lambda: None,
        bounces=Bounces(log=log, clock=clock).take,
    )


Now = Callable[[], Case]


@pytest.fixture
def now(store: SqliteStore, case: Case) -> Now:
    """The case as it is by now."""

    def read() -> Case:
        found = store.find(case.reference)
        assert found is not None
        return found

    return read


def has_arrived(office: PostOffice) -> list[EmailMessage]:
    """All mail, oldest first; the mailbox is empty again."""
    found = []
    for mail_id in reversed(office.mailbox.ids()):
        found.append(message_from_bytes(office.mailbox.read(mail_id) or b"", policy=default))
        (office.mailbox.folder / f"{mail_id}.eml").unlink()
    return found


def part(message: EmailMessage, subtype: str) -> str:
    """One part of a mail."""
    body = message.get_body((subtype,))
    assert body is not None
    return str(body.get_content())
