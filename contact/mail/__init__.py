"""Mail: the message itself, and the ways to hand it over."""

from contact.mail.mailer import Mailer, SendError

__all__ = ["Mailer", "SendError"]
