"""A mail that came back, as its bytes -> reports; nothing for any other mail.

Reads what standards say (RFC 3464 delivery reports, RFC 5965 complaints) and what older servers write in their own words.
Never raises: whoever sends us mail decides what is in it. Knows no case.
"""

import re
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Any

from contact.bounces.delivery_status import delivery_report
from contact.bounces.feedback import feedback_report
from contact.bounces.in_words import report_in_words
from contact.bounces.report import MailReport

# A report stands before what it returns, and what it returns begins with its headers.
READ_BYTES = 96 * 1024
# The standard library takes parameters apart in a time that grows with the square of their length.
LONGEST_HEADER = 4 * 1024
MOST_NESTED = 50
# The standard library makes a message of each block of a delivery report, also of each empty line. Nobody reports on so many
# recipients, and our own mail that comes back has fewer paragraphs.
MOST_BLOCKS = 1000
_EMPTY_LINES = re.compile(rb"(?>\r\n|\r|\n){2,}")


def from_message(source: bytes, recipient: str = "") -> list[MailReport]:
    """What an arrived mail reports. `recipient` is the address it came to: a return path may name the mail."""
    read = _of_few_blocks(source[:READ_BYTES])
    # Parts inside parts inside parts, which would take long or take the stack: no mail server writes such a report.
    if read.lower().count(b"boundary") + read.lower().count(b"message/") > MOST_NESTED:
        return []
    message = message_from_bytes(read, _class=_ShortHeaders, policy=compat32)
    for find in (delivery_report, feedback_report, report_in_words):
        try:
            report = find(message, recipient)
        # The standard library has many ways to fail on what strangers write.
        except Exception:  # noqa: BLE001 - then it is no report
            report = None
        if report:
            return [report]
    return []


def _of_few_blocks(source: bytes) -> bytes:
    """The first blocks, with one empty line between two of them."""
    return b"\n\n".join(_EMPTY_LINES.split(source, MOST_BLOCKS)[:MOST_BLOCKS])


class _ShortHeaders(Message):
    """A message whose headers are never longer than reports have them."""

    def get(self, name: str, failobj: Any = None) -> Any:  # noqa: ANN401 - as the standard library declares it
        value = super().get(name, failobj)
        return value[:LONGEST_HEADER] if isinstance(value, str) else value
