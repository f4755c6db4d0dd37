"""A message -> Amazon SES (version 2 of its interface): `ses://us-east-1?configuration_set=frontdesk`.

SES puts a Message-ID of its own in place of ours, and tells which: by that name bounces are matched, and answers of
customers too (contact.log.alias_of). It allows no empty envelope sender; bounces come back as events
(contact.bounces.ses_notifications). Knows the SDK only through contact.aws.
"""

import re
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

from contact.aws import AwsError, Client, client
from contact.mail.mailer import CONNECTIONS, MailerAddressError, SendError
from contact.mail.return_path import NO_RETURN_PATH, ReturnPath, return_path
from contact.mail.smtp_address import AT_ONCE, RETURN_PATH, connections_in, options_of
from desk.data import Data

EXAMPLE = "ses://us-east-1?configuration_set=frontdesk"
CONFIGURATION_SET = "configuration_set"
_NAME = re.compile(r"[A-Za-z0-9_-]{0,64}")
# A call that is made twice sends twice: SES knows no Message-ID of ours. The outbox tries again, a minute later.
_ONCE = timedelta(0)
# What SES says of one address, and would say again. Everything else (a sender that is not verified, sending that is
# paused, too many at once) is ours to mend or passes by itself, and no customer's acknowledgement is given up for it.
_HOPELESS = {"BadRequestException"}


class SesMailer(Data, frozen=True, kw_only=True):
    """SES in one region. The configuration set says which events come back."""

    ses: Client
    configuration_set: str = ""
    return_path: ReturnPath = NO_RETURN_PATH
    connections: int = CONNECTIONS

    def send(self, message: EmailMessage) -> str:
        recipient = str(message["To"])
        if not recipient.isascii():
            # "The local part must be 7-bit ASCII" (SES Developer Guide); the domain is ASCII already.
            raise SendError("SES takes no such address", reason="no SMTPUTF8", retry=False)
        try:
            answer = self.ses.send_email(
                Destination={"ToAddresses": [recipient]},
                Content={"Raw": {"Data": message.as_bytes(policy=message.policy.clone(linesep="\r\n"))}},
                **self._options(message),
            )
        except AwsError as error:
            raise SendError(str(error), reason=error.code, retry=error.code not in _HOPELESS) from error
        return str(answer["MessageId"])

    def rest(self) -> None:
        """The SDK keeps its connections itself, for all threads."""

    def _options(self, message: EmailMessage) -> dict[str, str]:
        options = {
            "ConfigurationSetName": self.configuration_set,
            "FeedbackForwardingEmailAddress": self.return_path.of(message),
        }
        return {name: value for name, value in options.items() if value}


def ses_mailer(address: str) -> SesMailer:
    """SES as an address such as EXAMPLE names it; without a region the environment does. Raises MailerAddressError."""
    parts = urlsplit(address)
    options = options_of(parts, {CONFIGURATION_SET, RETURN_PATH, AT_ONCE})
    configuration_set = options.get(CONFIGURATION_SET, "")
    if parts.scheme != "ses" or parts.path.strip("/") or not _NAME.fullmatch(configuration_set):
        raise MailerAddressError(f"write Amazon SES as {EXAMPLE}")
    try:
        ses = client("sesv2", region=parts.netloc, patience=_ONCE)
    except AwsError as error:
        raise MailerAddressError(str(error)) from error
    return SesMailer(
        ses=ses,
        configuration_set=configuration_set,
        return_path=return_path(options.get(RETURN_PATH, "")),
        connections=connections_in(options),
    )
