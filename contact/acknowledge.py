"""A recorded case -> the words of its acknowledgement, from the template of its kind and language.

Nothing that the customer typed is among them (row E7). Sends nothing.
"""

from datetime import datetime

from contact.case import Case
from contact.events import PROMISED_AS, Received, Wrote, body_of
from contact.mail_words import MailWords, mail_words
from contact.status_code import status_code
from desk.ack_choice import chosen, situation
from desk.acknowledgement import Acknowledged, ack_fields, html_fields, text_fields
from desk.bundle import AckTemplate, Bundle
from desk.data import replace
from desk.estimate import estimate
from desk.settings.model import AckKind


def acknowledgement(
    case: Case, bundle: Bundle, now: datetime, *, message: int = 1, callback: bool = False
) -> MailWords:
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
        callback=callback or received.channel == "callback",
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
        callback=received.channel == "callback",
    )


def filled(kind: AckKind, case: Acknowledged, language: str, bundle: Bundle, now: datetime) -> MailWords:
    """The template of a kind, filled for a case in a language."""
    return fill_template(kind, bundle.template(language, kind), case, language=language, bundle=bundle, now=now)


def fill_template(
    kind: AckKind, template: AckTemplate, case: Acknowledged, *, language: str, bundle: Bundle, now: datetime
) -> MailWords:
    """A template that need not be in the bundle, filled for a case in a language."""
    words = bundle.words_in(language)
    fields = ack_fields(bundle.settings, words, case, now)
    return mail_words(
        kind,
        template,
        language=words.language,
        in_text=text_fields(bundle.settings, fields),
        in_html=html_fields(bundle.settings, fields),
    )


def _again(case: Acknowledged, received: Received, wrote: Wrote, at: datetime, bundle: Bundle) -> Acknowledged:
    """The same case, when the customer wrote again: with the estimate that was recorded for this message."""
    channel = PROMISED_AS[wrote.channel]
    # Earlier versions recorded none.
    by = wrote.estimate or estimate(
        bundle.settings, channel=channel, kind=received.kind, topic_id=received.topic, now=at
    )
    return replace(case, received=at, channel=channel, estimate=by)
