"""What a DynamoDB table counts: tallies that come to an end, and votes on answers. Knows nothing of who is counted."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from contact.store.dynamodb_items import text_of
from contact.store.dynamodb_requests import RefusedError, Table
from contact.store.dynamodb_table import EXPIRES, Key
from contact.store.dynamodb_writes import EXISTS, IS_NEW, Item, Update, Value, Where
from contact.store.values import MOST_VOTED_PAGES, StoreError, Vote

# Between two answers another process may have begun the same count; each round ends one way or the other.
MOST_TRIES = 5


def tally(table: Table, key: str, now: datetime, until: datetime) -> int:
    """Count a key once more, or begin anew where its count is over; it may lie there still, for days."""
    goes_on = Where(name="until", test=">", value=text_of(now))
    is_over = Where(name="until", test="<=", value=text_of(now), or_absent=True)
    expires = int(until.astimezone(UTC).timestamp()) + 1
    begins: dict[str, Value] = {"count": 1, "until": text_of(until), EXPIRES: expires}
    for _ in range(MOST_TRIES):
        for update in (
            Update(key=_tally_key(key), add={"count": 1}, where=[goes_on]),
            Update(key=_tally_key(key), put=begins, where=[is_over]),
        ):
            item = table.update(update)
            if item:
                return int(item["count"])
    raise StoreError(f"a count was begun anew {MOST_TRIES} times while it was counted", retry=True)


def uncount(table: Table, key: str, now: datetime) -> None:
    """Take back one count of a key, where there is any that goes on."""
    goes_on = Where(name="until", test=">", value=text_of(now))
    any_left = Where(name="count", test=">", value=0)
    table.update(Update(key=_tally_key(key), add={"count": -1}, where=[goes_on, any_left]))


def tallied(table: Table, key: str, now: datetime) -> int:
    """How often a key has been counted."""
    item = table.get(_tally_key(key))
    return int(item["count"]) if item and item["until"] > text_of(now) else 0


def vote(table: Table, said: Vote, day: date) -> bool:
    """Count a vote; False where too many pages were voted on that day."""
    for _ in range(MOST_TRIES):
        try:
            table.transact([_counted(said, day, again=True), _in_total(said)])
        except RefusedError:
            pass
        else:
            return True
        room = Where(name="pages", test="<", value=MOST_VOTED_PAGES, or_absent=True)
        pages = Update(key=Key(_of_day(day), "pages"), add={"pages": 1}, where=[room])
        try:
            table.transact([_counted(said, day, again=False), pages, _in_total(said)])
        except RefusedError as refused:
            if 0 not in refused.numbers:
                return False
        else:
            return True
    raise StoreError(f"a vote could not be counted in {MOST_TRIES} tries", retry=True)


def votes(table: Table) -> Sequence[tuple[Vote, int]]:
    """How often each was said, by page."""
    found = [(_vote(item), int(item["count"])) for item in table.partition("votes")]
    return sorted(found, key=lambda counted: _in_order(counted[0]))


def votes_on(table: Table, since: date, until: date) -> Sequence[tuple[Vote, int]]:
    """How often each was said from one day through another. The words stand in the totals alone."""
    words = {item["sk"]: _vote(item) for item in table.partition("votes")}
    counts: Counter[Vote] = Counter()
    for days in range((until - since).days + 1):
        for item in table.partition(_of_day(since + timedelta(days=days))):
            if item["sk"] in words:
                counts[words[item["sk"]]] += int(item["count"])
    return sorted(counts.items(), key=lambda counted: _in_order(counted[0]))


def _counted(said: Vote, day: date, *, again: bool) -> Update:
    return Update(key=Key(_of_day(day), _name(said)), add={"count": 1}, where=[EXISTS if again else IS_NEW])


def _in_total(said: Vote) -> Update:
    words: dict[str, Value] = {"page": said.page, "language": said.language, "helpful": int(said.helpful)}
    return Update(key=Key("votes", _name(said)), put=words, add={"count": 1})


def _vote(item: Item) -> Vote:
    return Vote(page=item["page"], language=item["language"], helpful=bool(item["helpful"]))


def _in_order(said: Vote) -> tuple[str, str, bool]:
    return said.page, said.language, said.helpful


def _of_day(day: date) -> str:
    return f"votes#{day.isoformat()}"


def _name(said: Vote) -> str:
    """Of a fixed length: an address may be longer than a sort key."""
    return hashlib.sha256(f"{said.page}\n{said.language}\n{said.helpful}".encode()).hexdigest()


def _tally_key(key: str) -> Key:
    return Key(f"tally#{key}", "tally")
