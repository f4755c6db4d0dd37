"""The index of open work, read in pieces: what has to be done, the soonest due first. Knows no table and no option."""

from collections.abc import Iterator
from datetime import datetime

from contact.log import Log
from contact.standing import Work
from contact.work_index import fill
from frontdesk.terminal import counter

# So many are read at once, where what is looked for has to be found among them.
AT_ONCE = 1000


def all_open(
    log: Log, *, queue: str = "", to: str | None = "", before: datetime | None = None, at_once: int = AT_ONCE
) -> Iterator[Work]:
    """All of it; with `to` as None, what nobody has. What an earlier Frontdesk left out of the index is put in first.

    Raises StoreError.
    """
    if log.store.work_missing_before() is not None:
        with counter("cases of an earlier version looked at, once") as told:
            fill(log.store, told)
    after: Work | None = None
    while True:
        some = log.store.due(limit=at_once, queue=queue, to=to, before=before, after=after)
        yield from some
        if len(some) < at_once:
            return
        after = some[-1]
