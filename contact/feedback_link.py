"""A case -> the code and the address with which its customer says what they think of it, and when they are asked (row K1).

The code is made one-way from the key of the case: it opens neither the case nor its status. Knows no mail and no store.
"""

from datetime import datetime

from contact.case import Case
from contact.events import EventKind
from contact.status_code import one_way_code
from desk.calendar import add
from desk.form.action import feedback_link
from desk.settings.model import Settings
from desk.words import Words

# The comment among the texts of a case: there is one at most.
FEEDBACK_TEXT = "feedback"
_PURPOSE = b"feedback"
# Who closes spam answers nobody.
_TAKEN_SERIOUSLY: frozenset[EventKind] = frozenset({"replied", "updated", "acknowledgement-released"})


def feedback_code(case: Case) -> str:
    """The code of a case; the same as long as the case is there, also after the person has been erased."""
    return feedback_code_from(case.key)


def feedback_code_from(key: str) -> str:
    """The code that belongs to the key of a case."""
    return one_way_code(key, _PURPOSE)


def feedback_url(settings: Settings, case: Case, language: str) -> str:
    """The address of the question, for a mail to the customer; empty where nobody is asked."""
    if settings.feedback.ask == "off":
        return ""
    root = settings.channels.form.endpoint or settings.organisation.site_url
    return feedback_link(root, case.reference, feedback_code(case), language)


def feedback_question(settings: Settings, words: Words) -> str:
    """The question, in the owner's words where they wrote it in this language."""
    return settings.feedback.question.get(words.language) or words("form.score.label")


def ask_at(settings: Settings, case: Case, now: datetime, kind: str = "") -> datetime | None:
    """When the customer of a case that is being closed is asked; None where they are not.

    Each customer is asked once a case, however often it is reopened; not whose message nobody answers or seems made by a
    program, nor who has been erased. `kind` is what the case is now, where it was reclassified.
    """
    received = case.received
    if not settings.feedback.concerns(kind or received.kind) or is_asked(case) or case.erased or _is_nobodys(case):
        return None
    if settings.feedback.after is None:
        return now
    return add(settings.calendar("form"), now, settings.feedback.after)


def _is_nobodys(case: Case) -> bool:
    """Whether it is automatic mail, or what a program seems to have sent and nobody took seriously."""
    taken_up = any(event.kind in _TAKEN_SERIOUSLY for event in case.events)
    return bool(case.received.unanswered or case.received.suspected) and not taken_up


def may_answer(case: Case) -> bool:
    """Whether an answer of the customer counts now: they were asked, the case is closed, and this is the first one."""
    return is_asked(case) and is_closed(case) and not has_answered(case) and not case.erased


def has_answered(case: Case) -> bool:
    """Whether the customer has answered before: one answer a case, for ever."""
    return any(event.kind == "feedback" for event in case.events)


def is_asked(case: Case) -> bool:
    """Whether the customer has been asked."""
    return any(event.kind == "feedback-asked" for event in case.events)


def is_closed(case: Case) -> bool:
    """Whether the case is closed now."""
    changes = [event.kind for event in case.events if event.kind in {"resolved", "reopened"}]
    return bool(changes) and changes[-1] == "resolved"
