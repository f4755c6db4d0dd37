"""The fields that the template of a letter may and must use, and their values for one letter.

A letter is what a person of the desk has to tell a customer, or the question what they think of it. It quotes nothing that
a customer typed (row E7), and what stands in it as a person's words a person has written. Knows no case.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape

from desk import acknowledgement
from desk.acknowledgement import FIELDS, human_route, notices_about
from desk.channels import ChannelName
from desk.data import Data
from desk.form.action import status_url
from desk.legal_wording import due_sentence
from desk.plain_text import left_to_right
from desk.profiles.clocks import LegalDue
from desk.profiles.regulator import Regulator
from desk.settings.model import Kind, LetterKind, Settings
from desk.templates import safe
from desk.wording import direction, instant
from desk.words import Words

# Every kind, and when it is sent: shown beside the kinds of acknowledgements.
LETTER_KINDS: Mapping[LetterKind, str] = {
    "reply": "what a person answers",
    "update": "what a person tells of how things stand",
    "resolution": "the outcome, when a person closes a case",
    "feedback": "the question what the customer thinks of it, where it is not asked in the mail before",
}
_ALL = (
    *("reference", "received", "topic", "organisation", "site_url", "status_url", "status_code"),
    *("notice", "human_route", "reply_here", "language", "direction"),
)
_MEANINGS: Mapping[str, str] = {
    **{name: FIELDS[name] for name in _ALL if name in FIELDS},
    "reply_here": "the sentence that says that an answer to this mail reaches a person, where it does, or nothing",
    "organisation": "the name of the organisation, which signs",
    "message": "what the person wrote, with their line breaks; in a resolution perhaps nothing",
    "signed": "the name of the person who wrote, where they gave one, or nothing",
    "next_update": "by when the customer is expected to hear of it again, as a sentence, or nothing",
    "delay": "the sentence that says that it takes longer than was estimated, in a notice of delay, or nothing",
    "legal_clock": FIELDS["legal_clock"],
    "outcome": "the sentence that says what became of what was asked for",
    "explanation": "the reasons, where the outcome is less than what was asked for, or nothing",
    "remedies": "what can be done about it, or nothing",
    "redress": "the sentence that says what is paid, or nothing",
    "regulators": "to whom the customer may complain as well, for a complaint, or nothing",
    "feedback_question": "the question what the customer thinks of it, or nothing",
    "feedback_url": "the address at which it is answered, or nothing",
    "feedback_code": "the code to be typed there by a browser without JavaScript, or nothing",
    "automatic": "the sentence that says that this message is automatic",
}
_OWN: Mapping[LetterKind, tuple[str, ...]] = {
    "reply": ("message", "signed", "next_update"),
    "update": ("message", "signed", "next_update", "delay", "legal_clock"),
    "resolution": (
        *("outcome", "message", "explanation", "remedies", "redress", "signed", "regulators"),
        *("feedback_question", "feedback_url", "feedback_code"),
    ),
    "feedback": ("feedback_question", "feedback_url", "feedback_code", "automatic"),
}
# A body without one of these does not do what the letter is for (rows R4, I2, K1).
_REQUIRED: Mapping[LetterKind, tuple[str, ...]] = {
    "reply": ("reference", "message", "human_route", "organisation"),
    "update": ("reference", "message", "human_route", "organisation"),
    "resolution": ("reference", "outcome", "human_route", "organisation"),
    "feedback": ("reference", "feedback_question", "feedback_url", "human_route", "automatic", "organisation"),
}
# These may hold nothing, and then need not be seen (rows R2, R4, R5, F3).
_REQUIRED_WHERE_THERE: Mapping[LetterKind, tuple[str, ...]] = {
    "reply": (),
    "update": ("next_update", "delay"),
    "resolution": ("message", "explanation", "remedies", "redress", "regulators", "feedback_url"),
    "feedback": (),
}
# Several lines each.
_LINES = ("message", "explanation", "remedies", "regulators")


class Letter(Data, frozen=True, kw_only=True):
    """What a letter says. `calendar` is that of the estimate: instants are shown on its clock.

    `outcome` is `full`, `partial` or `not`, and empty but in a resolution; the `feedback` fields are empty where nothing is
    asked.
    """

    reference: str
    received: datetime
    channel: ChannelName
    topic_id: str
    calendar: str
    kind: Kind = "request"
    status_code: str = ""
    message: str = ""
    signed: str = ""
    next_due: datetime | None = None
    delay: bool = False
    legal: tuple[LegalDue, ...] = ()
    outcome: str = ""
    explanation: str = ""
    remedies: str = ""
    redress: str = ""
    feedback_question: str = ""
    feedback_url: str = ""
    feedback_code: str = ""


def fields_of(kind: LetterKind) -> dict[str, str]:
    """What each field of a kind of letters holds."""
    return {name: _MEANINGS[name] for name in (*_ALL, *_OWN[kind])}


def required_in(kind: LetterKind) -> tuple[str, ...]:
    """The fields that each body of such a letter has to show."""
    return _REQUIRED[kind]


def required_where_there(kind: LetterKind) -> tuple[str, ...]:
    """The fields that each body of such a letter has to show where they hold something."""
    return _REQUIRED_WHERE_THERE[kind]


def letter_fields(settings: Settings, words: Words, letter: Letter, now: datetime) -> dict[str, str]:
    """The value of every field of any letter, in the language of `words`."""
    language = words.language
    zone = settings.time_zone(letter.calendar)
    topic = settings.topic(letter.topic_id)
    return {
        "reference": letter.reference,
        "received": instant(letter.received, zone, words),
        "topic": topic.name.get(language, topic.id) if topic else letter.topic_id,
        "organisation": settings.organisation.name,
        "site_url": settings.organisation.site_url,
        "status_url": status_url(settings, letter.reference, language),
        "status_code": letter.status_code,
        "notice": notices_about(settings, letter.channel, letter.topic_id, now, language),
        "human_route": human_route(settings, words, now),
        "reply_here": words("letter.reply-here") if settings.channels.email else "",
        "language": language,
        "direction": direction(language),
        "message": letter.message,
        "signed": letter.signed,
        "next_update": words("letter.next-update", by=instant(letter.next_due, zone, words)) if letter.next_due else "",
        "delay": words("letter.delay") if letter.delay else "",
        "legal_clock": due_sentence(letter.legal, words),
        "outcome": words(f"letter.outcome.{letter.outcome}") if letter.outcome else "",
        "explanation": letter.explanation,
        "remedies": letter.remedies,
        "redress": words("letter.redress", amount=letter.redress) if letter.redress else "",
        "regulators": "\n\n".join(_regulators(settings, words)) if letter.kind == "complaint" else "",
        "feedback_question": letter.feedback_question,
        "feedback_url": letter.feedback_url,
        "feedback_code": letter.feedback_code,
        "automatic": words("letter.automatic"),
    }


def text_fields(settings: Settings, fields: Mapping[str, str]) -> dict[str, str]:
    """The same for a text part (desk.acknowledgement)."""
    marked = acknowledgement.text_fields(settings, fields)
    if fields["direction"] == "ltr":
        return marked
    for number in _numbers(settings):
        marked["regulators"] = marked["regulators"].replace(number, left_to_right(number))
    return {**marked, "feedback_code": left_to_right(fields["feedback_code"]) if fields["feedback_code"] else ""}


def html_fields(settings: Settings, fields: Mapping[str, str]) -> dict[str, str]:
    """The same for an HTML part: a person's words keep their line breaks, and nothing in them is made a link."""
    shown = acknowledgement.html_fields(settings, fields)
    lines = {name: escape(fields[name]) for name in _LINES}
    for number in map(escape, _numbers(settings)):
        lines["regulators"] = lines["regulators"].replace(number, f'<bdi dir="ltr">{number}</bdi>')
    return {**shown, **{name: safe(html.replace("\n", "<br>\n")) for name, html in lines.items()}}


def _numbers(settings: Settings) -> list[str]:
    """The telephone numbers of regulators."""
    complaints = settings.complaints
    return [one.shown for one in (complaints.regulators if complaints else ()) if one.shown]


def _regulators(settings: Settings, words: Words) -> Iterator[str]:
    """Each in a few lines: who it is, where, by telephone, on the web (row F3)."""
    for regulator in settings.complaints.regulators if settings.complaints else ():
        yield "\n".join(_regulator(regulator, words))


def _regulator(regulator: Regulator, words: Words) -> Iterator[str]:
    yield words("complaints.regulator", regulator=regulator.named(words.language))
    if regulator.address:
        yield ", ".join(regulator.address)
    if regulator.phone:
        yield f"{words('complaints.phone')}: {regulator.shown}"
    yield f"{words('complaints.website')}: {regulator.website}"
