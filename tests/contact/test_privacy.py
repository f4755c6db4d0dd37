"""Personal data: encrypted, given out to its owner, kept as long as it has to be, and erased without a gap (rows N1, N2, N3)."""

import csv
import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.case import Case
from contact.chain import first_broken
from contact.encryption import UndecipherableError, new_key
from contact.erase import KeptError, erase, kept_until
from contact.events import Attachment, Received, Resolved, Wrote, body_of
from contact.keys import KeysError, LocalKeys
from contact.keys.local import master_key
from contact.log import ErasedError, Log
from contact.outbox import Outbox, Sweep
from contact.personal import locked, personal, unlocked
from contact.seal import seal_due
from contact.store.sqlite import SqliteStore
from contact.vault.files import NewFile, seal_files
from contact.vault.folder import FolderVault
from contact.verify import doubts
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import from_json, replace
from desk.folders import Folders
from desk.retention import NONE, Retention, parse_retention
from desk.settings.model import Settings
from frontdesk.commands import requests
from tests.contact.conftest import NOW, Clock, Post
from tests.contact.test_commands import Output, project, run

__all__ = ["project"]

TYPED = "My flat burnt down in Springfield"


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / ".frontdesk" / "attachments")


@pytest.fixture
def case(post: Post, log: Log) -> Case:
    """One message, just received."""
    post(message=TYPED)
    return log.store.newest(1)[0]


def bytes_on_disk(store: SqliteStore) -> bytes:
    """All that a copy of the request log's files would hold."""
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.glob("requests.sqlite3*")))


def without_retention(bundle: Bundle) -> Settings:
    """Settings under which nothing has to be kept."""
    return replace(bundle.settings, retention=NONE)


def test_what_was_typed_is_not_in_the_file(case: Case, store: SqliteStore) -> None:
    """Whoever looks into the file finds neither the words nor the address (row N2)."""
    kept = bytes_on_disk(store)
    assert case.reference.encode() in kept
    assert [typed for typed in (TYPED, "Springfield", "ana@example.net", "Ana") if typed.encode() in kept] == []


def test_a_text_opens_only_where_it_belongs() -> None:
    """Neither another case's key nor another place in the log shows it, nor one with a changed byte."""
    texts = personal({"message": TYPED})
    key = new_key()
    kept = locked(texts, key, "7KQ-4M2P-9XW", "request")
    assert unlocked(kept, key, "7KQ-4M2P-9XW", "request") == texts
    for wrong in (
        (kept, new_key(), "7KQ-4M2P-9XW", "request"),
        (kept, key, "CCC-CCCC-CCC", "request"),
        (kept, key, "7KQ-4M2P-9XW", "message-3"),
        (kept[:-1] + bytes([kept[-1] ^ 1]), key, "7KQ-4M2P-9XW", "request"),
        (kept[:9], key, "7KQ-4M2P-9XW", "request"),
    ):
        with pytest.raises(UndecipherableError):
            unlocked(*wrong)


def test_same_words_are_never_kept_alike() -> None:
    """Two customers who write the same are not to be matched by what lies in the file."""
    texts, key = personal({"message": "yes"}), new_key()
    assert locked(texts, key, "7KQ-4M2P-9XW", "request") != locked(texts, key, "7KQ-4M2P-9XW", "request")


def test_a_master_key_makes_a_copy_of_the_file_worthless(post: Post, store: SqliteStore) -> None:
    """With it the keys are wrapped: without it, or with another one, nothing opens; cases of before still do (row N2)."""
    first, second = LocalKeys(b"1" * 32), LocalKeys(b"2" * 32)
    key = first.new("7KQ-4M2P-9XW")
    assert key.plain not in key.wrapped
    assert first.opened("7KQ-4M2P-9XW", key.wrapped) == key.plain
    with pytest.raises(KeysError, match="FRONTDESK_MASTER_KEY is not set"):
        LocalKeys().opened("7KQ-4M2P-9XW", key.wrapped)
    with pytest.raises(KeysError, match="FRONTDESK_MASTER_KEY is not the one"):
        second.opened("7KQ-4M2P-9XW", key.wrapped)
    with pytest.raises(KeysError, match="FRONTDESK_MASTER_KEY is not the one"):
        first.opened("CCC-CCCC-CCC", key.wrapped)
    post()
    before = Log(store=store, keys=first)
    texts = before.texts(store.newest(1)[0])
    assert texts is not None


@pytest.mark.parametrize("text", ["", "short", "not base64!", "QUJD" * 20])
def test_a_wrong_master_key_is_explained(text: str) -> None:
    """What it should look like, and how to make one."""
    with pytest.raises(KeysError) as refused:
        master_key(text)
    assert str(refused.value) == "the master key is 32 bytes in base64, such as `openssl rand -base64 32` makes"


def test_texts_of_the_first_version_are_still_read(tmp_path: Path) -> None:
    """A log that was written before texts were encrypted is brought forward, and its chain stays whole."""
    path = tmp_path / "requests.sqlite3"
    old = (Path(__file__).parent / "first_version.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as other, other:
        other.executescript(old)
    with closing(SqliteStore(path)) as store:
        log = Log(store=store, keys=LocalKeys())
        case = store.newest(1)[0]
        texts = log.texts(case)
        assert texts is not None
        assert (texts.fields["message"], case.received.personal_digest) == ("Old", texts.digest)
        assert (case.received_at, case.status, first_broken(case.events)) == (NOW, "received", None)
        assert [(entry.mail, entry.state) for entry in store.outbox()] == [("acknowledgement", "waiting")]


def test_erasing_leaves_nothing_of_the_person(
    case: Case, log: Log, store: SqliteStore, vault: FolderVault, bundle: Bundle
) -> None:
    """Key, texts, files and the hash of the address are gone, from the bytes of the files too; history stays (row N3)."""
    assert case.wrapped_key is not None
    seal_files(vault, case.reference, log.key(case), [NewFile(media_type="text/plain", content=b"secret")])
    gone = [case.wrapped_key, case.texts["request"], log.hasher().of("sender", "ana@example.net").encode()]
    assert all(secret in bytes_on_disk(store) for secret in gone)
    assert erase(log, vault, case, without_retention(bundle), NOW, by="lee", reason="asked")
    assert [secret for secret in gone if secret in bytes_on_disk(store)] == []
    assert list(vault.walk()) == []
    after = store.newest(1)[0]
    assert (after.wrapped_key, after.texts, log.texts(after), log.of_sender("ana@example.net")) == (None, {}, None, [])
    assert [event.kind for event in after.events] == ["received", "erased"]


def test_an_erased_case_still_adds_up(case: Case, log: Log, vault: FolderVault, bundle: Bundle, clock: Clock) -> None:
    """Chain, seals and counts are as they were (row N3)."""
    clock.pass_by(days=1)
    seal_due(log.store, clock.now)
    assert erase(log, vault, case, without_retention(bundle), clock.now, by="lee", reason="asked")
    clock.pass_by(days=1)
    seal_due(log.store, clock.now)
    assert list(doubts(log, clock.now, lambda _count: None, texts=True)) == []


def test_an_erased_person_gets_no_mail(
    case: Case, log: Log, vault: FolderVault, bundle: Bundle, outbox: Outbox
) -> None:
    """Where the acknowledgement had not gone out yet, nobody knows any more where to."""
    erase(log, vault, case, without_retention(bundle), NOW, by="lee", reason="asked")
    assert outbox.send_due() == Sweep(failed=1)
    assert log.store.newest(1)[0].acknowledgement == "failed"


def test_a_message_that_is_sent_again_after_erasing_is_a_new_one(
    case: Case, post: Post, log: Log, vault: FolderVault, bundle: Bundle
) -> None:
    """The token, which is made from what was typed, is gone as well."""
    erase(log, vault, case, without_retention(bundle), NOW, by="lee", reason="asked")
    post(message=TYPED)
    assert len(log.store.newest(10)) == 2


def test_to_an_erased_case_no_text_can_be_added(case: Case, log: Log, vault: FolderVault, bundle: Bundle) -> None:
    """Not even by somebody who read the case before: it would be a text without a key."""
    erase(log, vault, case, without_retention(bundle), NOW, by="lee", reason="asked")
    texts = personal({"message": "one more thing"})
    wrote = Wrote(channel="email", text="message-2", personal_digest=texts.digest)
    with pytest.raises(ErasedError):
        log.add(case, NOW, wrote, texts={"message-2": texts})
    assert [event.kind for event in log.store.newest(1)[0].events] == ["received", "erased"]


def test_erasing_twice_says_so_and_takes_away_what_was_left(
    case: Case, log: Log, vault: FolderVault, bundle: Bundle
) -> None:
    """A crash between log and files is mended by erasing once more."""
    settings = without_retention(bundle)
    assert erase(log, vault, case, settings, NOW, by="lee", reason="asked")
    vault.keep(case.reference, "left-over", b"sealed")
    assert not erase(log, vault, log.store.newest(1)[0], settings, NOW, by="lee", reason="asked")
    assert list(vault.walk()) == []


def test_a_record_is_kept_for_its_time(case: Case, log: Log, vault: FolderVault, bundle: Bundle, clock: Clock) -> None:
    """Not a moment before its date, which counts from the last thing that happened to it (row N1)."""
    settings = replace(bundle.settings, retention=Retention(84))
    clock.pass_by(days=10)
    log.add(case, clock.now, Resolved(outcome="full", by="lee"))
    current = log.store.newest(1)[0]
    until = kept_until(current, settings)
    assert until == datetime(2033, 12, 1, 15, 0, tzinfo=UTC)
    with pytest.raises(KeptError) as refused:
        erase(log, vault, current, settings, until.replace(hour=14), by="lee", reason="asked")
    assert str(refused.value) == "records are kept for 7 years: it may be erased from 2033-12-01 on"
    assert erase(log, vault, current, settings, until, by="lee", reason="asked")
    erased = body_of(log.store.newest(1)[0].events[-1])
    assert (erased.by, erased.reason, erased.kept_until) == ("lee", "asked", "2033-12-01T15:00:00+00:00")  # type: ignore[union-attr] # the last event is `erased`


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(0, 600))  # noqa: DTZ001 - the bounds are naive
def test_retention_is_counted_in_calendar_months(start: datetime, months: int) -> None:
    """The same day of the month, or its last day where it is shorter; never earlier than so many times 28 days."""
    end = Retention(months).after(start)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end.replace(day=28) - end).days <= 0)
    assert end.time() == start.time()


@pytest.mark.parametrize(
    ("text", "months", "shown"),
    [
        ("7 years", 84, "7 years"),
        ("1 year", 12, "1 year"),
        ("18 months", 18, "18 months"),
        ("24 Months", 24, "2 years"),
    ],
)
def test_retention_is_written_in_years_or_months(text: str, months: int, shown: str) -> None:
    """And shown as people would say it."""
    assert (parse_retention(text), str(parse_retention(text))) == (Retention(months), shown)


@pytest.mark.parametrize("text", ["7", "years", "7 days", "-1 years", "99 years"])
def test_any_other_time_is_refused(text: str) -> None:
    """Days are no retention, and no law asks for a century."""
    with pytest.raises(ValueError, match=r"write a number|the longest is"):
        parse_retention(text)


def test_hold_keeps_a_case_until_it_is_lifted(project: Path, case: Case, bundle: Bundle, capsys: Output) -> None:
    """Whatever its age; both the hold and its end stand in the history (row N1)."""
    reference = case.reference
    free = replace(bundle, settings=without_retention(bundle))
    (Folders(project).bundle / BUNDLE_FILE).write_bytes(bundle_bytes(free))
    assert run(requests, project, "hold", reference, "--reason", "case 26-0117", "--by", "lee") == 0
    assert run(requests, project, "erase", reference, "--reason", "asked", "--by", "lee") == 1
    assert run(requests, project, "hold", reference, "--reason", "again", "--by", "lee") == 1
    assert run(requests, project, "hold", reference, "--lift", "--by", "kim") == 0
    assert run(requests, project, "erase", reference, "--reason", "asked", "--by", "lee") == 0
    assert run(requests, project, "erase", reference, "--reason", "asked", "--by", "lee") == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{reference}: a hold is on this case",
        f"{reference}: the hold is lifted",
        f"{reference}: erased",
        f"{reference}: had been erased before",
    ]
    assert said.err.splitlines() == [
        f"{reference}: a legal hold is on it: lift the hold first, if you may",
        f"{reference}: a hold is already on this case",
    ]


def test_what_staff_began_to_write_goes_with_the_person(post: Post, project: Path, store: SqliteStore) -> None:
    """A reply that was never sent may quote the customer; what was written about others stays (row N3)."""
    post(message="Tell nobody.")
    reference = store.newest(1)[0].reference
    bundle = from_json((Folders(project).bundle / BUNDLE_FILE).read_bytes(), Bundle)
    kept_for_nothing = replace(bundle, settings=replace(bundle.settings, retention=NONE))
    (Folders(project).bundle / BUNDLE_FILE).write_bytes(bundle_bytes(kept_for_nothing))
    drafts = Folders(project).state / "drafts"
    drafts.mkdir(parents=True)
    for name in (f"{reference}.reply.txt", f"{reference}.note.txt", "222-2222-222.reply.txt"):
        (drafts / name).write_text("You said: tell nobody.", encoding="utf-8")
    assert run(requests, project, "erase", reference, "--reason", "asked", "--by", "lee") == 0
    assert [path.name for path in drafts.iterdir()] == ["222-2222-222.reply.txt"]


def test_erase_tells_when(project: Path, case: Case, capsys: Output) -> None:
    """The desk of these tests follows New York's rules: seven years, and not a word of the case is lost before."""
    reference = case.reference
    assert run(requests, project, "erase", reference, "--when") == 0
    assert run(requests, project, "erase", reference, "--reason", "asked", "--by", "lee") == 1
    said = capsys.readouterr()
    assert said.out == f"{reference}: may be erased from 2033-11-21 on\n"
    assert said.err == f"{reference}: records are kept for 7 years: it may be erased from 2033-11-21 on\n"


def test_export_gives_a_person_all_that_is_kept(
    project: Path, post: Post, log: Log, vault: FolderVault, capsys: Output
) -> None:
    """All their cases with texts, history and files; nobody else's (row N3)."""
    post(message="First")
    (first,) = log.store.newest(1)
    post(message="Somebody else's", email="eve@example.net")
    files = seal_files(vault, first.reference, log.key(first), [NewFile(media_type="image/png", content=b"picture")])
    texts = personal({"message": "One more thing"})
    wrote = Wrote(channel="email", text="message-2", personal_digest=texts.digest, attachments=tuple(files))
    log.add(first, NOW, wrote, texts={"message-2": texts})
    assert run(requests, project, "export", "--of", "ANA@example.net", "--output", str(project / "ana")) == 0
    assert capsys.readouterr().err == f"1 case and 1 file in {project / 'ana'}\n"
    (told,) = from_json((project / "ana" / "cases.json").read_bytes(), list[dict[str, object]])
    assert (told["reference"], told["texts"]) == (first.reference, {"message-2": {"message": "One more thing"}})
    assert told["personal"] == {
        "message": "First",
        "name": "Ana",
        "email": "ana@example.net",
        "phone": "",
        "number": "",
    }
    (written,) = (project / "ana" / first.reference).iterdir()
    assert written.read_bytes() == b"picture"
    assert written.stat().st_mode & 0o777 == (project / "ana" / "cases.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("typed", ["+1 (212) 555-0187", "212-555-0187", "2125550187"])
def test_export_finds_a_person_by_number(project: Path, post: Post, capsys: Output, typed: str) -> None:
    """However the number is typed, with or without the code of the desk's own country (row N3)."""
    post(email="", phone="(212) 555-0187")
    assert run(requests, project, "export", "--of", typed) == 0
    (told,) = from_json(capsys.readouterr().out.encode(), list[dict[str, object]])
    assert told["status"] == "acknowledged-on-page"


def test_export_to_a_spreadsheet_runs_nothing(project: Path, post: Post, capsys: Output) -> None:
    """What a customer typed is text there, whatever it begins with."""
    post(message='=HYPERLINK("http://evil.example")', name="+cmd|' /C calc'!A0")
    assert run(requests, project, "export", "--of", "ana@example.net", "--format", "csv") == 0
    header, row = csv.reader(io.StringIO(capsys.readouterr().out))
    cells = dict(zip(header, row, strict=True))
    assert (cells["message"], cells["name"]) == ('\'=HYPERLINK("http://evil.example")', "'+cmd|' /C calc'!A0")


def test_export_needs_a_person_or_a_case(project: Path, capsys: Output) -> None:
    """And says when nothing is kept."""
    assert run(requests, project, "export") == 2
    assert run(requests, project, "export", "--of", "nobody@example.net") == 1
    assert run(requests, project, "export", "--of", "Ana") == 1
    assert capsys.readouterr().err.splitlines() == [
        "name a reference, or a person: --of ana@example.net",
        "nothing is kept of this person",
        "'Ana' is neither an e-mail address nor a telephone number",
    ]


def test_events_name_no_customer(case: Case) -> None:
    """What stays for ever holds nothing of what was typed (row N2)."""
    assert isinstance(body_of(case.events[0]), Received)
    assert [
        event.body for event in case.events if any(typed in event.body for typed in ("Ana", "ana@", "Springfield"))
    ] == []
    assert Attachment(name="a", media_type="b", size=1, digest="c") not in case.received.attachments


def test_a_file_that_was_changed_or_is_missing_is_named(case: Case, log: Log, vault: FolderVault) -> None:
    """What came along is part of the record, and needs no key to be checked (row T2)."""
    sent = [NewFile(media_type="text/plain", content=text) for text in (b"one", b"two")]
    first, second = seal_files(vault, case.reference, log.key(case), sent)
    texts = personal({"message": "See the files"})
    wrote = Wrote(channel="email", text="message-2", personal_digest=texts.digest, attachments=(first, second))
    log.add(case, NOW, wrote, texts={"message-2": texts})

    def told() -> list[str]:
        return [doubt.what for doubt in doubts(log, NOW, lambda _count: None, texts=True, files=vault)]

    assert told() == []
    (vault.folder / case.reference / f"{first.name}").write_bytes(b"another")
    vault.forget(case.reference, second.name)
    assert told() == [f"the file {first.name} is not the one that was kept", f"the file {second.name} is missing"]
