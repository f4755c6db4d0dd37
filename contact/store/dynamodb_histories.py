"""What happened to cases, read from a DynamoDB table: the events of each, and none of its texts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from contact.store.dynamodb_items import EVENT, partition_of
from contact.store.dynamodb_reading import many, read_whole
from contact.store.dynamodb_requests import PAGE, Table
from contact.store.dynamodb_writes import Item
from contact.store.values import History, Told


def histories_of(table: Table, references: Iterable[str]) -> Iterator[History]:
    """What happened to these cases, in their order; those that are not there are left out."""
    return (
        history for history in many(lambda reference: _history(table, reference), references, PAGE) if history.events
    )


def _history(table: Table, reference: str) -> History:
    return History(reference, read_whole(lambda: _events(table, reference), _is_whole))


def _events(table: Table, reference: str) -> list[Told]:
    return [_told(item) for item in table.beginning(partition_of(reference), f"{EVENT}#")]


def _is_whole(events: Sequence[Told]) -> bool:
    return [event.number for event in events] == list(range(1, len(events) + 1))


def _told(item: Item) -> Told:
    kind = item["kind"]
    body = "" if kind == "acknowledged" else item["body"]
    return Told(int(item["sk"].rpartition("#")[2]), datetime.fromisoformat(item["at"]), kind, body)
