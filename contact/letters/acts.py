"""What a person has to tell a customer -> an event, the words encrypted, and a mail in the outbox: all of it, or nothing.

Sends nothing (contact.posting), and knows no template.
"""

import re
from datetime import datetime
from typing import Literal

from contact.case import Case
from contact.events import Body, Noted, Outcome, Replied, Resolved, Updated, Way
from contact.letters.model import Act, LetterError, Named, Unless, Written
from contact.letters.writing import write
from contact.log import Log
from contact.validation import is_seen
from desk.data import Data

# Reports add these up, so nothing else stands there: neither a comma nor a sign of a currency.
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})? [A-Z]{3}")


class Letters(Data, frozen=True, kw_only=True):
    """Writes to the customers of a log. Every method may raise LetterError, ErasedError (contact.log) and StoreError.

    `by` is who did it, which no customer reads; `signed` is the name below the words, or empty. With `to_resting` a mail
    goes out although the address bounced lately. `unless` is asked about the case as it is after something came in between.
    """

    log: Log
    now: datetime

    def reply(
        self,
        case: Case,
        text: str,
        *,
        by: str,
        way: Way = "email",
        next_due: datetime | None = None,
        at: datetime | None = None,
        signed: str = "",
        to_resting: bool = False,
        unless: Unless | None = None,
    ) -> Written:
        """Answer the customer, or write down how they were answered, and when (`at`), where that was earlier."""
        words = {"message": _needed(text), "signed": signed}
        act = Act(sort="reply", words=words, way=way, to_resting=to_resting, unless=unless)

        def body(named: Named) -> Body:
            return Replied(
                text=named.text,
                personal_digest=named.digest,
                by=by,
                way=way,
                mail=named.mail,
                next_due=next_due,
                at=at,
            )

        return write(self.log, self.now, case, act, body)

    def update(
        self,
        case: Case,
        text: str,
        *,
        by: str,
        way: Way = "email",
        next_due: datetime | None = None,
        delay: bool = False,
        signed: str = "",
        to_resting: bool = False,
        unless: Unless | None = None,
    ) -> Written:
        """Tell the customer how things stand (row R2); `delay` makes it a notice of delay (row R5)."""
        words = {"message": _needed(text), "signed": signed}
        act = Act(sort="update", words=words, way=way, to_resting=to_resting, unless=unless)

        def body(named: Named) -> Body:
            return Updated(
                text=named.text,
                personal_digest=named.digest,
                by=by,
                way=way,
                mail=named.mail,
                next_due=next_due,
                delay=delay,
            )

        return write(self.log, self.now, case, act, body)

    def resolve(
        self,
        case: Case,
        outcome: Outcome,
        *,
        by: str,
        way: Way | Literal[""] = "email",
        text: str = "",
        explanation: str = "",
        remedies: str = "",
        redress: str = "",
        at: datetime | None = None,
        signed: str = "",
        ask_feedback: datetime | None = None,
        to_resting: bool = False,
        unless: Unless | None = None,
    ) -> Written:
        """Close the case, and tell the customer by a way, or nobody where it is empty (row R4)."""
        _check_outcome(outcome, explanation, remedies, redress)
        words = {"message": text, "explanation": explanation, "remedies": remedies, "signed": signed}
        act = Act(sort="resolution", words=words, way=way, to_resting=to_resting, unless=unless, ask=ask_feedback)

        def body(named: Named) -> Body:
            return Resolved(
                outcome=outcome,
                by=by,
                text=named.text,
                personal_digest=named.digest,
                explained=is_seen(explanation),
                remedies=is_seen(remedies),
                redress=redress,
                way=way,
                mail=named.mail,
                at=at,
            )

        return write(self.log, self.now, case, act, body)

    def note(self, case: Case, text: str, *, by: str, unless: Unless | None = None) -> Written:
        """Write something down for the desk alone."""
        act = Act(sort="note", words={"message": _needed(text)}, way="", unless=unless)

        def body(named: Named) -> Body:
            return Noted(text=named.text, personal_digest=named.digest, by=by)

        return write(self.log, self.now, case, act, body)


def _needed(text: str) -> str:
    if not is_seen(text):
        raise LetterError("there is nothing in it: write what is to be said")
    return text


def _check_outcome(outcome: Outcome, explanation: str, remedies: str, redress: str) -> None:
    if outcome != "full" and not (is_seen(explanation) and is_seen(remedies)):
        raise LetterError(f"with the outcome '{outcome}' the customer needs an explanation and remedies")
    if redress and not _AMOUNT.fullmatch(redress):
        raise LetterError("what was paid is written as an amount and a currency, such as 125.00 USD or 1250 EUR")
