"""Where mail comes back to when it cannot be delivered: `bounces@your-company.com`, `bounces+{reference}@your-company.com`.

In the place of `{reference}` stands the name of the mail (contact.mail.identifier), so that also a bounce that repeats
nothing of the mail says which one it was. Without a return path mail is sent from `<>`, and nothing comes back.
"""

import re
from typing import TYPE_CHECKING

from contact.mail.identifier import LONGEST, identifiers_in
from contact.mail.mailer import MailerAddressError
from desk.data import Data

if TYPE_CHECKING:
    # As in contact.mail.mailer.
    from email.message import EmailMessage

PLACEHOLDER = "{reference}"
LONGEST_LOCAL_PART = 64
_ADDRESS = re.compile(r"[\w.!#$%&'*/=?^`{|}~+-]+@[\w-]+(?:\.[\w-]+)*", re.ASCII)


class ReturnPath(Data, frozen=True):
    """The address as it was written; empty where there is none."""

    written: str = ""

    def of(self, message: "EmailMessage") -> str:
        """The sender on the envelope of this message."""
        named = next(identifiers_in(str(message["Message-ID"])), None)
        return self.written.replace(PLACEHOLDER, str(named) if named else "mail")

    def is_for(self, recipient: str) -> bool:
        """Whether mail to this address is mail that came back."""
        before, placeholder, behind = self.written.casefold().partition(PLACEHOLDER)
        address = recipient.strip().casefold()
        if not placeholder:
            return bool(before) and address == before
        return address.startswith(before) and address.endswith(behind)


NO_RETURN_PATH = ReturnPath()


def return_path(written: str) -> ReturnPath:
    """A return path from the settings of the mail server. Raises MailerAddressError."""
    filled = written.replace(PLACEHOLDER, LONGEST)
    local_part, _, _ = filled.partition("@")
    if written and not _ADDRESS.fullmatch(filled):
        raise MailerAddressError(
            f"write the return path as bounces@your-company.com or bounces+{PLACEHOLDER}@your-company.com"
        )
    if len(local_part) > LONGEST_LOCAL_PART:
        most = LONGEST_LOCAL_PART - len(LONGEST)
        raise MailerAddressError(f"the return path may have {most} characters before the @ besides {PLACEHOLDER}")
    return ReturnPath(written)
