"""One act and its words -> an event with encrypted texts and mails, behind whatever the case holds by then.

A letter bears the number of its event. Where something else came in between, it is written anew behind that, unless
whoever writes wants to know of it first. Knows no act by name.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from contact.addressee import Addressee, addressee_of
from contact.case import Case
from contact.events import FeedbackAsked
from contact.letters.model import (
    Act,
    BodyOf,
    ChangedError,
    LetterError,
    Named,
    NoAddressError,
    RestingAddressError,
    Written,
)
from contact.log import ErasedError, Log
from contact.outbox_gate import is_resting
from contact.personal import personal
from contact.store import NewMail, StoreError
from contact.validation import printable

# Ten printed pages; nobody reads more in a mail.
LONGEST_TEXT = 20_000
LONGEST_NAME = 100
# Each time somebody else has added something to the case; more often in a row would be a store that answers wrongly.
MOST_TRIES = 10


def write(log: Log, now: datetime, case: Case, act: Act, body: BodyOf) -> Written:
    """Add it to the case. Raises LetterError, ErasedError, StoreError."""
    words = {name: checked(name, text) for name, text in act.words.items()}
    to = _addressee(log, now, _not_erased(case), act)
    for _ in range(MOST_TRIES):
        written = _tried(log, now, case, act=act, words=words, to=to, body=body)
        if written:
            return written
        case = _not_erased(log.store.find(case.reference) or case)
        if act.unless and act.unless(case):
            raise ChangedError(f"{case.reference} was changed while you wrote: look at it first", case)
    raise StoreError(f"{case.reference} was changed {MOST_TRIES} times while something was added", retry=True)


def _not_erased(case: Case) -> Case:
    if case.erased:
        raise ErasedError(case.reference)
    return case


def _addressee(log: Log, now: datetime, case: Case, act: Act) -> Addressee:
    """To whom it goes; nobody where it does not go by mail."""
    if act.way != "email":
        return Addressee()
    found = addressee_of(case, log)
    if not found.email:
        raise NoAddressError(f"{case.reference} has no e-mail address: reach the customer another way, and say which")
    if not act.to_resting and is_resting(log, found.email, now):
        raise RestingAddressError(f"{case.reference}: mail to this address came back, or was called spam, lately")
    return found


def _tried(
    log: Log, now: datetime, case: Case, *, act: Act, words: Mapping[str, str], to: Addressee, body: BodyOf
) -> Written | None:
    """None where something else was added meanwhile."""
    number = case.events[-1].number + 1
    name = f"{act.sort}-{number}"
    mail = name if to.email else ""
    texts = personal({**words, "email": to.email, "message_id": to.message_id, "references": to.references})
    asked, mails = _asked(log, now, case, act, mail)
    added = log.add(
        case,
        now,
        body(Named(text=name, digest=texts.digest, mail=mail)),
        *asked,
        texts={name: texts},
        mails=[NewMail(mail=mail, state="waiting", due=now), *mails] if mail else mails,
        unless=lambda _changed: True,
    )
    return Written(number=number, mail=mail, email=to.email) if added else None


def _asked(
    log: Log, now: datetime, case: Case, act: Act, mail: str
) -> tuple[Sequence[FeedbackAsked], Sequence[NewMail]]:
    """Each customer is asked once (row K1): in this mail, or later in one that asks for nothing else, or on their page."""
    if act.ask is None or any(event.kind in {"feedback-asked", "feedback"} for event in case.events):
        return (), ()
    if mail and act.ask <= now:
        return (FeedbackAsked(mail=mail),), ()
    address = addressee_of(case, log).email
    if not address or is_resting(log, address, now):
        return (FeedbackAsked(mail=""),), ()
    # Named by its own event, which follows that of the act.
    asking = NewMail(mail=f"feedback-{case.events[-1].number + 2}", state="waiting", due=max(act.ask, now))
    return (FeedbackAsked(mail=asking.mail),), (asking,)


def checked(name: str, text: str) -> str:
    """The text with plain line breaks, without white space around it and without what nobody can see."""
    tidy = printable(text).strip()
    longest = LONGEST_NAME if name == "signed" else LONGEST_TEXT
    if len(tidy) > longest:
        what = "a name" if name == "signed" else f"the {name}"
        raise LetterError(f"{what} may have {longest:,} characters; this has {len(tidy):,}")
    return " ".join(tidy.split()) if name == "signed" else tidy
