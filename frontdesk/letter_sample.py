"""The templates of letters on disk and a made-up case -> a letter as a customer would get it, for the command and for `serve`.

Where the words of a person would stand, words of the product say so. Knows no page.
"""

from datetime import datetime
from pathlib import Path

from contact.case import Case
from contact.feedback_link import feedback_code, feedback_question, feedback_url
from contact.letter_words import fill_letter
from contact.mail_words import MailWords
from desk.bundle import Bundle
from desk.calendar import add
from desk.data import replace
from desk.finding import Finding, FindingsError, errors
from desk.letter import LETTER_KINDS, Letter
from desk.mail_fields import is_letter
from desk.settings import Settings
from desk.settings.model import LetterKind, MailKind
from frontdesk import ack_sample
from generator.rules.acknowledgements import read_ack_template
from generator.starter import ack_folders


def sample(project: Path, bundle: Bundle, language: str, kind: MailKind, now: datetime) -> MailWords:
    """A mail of any kind in a language. Raises FindingsError for a template that cannot be filled."""
    for letter in LETTER_KINDS:
        if letter == kind:
            return _letter(project, bundle, language, letter, now)
    return ack_sample.sample(project, bundle, language, ack_sample.acknowledgement_kind(kind), now)


def is_ever_sent(settings: Settings, kind: MailKind, now: datetime) -> bool:
    """Whether the settings are such that a customer can get this kind."""
    if is_letter(kind):
        return kind != "feedback" or settings.feedback.ask != "off"
    return ack_sample.is_ever_sent(settings, ack_sample.acknowledgement_kind(kind), now)


def _letter(project: Path, bundle: Bundle, language: str, kind: LetterKind, now: datetime) -> MailWords:
    findings: list[Finding] = []
    template = read_ack_template(ack_folders(project), language, kind, findings)
    if errors(findings):
        raise FindingsError(findings)
    shown = _asking(bundle) if kind == "feedback" else bundle
    return fill_letter(
        kind, template, sample_letter(shown, language, kind, now), language=language, bundle=shown, now=now
    )


def sample_letter(bundle: Bundle, language: str, kind: LetterKind, now: datetime) -> Letter:
    """A letter about a complaint: it has the most to say."""
    settings, words = bundle.settings, bundle.words_in(language)
    case = ack_sample.sample_case(settings, "complaint", now)
    is_resolution = kind == "resolution"
    letter = Letter(
        reference=case.reference,
        received=case.received,
        channel=case.channel,
        topic_id=case.topic_id,
        calendar=case.estimate.calendar,
        kind="complaint",
        status_code=case.status_code,
        message=words("letter.sample.message"),
        signed=words("letter.sample.signed"),
        next_due=add(settings.calendar("form"), now, settings.updates.every),
        delay=kind == "update",
        legal=case.legal,
        outcome="partial" if is_resolution else "",
        explanation=words("letter.sample.explanation") if is_resolution else "",
        remedies=words("letter.sample.remedies") if is_resolution else "",
    )
    return letter if kind in {"reply", "update"} else _with_question(letter, bundle, language)


def _with_question(letter: Letter, bundle: Bundle, language: str) -> Letter:
    case = Case(reference=letter.reference, key=ack_sample.MADE_UP, wrapped_key=None, events=())
    url = feedback_url(bundle.settings, case, language)
    question = feedback_question(bundle.settings, bundle.words_in(language))
    if not url:
        return letter
    return replace(letter, feedback_question=question, feedback_url=url, feedback_code=feedback_code(case))


def _asking(bundle: Bundle) -> Bundle:
    """As if customers were asked."""
    settings = bundle.settings
    return replace(bundle, settings=replace(settings, feedback=replace(settings.feedback, ask="on-resolution")))
