"""The outbox within a DynamoDB table: mails to be sent, claimed under a lease.

Which mails are due is read from an index, which may lag for a moment; whether one still is, the claim itself asks of the
mail: so nobody gets one that somebody else has. A mail that the index does not show yet is claimed the next time.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from contact.store.dynamodb_items import entry_from, mail_key, text_of, unsent
from contact.store.dynamodb_requests import Table
from contact.store.dynamodb_table import UNSENT, Key
from contact.store.dynamodb_writes import Item, Update, Value, Where
from contact.store.values import Entry, Finished, OutboxState

LEASE_BYTES = 8
# So many are looked at for one claim, at least; what nobody gets of them is for the next one.
LOOKED_AT = 25

_random = secrets.SystemRandom()
_NOT_SENT: tuple[OutboxState, ...] = ("waiting", "held", "failed")


def claim(table: Table, now: datetime, lease: timedelta, limit: int) -> Sequence[Entry]:
    """Take entries that are due, the longest due first."""
    most = max(limit, LOOKED_AT)
    waiting = [Key(item["pk"], item["sk"]) for item in islice(_due(table, now, most), most)]
    claimed: list[Entry] = []
    while waiting and len(claimed) < limit:
        taken = table.update(_claiming(waiting.pop(0), now, lease))
        if taken:
            claimed.append(entry_from(taken))
        else:
            # Others are at it: whoever takes any of the rest does not meet them again and again.
            _random.shuffle(waiting)
    return claimed


def postpone(table: Table, entry: Entry, until: datetime, error: str) -> bool:
    """Let a claimed entry wait."""
    put = {"due": text_of(until), "error": error, "lease": ""}
    return table.update(Update(key=mail_key(entry.reference, entry.mail), put=put, where=_as_known(entry))) is not None


def finishing(finished: Finished | None) -> list[Update]:
    """What gives an entry its new state, if there is one."""
    if finished is None:
        return []
    entry = finished.entry
    put: dict[str, Value] = {"state": finished.state, "error": finished.error, "lease": ""}
    if finished.due:
        put["due"] = text_of(finished.due)
    return [
        Update(
            key=mail_key(entry.reference, entry.mail),
            put=put | unsent(entry.reference, finished.state),
            remove=["unsent_shard"] if finished.state == "sent" else [],
            where=_as_known(entry),
        )
    ]


def every(table: Table) -> Iterator[Entry]:
    """Every entry that has not been sent, the longest due first, as the index shows them."""
    found = [(entry_from(item) for item in table.index(UNSENT, state)) for state in _NOT_SENT]
    return merge(*found, key=lambda entry: entry.due)


def _due(table: Table, now: datetime, page: int) -> Iterator[Item]:
    return table.index(UNSENT, "waiting", until=text_of(now), page=page)


def _claiming(key: Key, now: datetime, lease: timedelta) -> Update:
    waits = Where(name="state", test="=", value="waiting")
    is_due = Where(name="due", test="<=", value=text_of(now))
    taken: dict[str, Value] = {"due": text_of(now + lease), "lease": secrets.token_hex(LEASE_BYTES)}
    return Update(key=key, put=taken, add={"attempts": 1}, where=[waits, is_due])


def _as_known(entry: Entry) -> list[Where]:
    return [
        Where(name="state", test="=", value=entry.state),
        Where(name="lease", test="=", value=entry.lease),
    ]
