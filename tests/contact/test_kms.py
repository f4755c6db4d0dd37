"""Keys of cases that KMS wraps, against a KMS that runs (row N2)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from contact.keys import KeysError
from contact.keys.kms import KmsKeys
from contact.keys.local import LocalKeys
from tests.aws.ministack_server import REGION, Ministack, Unavailable, running

REFERENCE, OTHER = "7KQ-4M2P-9XW", "CCC-CCCC-CCC"


@pytest.fixture(scope="module")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministack]:
    try:
        with running(tmp_path_factory.mktemp("ministack")) as found:
            yield found
    except Unavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any the SDK would go and ask for them."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")


@pytest.fixture
def owner(ministack: Ministack) -> Iterator[Any]:
    """A client that may do anything to keys."""
    client = ministack.client("kms")
    yield client
    client.close()


@pytest.fixture
def key_id(owner: Any) -> str:  # noqa: ANN401 - boto3 has no types
    return str(owner.create_key(Description="cases")["KeyMetadata"]["Arn"])


@pytest.fixture
def keys(ministack: Ministack, key_id: str) -> Iterator[KmsKeys]:
    made = KmsKeys(key_id, ministack.endpoint, REGION)
    yield made
    made.close()


def test_key_comes_back_for_its_case(keys: KmsKeys) -> None:
    """What the store keeps is not the key; KMS makes the key of it again (row N2)."""
    key = keys.new(REFERENCE)
    assert (len(key.plain), key.plain in key.wrapped) == (32, False)
    assert keys.opened(REFERENCE, key.wrapped) == key.plain


def test_each_case_has_a_key_of_its_own(keys: KmsKeys) -> None:
    """Destroying one erases one person (row N3)."""
    assert keys.new(REFERENCE).plain != keys.new(REFERENCE).plain


def test_key_opens_for_no_other_case(keys: KmsKeys) -> None:
    """A wrapped key that was put beside another case's texts stays closed (row N2)."""
    with pytest.raises(KeysError) as error:
        keys.opened(OTHER, keys.new(REFERENCE).wrapped)
    message = "the keys of the request log cannot be used: decrypt of AWS was refused: InvalidCiphertextException"
    assert (str(error.value), error.value.retry) == (message, False)


def test_key_that_is_switched_off_opens_nothing(
    keys: KmsKeys,
    owner: Any,  # noqa: ANN401 - boto3 has no types
    key_id: str,
) -> None:
    """Who switches off the key of KMS closes the whole log; somebody has to switch it on again."""
    wrapped = keys.new(REFERENCE).wrapped
    owner.disable_key(KeyId=key_id)
    with pytest.raises(KeysError) as error:
        keys.opened(REFERENCE, wrapped)
    message = "the keys of the request log cannot be used: decrypt of AWS was refused: DisabledException"
    assert (str(error.value), error.value.retry) == (message, False)
    owner.enable_key(KeyId=key_id)
    assert keys.opened(REFERENCE, wrapped)


def test_unknown_key_makes_none(ministack: Ministack, keys: KmsKeys) -> None:
    """A wrong name of the key is found out at the first message, before anything is recorded (row T1)."""
    other = KmsKeys("alias/nobody", ministack.endpoint, REGION)
    with pytest.raises(KeysError) as error:
        other.new(REFERENCE)
    other.close()
    message = "the keys of the request log cannot be used: generate_data_key of AWS was refused: NotFoundException"
    assert (str(error.value), error.value.retry) == (message, False)


def test_key_of_before_is_not_taken_for_one_of_kms(keys: KmsKeys) -> None:
    """The message says when it was made: before KMS was set up."""
    with pytest.raises(KeysError) as error:
        keys.opened(REFERENCE, LocalKeys().new(REFERENCE).wrapped)
    message = "this key was not wrapped by KMS: FRONTDESK_KMS_KEY was not set then"
    assert (str(error.value), error.value.retry) == (message, False)


def test_unreachable_kms_may_come_back() -> None:
    """A little later it may work."""
    away = KmsKeys("alias/desk", "http://127.0.0.1:9", REGION, patience=timedelta(0))
    with pytest.raises(KeysError) as error:
        away.new(REFERENCE)
    away.close()
    message = "the keys of the request log cannot be used: generate_data_key of AWS failed: EndpointConnectionError"
    assert (str(error.value), error.value.retry) == (message, True)
