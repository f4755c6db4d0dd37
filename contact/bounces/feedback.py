"""A complaint of a mailbox provider (RFC 5965: somebody pressed "this is spam") -> the mail that it is about."""

from email.message import Message

from contact.bounces.report import MailReport
from contact.bounces.returned import inner, names, own_parts

# "not-spam" and what else there is are no complaints.
_COMPLAINTS = {"abuse", "fraud", "opt-out", "other", "virus"}


def feedback_report(message: Message, recipient: str) -> MailReport | None:
    """The complaint, or None where it is none."""
    part = next((part for part in own_parts(message) if part.get_content_type() == "message/feedback-report"), None)
    if part is None:
        return None
    fields = next(iter(inner(part)), Message())
    if str(fields.get("Feedback-Type", "")).strip().lower() not in _COMPLAINTS:
        return None
    envelope = str(fields.get("Original-Envelope-Id", ""))
    return MailReport(
        happened="reported-as-spam", identifiers=names(message, recipient, envelope), permanent=True, lasting=True
    )
