"""Seals of days in a DynamoDB table, and the heads they are made over. Knows no digest and no chain.

Heads are read from an index, which may lag for a moment: a day is sealed minutes after its end (contact.seal).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from contact.store.dynamodb_items import seal_from, seal_key
from contact.store.dynamodb_parts import keep, part
from contact.store.dynamodb_requests import Table
from contact.store.dynamodb_table import BY_DAY
from contact.store.dynamodb_writes import Item, Value
from contact.store.values import Head, Seal


def heads_on(table: Table, day: date) -> Iterator[Head]:
    """For each case its last event of a day, by reference."""
    for _, of_case in groupby(table.index(BY_DAY, day.isoformat()), key=lambda item: str(item["pk"])):
        *_, last = of_case
        yield _head(last)


def keep_seal(table: Table, seal: Seal, parts: Sequence[bytes]) -> bool:
    """Keep a day's seal; False where that day has one already."""
    kept: dict[str, Value] = {
        "heads": seal.heads,
        "parts": seal.parts,
        "previous": seal.previous,
        "digest": seal.digest,
    }
    return keep(table, seal_key(seal.day), kept, parts)


def seals(table: Table) -> list[Seal]:
    """All seals, the oldest day first."""
    return [seal_from(item) for item in table.partition("seals")]


def seal_part(table: Table, day: date, number: int) -> bytes:
    """One of the parts of a seal; empty where there is none."""
    seal = table.get(seal_key(day))
    if seal is None:
        return b""
    return part(table, seal, number)


def _head(item: Item) -> Head:
    reference, _, number = item["head"].partition("#")
    return Head(reference=reference, number=int(number), digest=item["digest"])
