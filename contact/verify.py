"""The log -> everything in it that does not add up: chains, seals, texts, acknowledgements, what is due (rows T1, T2).

Reads only, one case after the other, so a log of any size can be checked, also while the desk is at work.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from contact.awaited import awaited
from contact.case import Case
from contact.chain import first_broken
from contact.doubt import Doubt
from contact.encryption import UndecipherableError
from contact.events import EventKind, Feedback, Noted, Received, Replied, Resolved, Updated, Wrote, body_of
from contact.letter_names import is_letter
from contact.log import Log
from contact.personal import REQUEST_TEXT
from contact.sealed_days import DaySums, doubts_of_days
from contact.store import Store, StoreError
from contact.unopened import Unopened
from contact.vault import Vault
from contact.vault.files import AlteredError, attachments_of, check_file
from contact.work_index import Compared
from desk.data import UnreadableError

# A message of this age whose mail is not even in the outbox has been forgotten.
FORGOTTEN_AFTER = timedelta(minutes=5)
PROGRESS_EVERY = 1000
# Those that have, or may have, a text of their own.
_WITH_TEXT: frozenset[EventKind] = frozenset(
    {"received", "wrote", "updated", "replied", "noted", "resolved", "feedback"}
)

Told = Callable[[int], None]


def doubts(log: Log, now: datetime, told: Told, *, texts: bool, files: Vault | None = None) -> Iterator[Doubt]:
    """Everything that does not add up; `told` hears now and then how many cases have been looked at.

    With `texts`, what customers typed is deciphered and held against its digest: one key a case has to be opened. With
    `files`, every file that came along is read and held against its own.
    """
    seals = log.store.seals()
    unsent = _unsent(log.store)
    walked, perhaps_forgotten, unopened, compared = DaySums(), list[str](), Unopened(), Compared(log.store)
    count = 0
    for count, case in enumerate(log.store.walk(), start=1):
        walked.add_case(case)
        broken = _broken(case)
        if broken:
            yield Doubt(about=case.reference, what=broken)
        else:
            yield from _of_case(case, log, unopened if texts else None)
            compared.add_case(case)
            yield from _of_files(case, log.store, files) if files else ()
            if _is_forgotten(case, unsent, now):
                perhaps_forgotten.append(case.reference)
        if count % PROGRESS_EVERY == 0:
            told(count)
    told(count)
    yield from unopened.doubts()
    yield from compared.doubts()
    yield from _forgotten(log.store, perhaps_forgotten, now)
    yield from doubts_of_days(log.store, seals, walked, now)


def _broken(case: Case) -> str | None:
    """What is wrong with the history of a case, so that nothing else can be said of it."""
    broken = first_broken(case.events)
    if broken is not None:
        return f"event {broken} is not what was recorded, or one before it is missing"
    if not case.events or case.events[0].kind != "received":
        return "its history does not begin with a message"
    return None


def _of_case(case: Case, log: Log, unopened: Unopened | None) -> Iterator[Doubt]:
    if case.erased:
        if case.wrapped_key or case.texts:
            yield Doubt(about=case.reference, what="it was erased, and something of the customer is still there")
    elif unopened is not None:
        yield from _of_texts(case, log, unopened)
    elif any(name not in case.texts for name in _names(case)):
        yield Doubt(about=case.reference, what="a text is missing, and the case was not erased")


def _of_files(case: Case, store: Store, vault: Vault) -> Iterator[Doubt]:
    for attachment in () if case.erased else attachments_of(case):
        try:
            check_file(vault, case.reference, attachment)
        except AlteredError as error:
            current = store.find(case.reference)
            if current and current.erased:
                return
            yield Doubt(about=case.reference, what=str(error).replace(f" of {case.reference}", ""))


def _of_texts(case: Case, log: Log, unopened: Unopened) -> Iterator[Doubt]:
    for name, digest in _digests(case):
        try:
            found = log.texts(case, name)
        except StoreError as error:
            # Of its other texts nothing else can be said.
            unopened.failed(case, error)
            return
        except (UndecipherableError, UnreadableError):
            yield Doubt(about=case.reference, what=f"the text '{name}' cannot be deciphered")
            continue
        if found is None:
            yield Doubt(about=case.reference, what=f"the text '{name}' is missing, and the case was not erased")
            continue
        unopened.opened(case)
        if found.digest != digest:
            yield Doubt(about=case.reference, what=f"the text '{name}' is not the one that came in")


def _names(case: Case) -> Iterator[str]:
    """The names of the texts of a case. The first message always has one: it need not be read for that."""
    yield REQUEST_TEXT
    yield from (name for name, _ in _digests(case, after=1))


def _digests(case: Case, after: int = 0) -> Iterator[tuple[str, str]]:
    """The name and the digest of each text of a case, of the events after one."""
    for event in case.events[after:]:
        body = body_of(event) if event.kind in _WITH_TEXT else None
        if isinstance(body, Received):
            yield REQUEST_TEXT, body.personal_digest
        elif isinstance(body, Wrote | Updated | Replied | Noted | Resolved | Feedback) and body.text:
            yield body.text, body.personal_digest


def _unsent(store: Store) -> set[tuple[str, str]]:
    return {(entry.reference, entry.mail) for entry in store.outbox()}


def _is_forgotten(case: Case, unsent: set[tuple[str, str]], now: datetime) -> bool:
    """Whether a mail of a case is awaited and does not wait in the outbox."""
    return bool(_missing(case, unsent, now))


def _missing(case: Case, unsent: set[tuple[str, str]], now: datetime) -> list[str]:
    """The names of such mails, once enough time has passed."""
    if now - case.events[-1].at <= FORGOTTEN_AFTER:
        return []
    return sorted(mail for mail in awaited(case) if (case.reference, mail) not in unsent)


def _forgotten(store: Store, references: Sequence[str], now: datetime) -> Iterator[Doubt]:
    """Those of which it is true at a second look: the outbox moves while it is read."""
    unsent = _unsent(store) if references else set[tuple[str, str]]()
    for reference in references:
        case = store.find(reference)
        missing = _missing(case, unsent, now) if case and not _broken(case) else []
        if missing:
            letters = [mail for mail in missing if is_letter(mail)]
            what = f"mail {', '.join(letters)}" if letters else "acknowledgement"
            yield Doubt(about=reference, what=f"its {what} was not sent, and is not in the outbox")
