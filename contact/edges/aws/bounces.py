"""What Amazon SES says became of our mail (bounces, complaints, deliveries) -> events of the cases."""

from collections.abc import Mapping
from typing import Any

from contact.bounces import apply, from_ses_event
from contact.edges.aws import deployed
from contact.edges.aws.queue import each_message


class EarlyError(Exception):
    """SES was quicker than the function that sends: the event has to come again once that has written down what it sent."""


def handler(event: Mapping[str, Any], _context: object) -> dict[str, object]:
    """A batch of events."""
    return each_message(event, _apply)


def _apply(body: str) -> None:
    for report in from_ses_event(body):
        if apply(report, deployed.log(), deployed.clock) == "early":
            raise EarlyError(report.provider_id)
