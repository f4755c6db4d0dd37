"""Cases in a DynamoDB table: recorded once, found whole, added to behind the last event. One transaction for each change.

Knows no sending and no counting.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from contact.case import Case
from contact.events import received_in
from contact.store.dynamodb_items import (
    CASE,
    Found,
    alias_key,
    case_item,
    case_key,
    event_item,
    mail_item,
    partition_of,
    seal_key,
    sender_key,
    text_items,
    text_keys,
    text_names,
    token_key,
)
from contact.store.dynamodb_outbox import finishing
from contact.store.dynamodb_reading import many, read_whole
from contact.store.dynamodb_requests import MOST_IN_A_TRANSACTION, RefusedError, Table
from contact.store.dynamodb_table import Key
from contact.store.dynamodb_work import writing
from contact.store.dynamodb_writes import EXISTS, ConditionCheck, Delete, Item, Put, Update, Value, Where, Write
from contact.store.values import Appended, Change, NewCase, Recorded, ReferenceTakenError, SealedDayError, StoreError

# Whoever erases tries again where a text came in between.
MOST_TRIES = 5


def record(table: Table, case: NewCase) -> Recorded:
    """Write a case, unless its token is known. Raises ReferenceTakenError and SealedDayError."""
    _refuse_sealed(table, case)
    token = Put(key=token_key(case.token), item={"reference": case.reference})
    sender = [Put(key=sender_key(case.sender, case.reference), item={})] if case.sender else []
    try:
        table.transact([token, case_item(case), *sender, *_added(case)])
    except RefusedError as refused:
        if 0 in refused.numbers:
            return _known(table, case.token)
        if 1 in refused.numbers:
            raise ReferenceTakenError(case.reference) from refused
        raise _already_there(case.reference) from refused
    return Recorded(reference=case.reference, key=case.key, received=received_in(case.events[0]), new=True)


def find(table: Table, reference: str) -> Case | None:
    """The case as it is now: whole, unless somebody has taken something out of the table by hand."""
    found = read_whole(
        lambda: _items(table, reference), lambda items: CASE not in items or Found(reference, items).is_whole
    )
    return Found(reference, found).case() if CASE in found else None


def _items(table: Table, reference: str) -> dict[str, Item]:
    return {item["sk"]: item for item in table.partition(partition_of(reference))}


def find_all(table: Table, references: Iterable[str], page: int) -> Iterator[Case]:
    """The cases of references in their order, so many of them at once in memory."""
    return (case for case in many(lambda reference: find(table, reference), references, page) if case)


def _refuse_sealed(table: Table, added: NewCase | Change) -> None:
    """Asked only where the day is over: else each message would wait for one question more.

    A function that is stopped for ten minutes (contact.seal) has long been ended by its time limit.
    """
    day = added.events[0].at.astimezone(UTC).date() if added.unless_sealed and added.events else None
    if day and day != datetime.now(UTC).date() and table.get(seal_key(day)):
        raise SealedDayError(day)


def append(table: Table, change: Change) -> Appended:
    """Add to a case, all or nothing."""
    _refuse_sealed(table, change)
    return _erase(table, change) if change.erase else _add(table, change)


def _add(table: Table, change: Change) -> Appended:
    return _written(table, change, [_changed(change), *finishing(change.finished), *_added(change)])


def _erase(table: Table, change: Change) -> Appended:
    """Take away what was typed, and what it could be found by. Texts that are added go the same way at once."""
    for _ in range(MOST_TRIES):
        case = table.get(case_key(change.reference))
        if case is None:
            return "overtaken"
        forgotten = [Delete(key=key) for key in _personal_keys(change.reference, case)]
        head = [_erased(change, case), *finishing(change.finished), *_added(change)]
        room = MOST_IN_A_TRANSACTION - len(head)
        appended = _written(table, change, [*head, *forgotten[:room]])
        if appended == "written":
            # No case has so many texts; without its key nobody could read them either.
            for delete in forgotten[room:]:
                table.delete(delete.key)
        if appended != "overtaken" or _is_overtaken(change, table.get(case_key(change.reference))):
            return appended
    raise StoreError(f"{change.reference} was changed {MOST_TRIES} times while it was erased", retry=True)


def _written(table: Table, change: Change, writes: Sequence[Write]) -> Appended:
    """The first write is the case, the second the mail that is finished, where there is one."""
    try:
        table.transact(writes)
    except RefusedError as refused:
        if 0 in refused.numbers:
            return "overtaken"
        if change.finished and 1 in refused.numbers:
            return "lost"
        raise _already_there(change.reference) from refused
    return "written"


def _added(added: NewCase | Change) -> Iterator[Write]:
    erased = isinstance(added, Change) and added.erase
    yield from (event_item(event) for event in added.events)
    if not erased:
        yield from text_items(added.reference, added.texts)
    yield from (mail_item(added.reference, mail) for mail in added.mails)
    # Nothing is refused here: an alias that is taken stays with its first case.
    for alias in dict.fromkeys(added.aliases):
        yield Update(key=alias_key(alias), once={"reference": added.reference})
    if added.events and (added.work or isinstance(added, Change)):
        yield writing(added.reference, added.work, may_delete=erased)


def _changed(change: Change) -> Write:
    key, where = case_key(change.reference), _behind_the_last(change)
    texts: dict[str, Value] = {"texts": text_names(change.texts)} if change.texts else {}
    if change.events or texts:
        return Update(key=key, put=_numbered(change), add=texts, where=where)
    return ConditionCheck(key=key, where=where)


def _erased(change: Change, case: Item) -> Update:
    """The case without its key; refused where it has other texts by now than those that are taken away with it."""
    personal = ("wrapped_key", "token", "sender", "texts")
    same = [_same("texts", case), _same("token", case)]
    return Update(
        key=case_key(change.reference),
        put=_numbered(change),
        remove=personal,
        where=[*_behind_the_last(change), *same],
    )


def _personal_keys(reference: str, case: Item) -> Iterator[Key]:
    if "token" in case:
        yield token_key(case["token"])
    if "sender" in case:
        yield sender_key(case["sender"], reference)
    yield from text_keys(reference, case.get("texts", frozenset()))


def _same(name: str, item: Item) -> Where:
    return Where(name=name, test="=", value=item[name]) if name in item else Where(name=name, test="absent")


def _numbered(change: Change) -> dict[str, Value]:
    return {"number": change.events[-1].number} if change.events else {}


def _behind_the_last(change: Change) -> list[Where]:
    return [Where(name="number", test="=", value=change.events[0].number - 1)] if change.events else [EXISTS]


def _is_overtaken(change: Change, case: Item | None) -> bool:
    return case is None or bool(change.events and case["number"] != change.events[0].number - 1)


def _known(table: Table, token: str) -> Recorded:
    kept = table.get(token_key(token))
    case = find(table, kept["reference"]) if kept else None
    if case is None:
        # Between two answers it was erased: the message is a new one, and may be sent again.
        raise StoreError("a message that was being recorded has just been erased", retry=True)
    return Recorded(reference=case.reference, key=case.key, received=case.received, new=False)


def _already_there(reference: str) -> StoreError:
    return StoreError(f"a text, a mail or an event that was to be added to {reference} is there already", retry=False)
