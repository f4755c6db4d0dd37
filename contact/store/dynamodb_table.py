"""How the table lies in DynamoDB: its keys, its indexes and the names in them; and how to make one.

deploy/aws/template.yaml describes the same table. Knows no case.

One item each for a case, an event, a text (or a piece of a long one), a mail, what has to be done, a token, an alias, a
sender's case, a count, a vote, a search, a day of searches, a call (and its name), a day of calls, a seal, a report, and a
piece of one of these. All that belongs to a case has one partition key, so that one
question finds it.
"""

import time
import zlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from contact.aws import AwsError, Client
from contact.store.values import StoreError

# Version of the items. A table of a later one is left alone.
VERSION = 2
# An index is spread over so many partitions, each of which takes 1,000 writes a second. The number may grow: what was
# written before is still found. It must never shrink.
SHARDS = 4

PARTITION, SORT = "pk", "sk"
# Cases by the time at which they were received, events by their day; mails that have not been sent by when they are due, and
# so what has to be done about open cases. Only the items that have an index's attributes are in it: a mail that was sent
# leaves it.
BY_TIME, BY_DAY, UNSENT = "by_time", "by_day", "unsent"
INDEX_KEYS: Mapping[str, tuple[str, str]] = {
    BY_TIME: ("time_shard", "received_at"),
    BY_DAY: ("day_shard", "head"),
    UNSENT: ("unsent_shard", "due"),
}
# In seconds since 1970: after it DynamoDB takes the item away, within days. Who reads looks at the end that is written in it.
EXPIRES = "expires"

_PROJECTIONS: Mapping[str, Mapping[str, object]] = {
    BY_TIME: {"ProjectionType": "KEYS_ONLY"},
    BY_DAY: {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["digest"]},
    UNSENT: {"ProjectionType": "ALL"},
}


def _keys(partition: str, sort: str) -> list[dict[str, str]]:
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]


# What the stream tells is enough to wake the sender. It names keys only: what was erased must not lie in it for a day.
TABLE: Mapping[str, Any] = {
    "AttributeDefinitions": [
        {"AttributeName": name, "AttributeType": "S"}
        for name in (PARTITION, SORT, *(name for names in INDEX_KEYS.values() for name in names))
    ],
    "KeySchema": _keys(PARTITION, SORT),
    "GlobalSecondaryIndexes": [
        {"IndexName": name, "KeySchema": _keys(*names), "Projection": _PROJECTIONS[name]}
        for name, names in INDEX_KEYS.items()
    ],
    "BillingMode": "PAY_PER_REQUEST",
    "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
}
TIME_TO_LIVE: Mapping[str, Any] = {"AttributeName": EXPIRES, "Enabled": True}
# Which records of the stream tell of a new mail, as the filter of an event source writes it.
NEW_MAIL: Mapping[str, Any] = {
    "eventName": ["INSERT"],
    "dynamodb": {"Keys": {SORT: {"S": [{"prefix": "mail#"}]}}},
}

MADE_WITHIN = timedelta(minutes=2)
LOOKED_AT_EVERY = timedelta(seconds=0.2)


class Key(NamedTuple):
    """Names an item."""

    partition: str
    sort: str


# The item that says what the table is.
ABOUT = Key("store", "store")


def shard_of(reference: str) -> int:
    """In which part of an index a case, its events and its mails lie."""
    return zlib.crc32(reference.encode()) % SHARDS


def create_table(client: Client, name: str) -> None:
    """Make an empty table, and wait until it can be used. Raises StoreError."""
    try:
        client.create_table(TableName=name, **TABLE)
        end = time.monotonic() + MADE_WITHIN.total_seconds()
        while not _is_active(client, name):
            if time.monotonic() > end:
                raise StoreError(f"the table {name} was asked for, and is still not there", retry=True)
            time.sleep(LOOKED_AT_EVERY.total_seconds())
        client.update_time_to_live(TableName=name, TimeToLiveSpecification=TIME_TO_LIVE)
    except AwsError as error:
        raise StoreError(f"the table {name} cannot be made: {error}", retry=error.retry) from error


def _is_active(client: Client, name: str) -> bool:
    status: str = client.describe_table(TableName=name)["Table"]["TableStatus"]
    return status == "ACTIVE"
