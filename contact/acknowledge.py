"""A recorded case -> the words of its acknowledgement, from the template of its kind and language.

Nothing that the customer typed is among them (row E7). Sends nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from contact.case import Case
from contact.events import Received
from desk.acknowledgement import Acknowledged, ack_fields, html_fields
from desk.bundle import AckTemplate, Bundle
from desk.templates import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The words as they are sent, and the digest of the template that they come from."""

    language: str
    subject: str
    text: str
    html: str
    template: str
    template_digest: str


def acknowledgement(case: Case, bundle: Bundle, now: datetime) -> Acknowledgement:
    """The acknowledgement of a case. The estimate is the one that was recorded; the way to a person is that of now."""
    received = case.received
    about_case = about(case.reference, case.received_at, received)
    return filled(received.kind, about_case, received.language, bundle, now)


def about(reference: str, received_at: datetime, received: Received) -> Acknowledged:
    """What page and mail say of a case."""
    return Acknowledged(
        reference=reference,
        received=received_at,
        channel=received.channel,
        topic_id=received.topic,
        estimate=received.estimate,
    )


def filled(name: str, case: Acknowledged, language: str, bundle: Bundle, now: datetime) -> Acknowledgement:
    """The template of a name, filled for a case in a language."""
    return fill_template(name, bundle.template(language, name), case, language, bundle, now)


def fill_template(
    name: str, template: AckTemplate, case: Acknowledged, language: str, bundle: Bundle, now: datetime
) -> Acknowledgement:
    """A template that need not be in the bundle, filled for a case in a language."""
    words = bundle.words_in(language)
    fields = ack_fields(bundle.settings, words, case, now)
    return Acknowledgement(
        language=words.language,
        # A template's last line ends in a line break; a subject has none.
        subject=" ".join(fill(template.subject, fields, html=False).split()),
        text=fill(template.text, fields, html=False),
        html=fill(template.html, html_fields(bundle.settings, fields), html=True),
        template=name,
        template_digest=template.digest,
    )
