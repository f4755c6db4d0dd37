"""The vault in a bucket, in a stand-in for Amazon S3 (rows N1, N3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contact.store import StoreError
from contact.vault.s3 import S3Vault
from tests.aws.ministack_server import REGION, Ministack, Unavailable, running

MANY = 3
REFUSED = r"the vault cannot be used: \w+ of AWS was refused: NoSuchBucket .*"


@pytest.fixture(scope="module")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministack]:
    folder: Path = tmp_path_factory.mktemp("ministack")
    try:
        with running(folder) as server:
            server.client("s3").create_bucket(Bucket="desk")
            yield server
    except Unavailable as missing:
        pytest.skip(str(missing))


@pytest.fixture
def vault(ministack: Ministack, monkeypatch: pytest.MonkeyPatch) -> S3Vault:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    return S3Vault("desk", "vault/", ministack.endpoint, REGION)


def test_files_are_kept_read_and_forgotten(vault: S3Vault) -> None:
    """One by one; what is not there is None, and forgetting it is no error."""
    vault.keep("222-2222-222", "a-0", b"sealed")
    assert vault.read("222-2222-222", "a-0") == b"sealed"
    vault.forget("222-2222-222", "a-0")
    vault.forget("222-2222-222", "a-0")
    assert vault.read("222-2222-222", "a-0") is None


def test_erasing_takes_all_files_of_a_case(vault: S3Vault) -> None:
    """And none of a case whose reference begins alike; once more is no error (row N3)."""
    for number in range(MANY):
        vault.keep("333-3333-333", f"a-{number}", b"x")
    vault.keep("333-3333-334", "a-0", b"x")
    vault.erase("333-3333-333")
    vault.erase("333-3333-333")
    assert [(kept.reference, kept.name) for kept in vault.walk()] == [("333-3333-334", "a-0")]
    assert all(kept.at.tzinfo for kept in vault.walk())


def test_a_bucket_that_is_not_there_is_a_store_error(ministack: Ministack, vault: S3Vault) -> None:
    """The way in answers that the message should come again; the error names no file."""
    other = S3Vault("nowhere", endpoint=ministack.endpoint, region=REGION)
    with pytest.raises(StoreError, match=REFUSED):
        other.keep("222-2222-222", "a-0", b"x")
    with pytest.raises(StoreError, match=REFUSED):
        other.read("222-2222-222", "a-0")
