"""The name of an AWS service -> a client whose calls end soon, whatever the network does, and fail in one way only.

The one place that knows boto3. Knows no table, no key and no mail; whoever uses no AWS never imports the SDK.
"""

import os
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from desk.data import Data

# A customer waits for the answer: what takes longer than this counts as failed.
CONNECT_SECONDS, READ_SECONDS = 1.0, 2.0
# Of a call that must not be made twice: who gives up too early does not know whether it was done.
READ_ONCE_SECONDS = 30.0
# After a failure that may pass, no further attempt begins later than this.
PATIENCE = timedelta(seconds=2.5)
FIRST_WAIT, LONGEST_WAIT = 0.025, 0.4
MOST_CONNECTIONS = 16
NOT_INSTALLED = "the AWS SDK is not installed: pip install 'frontdesk[aws]'"

# These pass by themselves, although their HTTP status says that the request was at fault.
_PASSING = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
# Of a transaction: the others say that it would fail again.
_PASSING_REASONS = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
# Their words name roles and tables, and never a customer.
_SPEAKING = frozenset({"AccessDeniedException", "AccessDenied", "ResourceNotFoundException", "NoSuchBucket"})
_TOO_MANY, _SERVER = 429, 500

_random = secrets.SystemRandom()
# A session makes one client at a time.
_making = threading.Lock()

Answer = dict[str, Any]


class Reason(Data, frozen=True, kw_only=True):
    """Why one item of a transaction was refused: `None` as code where it was not; the item as it is, if it was asked for."""

    code: str
    item: Answer


class AwsError(Exception):
    """A call has failed. `retry` tells whether it may succeed a little later, without anybody mending anything.

    The message is fit for a log: the service's own words, which may name a customer, are only in it where they cannot.
    """

    def __init__(self, message: str, *, code: str, retry: bool, reasons: Sequence[Reason] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.retry = retry
        self.reasons = reasons


class Client:
    """A client of boto3, in which `client.put_item(...)` raises AwsError and nothing else."""

    def __init__(self, made: Any, patience: timedelta) -> None:  # noqa: ANN401 - boto3 has no types
        self._made = made
        self._patience = patience

    def __getattr__(self, operation: str) -> Callable[..., Answer]:
        call = getattr(self._made, operation)

        def patiently(**arguments: object) -> Answer:
            return _patiently(lambda: call(**arguments), operation, self._patience)

        return patiently

    def close(self) -> None:
        """Close the connections. A later call opens new ones."""
        self._made.close()


def client(service: str, endpoint: str = "", region: str = "", patience: timedelta = PATIENCE) -> Client:
    """A client of a service: `dynamodb`, `sesv2`, `kms`, `s3`. Raises AwsError where it cannot be made.

    Where no region and no endpoint are given, the environment names them, as with every program that uses AWS. Without
    `patience` a call is made once only, as it must be where the same call twice does something twice.
    """
    try:
        from botocore.config import Config  # noqa: PLC0415 - a third of a second, for those who use AWS
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - the same

        with _making:
            session = _session()
    except ImportError:
        raise AwsError(NOT_INSTALLED, code="NotInstalled", retry=False) from None
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS if patience else READ_ONCE_SECONDS,
        max_pool_connections=MOST_CONNECTIONS,
        # We try again ourselves: the SDK would wait for up to 20 seconds in between.
        retries={"mode": "standard", "total_max_attempts": 1},
    )
    try:
        with _making:
            made = session.client(
                service,
                endpoint_url=endpoint or None,
                # Lambda and the command line of AWS use this name; boto3 alone knows only AWS_DEFAULT_REGION.
                region_name=region or os.environ.get("AWS_REGION") or None,
                config=config,
            )
    except (BotoCoreError, ValueError) as error:
        raise AwsError(f"{service} of AWS cannot be used: {error}", code=type(error).__name__, retry=False) from error
    return Client(made, patience)


@cache
def _session() -> Any:  # noqa: ANN401 - boto3 has no types
    """What all clients share: the credentials, and what the SDK has read about the services. It takes most of the time."""
    import boto3  # noqa: PLC0415 - as above

    return boto3.session.Session()


def _patiently(call: Callable[[], Answer], operation: str, patience: timedelta) -> Answer:
    """Call, and again after failures that may pass: longer and longer, and by chance, so that nobody meets again."""
    end = time.monotonic() + patience.total_seconds()
    wait = FIRST_WAIT
    while True:
        try:
            return _explained(call, operation)
        except AwsError as error:
            pause = wait * _random.uniform(0.5, 1)
            if not error.retry or time.monotonic() + pause > end:
                raise
        time.sleep(pause)
        wait = min(2 * wait, LONGEST_WAIT)


def _explained(call: Callable[[], Answer], operation: str) -> Answer:
    from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError  # noqa: A004, PLC0415

    try:
        return call()
    except ClientError as error:
        raise _refused(error.response, operation) from error
    except BotoCoreError as error:
        passing = isinstance(error, ConnectionError | HTTPClientError)
        name = type(error).__name__
        raise AwsError(f"{operation} of AWS failed: {name}", code=name, retry=passing) from error


def _refused(response: Answer, operation: str) -> AwsError:
    code = response["Error"].get("Code", "")
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    found = response.get("CancellationReasons", ())
    reasons = [Reason(code=reason.get("Code", "None"), item=reason.get("Item", {})) for reason in found]
    passing = code in _PASSING or status == _TOO_MANY or status >= _SERVER or _passing(reasons)
    words = response["Error"].get("Message", "") if code in _SPEAKING else ""
    detail = words or ", ".join(sorted({reason.code for reason in reasons} - {"None"}))
    message = f"{operation} of AWS was refused: {code}{f' ({detail})' if detail else ''}"
    return AwsError(message, code=code, retry=passing, reasons=reasons)


def _passing(reasons: Sequence[Reason]) -> bool:
    """Whether a transaction was refused only for what passes: where an item is not as expected, it stays so."""
    codes = {reason.code for reason in reasons} - {"None"}
    return bool(codes) and codes <= _PASSING_REASONS
