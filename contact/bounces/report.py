"""What anybody can report of a mail of ours, whichever way the report takes. Knows no case and no format."""

import re
from typing import Literal

from contact.mail.identifier import Identifier
from desk.data import Data

Happening = Literal["bounced", "reported-as-spam", "delivered"]

# RFC 3463: class, subject, detail.
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
# The address does not exist, has moved, is not written as addresses are; the mailbox is closed. A full one will be read
# again, and what was refused as spam or for our domain's sake says nothing about the address.
_OF_THE_ADDRESS = re.compile(r"5\.1\.(?!7$|8$)\d+|5\.2\.1")


class MailReport(Data, frozen=True, kw_only=True):
    """What happened to one mail, which is known by `identifiers` or by the `provider_id` that a mail service gave it.

    `reason` is a status code such as `5.1.1`, or the service's word. With `lasting` nothing more may go to that address by
    itself.
    """

    happened: Happening
    identifiers: tuple[Identifier, ...] = ()
    provider_id: str = ""
    permanent: bool = False
    reason: str = ""
    lasting: bool = False


def status_in(text: str) -> str:
    """The first status code in a text, or empty."""
    found = _STATUS.search(text)
    return found.group() if found else ""


def is_of_the_address(status: str) -> bool:
    """Whether a status says that mail to this address will never arrive."""
    return _OF_THE_ADDRESS.fullmatch(status) is not None
