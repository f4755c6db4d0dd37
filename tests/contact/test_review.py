"""What could go wrong between two things that are each right: races, clocks, logs of the first versions, hidden cases."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.case import Case
from contact.chain import chained, first_broken
from contact.doubt import Doubt
from contact.erase import KeptError, erase
from contact.events import Acknowledged, Erased, HoldSet, Resolved, Wrote, body_of, new_event
from contact.keys import LocalKeys
from contact.log import Log
from contact.outbox import LEASE, Outbox, Sweep
from contact.personal import personal
from contact.seal import MOST_QUIET_DAYS, seal_due
from contact.store import Appended, Change, Entry, NewMail, StoreError
from contact.store.sqlite import SqliteStore
from contact.store.sqlite_cases import case_of
from contact.vault.folder import FolderVault
from contact.verify import doubts
from desk.bundle import Bundle
from desk.data import replace, to_sorted_json
from desk.retention import NONE
from tests.contact.conftest import NOW, Clock, FakeMailer, Post

DAY = date(2026, 11, 21)
AFTERWARDS = datetime(2026, 11, 22, 0, 10, tzinfo=UTC)
FIRST_VERSION = Path(__file__).parent / "first_version.sql"


@pytest.fixture
def case(post: Post, log: Log) -> Case:
    """One message, just received."""
    post()
    return log.store.newest(1)[0]


@pytest.fixture
def old_log(tmp_path: Path) -> Iterator[Log]:
    """A log of the first version, brought forward: its case has no key."""
    path = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path)) as other, other:
        other.executescript(FIRST_VERSION.read_text(encoding="utf-8"))
    with closing(SqliteStore(path)) as store:
        yield Log(store=store, keys=LocalKeys())


def found_in(log: Log, now: datetime = AFTERWARDS, *, texts: bool = True) -> list[Doubt]:
    """What does not add up."""
    return list(doubts(log, now, lambda _count: None, texts=texts))


def by_hand(store: SqliteStore, statement: str) -> None:
    """Change the file as somebody would who knows their way about."""
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute(statement)


def test_hold_that_comes_in_between_keeps_a_case(case: Case, log: Log, bundle: Bundle, tmp_path: Path) -> None:
    """Who erases has read the case before the hold was put on it: the hold counts (row N1)."""
    log.add(case, NOW, HoldSet(by="lee", reason="case 26-0117"))
    settings = replace(bundle.settings, retention=NONE)
    with pytest.raises(KeptError) as refused:
        erase(log, FolderVault(tmp_path / "vault"), case, settings, NOW, by="kim", reason="asked")
    assert str(refused.value) == "a legal hold is on it: lift the hold first, if you may"
    assert log.store.newest(1)[0].erased is False


def test_what_comes_in_between_is_kept_for_its_own_time(case: Case, log: Log, bundle: Bundle, tmp_path: Path) -> None:
    """The time of a case begins anew with all that happens to it, at the last moment too (row N1)."""
    now = bundle.settings.retention.after(NOW)
    log.add(case, now, Resolved(outcome="full", by="lee"))
    with pytest.raises(KeptError, match="it may be erased from 2040-11-21 on"):
        erase(log, FolderVault(tmp_path / "vault"), case, bundle.settings, now, by="kim", reason="asked")


def test_case_is_read_as_it_is_at_one_moment(case: Case, store: SqliteStore) -> None:
    """Erased while it is being read, it is found as it was before or as it is after, and never half (row N3)."""
    body = new_event(NOW, Erased(by="lee", reason="asked", kept_until=""))
    change = Change(reference=case.reference, events=[chained(case.reference, case.events[-1], body)], erase=True)
    erased: list[Appended] = []

    def erase_at(statement: str) -> None:
        if "FROM events" in statement and not erased:
            erased.append(store.append(change))

    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.set_trace_callback(erase_at)
        found = case_of(reader, case.reference)
    assert (erased, found) == (["written"], case)
    assert store.find(case.reference) != case


def test_erasing_tells_where_something_may_be_left(
    case: Case, store: SqliteStore, bundle: Bundle, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """While another program reads the file, SQLite cannot write over what lies beside it (row N3)."""
    settings = replace(bundle.settings, retention=NONE)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM cases").fetchone()
        log = Log(store=store, keys=LocalKeys())
        assert erase(log, FolderVault(tmp_path / "vault"), case, settings, NOW, by="kim", reason="asked")
    told = "others read requests.sqlite3: what was erased lies beside it until all have closed it"
    assert [record.getMessage() for record in caplog.records] == [told]
    store.close()
    assert (case.wrapped_key or b"") not in store.path.read_bytes()
    assert not store.path.with_name("requests.sqlite3-wal").exists()


def test_instant_of_any_zone_keeps_the_chain_whole(case: Case, log: Log) -> None:
    """A store gives instants back in UTC; the digest covers them as they come back (row T2)."""
    log.add(case, NOW.astimezone(ZoneInfo("America/New_York")), Resolved(outcome="full", by="lee"))
    assert first_broken(log.store.newest(1)[0].events) is None


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE cases SET received_at = '~~'", "no list of cases shows it"),
        ("DELETE FROM cases", "its events of 2026-11-21 are there, and the case is not"),
    ],
)
def test_hidden_case_is_named(case: Case, log: Log, store: SqliteStore, statement: str, what: str) -> None:
    """Its events lie where they were, so the seal is right; but nobody who looks for the case finds it (row T1)."""
    seal_due(store, AFTERWARDS)
    by_hand(store, statement)
    assert found_in(log) == [Doubt(about=case.reference, what=what)]


def test_changed_event_of_a_hidden_case_is_named(case: Case, log: Log, store: SqliteStore) -> None:
    """Who hides a case from the list has not hidden what they did to it (row T2)."""
    seal_due(store, AFTERWARDS)
    by_hand(store, "DROP TRIGGER events_are_final")
    by_hand(store, "UPDATE events SET body = replace(body, 'fees', 'other')")
    by_hand(store, "UPDATE cases SET received_at = '~~'")
    what = "no list of cases shows it, and its event 1 is not what was recorded"
    assert found_in(log) == [Doubt(about=case.reference, what=what)]


def test_case_before_all_seals_is_named(case: Case, log: Log, store: SqliteStore) -> None:
    """A message that claims to be older than the first seal is covered by none (row T2)."""
    seal_due(store, AFTERWARDS)
    # The log itself would write it down as of now.
    event = chained(
        case.reference, case.events[-1], new_event(NOW - timedelta(days=2), Resolved(outcome="full", by="lee"))
    )
    store.append(Change(reference=case.reference, events=[event]))
    assert found_in(log) == [Doubt(about="2026-11-19", what="this day has no seal, and a later one has")]


def test_missing_text_is_named_without_deciphering(case: Case, log: Log, store: SqliteStore) -> None:
    """That it is gone shows without any key (row T1)."""
    by_hand(store, "DELETE FROM texts")
    what = "a text is missing, and the case was not erased"
    assert found_in(log, texts=False) == [Doubt(about=case.reference, what=what)]


def test_forgotten_acknowledgement_of_a_later_message_is_named(
    case: Case, log: Log, store: SqliteStore, outbox: Outbox
) -> None:
    """Each message has its own, whatever became of that of the first one (row E3)."""
    outbox.send_due()
    texts = personal({"message": "One more thing", "email": "ana@example.net"})
    wrote = Wrote(channel="email", text="message-3", personal_digest=texts.digest)
    mail = NewMail(mail="acknowledgement-3", state="waiting", due=NOW)
    log.add(store.newest(1)[0], NOW, wrote, texts={"message-3": texts}, mails=[mail])
    assert found_in(log) == []
    by_hand(store, "DELETE FROM mails WHERE mail = 'acknowledgement-3'")
    what = "its acknowledgement was not sent, and is not in the outbox"
    assert found_in(log) == [Doubt(about=case.reference, what=what)]


class _MovingOutbox(SqliteStore):
    """Its outbox is read while it moves: the first time it seems to be empty."""

    looks = 0

    def outbox(self) -> Iterator[Entry]:
        self.looks += 1
        return super().outbox() if self.looks > 1 else iter(())


def test_mail_that_moves_while_the_outbox_is_read_is_not_forgotten(case: Case, store: SqliteStore) -> None:
    """Whoever is missed at the first look is looked for again before anybody is alarmed (row E8)."""
    assert case.acknowledgement == "waiting"
    with closing(_MovingOutbox(store.path)) as moving:
        assert found_in(Log(store=moving, keys=LocalKeys())) == []


@dataclass
class _SlowMailer(FakeMailer):
    """Stands still, with the mail in hand, until its lease is over and somebody else has sent the mail."""

    clock: Clock | None = None
    other: Outbox | None = None

    def send(self, message: EmailMessage) -> str:
        if self.clock and self.other:
            self.clock.now += LEASE
            assert self.other.send_due() == Sweep(sent=1)
        return super().send(message)


def test_mail_that_is_sent_after_its_lease_is_in_the_log_twice(
    case: Case, log: Log, clock: Clock, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says what the customer was told, and how often; both mails have one Message-ID (row E3)."""
    mailer = _SlowMailer(clock=clock, other=outbox)
    assert replace(outbox, mailer=mailer).send_due() == Sweep(sent=1)
    after = log.store.newest(1)[0]
    sent = [body for event in after.events if isinstance(body := body_of(event), Acknowledged)]
    assert [(body.message_id, body.attempts) for body in sent] == [(sent[0].message_id, 2), (sent[0].message_id, 1)]
    assert list(log.store.outbox()) == []
    told = f"the mail acknowledgement of {case.reference} was sent after its lease, perhaps twice"
    assert [record.getMessage() for record in caplog.records] == [told]


class _Forgetful(SqliteStore):
    """Writes what it is told, and then says that it could not, once."""

    said = False

    def append(self, change: Change) -> Appended:
        appended = super().append(change)
        if not self.said:
            self.said = True
            raise StoreError("the answer was lost", retry=True)
        return appended


def test_mail_is_marked_once_though_the_answer_was_lost(
    case: Case, store: SqliteStore, bundle: Bundle, clock: Clock, fake_mailer: FakeMailer
) -> None:
    """Sent once, and once in the log (row E3)."""
    with closing(_Forgetful(store.path)) as forgetful:
        log = Log(store=forgetful, keys=LocalKeys())
        assert Outbox(log=log, bundle=lambda: bundle, mailer=fake_mailer, clock=clock).send_due() == Sweep(sent=1)
    found = store.find(case.reference)
    assert found is not None
    assert ([event.kind for event in found.events], len(fake_mailer.sent)) == (["received", "acknowledged"], 1)


def test_mail_without_a_case_holds_up_no_other(case: Case, post: Post, store: SqliteStore, outbox: Outbox) -> None:
    """After the last attempt as well (row E3)."""
    by_hand(store, "UPDATE mails SET attempts = 19")
    by_hand(store, "DELETE FROM cases")
    assert case.reference not in {found.reference for found in store.walk()}
    post(message="somebody else")
    assert outbox.send_due() == Sweep(sent=1, postponed=1)


def test_wrong_clock_seals_no_years_to_come(case: Case, store: SqliteStore) -> None:
    """All that happens on a day after it was sealed is in doubt for ever: few days are, however often it runs (row T2)."""
    wrong = NOW + timedelta(days=1461)
    assert seal_due(store, wrong)[-1].day == DAY + timedelta(days=MOST_QUIET_DAYS)
    assert seal_due(store, wrong + timedelta(days=1)) == []
    assert case.events[0].at.date() == DAY


def test_desk_that_was_closed_for_long_leaves_no_gap(case: Case, log: Log, store: SqliteStore) -> None:
    """Once something happens again, all the quiet days before it are sealed with it (row T2)."""
    seal_due(store, NOW + timedelta(days=60))
    assert found_in(log, NOW + timedelta(minutes=1)) == []
    log.add(case, NOW + timedelta(days=60), Resolved(outcome="full", by="lee"))
    seals = [*store.seals(), *seal_due(store, NOW + timedelta(days=61))]
    assert [seal.day for seal in seals] == [DAY + timedelta(days=number) for number in range(61)]
    assert [seal.heads for seal in (seals[0], seals[1], seals[-1])] == [1, 0, 1]


def test_acknowledgement_of_the_first_versions_is_read(old_log: Log) -> None:
    """They did not name the template; a log with such an event is verified, and can be shown (row T2)."""
    (old,) = old_log.store.newest(1)
    names = ("commit", "html", "language", "message_id", "subject", "template_digest", "text")
    body = to_sorted_json({"attempts": 1, **dict.fromkeys(names, "x")}).decode()
    event = chained(
        old.reference,
        old.events[-1],
        replace(new_event(NOW, Resolved(outcome="full", by="")), kind="acknowledged", body=body),
    )
    assert isinstance(body_of(event), Acknowledged)
    assert old_log.store.append(Change(reference=old.reference, events=[event])) == "written"
    assert found_in(old_log) == []


def test_answer_to_a_case_of_the_first_versions_is_recorded(old_log: Log, bundle: Bundle, tmp_path: Path) -> None:
    """There is no key to encrypt it with in the old case: it is a new one, which names the old one to staff (row T1)."""
    (old,) = old_log.store.newest(1)
    texts = old_log.texts(old)
    assert texts is not None
    vault = FolderVault(tmp_path / "vault")
    desk = ArrivingDesk(bundle=lambda: bundle, log=old_log, vault=vault, clock=lambda: NOW, wake=lambda: None)
    lines = [
        f"From: {texts.fields['email']}",
        f"Subject: Re: {old.reference}",
        "Message-ID: <1@example.net>",
        "",
        "Hello?",
    ]
    outcome = desk.receive("\r\n".join(lines).encode(), texts.fields["email"])
    (new,) = (found for found in old_log.store.newest(2) if found.reference == outcome.reference)
    arrived = old_log.texts(new)
    assert arrived is not None
    assert (outcome.became, arrived.fields["named"]) == ("case", old.reference)


def test_type_of_a_file_tells_nothing_of_a_person(log: Log, bundle: Bundle, tmp_path: Path) -> None:
    """A sender writes it, and an event stays when the person is erased: only types that are well known are in it (row N3)."""
    vault = FolderVault(tmp_path / "vault")
    desk = ArrivingDesk(bundle=lambda: bundle, log=log, vault=vault, clock=lambda: NOW, wake=lambda: None)
    message = EmailMessage()
    message["From"], message["Message-ID"] = "ana@example.net", "<1@example.net>"
    message.set_content("See the files.")
    for subtype in ("x-ana-torres-springfield", "pdf", "vnd.ms-excel"):
        message.add_attachment(b"file", maintype="application", subtype=subtype)
    desk.receive(message.as_bytes(), "ana@example.net")
    types = [attachment.media_type for attachment in log.store.newest(1)[0].received.attachments]
    expected = ["octet-stream", "pdf", "vnd.ms-excel"]
    assert types == ["message/rfc822", *(f"application/{subtype}" for subtype in expected)]


class _ErasedMeanwhile(FolderVault):
    """Its files are gone with their case as soon as somebody looks for one."""

    def __init__(self, folder: Path, log: Log) -> None:
        super().__init__(folder)
        self.log = log

    def read(self, reference: str, name: str) -> bytes | None:
        case = self.log.store.find(reference)
        assert case is not None
        self.log.add(case, NOW, Erased(by="lee", reason="asked", kept_until=""), erase=True)
        self.erase(reference)
        return super().read(reference, name)


def test_file_that_is_erased_while_it_is_looked_for_is_not_missing(log: Log, bundle: Bundle, tmp_path: Path) -> None:
    """A case may be erased between its being read and its files: nobody is alarmed (row N3)."""
    vault = _ErasedMeanwhile(tmp_path / "vault", log)
    desk = ArrivingDesk(bundle=lambda: bundle, log=log, vault=vault, clock=lambda: NOW, wake=lambda: None)
    desk.receive(b"From: ana@example.net\r\nMessage-ID: <1@example.net>\r\n\r\nHello\r\n", "ana@example.net")
    assert list(doubts(log, AFTERWARDS, lambda _count: None, texts=False, files=vault)) == []
