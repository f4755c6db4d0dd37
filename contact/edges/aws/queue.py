"""A batch of messages from a queue -> one call for each, and the names of those that have to come again.

What fails again and again, the queue puts aside (docs/running/deploy-aws.md). Knows no mail.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

_log = logging.getLogger(__name__)


def each_message(event: Mapping[str, Any], handle: Callable[[str], None]) -> dict[str, object]:
    """What the lambda returns. One message that cannot be handled holds up no other."""
    failed = []
    for record in event["Records"]:
        try:
            handle(record["body"])
        except Exception:  # noqa: BLE001 - the queue brings it again, and we have the traceback
            _log.exception("the message %s could not be handled", record["messageId"])
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
