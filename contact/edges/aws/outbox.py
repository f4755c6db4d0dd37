"""A minute has passed, or something was written to the table -> what is due is sent.

The stream is only a wake-up: which mail is due is asked of the store. So it does not matter if a wake-up comes twice or never.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any, Protocol

from contact.deployment import SMTP_URL, BackendError, configured_mailer, configured_texter
from contact.edges.aws import deployed
from contact.edges.aws.figures import report
from contact.outbox import Outbox
from desk.data import asdict

# A function that is ended in the middle of a mail may send it twice. The rest of the time is for the mails that were
# claimed last; what remains after that is for the next minute.
ENOUGH_TIME = timedelta(seconds=60)

_log = logging.getLogger(__name__)


class Context(Protocol):
    """What the runtime tells of a call."""

    def get_remaining_time_in_millis(self) -> int:
        """Until the function is ended."""


def handler(event: Mapping[str, Any], context: Context) -> dict[str, object]:
    """One sweep. Where it breaks, the stream is told to come again, and an alarm counts the error of the schedule."""
    records = event.get("Records", [])
    left = timedelta(milliseconds=context.get_remaining_time_in_millis())
    try:
        sweep = _outbox().send_due(until=deployed.clock() + max(left - ENOUGH_TIME, left / 2))
    except Exception:
        if not records:
            raise
        _log.exception("the outbox could not be sent")
        return {"batchItemFailures": [{"itemIdentifier": records[0]["dynamodb"]["SequenceNumber"]}]}
    counts = asdict(sweep)
    if any(counts.values()):
        report(counts)
    return {**counts, "batchItemFailures": []}


@cache
def _outbox() -> Outbox:
    mailer = configured_mailer()
    if mailer is None:
        raise BackendError(f"no mail server is named: set {SMTP_URL}, such as ses://us-east-1")
    return Outbox(
        log=deployed.log(), bundle=deployed.bundle, mailer=mailer, clock=deployed.clock, texter=configured_texter
    )
