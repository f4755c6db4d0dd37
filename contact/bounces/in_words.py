"""A bounce in a server's own words (qmail, older Exim, home-made ones) -> what became of the mail, as far as it can be read.

Much mail quotes mail: so the sender must be a mail system, the text must say that delivery failed, and the headers of our
mail must stand in it.
"""

import re
from email.message import Message
from email.utils import parseaddr

from contact.bounces.report import MailReport, is_of_the_address, status_in
from contact.bounces.returned import message_id_in, names, own_parts, text_of
from contact.mail.identifier import identifiers_in

_SYSTEMS = {"mailer-daemon", "postmaster", "mail-daemon", "mailsystem", "mdaemon"}
# Sent by people's programs, not by mail systems.
_REPLIES = {"auto-replied", "auto-notified"}
_FAILED = re.compile(
    r"could not be delivered|couldn'?t be delivered|wasn'?t able to deliver|not able to deliver|undeliver"
    r"|delivery (?:has )?fail|failure notice|returned (?:mail|to sender)|permanent (?:fatal )?error",
    re.IGNORECASE,
)
_STILL_TRIED = re.compile(r"^\s*warning\b|delayed|will be retried|still trying", re.IGNORECASE)
_REPLY_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -](?=\S)")


def report_in_words(message: Message, recipient: str) -> MailReport | None:
    """What can be read of it, or None where it is no bounce, or says that delivery is still tried."""
    if not _is_of_a_system(message):
        return None
    subject = str(message.get("Subject", ""))
    text = "\n".join(text_of(part) for part in own_parts(message) if part.get_content_maintype() == "text")
    if _STILL_TRIED.search(subject) or not _FAILED.search(f"{subject}\n{text}"):
        return None
    quoted = tuple(identifiers_in(message_id_in(text)))
    # What follows the headers of our mail are our words.
    words = text.partition(message_id_in(text))[0] if quoted else text
    status = status_in(words)
    code = _REPLY_CODE.search(words)
    return MailReport(
        happened="bounced",
        identifiers=quoted or names(message, recipient),
        permanent=(status or (code[1] if code else "")).startswith("5"),
        reason=status or (code.group()[:3] if code else ""),
        lasting=is_of_the_address(status),
    )


def _is_of_a_system(message: Message) -> bool:
    _, address = parseaddr(str(message.get("From", "")))
    automatic = str(message.get("Auto-Submitted", "")).partition(";")[0].strip().lower()
    null = str(message.get("Return-Path", "")).strip() == "<>"
    return (null or address.partition("@")[0].lower() in _SYSTEMS) and automatic not in _REPLIES
