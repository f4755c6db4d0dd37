"""What staff do about mail that did not go out: see it, let it go, have it tried again (row E8)."""

from pathlib import Path

import pytest

from contact.events import AcknowledgementReleased, body_of
from contact.mail import SendError
from contact.outbox import Outbox, Sweep
from contact.store.sqlite import SqliteStore
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import from_json, replace
from desk.folders import Folders
from frontdesk.commands import outbox as command
from frontdesk.today import now
from tests.contact.conftest import FakeMailer, Post, PostOffice
from tests.contact.test_commands import Output, run
from tests.contact.test_outbox import GONE


@pytest.fixture
def folder(tmp_path: Path, bundle: Bundle, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose request log is that of the desk of these tests."""
    Folders(tmp_path).bundle.mkdir(parents=True)
    (Folders(tmp_path).bundle / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    monkeypatch.setenv("FRONTDESK_DATABASE", str(store.path))
    return tmp_path


@pytest.fixture
def of_each(folder: Path, post: Post, outbox: Outbox, fake_mailer: FakeMailer) -> Path:
    """One mail was refused, one is held, one is on its way."""
    post(message="refused", email="nobody@example.net")
    fake_mailer.refusals = [GONE]
    assert outbox.send_due() == Sweep(failed=1)
    post(message="by a program", website="https://spam.example")
    post(message="on its way")
    return folder


def reference(store: SqliteStore, state: str) -> str:
    """The case whose mail is in a state."""
    return next(entry.reference for entry in store.outbox() if entry.state == state)


def test_what_needs_a_person_is_listed_first(of_each: Path, capsys: Output) -> None:
    """Failed, then held, then what goes out by itself; the same as JSON; exit 0."""
    assert run(command, of_each, "list") == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[2] for row in rows] == ["state", "failed", "held", "waiting"]
    assert run(command, of_each, "list", "--json") == 0
    listed = from_json(capsys.readouterr().out.encode(), list[dict[str, object]])
    told = [(entry["state"], entry["attempts"], entry["error"]) for entry in listed]
    assert told == [("failed", 1, "550 5.1.1"), ("held", 0, ""), ("waiting", 0, "")]


def test_held_mail_is_released_by_a_person(of_each: Path, store: SqliteStore, outbox: Outbox, capsys: Output) -> None:
    """It goes out with the next round, and the log says who let it go (rows E8, T2)."""
    held = reference(store, "held")
    assert run(command, of_each, "release", held.lower(), "--by", "beth") == 0
    assert capsys.readouterr().out == f"{held}: released\n"
    case = store.find(held)
    assert case is not None
    assert body_of(case.events[-1]) == AcknowledgementReleased(mail="acknowledgement", by="beth")
    # The command has the time of this machine.
    assert replace(outbox, clock=now).send_due() == Sweep(sent=2)
    case = store.find(held)
    assert case is not None
    assert case.status == "acknowledged"


def test_failed_mail_is_tried_again(
    of_each: Path, store: SqliteStore, post_office: PostOffice, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The customer has mended the mailbox: the next round sends it, and counts the attempts on (row E8)."""
    failed = reference(store, "failed")
    monkeypatch.setenv("FRONTDESK_SMTP_URL", post_office.address)
    monkeypatch.setattr("getpass.getuser", lambda: "carl")
    assert run(command, of_each, "retry", failed) == 0
    assert capsys.readouterr().out == f"{failed}: will be tried again\n"
    assert run(command, of_each, "send") == 0
    assert capsys.readouterr().out == "2 sent, 0 to be tried again later, 0 cannot be delivered\n"
    case = store.find(failed)
    assert case is not None
    kinds = [event.kind for event in case.events]
    assert kinds == ["received", "acknowledgement-failed", "acknowledgement-released", "acknowledged"]
    assert '"by":"carl"' in case.events[2].body
    assert '"attempts":2' in case.events[3].body


def test_all_failed_mail_is_counted_and_then_tried_again(
    of_each: Path, store: SqliteStore, post: Post, outbox: Outbox, *, fake_mailer: FakeMailer, capsys: Output
) -> None:
    """After a mail server was away: how many and why, first; with --yes, those that are meant; the rest stays (row E8)."""
    post(message="server away", email="ana@example.org")
    fake_mailer.refusals = [SendError("421 4.3.2 not now", reason="421 4.3.2", retry=False)] * 2
    assert outbox.send_due() == Sweep(failed=2)
    assert run(command, of_each, "retry", "--all", "--by", "beth") == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["3 mails of 3 cases", "      2  421 4.3.2", "      1  550 5.1.1"]
    assert said.err == "nothing was done: add --yes, and they will be tried again\n"
    assert [entry.state for entry in store.outbox()].count("failed") == 3
    for words in (("--topic", "other"), ("--since", "2026-11-22")):
        assert run(command, of_each, "retry", "--all", *words) == 0
        assert capsys.readouterr().out == "0 mails of 0 cases\n"
    assert run(command, of_each, "retry", "--all", "--error", "421", "--since", "2026-11-21", "--yes") == 0
    assert capsys.readouterr().out.splitlines() == ["2 mails of 2 cases", "      2  421 4.3.2", "2 will be tried again"]
    assert sorted(entry.state for entry in store.outbox()) == ["failed", "held", "waiting", "waiting"]


def test_all_held_mail_is_released_at_once(of_each: Path, store: SqliteStore, capsys: Output) -> None:
    """The same for what waits for a person; one case and all of them cannot be asked for together (row E8)."""
    assert run(command, of_each, "release", "--all", "--yes", "--by", "beth") == 0
    assert capsys.readouterr().out.splitlines() == ["1 mail of 1 case", "      1  no error", "1 released"]
    assert "held" not in [entry.state for entry in store.outbox()]
    for words in ((), ("--yes",), ("7KQ-4M2P-9XW", "--all"), ("7KQ-4M2P-9XW", "--topic", "fees")):
        assert run(command, of_each, "release", *words) == 2
        told = "name a reference, or ask for all of them: frontdesk outbox release --all\n"
        assert capsys.readouterr().err == told


def test_mail_in_another_state_is_left_alone(of_each: Path, store: SqliteStore, capsys: Output) -> None:
    """`release` is for what is held, `retry` for what has failed; a wrong reference is named."""
    waiting = reference(store, "waiting")
    assert run(command, of_each, "release", waiting) == 1
    assert capsys.readouterr().err == f"{waiting}: no mail of this case is held\n"
    assert run(command, of_each, "retry", waiting) == 1
    assert capsys.readouterr().err == f"{waiting}: no mail of this case has failed\n"
    assert run(command, of_each, "retry", "7KQ-4M2P-9XX") == 1
    assert capsys.readouterr().err == "7KQ-4M2P-9XX: this is no reference: one symbol is wrong or missing\n"
    assert [entry.state for entry in store.outbox()].count("waiting") == 1
