"""No loop: whoever answers whom, it ends after one message each (row E6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.keys import LocalKeys
from contact.log import Log
from contact.outbox import Outbox
from contact.store.sqlite import SqliteStore
from contact.vault.folder import FolderVault
from desk.bundle import Bundle
from desk.channels import Email
from desk.data import replace
from tests.contact.arriving.conftest import mail
from tests.contact.conftest import Clock, FakeMailer

# More rounds than any loop needs to show.
ROUNDS = 5


@dataclass
class WholeDesk:
    """A desk with its own address, log and outbox."""

    address: str
    arriving: ArrivingDesk
    outbox: Outbox
    mailer: FakeMailer

    def take(self, source: bytes, sender: str) -> None:
        self.arriving.receive(source, sender)

    def sent(self) -> list[EmailMessage]:
        """What goes out now."""
        self.outbox.send_due()
        sent, self.mailer.sent = self.mailer.sent, []
        return sent


@pytest.fixture
def desks(bundle: Bundle, tmp_path: Path, clock: Clock) -> Iterator[list[WholeDesk]]:
    """Two of them, at different companies."""
    made = []
    for name in ("one", "two"):
        address = f"support@{name}.example"
        channels = replace(bundle.settings.channels, email=Email(address=address, hours="office"))
        organisation = replace(bundle.settings.organisation, site_url=f"https://help.{name}.example/")
        settings = replace(bundle.settings, channels=channels, organisation=organisation)
        own = replace(bundle, settings=settings)
        log = Log(store=SqliteStore(tmp_path / f"{name}.sqlite3"), keys=LocalKeys())
        made.append(whole_desk(address, own, log, FolderVault(tmp_path / name), clock))
    yield made
    for desk in made:
        desk.arriving.log.store.close()


def whole_desk(address: str, bundle: Bundle, log: Log, vault: FolderVault, clock: Clock) -> WholeDesk:
    mailer = FakeMailer()
    return WholeDesk(
        address=address,
        arriving=ArrivingDesk(bundle=lambda: bundle, log=log, vault=vault, clock=clock, wake=lambda: None),
        outbox=Outbox(log=log, bundle=lambda: bundle, mailer=mailer, clock=clock),
        mailer=mailer,
    )


def test_two_desks_stop_after_one_acknowledgement(desks: list[WholeDesk]) -> None:
    """A message that bears one desk's address comes to the other: it acknowledges once, and that is answered by nobody."""
    one, two = desks
    two.take(mail(**{"from": one.address, "to": two.address}), one.address)
    counts = []
    for _ in range(ROUNDS):
        from_two, from_one = two.sent(), one.sent()
        counts.append((len(from_two), len(from_one)))
        for message in from_two:
            # Also where the mail server does not keep the empty return path.
            one.take(message.as_bytes(), two.address)
        for message in from_one:
            two.take(message.as_bytes(), one.address)
    assert counts == [(1, 0)] + [(0, 0)] * (ROUNDS - 1)
    (recorded,) = one.arriving.log.store.newest(9)
    assert recorded.received.unanswered == "auto-submitted"


@pytest.mark.parametrize(
    "signs",
    [
        {"auto_submitted": "auto-replied"},
        {"precedence": "bulk"},
        {"x_autoreply": "yes"},
        {"subject": "Out of Office AutoReply: "},
        {"x_auto_response_suppress": "All"},
    ],
)
def test_a_vacation_responder_ends_it(desks: list[WholeDesk], signs: dict[str, str]) -> None:
    """It answers every mail, ours too; its answer is added to the case and not acknowledged."""
    desk, _ = desks
    desk.take(mail(), "ana@example.net")
    counts = []
    for number in range(ROUNDS):
        sent = desk.sent()
        counts.append(len(sent))
        for message in sent:
            headers = {"in_reply_to": message["Message-ID"], "message_id": f"<away-{number}@example.net>"} | signs
            desk.take(mail("I am away.", **headers), "ana@example.net")
    assert counts == [1] + [0] * (ROUNDS - 1)
    (case,) = desk.arriving.log.store.newest(9)
    assert [event.kind for event in case.events] == ["received", "acknowledged", "wrote"]


def test_a_rude_responder_is_stopped_by_the_limit(desks: list[WholeDesk]) -> None:
    """One that hides that it is a program gets no more mails a day than any address, and then a person looks (row E7)."""
    desk, _ = desks
    most = desk.outbox.bundle().settings.limits.mails_a_day
    desk.take(mail(), "ana@example.net")
    count = 0
    for number in range(2 * most):
        for message in desk.sent():
            count += 1
            headers = {"in_reply_to": message["Message-ID"], "message_id": f"<rude-{number}@example.net>"}
            desk.take(mail("Thanks for your mail!", **headers), "ana@example.net")
    assert count == most
    assert [entry.state for entry in desk.arriving.log.store.outbox()] == ["held"]


def test_our_own_mail_on_its_way_back_is_not_answered(desks: list[WholeDesk]) -> None:
    """Somebody forwards our acknowledgement to us, with all signs of a program taken away."""
    desk, _ = desks
    desk.take(mail(), "ana@example.net")
    (message,) = desk.sent()
    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "From"):
        del message[name]
    message["From"] = "ana@example.net"
    desk.take(message.as_bytes(), "ana@example.net")
    assert desk.sent() == []
