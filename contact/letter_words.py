"""A letter that was recorded -> its words as they are sent, from the template of its kind and the customer's language.

What a person wrote stands in it; what the customer typed does not (row E7). Sends nothing.
"""

from collections.abc import Mapping
from datetime import datetime

from contact.case import Case
from contact.events import Body, FeedbackAsked, Replied, Resolved, Updated, body_of
from contact.feedback_link import feedback_code, feedback_question, feedback_url
from contact.letter_names import kind_of
from contact.mail_words import MailWords, mail_words
from contact.standing import standing_of
from contact.status_code import status_code
from desk.bundle import AckTemplate, Bundle
from desk.data import replace
from desk.letter import Letter, html_fields, letter_fields, text_fields
from desk.settings.model import LetterKind


def letter_words(case: Case, mail: str, written: Mapping[str, str], bundle: Bundle, now: datetime) -> MailWords:
    """The words of the letter that is called `mail` in the outbox; `written` are the texts that belong to it.

    What the case is, and the ways to a person, are those of now.
    """
    kind, language = kind_of(mail), case.received.language
    letter = _letter(case, mail, written, bundle)
    return fill_letter(kind, bundle.template(language, kind), letter, language=language, bundle=bundle, now=now)


def fill_letter(
    kind: LetterKind, template: AckTemplate, letter: Letter, *, language: str, bundle: Bundle, now: datetime
) -> MailWords:
    """A template that need not be in the bundle, filled for a letter in a language."""
    words = bundle.words_in(language)
    fields = letter_fields(bundle.settings, words, letter, now)
    return mail_words(
        kind,
        template,
        language=words.language,
        in_text=text_fields(bundle.settings, fields),
        in_html=html_fields(bundle.settings, fields),
    )


def _letter(case: Case, mail: str, written: Mapping[str, str], bundle: Bundle) -> Letter:
    standing = standing_of(case.events)
    letter = Letter(
        reference=case.reference,
        received=case.received_at,
        channel=case.received.promised_as,
        topic_id=standing.topic,
        calendar=case.received.estimate.calendar,
        kind=standing.kind,
        # Who wrote in somebody else's name is not shown how their case stands.
        status_code=status_code(case) if case.received.proven else "",
        message=written.get("message", ""),
        signed=written.get("signed", ""),
        legal=standing.legal,
        explanation=written.get("explanation", ""),
        remedies=written.get("remedies", ""),
    )
    for body in map(body_of, case.events):
        letter = _told(letter, body, mail, case, bundle)
    return letter


def _told(letter: Letter, body: Body, mail: str, case: Case, bundle: Bundle) -> Letter:
    """The letter with what one event says of it."""
    match body:
        case Replied() if body.mail == mail:
            return replace(letter, next_due=body.next_due)
        case Updated() if body.mail == mail:
            return replace(letter, next_due=body.next_due, delay=body.delay)
        case Resolved() if body.mail == mail:
            return replace(letter, outcome=body.outcome, redress=body.redress)
        case FeedbackAsked() if body.mail == mail:
            return _asking(letter, case, bundle)
        case _:
            return letter


def _asking(letter: Letter, case: Case, bundle: Bundle) -> Letter:
    words = bundle.words_in(case.received.language)
    url = feedback_url(bundle.settings, case, words.language)
    if not url:
        return letter
    return replace(
        letter,
        feedback_question=feedback_question(bundle.settings, words),
        feedback_url=url,
        feedback_code=feedback_code(case),
    )
