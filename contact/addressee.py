"""A case -> to whom mail about it goes, and which message of theirs it answers.

A letter goes to the address that the case came from, whoever has written since: a mail that names the case need not be the
customer's (contact.arriving.thread). Knows no words and no rule.
"""

from collections.abc import Iterator, Mapping

from contact.case import Case
from contact.events import Acknowledged, Wrote, body_of
from contact.letter_names import event_number
from contact.log import Log
from contact.personal import REQUEST_TEXT
from desk.data import Data, asdict

# The question for feedback has no words of a person.
_QUESTION = "feedback-"
# An answer would come back to us, or go round in circles.
_FROM_NOBODY = frozenset({"own", "report", "loop"})


class Addressee(Data, frozen=True, kw_only=True):
    """`email` is empty where the customer left no address, or has been erased.

    `message_id` and `references` are those of the latest mail that came from them; of a form, that of its acknowledgement.
    """

    email: str = ""
    message_id: str = ""
    references: str = ""


def addressee_of(case: Case, log: Log) -> Addressee:
    """To whom a letter goes. Raises UndecipherableError, StoreError."""
    messages = [texts.fields for name in _messages(case) if (texts := log.texts(case, name))]
    if not messages and case.received.unanswered not in _FROM_NOBODY:
        # A program found that no program may answer it: a newsletter's sender may be a person, and a person answers now.
        messages = [texts.fields for texts in [log.texts(case)] if texts]
    email = next((address for fields in messages if (address := fields.get("email", ""))), "")
    answered = next((fields for fields in reversed(messages) if _is_from(email, fields)), {})
    return Addressee(
        email=email,
        message_id=answered.get("message_id", "") or _acknowledged_by(case),
        references=answered.get("references", ""),
    )


def _acknowledged_by(case: Case) -> str:
    """The name of the latest acknowledgement, where the mail service left it ours: a form has no name of its own."""
    for event in reversed(case.events):
        body = body_of(event) if event.kind == "acknowledged" else None
        if isinstance(body, Acknowledged):
            return "" if body.provider_id else body.message_id
    return ""


def _messages(case: Case) -> Iterator[str]:
    """The names of what the customer wrote, oldest first; what a program answered is not their message."""
    if not case.received.unanswered:
        yield REQUEST_TEXT
    for event in case.events:
        body = body_of(event) if event.kind == "wrote" else None
        if isinstance(body, Wrote) and not body.unanswered:
            yield body.text


def _is_from(email: str, fields: Mapping[str, str]) -> bool:
    return bool(fields.get("message_id")) and fields.get("email", "").casefold() == email.casefold()


def texts_of_mail(case: Case, mail: str, log: Log) -> Mapping[str, str]:
    """Whom a mail of the outbox goes to, what it says of a person's words, and which message it answers.

    Nothing once the person has been erased. Raises UndecipherableError, StoreError.
    """
    if mail in case.texts:
        texts = log.texts(case, mail)
        return texts.fields if texts else {}
    if mail.startswith(_QUESTION):
        return {} if case.erased else asdict(addressee_of(case, log))
    number = event_number(mail)
    wrote = next((body_of(event) for event in case.events if event.number == number != 1), None)
    texts = log.texts(case, wrote.text if isinstance(wrote, Wrote) else REQUEST_TEXT)
    return texts.fields if texts else {}
