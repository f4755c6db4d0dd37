"""A delivery report as RFC 3464 wants it (Exim, Postfix, Exchange, Gmail ...) -> what became of the mail."""

import re
from collections.abc import Mapping
from email.message import Message
from email.parser import HeaderParser

from contact.bounces.report import Happening, MailReport, is_of_the_address, status_in
from contact.bounces.returned import inner, names, own_parts, text_of

_STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
# Delayed mail is still under way; relayed and expanded mail is out of sight.
_HAPPENINGS: Mapping[str, Happening] = {"failed": "bounced", "delivered": "delivered"}
# "5.0.0" says no more than "5": the server's answer may.
_SAYS_NOTHING = re.compile(r"[45]\.0\.0")


def delivery_report(message: Message, recipient: str) -> MailReport | None:
    """What the report says, or None where it is none or tells nothing yet."""
    part = next((part for part in own_parts(message) if part.get_content_type() in _STATUS_PARTS), None)
    if part is None:
        return None
    blocks = _blocks(part)
    told = next((block for block in blocks if _action(block) == "failed"), None)
    told = told or next((block for block in blocks if _action(block) in _HAPPENINGS), None)
    if told is None:
        return None
    status = _status(told)
    happened = _HAPPENINGS[_action(told)]
    envelope = " ".join(str(block.get("Original-Envelope-Id", "")) for block in blocks)
    return MailReport(
        happened=happened,
        identifiers=names(message, recipient, envelope),
        permanent=happened == "bounced" and status.startswith("5"),
        reason=status,
        lasting=happened == "bounced" and _is_lasting(told, status),
    )


def _blocks(part: Message) -> list[Message]:
    """The fields of the message, then those of each recipient."""
    blocks = inner(part)
    if len(blocks) > 1:
        return blocks
    # The standard library knows the blocks of the older media type only.
    text = str(blocks[0]) if blocks else text_of(part)
    return [
        HeaderParser().parsestr(block) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()
    ]


def _action(block: Message) -> str:
    return str(block.get("Action", "")).partition("(")[0].strip().lower()


def _status(block: Message) -> str:
    status = status_in(str(block.get("Status", "")))
    if not status or _SAYS_NOTHING.fullmatch(status):
        return status_in(str(block.get("Diagnostic-Code", ""))) or status
    return status


def _is_lasting(block: Message, status: str) -> bool:
    # A server that has not even asked another one, and gives no reason, knows no such mailbox (Exim: 5.0.0).
    unknown_here = status.startswith("5") and bool(_SAYS_NOTHING.fullmatch(status)) and not block.get("Diagnostic-Code")
    return is_of_the_address(status) or unknown_here
