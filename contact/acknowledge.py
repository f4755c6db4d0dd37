"""A recorded case -> the words of its acknowledgement, from the template of its kind and language.

Nothing that the customer typed is among them (row E7). Sends nothing.
"""

from datetime import datetime

from contact.case import Case
from contact.events import PROMISED_AS, Received, Wrote, body_of
from contact.status_code import status_code
from desk.ack_choice import chosen, situation
from desk.acknowledgement import Acknowledged, ack_fields, html_fields, text_fields
from desk.bundle import AckTemplate, Bundle
from desk.data import Data, replace
from desk.estimate import estimate
from desk.plain_text import wrapped
from desk.settings.model import AckKind
from desk.templates import fill


class Acknowledgement(Data, frozen=True, kw_only=True):
    """The words as they are sent, and the digest of the template that they come from."""

    language: str
    subject: str
    text: str
    html: str
    template: str
    template_digest: str


def acknowledgement(
    case: Case, bundle: Bundle, now: datetime, *, message: int = 1, callback: bool = False
) -> Acknowledgement:
    """The acknowledgement of a case, or of a later message of it: that of the event with the number `message`.

    The estimate is the one that was recorded; the kind and the way to a person are those of now.
    """
    received = case.received
    about_case = about(case.reference, case.received_at, received, status_code(case))
    later = next((event for event in case.events if event.number == message != 1), None)
    wrote = body_of(later) if later else None
    if later and isinstance(wrote, Wrote):
        about_case = _again(about_case, received, wrote, later.at, bundle)
    fits = situation(
        bundle.settings,
        kind=received.kind,
        channel=received.promised_as,
        topic_id=received.topic,
        received=case.received_at,
        now=now,
        proven=received.proven,
        follow_up=message != 1,
        callback=callback,
    )
    return filled(chosen(fits), about_case, received.language, bundle, now)


def about(reference: str, received_at: datetime, received: Received, status_code: str = "") -> Acknowledged:
    """What page and mail say of a case."""
    return Acknowledged(
        reference=reference,
        received=received_at,
        channel=received.promised_as,
        topic_id=received.topic,
        estimate=received.estimate,
        kind=received.kind,
        status_code=status_code,
        legal=received.legal,
    )


def filled(kind: AckKind, case: Acknowledged, language: str, bundle: Bundle, now: datetime) -> Acknowledgement:
    """The template of a kind, filled for a case in a language."""
    return fill_template(kind, bundle.template(language, kind), case, language=language, bundle=bundle, now=now)


def fill_template(
    kind: AckKind, template: AckTemplate, case: Acknowledged, *, language: str, bundle: Bundle, now: datetime
) -> Acknowledgement:
    """A template that need not be in the bundle, filled for a case in a language."""
    words = bundle.words_in(language)
    fields = ack_fields(bundle.settings, words, case, now)
    plain = text_fields(bundle.settings, fields)
    return Acknowledgement(
        language=words.language,
        # A template's last line ends in a line break; a subject has none.
        subject=" ".join(fill(template.subject, plain, html=False).split()),
        text=wrapped(fill(template.text, plain, html=False)),
        html=fill(template.html, html_fields(bundle.settings, fields), html=True),
        template=kind,
        template_digest=template.digest,
    )


def _again(case: Acknowledged, received: Received, wrote: Wrote, at: datetime, bundle: Bundle) -> Acknowledged:
    """The same case, when the customer wrote again: the time for an answer begins anew."""
    channel = PROMISED_AS[wrote.channel]
    by = estimate(bundle.settings, channel=channel, kind=received.kind, topic_id=received.topic, now=at)
    return replace(case, received=at, channel=channel, estimate=by)
