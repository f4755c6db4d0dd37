"""Mail: the message itself, and the ways to hand it over."""

from contact.mail.mailer import Mailer, MailerAddressError, SendError

__all__ = ["Mailer", "MailerAddressError", "SendError"]
