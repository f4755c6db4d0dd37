"""Files apart from the log: kept on the disk, readable with the key alone, gone when the person is (rows N1, N2, N3)."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contact.case import Case
from contact.events import Received, Wrote
from contact.log import Log
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from contact.vault.files import AlteredError, NewFile, attachments_of, check_file, open_file, seal_files, sweep
from contact.vault.folder import FolderVault
from tests.contact.conftest import NOW, Post

FILES = [NewFile(media_type="text/plain", content=b"first"), NewFile(media_type="image/png", content=b"")]


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "vault")


@pytest.fixture
def case(post: Post, store: SqliteStore, log: Log, vault: FolderVault) -> Case:
    """A case to which two files belong."""
    post()
    found = store.newest(1)[0]
    attachments = seal_files(vault, found.reference, log.key(found), FILES)
    wrote = Wrote(channel="email", text="", personal_digest="", attachments=tuple(attachments))
    assert log.add(found, NOW, wrote)
    return store.newest(1)[0]


def test_files_come_back_as_they_were(case: Case, log: Log, vault: FolderVault) -> None:
    """Also an empty one, in their order, with their sizes."""
    found = attachments_of(case)
    assert [open_file(log, vault, case, attachment) for attachment in found] == [b"first", b""]
    assert [(attachment.media_type, attachment.size) for attachment in found] == [("text/plain", 5), ("image/png", 0)]
    assert isinstance(case.received, Received)


def test_only_the_owner_of_the_process_can_look(case: Case, vault: FolderVault) -> None:
    """Folders 0700, files 0600, and no unfinished file is left."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [vault.folder, *vault.folder.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert not list(vault.folder.rglob("*.part"))


def test_an_altered_file_is_noticed(case: Case, log: Log, vault: FolderVault) -> None:
    """Without the key by its digest; one that was put in its place, and one that is gone (row T2)."""
    first, second = attachments_of(case)
    path = vault.folder / case.reference / first.name
    assert check_file(vault, case.reference, first) == path.read_bytes()
    path.write_bytes((vault.folder / case.reference / second.name).read_bytes())
    with pytest.raises(AlteredError, match=f"the file {first.name} of {case.reference} is not the one that was kept"):
        open_file(log, vault, case, first)
    path.unlink()
    with pytest.raises(AlteredError, match=f"the file {first.name} of {case.reference} is missing"):
        open_file(log, vault, case, first)


def test_a_file_belongs_to_its_case_and_its_name(case: Case, log: Log, vault: FolderVault) -> None:
    """Whoever can write the log too cannot give a file to another case: it does not open there."""
    first, _ = attachments_of(case)
    sealed = check_file(vault, case.reference, first)
    vault.keep("222-2222-222", first.name, sealed)
    moved = Case(reference="222-2222-222", key="", wrapped_key=case.wrapped_key, events=case.events)
    with pytest.raises(AlteredError, match=r"what belongs to 222-2222-222/vault/.* cannot be deciphered"):
        open_file(log, vault, moved, first)


def test_erasing_takes_all_files_of_a_case(case: Case, vault: FolderVault) -> None:
    """And no others; once more is no error (row N3)."""
    vault.keep("222-2222-222", "a-0", b"x")
    vault.erase(case.reference)
    vault.erase(case.reference)
    assert [kept.reference for kept in vault.walk()] == ["222-2222-222"]
    assert vault.read(case.reference, attachments_of(case)[0].name) is None


def test_what_a_crash_has_left_is_swept_after_a_day(case: Case, log: Log, vault: FolderVault) -> None:
    """A file that no event names, of this case or of one that was never recorded; the others stay (row T1)."""
    vault.keep(case.reference, "left-0", b"x")
    vault.keep("222-2222-222", "left-1", b"x")
    now = datetime.now(UTC)
    assert list(sweep(log, vault, now)) == []
    assert sorted(sweep(log, vault, now + timedelta(days=2))) == sorted(
        [f"{case.reference}/left-0", "222-2222-222/left-1"]
    )
    assert {kept.name for kept in vault.walk()} == {attachment.name for attachment in attachments_of(case)}
    assert not (vault.folder / "222-2222-222").exists()


@pytest.mark.parametrize(
    ("reference", "name"), [("../../../etc", "a"), ("222-2222-222", "../x"), ("", ""), ("222-2222-222", "A")]
)
def test_nothing_else_becomes_a_path(vault: FolderVault, reference: str, name: str) -> None:
    """Names are ours; should one ever not be, it does not reach the file system."""
    with pytest.raises(ValueError, match="this names no file of a vault"):
        vault.keep(reference, name, b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    """The way in answers that the message should come again."""
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError):
        FolderVault(tmp_path / "vault").keep("222-2222-222", "a", b"")


def test_a_file_in_the_way_is_a_store_error(tmp_path: Path) -> None:
    """The same where the place is taken by something else."""
    (tmp_path / "vault").write_text("in the way")
    with pytest.raises(StoreError, match=r"the vault cannot be used: .*"):
        FolderVault(tmp_path / "vault").keep("222-2222-222", "a", b"")
