"""What a DynamoDB table counts of searches. Knows nothing of who searched.

Each day has a partition with an item for each search, and one item in the list of days, which counts them.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from contact.store.dynamodb_requests import RefusedError, Table
from contact.store.dynamodb_table import Key
from contact.store.dynamodb_writes import EXISTS, IS_NEW, Item, Update, Value, Where
from contact.store.values import MOST_SEARCHES, Search, StoreError

# Between two answers another process may have counted the same search first.
MOST_TRIES = 5
_DAYS = "searched-days"


def searched(table: Table, search: Search, day: date) -> bool:
    """Count a search; False where that day has no room for another one."""
    key = Key(_of_day(day.isoformat()), _name(search))
    words: dict[str, Value] = {
        "language": search.language,
        "words": search.words,
        "found": int(search.found),
        "clicked": search.clicked,
    }
    room = Where(name="searches", test="<", value=MOST_SEARCHES, or_absent=True)
    for _ in range(MOST_TRIES):
        if table.update(Update(key=key, add={"count": 1}, where=[EXISTS])):
            return True
        try:
            table.transact(
                [
                    Update(key=key, put=words, add={"count": 1}, where=[IS_NEW]),
                    Update(key=Key(_DAYS, day.isoformat()), add={"searches": 1}, where=[room]),
                ]
            )
        except RefusedError as refused:
            if 0 not in refused.numbers:
                return False
        else:
            return True
    raise StoreError(f"a search could not be counted in {MOST_TRIES} tries", retry=True)


def searches(table: Table, since: date, until: date) -> Sequence[tuple[Search, int]]:
    """How often each was counted."""
    counts: Counter[Search] = Counter()
    for day in _days(table):
        if since.isoformat() <= day <= until.isoformat():
            counts.update(_counts(table, day))
    return sorted(counts.items(), key=lambda counted: _in_order(counted[0]))


def forget_searches(table: Table, fewest: int, rare_before: date, before: date) -> None:
    """Take away what is old, or rare and not new."""
    days = list(_days(table))
    if not days or min(days) >= rare_before.isoformat():
        return
    # Counted without the words of many days in memory at once: a table may have been flooded for a month.
    totals: Counter[str] = Counter()
    for day in days:
        totals.update({item["sk"]: int(item["count"]) for item in table.partition(_of_day(day))})
    often = {name.partition("#")[0] for name, count in totals.items() if count >= fewest}
    for day in days:
        if day < rare_before.isoformat():
            _forget_day(table, day, set() if day < before.isoformat() else often)


def _forget_day(table: Table, day: str, often: set[str]) -> None:
    items = list(table.partition(_of_day(day)))
    for item in items:
        if item["sk"].partition("#")[0] not in often:
            table.delete(Key(item["pk"], item["sk"]))
    if not any(item["sk"].partition("#")[0] in often for item in items):
        table.delete(Key(_DAYS, day))


def _counts(table: Table, day: str) -> dict[Search, int]:
    return {_search(item): int(item["count"]) for item in table.partition(_of_day(day))}


def _days(table: Table) -> Iterator[str]:
    return (item["sk"] for item in table.partition(_DAYS))


def _search(item: Item) -> Search:
    return Search(language=item["language"], words=item["words"], found=bool(item["found"]), clicked=item["clicked"])


def _in_order(search: Search) -> tuple[str, str, bool, str]:
    return search.language, search.words, search.found, search.clicked


def _of_day(day: str) -> str:
    return f"searches#{day}"


def _name(search: Search) -> str:
    """The words of a language, and what came of them; of a fixed length."""
    return f"{_digest(search.language, search.words)}#{_digest(search.clicked, str(search.found))}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
