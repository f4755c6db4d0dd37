"""The log of cases: a store and the keys to it, with events chained and texts encrypted on the way in.

All that happens to a case goes through here: so an event always follows the one before, whoever writes at the same time.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from contact.case import Case
from contact.chain import chained
from contact.events import Body, Event, NewEvent, new_event
from contact.hashing import Hasher
from contact.keys import CaseKey, Keys, KeysError
from contact.personal import REQUEST_TEXT, Personal, locked, unlocked
from contact.reference import new_reference
from contact.store import (
    Change,
    Finished,
    NewCase,
    NewMail,
    OutboxState,
    Recorded,
    ReferenceTakenError,
    SealedDayError,
    Store,
    StoreError,
)
from contact.work_index import work_after
from desk.data import Data, field, replace

SECRET_BYTES = 16
# One collision in a million cases has a chance of one in two millions; five in a row are a broken random generator.
MOST_TRIES = 5
# Who comes second reads again and writes again; so many in a row would be a store that answers wrongly.
MOST_OVERTAKEN = 20
# Amazon SES names a message without this, and writes it behind the name: `email` or the region.
_BEHIND_A_NAME_OF_SES = re.compile(r"@[a-z0-9-]+\.amazonses\.com$")


class ErasedError(Exception):
    """What the customer typed is gone: nothing can be read, and nothing added."""


class Reserved(Data, frozen=True, kw_only=True):
    """The reference and the key of a case that is not recorded yet, for files that have to be written before it."""

    reference: str
    key: CaseKey


class Arrival(Data, frozen=True, kw_only=True):
    """A message as it is to be recorded: what is said of it, what was typed, and the mails that it causes.

    `sender` is the e-mail address that it came from, or the telephone number; by it all cases of a person are found.
    `reserved` is where something of the case has been written already. `more` are texts of its later events, by their names.
    """

    at: datetime
    token: str
    texts: Personal
    bodies: Sequence[Body]
    mails: Sequence[tuple[str, OutboxState]] = ()
    aliases: Sequence[str] = ()
    sender: str = ""
    reserved: Reserved | None = None
    more: Mapping[str, Personal] = field(default_factory=dict)


class Log:
    """Records cases, adds to them, and reads what customers typed. Every method may raise StoreError."""

    def __init__(self, *, store: Store, keys: Keys) -> None:
        self.store = store
        self.keys = keys
        # The secret never changes, and reading it is a transaction of its own.
        self._hasher: Hasher | None = None

    def hasher(self) -> Hasher:
        """Hashes addresses with the secret of this store."""
        if not self._hasher:
            self._hasher = Hasher(self.store.secret())
        return self._hasher

    def reserve(self) -> Reserved:
        """A reference and a key for a case that is about to be recorded. Raises StoreError."""
        reference = new_reference()
        return Reserved(reference=reference, key=self._new_key(reference))

    def record(self, arrival: Arrival) -> Recorded:
        """Record a message once, however often it is sent. Raises StoreError, and then nothing has been recorded."""
        try:
            return self._recorded(arrival, unless_sealed=True)
        except SealedDayError:
            return self._recorded(replace(arrival, at=_later(arrival.at)), unless_sealed=False)

    def _recorded(self, arrival: Arrival, *, unless_sealed: bool) -> Recorded:
        events = [new_event(arrival.at, body) for body in arrival.bodies]
        mails = [NewMail(mail=mail, state=state, due=arrival.at) for mail, state in arrival.mails]
        texts = {REQUEST_TEXT: arrival.texts, **arrival.more}
        for _ in range(MOST_TRIES):
            reserved = arrival.reserved or self.reserve()
            reference, key = reserved.reference, reserved.key
            chain = _following(reference, None, events)
            case = NewCase(
                reference=reference,
                token=arrival.token,
                key=secrets.token_urlsafe(SECRET_BYTES),
                wrapped_key=key.wrapped,
                texts={name: locked(text, key.plain, reference, name) for name, text in texts.items()},
                events=chain,
                mails=mails,
                aliases=arrival.aliases,
                sender=self.hasher().of("sender", arrival.sender) if arrival.sender else "",
                unless_sealed=unless_sealed,
                work=work_after(reference, chain),
            )
            try:
                return self.store.record(case)
            except ReferenceTakenError:
                if arrival.reserved:
                    raise StoreError("the reference was taken in between", retry=True) from None
        raise RuntimeError(f"{MOST_TRIES} references in a row were taken")

    def add(
        self,
        case: Case,
        at: datetime,
        *bodies: Body,
        texts: Mapping[str, Personal] | None = None,
        mails: Sequence[NewMail] = (),
        aliases: Sequence[str] = (),
        finished: Finished | None = None,
        erase: bool = False,
        unless: Callable[[Case], bool] | None = None,
    ) -> bool:
        """Add events to a case; what came in between stays before them. False where the outbox entry was lost.

        `unless` is asked about the case as it is after something came in between; where it says yes nothing is added.
        Raises ErasedError for texts of a case that has been erased.
        """
        wanted = Change(
            reference=case.reference,
            events=(),
            texts=self._locked(case, texts or {}),
            mails=mails,
            aliases=aliases,
            finished=finished,
            erase=erase,
            unless_sealed=True,
        )
        events = [new_event(at, body) for body in bodies]
        try:
            return self._added(case, wanted, events, unless)
        except SealedDayError:
            late = [replace(event, at=_later(event.at)) for event in events]
            return self._added(case, replace(wanted, unless_sealed=False), late, unless)

    def _added(
        self, case: Case, wanted: Change, events: Sequence[NewEvent], unless: Callable[[Case], bool] | None
    ) -> bool:
        current = case
        for _ in range(MOST_OVERTAKEN):
            following = _following(case.reference, current.events[-1], events)
            work = work_after(case.reference, [*current.events, *following]) if following else None
            appended = self.store.append(replace(wanted, events=following, work=work))
            if appended != "overtaken":
                return appended == "written"
            current = self.store.find(case.reference) or current
            if unless and unless(current):
                return False
            if wanted.texts and current.erased:
                raise ErasedError(case.reference)
        raise StoreError(f"{case.reference} was changed {MOST_OVERTAKEN} times while something was added", retry=True)

    def of_sender(self, address: str) -> list[Case]:
        """All cases of an e-mail address or a telephone number that have not been erased."""
        references = self.store.of_sender(self.hasher().of("sender", address))
        return [case for reference in references if (case := self.store.find(reference))]

    def texts(self, case: Case, name: str = REQUEST_TEXT) -> Personal | None:
        """What the customer typed; None once the person has been erased. Raises UndecipherableError."""
        kept = case.texts.get(name)
        if kept is None:
            return None
        return unlocked(kept, self._opened(case), case.reference, name)

    def key(self, case: Case) -> bytes:
        """The key of a case, for what lies outside of the store. Raises ErasedError."""
        if case.wrapped_key is None:
            raise ErasedError(case.reference)
        return self._opened(case)

    def _locked(self, case: Case, texts: Mapping[str, Personal]) -> dict[str, bytes]:
        return {name: locked(text, self.key(case), case.reference, name) for name, text in texts.items()}

    def _new_key(self, reference: str) -> CaseKey:
        try:
            return self.keys.new(reference)
        except KeysError as error:
            raise StoreError(str(error), retry=error.retry) from error

    def _opened(self, case: Case) -> bytes:
        # Cases of the first versions have no key: their texts were not encrypted.
        if case.wrapped_key is None:
            return b""
        try:
            return self.keys.opened(case.reference, case.wrapped_key)
        except KeysError as error:
            raise StoreError(str(error), retry=error.retry) from error


def alias_of(message_id: str) -> str:
    """The name under which a case is found by the Message-ID of a mail: hashed, for it may name a person."""
    name = _BEHIND_A_NAME_OF_SES.sub("", message_id.strip().strip("<>"))
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()


def _later(at: datetime) -> datetime:
    """The time that an event gets whose writer slept until its day had been sealed: that at which it is written."""
    return max(at, datetime.now(UTC))


def _following(reference: str, last: Event | None, events: Sequence[NewEvent]) -> list[Event]:
    chain: list[Event] = []
    for event in events:
        last = chained(reference, last, event)
        chain.append(last)
    return chain
