"""A vault in a bucket of Amazon S3: one object a file, below `PREFIX/REFERENCE/`.

Everything is encrypted before it gets here. Knows the bucket, and nothing of what lies in it.
"""

from collections.abc import Callable, Iterator

from contact.aws import Answer, AwsError, Client, client
from contact.store import StoreError
from contact.vault.port import Kept

# What S3 deletes with one call.
_AT_ONCE = 1000
_NO_SUCH_KEY = "NoSuchKey"


class S3Vault:
    """The vault in a bucket. The bucket has to be there, and to keep out the public (docs/running/arriving-mail.md)."""

    def __init__(self, bucket: str, prefix: str = "", endpoint: str = "", region: str = "") -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        try:
            self._client: Client = client("s3", endpoint, region)
        except AwsError as error:
            raise _store_error(error) from error

    def keep(self, reference: str, name: str, sealed: bytes) -> None:
        self._call("put_object", Key=self._key(reference, name), Body=sealed)

    def read(self, reference: str, name: str) -> bytes | None:
        try:
            answer = self._client.get_object(Bucket=self.bucket, Key=self._key(reference, name))
            return bytes(answer["Body"].read())
        except AwsError as error:
            if error.code == _NO_SUCH_KEY:
                return None
            raise _store_error(error) from error
        # The connection broke while the object was read.
        except OSError as error:
            raise StoreError("the vault cannot be read: the connection broke", retry=True) from error

    def forget(self, reference: str, name: str) -> None:
        self._call("delete_object", Key=self._key(reference, name))

    def erase(self, reference: str) -> None:
        keys = [self._key(kept.reference, kept.name) for kept in self._below(f"{reference}/")]
        for start in range(0, len(keys), _AT_ONCE):
            objects = [{"Key": key} for key in keys[start : start + _AT_ONCE]]
            answer = self._call("delete_objects", Delete={"Objects": objects, "Quiet": True})
            # S3 answers that all is well, and names what it has not deleted.
            if answer.get("Errors"):
                raise StoreError(f"the vault did not delete {len(answer['Errors'])} files", retry=True)

    def walk(self) -> Iterator[Kept]:
        return self._below("")

    def _below(self, path: str) -> Iterator[Kept]:
        more: dict[str, object] = {}
        while True:
            answer = self._call("list_objects_v2", Prefix=self.prefix + path, **more)
            for found in answer.get("Contents", ()):
                reference, slash, name = found["Key"].removeprefix(self.prefix).partition("/")
                if slash:
                    yield Kept(reference=reference, name=name, at=found["LastModified"])
            if not answer.get("IsTruncated"):
                return
            more = {"ContinuationToken": answer["NextContinuationToken"]}

    def _key(self, reference: str, name: str) -> str:
        return f"{self.prefix}{reference}/{name}"

    def _call(self, operation: str, **arguments: object) -> Answer:
        try:
            call: Callable[..., Answer] = getattr(self._client, operation)
            return call(Bucket=self.bucket, **arguments)
        except AwsError as error:
            raise _store_error(error) from error


def _store_error(error: AwsError) -> StoreError:
    return StoreError(f"the vault cannot be used: {error}", retry=error.retry)
