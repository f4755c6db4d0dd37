"""What does not fit into one item of a DynamoDB table: an item kept once, and its parts beside it in as many as they need.

Parts do not fit into one transaction. So each who keeps something writes them under a name of its own, and only the item
that is kept says under which; whoever was slower takes theirs away again. Knows neither seal nor report.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence

from contact.store.dynamodb_items import pieces
from contact.store.dynamodb_requests import Table
from contact.store.dynamodb_table import Key
from contact.store.dynamodb_writes import Item, Put, Value

NAME_BYTES = 8


def keep(table: Table, key: Key, item: Mapping[str, Value], parts: Sequence[bytes]) -> bool:
    """Keep an item with its parts; False where there is one already."""
    if table.get(key):
        return False
    partition = f"parts#{key.partition}#{key.sort}#{secrets.token_hex(NAME_BYTES)}"
    written = list(_items(partition, parts))
    for part in written:
        table.put(part)
    is_new = table.put(Put(key=key, item={**item, "parts_in": partition}))
    # Where the answer was lost and the call made again, the item that stands in the way is ours.
    if is_new or (table.get(key) or {}).get("parts_in") == partition:
        return True
    for part in written:
        table.delete(part.key)
    return False


def part(table: Table, item: Item, number: int) -> bytes:
    """One of the parts of a kept item; empty where there is none."""
    return b"".join(piece["body"] for piece in table.beginning(item["parts_in"], f"{number:06}#"))


def _items(partition: str, parts: Sequence[bytes]) -> Iterator[Put]:
    for number, body in enumerate(parts):
        for at, piece in enumerate(pieces(body)):
            yield Put(key=Key(partition, f"{number:06}#{at:04}"), item={"body": piece})
