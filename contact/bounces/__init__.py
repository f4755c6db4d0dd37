"""What comes back of mail that we sent: reports of mail servers and of Amazon SES, and what they mean for a case."""

from contact.bounces.applying import Applied, apply
from contact.bounces.message import from_message
from contact.bounces.report import MailReport
from contact.bounces.ses_notifications import from_ses_event
from contact.bounces.taking import Bounces

__all__ = ["Applied", "Bounces", "MailReport", "apply", "from_message", "from_ses_event"]
