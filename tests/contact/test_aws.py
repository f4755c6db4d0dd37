"""The AWS SDK behind one door: its calls end soon, and fail in one way only."""

import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contact import aws
from contact.aws import AwsError, Client, client
from contact.deployment import BackendError, configured_keys, configured_log, configured_store

HARDLY = timedelta(milliseconds=1)
# Nobody listens there.
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An account of nobody; no configuration of whoever runs the tests, and no session of other tests."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    aws._session.cache_clear()  # noqa: SLF001 - it remembers what the environment said
    yield
    aws._session.cache_clear()  # noqa: SLF001 - as before


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A client of a server that takes a connection and never says a word."""
    monkeypatch.setattr(aws, "READ_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = client("dynamodb", f"http://127.0.0.1:{server.getsockname()[1]}", "us-east-1", HARDLY)
        yield made
        made.close()


def test_server_that_never_answers_may_come_back(silent: Client) -> None:
    """Nobody waits for it without end (row U3)."""
    with pytest.raises(AwsError) as error:
        silent.list_tables()
    failed = ("list_tables of AWS failed: ReadTimeoutError", "ReadTimeoutError", True)
    assert (str(error.value), error.value.code, error.value.retry) == failed


def test_missing_credentials_need_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """They do not come by themselves."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    made = client("dynamodb", NOBODY, "us-east-1")
    with pytest.raises(AwsError) as error:
        made.list_tables()
    made.close()
    assert (str(error.value), error.value.retry) == ("list_tables of AWS failed: NoCredentialsError", False)


def test_missing_region_is_named() -> None:
    """Before the first call, in the SDK's own words."""
    with pytest.raises(AwsError) as error:
        client("dynamodb")
    message = "dynamodb of AWS cannot be used: You must specify a region."
    assert (str(error.value), error.value.retry) == (message, False)


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_region_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """By the name that Lambda gives it as well as by the older one."""
    monkeypatch.setenv(name, "eu-west-1")
    made = client("dynamodb")
    made.close()


def test_missing_sdk_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who chose DynamoDB and has not installed the SDK reads what to install."""
    monkeypatch.setitem(sys.modules, "botocore.config", None)
    monkeypatch.setenv("FRONTDESK_DATABASE", "dynamodb://frontdesk")
    with pytest.raises(BackendError) as error, configured_log(tmp_path):
        pass
    detail = "the AWS SDK is not installed: pip install 'frontdesk[aws]'"
    assert str(error.value) == f"the request log cannot be used: {detail} (FRONTDESK_DATABASE)"


@pytest.mark.parametrize("written", ["dynamodb://", "dynamodb://us-east-1/frontdesk", "dynamodb://ana@table"])
def test_table_is_named_by_its_name_alone(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """The region and the account stand elsewhere."""
    monkeypatch.setenv("FRONTDESK_DATABASE", written)
    with pytest.raises(BackendError) as error:
        configured_store()
    message = "FRONTDESK_DATABASE names a table of DynamoDB by its name alone, such as dynamodb://frontdesk"
    assert str(error.value) == message


def test_keys_are_wrapped_by_one_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a master key and a key of KMS has to choose (row N2)."""
    monkeypatch.setenv("FRONTDESK_MASTER_KEY", "x")
    monkeypatch.setenv("FRONTDESK_KMS_KEY", "alias/frontdesk")
    with pytest.raises(BackendError) as error:
        configured_keys()
    names = "FRONTDESK_MASTER_KEY and FRONTDESK_KMS_KEY"
    assert str(error.value) == f"{names} are both set: the keys of cases are wrapped by one of them"


def test_key_of_kms_needs_a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the setting that asked for KMS."""
    monkeypatch.setenv("FRONTDESK_KMS_KEY", "alias/frontdesk")
    with pytest.raises(BackendError) as error:
        configured_keys()
    message = "the keys of the request log cannot be used: kms of AWS cannot be used: You must specify a region."
    assert str(error.value) == f"FRONTDESK_KMS_KEY: {message}"
