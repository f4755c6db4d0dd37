"""What has to be done about open cases, within a DynamoDB table: an item of each, written with the events it follows from.

It lies beside its case, and in the index of mails that have not been sent, in a group of its own: what was done leaves it
as a mail does that was sent. Knows no event.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice

from contact.standing import Work
from contact.store.dynamodb_items import case_key, partition_of, text_of
from contact.store.dynamodb_reading import many
from contact.store.dynamodb_requests import PAGE, RefusedError, Table
from contact.store.dynamodb_table import ABOUT, UNSENT, Key, shard_of
from contact.store.dynamodb_writes import Delete, Item, Update, Value, Where
from contact.store.values import FoundWork

_OPEN = "work"
_MISSING = "work_missing_before"
_NAMES = ("unsent_shard", "due", "task", "queue", "person", "kind", "topic")


def writing(reference: str, work: Work | None, *, may_delete: bool = False) -> Update | Delete:
    """What puts the work of a case into its place, or leaves that empty: only who erases has the right to delete an item."""
    key = _key(reference)
    if work is None:
        return Delete(key=key) if may_delete else Update(key=key, remove=_NAMES)
    put: dict[str, Value] = {
        "unsent_shard": f"{_OPEN}#{shard_of(reference)}",
        "due": _place(work),
        "task": work.task,
        "queue": work.queue,
        "person": work.to,
        "kind": work.kind,
        "topic": work.topic,
    }
    return Update(key=key, put=put)


def put_found(table: Table, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
    """Put in what was worked out for cases of before, as long as it is still so."""
    for _ in many(lambda one: _put_one(table, one), found, PAGE):
        pass
    table.update(Update(key=ABOUT, put=missing(missing_before)))


def _put_one(table: Table, found: FoundWork) -> None:
    reference, number, work = found
    still = Update(
        key=case_key(reference), put={"number": number}, where=[Where(name="number", test="=", value=number)]
    )
    # Refused where something has happened to it since then, and was written with its own work.
    with suppress(RefusedError):
        table.transact([still, writing(reference, work)])


def missing(before: datetime | None) -> dict[str, Value]:
    """How the table says which cases may be missing."""
    return {_MISSING: text_of(before) if before else ""}


def missing_before(table: Table) -> datetime | None:
    """Cases of before this instant may be missing."""
    before = (table.get(ABOUT) or {}).get(_MISSING)
    return datetime.fromisoformat(before) if before else None


def due(
    table: Table, limit: int, *, queue: str, to: str | None, before: datetime | None, after: Work | None
) -> list[Work]:
    """The soonest due first, as the index shows them. Of one queue or one person all others are read as well."""
    # Behind the instant stands the reference: so what is due at the end itself comes behind the end.
    since, until = _place(after) if after else "", text_of(before) if before else ""
    page = PAGE if queue or to != "" else limit + 1
    items = table.index(UNSENT, _OPEN, since, until, page=page)
    wanted = (
        item
        for item in items
        if item["due"] != since and queue in {"", item["queue"]} and to in {"", item["person"] or None}
    )
    return [_work(item) for item in islice(wanted, limit)]


def work_on(table: Table, references: Sequence[str]) -> list[Work]:
    """What has to be done about these cases."""
    found = many(lambda reference: table.get(_key(reference)), references, PAGE)
    return [_work(item) for item in found if item and "due" in item]


def _key(reference: str) -> Key:
    return Key(partition_of(reference), "work")


def _place(work: Work) -> str:
    """Where it stands in the order of what is due."""
    return f"{text_of(work.due)}#{work.reference}"


def _work(item: Item) -> Work:
    due, _, reference = item["due"].partition("#")
    return Work(
        reference=reference,
        due=datetime.fromisoformat(due),
        task=item["task"],
        queue=item["queue"],
        to=item["person"],
        kind=item["kind"],
        topic=item["topic"],
    )
