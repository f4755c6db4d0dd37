"""How long does an acknowledgement take until it can be handed to a mail server? `python -m bench.messages`.

After `frontdesk build`. Beside it, the same words put into a message by the standard library alone, which reads and folds
each header anew.
"""

from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bench.timing import TOP, quietest, say, show
from contact.acknowledge import filled
from contact.mail.message import mail_message
from contact.mail_words import MailWords
from desk.bundle import Bundle
from frontdesk.ack_sample import sample, sample_case
from frontdesk.backend import open_bundle
from frontdesk.today import now

MESSAGES = 500
OURS = "message, ours"


def main() -> None:
    """Words, message and source, in milliseconds each."""
    bundle, at = open_bundle(TOP), now()
    words = sample(TOP, bundle, "es", "complaint", at)

    def ours() -> EmailMessage:
        return mail_message(
            words, recipient="ana@example.net", identifier="<x@example.net>", settings=bundle.settings, now=at
        )

    ready = ours()
    results = {
        "words from a template on disk": _each(lambda: sample(TOP, bundle, "es", "complaint", at)),
        "words from the bundle": _each(lambda: _filled(bundle)),
        OURS: _each(lambda: ours().as_bytes()),
        "message, standard library": _each(lambda: _standard(words, bundle).as_bytes()),
    }
    show("processor time for one message", "ms", results, OURS)
    say(f"  {len(ready.as_bytes()):,} bytes")


def _filled(bundle: Bundle) -> MailWords:
    at = now()
    return filled("complaint", sample_case(bundle.settings, "complaint", at), "es", bundle, at)


def _standard(words: MailWords, bundle: Bundle) -> EmailMessage:
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Address(bundle.settings.organisation.name, addr_spec="support@example.net")
    message["To"] = "ana@example.net"
    message["Subject"] = words.subject
    message["Message-ID"] = "<x@example.net>"
    message["Auto-Submitted"] = "auto-replied"
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    return message


def _each(action: Callable[[], object]) -> float:
    def many() -> None:
        for _ in range(MESSAGES):
            action()

    return quietest(many, runs=3) / MESSAGES * 1000


if __name__ == "__main__":
    main()
