"""A notice of Amazon SES that a mail lies in the bucket -> a case, after which the mail is taken out of the bucket.

The case keeps the mail encrypted; what lay in the bucket is no longer needed then. A mail whose case could not be recorded
stays there, and the queue brings its notice again.
"""

import json
import logging
from collections.abc import Mapping
from functools import cache
from typing import Any

from contact.arriving.desk import ArrivingDesk
from contact.arriving.mail import MOST_BYTES_OF_SES
from contact.arriving.proof import ses_verdicts
from contact.aws import AwsError, Client, client
from contact.bounces import Bounces
from contact.deployment import configured_vault
from contact.edges.aws import deployed
from contact.edges.aws.queue import each_message

_NO_SUCH_KEY = "NoSuchKey"

_log = logging.getLogger(__name__)


def handler(event: Mapping[str, Any], _context: object) -> dict[str, object]:
    """A batch of notices."""
    return each_message(event, _receive)


def _receive(body: str) -> None:
    notice = json.loads(body)
    receipt = notice["receipt"]
    place = {"Bucket": receipt["action"]["bucketName"], "Key": receipt["action"]["objectKey"]}
    try:
        source = _bucket().get_object(**place)["Body"].read()
    except AwsError as error:
        if error.code != _NO_SUCH_KEY:
            raise
        # A queue may bring a notice twice; the mail was recorded the first time.
        _log.warning("the mail %s is no longer in the bucket", place["Key"])
        return
    recipient = next(iter(receipt.get("recipients", ())), "")
    _desk().receive(source, notice["mail"]["source"].strip("<>"), ses_verdicts(receipt), recipient=recipient)
    _bucket().delete_object(**place)


@cache
def _desk() -> ArrivingDesk:
    return ArrivingDesk(
        bundle=deployed.bundle,
        log=deployed.log(),
        vault=configured_vault(),
        clock=deployed.clock,
        wake=lambda: None,
        bounces=Bounces(log=deployed.log(), clock=deployed.clock).take,
        most_bytes=MOST_BYTES_OF_SES,
    )


@cache
def _bucket() -> Client:
    return client("s3")
