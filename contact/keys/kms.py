"""Keys on AWS: made by KMS, and kept in the store as only KMS can open them. A stolen copy of the store says nothing.

Who may open one, and who did, AWS writes down itself (CloudTrail), by the reference of the case. Nothing is remembered here:
a key that was opened is gone when its case is.
"""

from datetime import timedelta

from contact.aws import PATIENCE, Answer, AwsError, client
from contact.keys.port import CaseKey, KeysError

# The first byte tells how a key was kept; contact.keys.local has the others.
_BY_KMS = b"\x02"
_KIND = "AES_256"


class KmsKeys:
    """Keys that a key of KMS wraps, named by its address (ARN) or its alias. Raises KeysError where it cannot be used."""

    def __init__(self, key_id: str, endpoint: str = "", region: str = "", patience: timedelta = PATIENCE) -> None:
        self._key_id = key_id
        try:
            self._client = client("kms", endpoint, region, patience)
        except AwsError as error:
            raise _explained(error) from error

    def new(self, reference: str) -> CaseKey:
        answer = self._call("generate_data_key", reference, KeySpec=_KIND)
        return CaseKey(plain=answer["Plaintext"], wrapped=_BY_KMS + answer["CiphertextBlob"])

    def opened(self, reference: str, wrapped: bytes) -> bytes:
        if wrapped[:1] != _BY_KMS:
            raise KeysError("this key was not wrapped by KMS: FRONTDESK_KMS_KEY was not set then", retry=False)
        plain: bytes = self._call("decrypt", reference, CiphertextBlob=wrapped[1:])["Plaintext"]
        return plain

    def close(self) -> None:
        """Close the connections. A later use opens new ones."""
        self._client.close()

    def _call(self, operation: str, reference: str, **arguments: object) -> Answer:
        context = {"reference": reference}
        try:
            answer: Answer = getattr(self._client, operation)(
                KeyId=self._key_id, EncryptionContext=context, **arguments
            )
        except AwsError as error:
            raise _explained(error) from error
        return answer


def _explained(error: AwsError) -> KeysError:
    return KeysError(f"the keys of the request log cannot be used: {error}", retry=error.retry)
