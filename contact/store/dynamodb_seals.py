"""Seals of days in a DynamoDB table, and the heads they are made over. Knows no digest and no chain.

Heads are read from an index, which may lag for a moment: a day is sealed minutes after its end (contact.seal).
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from contact.store.dynamodb_items import part_items, seal_from, seal_key
from contact.store.dynamodb_requests import Table
from contact.store.dynamodb_table import BY_DAY
from contact.store.dynamodb_writes import Item, Put, Value
from contact.store.port import Head, Seal

NAME_BYTES = 8


def heads_on(table: Table, day: date) -> Iterator[Head]:
    """For each case its last event of a day, by reference."""
    for _, of_case in groupby(table.index(BY_DAY, day.isoformat()), key=lambda item: str(item["pk"])):
        *_, last = of_case
        yield _head(last)


def keep_seal(table: Table, seal: Seal, parts: Sequence[bytes]) -> bool:
    """Keep a day's seal; False where that day has one already.

    A day's parts do not fit into one transaction. So each who seals writes them under a name of its own, and only the seal
    that is kept says under which; whoever was slower takes theirs away again.
    """
    if table.get(seal_key(seal.day)):
        return False
    partition = f"seal#{seal.day.isoformat()}#{secrets.token_hex(NAME_BYTES)}"
    written = list(part_items(partition, parts))
    for part in written:
        table.put(part)
    kept: dict[str, Value] = {
        "heads": seal.heads,
        "parts": seal.parts,
        "previous": seal.previous,
        "digest": seal.digest,
    }
    is_new = table.put(Put(key=seal_key(seal.day), item=kept | {"parts_in": partition}))
    # Where the answer was lost and the call made again, the seal that stands in the way is ours.
    if is_new or (table.get(seal_key(seal.day)) or {}).get("parts_in") == partition:
        return True
    for part in written:
        table.delete(part.key)
    return False


def seals(table: Table) -> list[Seal]:
    """All seals, the oldest day first."""
    return [seal_from(item) for item in table.partition("seals")]


def seal_part(table: Table, day: date, number: int) -> bytes:
    """One of the parts of a seal; empty where there is none."""
    seal = table.get(seal_key(day))
    if seal is None:
        return b""
    return b"".join(item["body"] for item in table.beginning(seal["parts_in"], f"{number:06}#"))


def _head(item: Item) -> Head:
    reference, _, number = item["head"].partition("#")
    return Head(reference=reference, number=int(number), digest=item["digest"])
