"""The log -> everything in it that does not add up: chains, seals, texts, acknowledgements (rows T1, T2).

Reads only, one case after the other, so a log of any size can be checked.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from contact.case import Case
from contact.chain import first_broken
from contact.encryption import UndecipherableError
from contact.events import Received, Wrote, body_of
from contact.log import Log
from contact.personal import REQUEST_TEXT
from contact.seal import START, made, sealed_heads
from contact.store import Head, Seal, Store, StoreError
from desk.portable import UnreadableError

# A message of this age whose mail is not even in the outbox has been forgotten.
FORGOTTEN_AFTER = timedelta(minutes=5)
PROGRESS_EVERY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that does not add up. `about` is a reference, or the day of a seal."""

    about: str
    what: str


Told = Callable[[int], None]


def doubts(log: Log, now: datetime, told: Told, *, texts: bool) -> Iterator[Doubt]:
    """Everything that does not add up; `told` hears now and then how many cases have been looked at.

    With `texts`, what customers typed is deciphered and held against its digest: one key a case has to be opened.
    """
    unsent = {entry.reference for entry in log.store.outbox()}
    count = 0
    for count, case in enumerate(log.store.walk(), start=1):
        yield from _of_case(case, log, now, unsent, texts=texts)
        if count % PROGRESS_EVERY == 0:
            told(count)
    told(count)
    yield from _of_seals(log.store)


def _of_case(case: Case, log: Log, now: datetime, unsent: set[str], *, texts: bool) -> Iterator[Doubt]:
    broken = first_broken(case.events)
    if broken is not None:
        yield Doubt(about=case.reference, what=f"event {broken} is not what was recorded, or one before it is missing")
        return
    if not case.events or case.events[0].kind != "received":
        yield Doubt(about=case.reference, what="its history does not begin with a message")
        return
    forgotten = case.acknowledgement == "waiting" and case.reference not in unsent
    if forgotten and now - case.events[-1].at > FORGOTTEN_AFTER:
        yield Doubt(about=case.reference, what="its acknowledgement was not sent, and is not in the outbox")
    if case.erased and (case.wrapped_key or case.texts):
        yield Doubt(about=case.reference, what="it was erased, and something of the customer is still there")
    if texts and not case.erased:
        yield from _of_texts(case, log)


def _of_texts(case: Case, log: Log) -> Iterator[Doubt]:
    for name, digest in _digests(case):
        try:
            found = log.texts(case, name)
        except (UndecipherableError, UnreadableError, StoreError):
            yield Doubt(about=case.reference, what=f"the text '{name}' cannot be deciphered")
            continue
        if found is None:
            yield Doubt(about=case.reference, what=f"the text '{name}' is missing, and the case was not erased")
        elif found.digest != digest:
            yield Doubt(about=case.reference, what=f"the text '{name}' is not the one that came in")


def _digests(case: Case) -> Iterator[tuple[str, str]]:
    """The name and the digest of each text of a case."""
    for event in case.events:
        body = body_of(event)
        if isinstance(body, Received):
            yield REQUEST_TEXT, body.personal_digest
        elif isinstance(body, Wrote):
            yield body.text, body.personal_digest


def _of_seals(store: Store) -> Iterator[Doubt]:
    previous = START
    for seal in store.seals():
        if seal.previous != previous:
            yield Doubt(about=str(seal.day), what="this seal does not follow the one before it")
        previous = seal.digest
        yield from _of_seal(store, seal)


def _of_seal(store: Store, seal: Seal) -> Iterator[Doubt]:
    try:
        remade, _ = made(seal.day, seal.previous, sealed_heads(store, seal))
    except ValueError as error:
        yield Doubt(about=str(seal.day), what=str(error))
        return
    if remade != seal:
        yield Doubt(about=str(seal.day), what="this seal is not what was made on that day")
        return
    yield from _of_day(store, seal)


def _of_day(store: Store, seal: Seal) -> Iterator[Doubt]:
    """Hold the heads of a day now against those that were sealed; both come in order of their references."""
    sealed = ((head.reference, "sealed", head) for head in sealed_heads(store, seal))
    present = ((head.reference, "present", head) for head in store.heads_on(seal.day))
    together = heapq.merge(sealed, present, key=lambda found: found[0])
    for reference, found in groupby(together, key=lambda found: found[0]):
        heads: dict[str, Head] = {where: head for _, where, head in found}
        what = _difference(heads.get("sealed"), heads.get("present"))
        if what:
            yield Doubt(about=reference, what=f"{what} (seal of {seal.day})")


def _difference(sealed: Head | None, present: Head | None) -> str | None:
    if sealed == present:
        return None
    if present is None:
        return "it is missing from the log, or its events of that day are"
    if sealed is None:
        return "it was put into the log after that day had been sealed"
    return "its events are not those that were sealed"
