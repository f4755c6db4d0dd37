"""Cases in a DynamoDB table: the store for lambdas, and for several machines without a database server of their own.

Knows no form, no mail and no page. What is read from an index may lag behind for a moment: newest, walk, histories, due,
outbox, heads_on and first_event_at; a claim asks the table itself whether a mail is still to be had.
"""

import secrets
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from contact.aws import PATIENCE, AwsError, client
from contact.calls import CallRecord
from contact.case import Case
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store import dynamodb_cases as cases
from contact.store import dynamodb_counts as counts
from contact.store import dynamodb_histories as histories
from contact.store import dynamodb_kept as kept
from contact.store import dynamodb_outbox as outbox
from contact.store import dynamodb_requests as requests
from contact.store import dynamodb_seals as seals
from contact.store import dynamodb_searches as searches
from contact.store import dynamodb_work as work
from contact.store.dynamodb_items import ALL_CASES, alias_key, text_of
from contact.store.dynamodb_requests import Table
from contact.store.dynamodb_table import ABOUT, BY_TIME, VERSION
from contact.store.dynamodb_writes import Item, Update, Value, Where
from contact.store.values import (
    Appended,
    Change,
    Entry,
    FoundWork,
    Head,
    History,
    NewCase,
    Recorded,
    Seal,
    Search,
    StoreError,
    Vote,
)

SECRET_BYTES = 32


class DynamoStore:
    """The store in a table, which must be there (contact.store.dynamodb_table). Connects when it is first used.

    Within `patience` a call is tried again after what passes by itself: a throttle, a conflict, a lost answer.
    """

    def __init__(self, table: str, endpoint: str = "", region: str = "", patience: timedelta = PATIENCE) -> None:
        self._name = table
        try:
            self._client = client("dynamodb", endpoint, region, patience)
        except AwsError as error:
            raise StoreError(f"the request log cannot be used: {error}", retry=error.retry) from error
        self._opening = threading.Lock()
        self._secret = b""

    def close(self) -> None:
        self._client.close()

    def record(self, case: NewCase) -> Recorded:
        return cases.record(self._table, case)

    def find(self, reference: str) -> Case | None:
        return cases.find(self._table, reference)

    def find_alias(self, alias: str) -> str | None:
        item = self._table.get(alias_key(alias))
        return str(item["reference"]) if item else None

    def of_sender(self, sender: str) -> Sequence[str]:
        return [item["sk"] for item in self._table.partition(f"sender#{sender}")] if sender else []

    def newest(self, limit: int) -> Sequence[Case]:
        found = self._table.index(BY_TIME, ALL_CASES, newest=True, page=limit)
        return list(cases.find_all(self._table, map(_reference, islice(found, limit)), requests.PAGE))

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        return cases.find_all(self._table, map(_reference, self._in_time(since, until)), requests.PAGE)

    def histories(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[History]:
        return histories.histories_of(self._table, map(_reference, self._in_time(since, until)))

    def histories_of(self, references: Sequence[str]) -> Iterator[History]:
        return histories.histories_of(self._table, references)

    def due(
        self,
        *,
        limit: int,
        queue: str = "",
        to: str | None = "",
        before: datetime | None = None,
        after: Work | None = None,
    ) -> Sequence[Work]:
        return work.due(self._table, limit, queue=queue, to=to, before=before, after=after)

    def work_on(self, references: Sequence[str]) -> Sequence[Work]:
        return work.work_on(self._table, references)

    def work_missing_before(self) -> datetime | None:
        return work.missing_before(self._table)

    def put_work(self, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
        work.put_found(self._table, found, missing_before)

    def append(self, change: Change) -> Appended:
        return cases.append(self._table, change)

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        return outbox.claim(self._table, now, lease, limit)

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        return outbox.postpone(self._table, entry, until, error)

    def outbox(self) -> Iterator[Entry]:
        return outbox.every(self._table)

    def heads_on(self, day: date) -> Iterator[Head]:
        return seals.heads_on(self._table, day)

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        return seals.keep_seal(self._table, seal, parts)

    def seals(self) -> Sequence[Seal]:
        return seals.seals(self._table)

    def seal_part(self, day: date, number: int) -> bytes:
        return seals.seal_part(self._table, day, number)

    def first_event_at(self) -> datetime | None:
        first = next(self._table.index(BY_TIME, ALL_CASES, page=1), None)
        return datetime.fromisoformat(first["received_at"].partition("#")[0]) if first else None

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        return [counts.tally(self._table, key, now, until) for key in keys]

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        for key in keys:
            counts.uncount(self._table, key, now)

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        return [counts.tallied(self._table, key, now) for key in keys]

    def forget_tallies(self, now: datetime) -> None:
        """DynamoDB takes away by itself what is over."""

    def secret(self) -> bytes:
        return self._opened()[1]

    def vote(self, vote: Vote, day: date) -> bool:
        return counts.vote(self._table, vote, day)

    def votes(self) -> Sequence[tuple[Vote, int]]:
        return counts.votes(self._table)

    def votes_on(self, since: date, until: date) -> Sequence[tuple[Vote, int]]:
        return counts.votes_on(self._table, since, until)

    def searched(self, search: Search, day: date) -> bool:
        return searches.searched(self._table, search, day)

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        return searches.searches(self._table, since, until)

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        searches.forget_searches(self._table, fewest, rare_before, before)

    def keep_calls(self, calls: Sequence[CallRecord]) -> int:
        return kept.keep_calls(self._table, calls)

    def calls(self, since: datetime, until: datetime) -> Iterator[CallRecord]:
        return kept.calls(self._table, since, until)

    def keep_report(self, report: KeptReport) -> bool:
        return kept.keep_report(self._table, report)

    def reports(self) -> Sequence[KeptReport]:
        return kept.reports(self._table)

    def report(self, name: str) -> KeptReport | None:
        return kept.report(self._table, name)

    def _in_time(self, since: datetime | None, until: datetime | None) -> Iterator[Item]:
        # In the index a reference stands behind the instant: so a case of the end itself comes behind the end.
        first, last = text_of(since) if since else "", text_of(until) if until else ""
        return self._table.index(BY_TIME, ALL_CASES, first, last)

    @property
    def _table(self) -> Table:
        return self._opened()[0]

    def _opened(self) -> tuple[Table, bytes]:
        """The table and its secret. Raises StoreError."""
        table = Table(self._client, self._name)
        with self._opening:
            if not self._secret:
                self._secret = _secret(table)
        return table, self._secret


def _secret(table: Table) -> bytes:
    """The secret of a table, which is made where there is none. Raises StoreError for a table of a newer Frontdesk."""
    about = table.get(ABOUT)
    if about and about["version"] > VERSION:
        message = f"the request log has version {about['version']}, this Frontdesk reads {VERSION}: use a newer one"
        raise StoreError(message, retry=False)
    if about is None:
        # Of several processes the first one makes it.
        once: dict[str, Value] = {"version": VERSION, "secret": secrets.token_bytes(SECRET_BYTES), **work.missing(None)}
        about = table.update(Update(key=ABOUT, once=once)) or {}
    elif about["version"] < VERSION:
        _raise_version(table, about["version"])
    secret: bytes = about["secret"]
    return secret


def _raise_version(table: Table, known: int) -> None:
    """Of a table of version 1 nobody knows what has to be done about its cases. Of several processes the first one says so."""
    tomorrow = datetime.combine(datetime.now(UTC).date() + timedelta(days=1), time(), UTC)
    put: dict[str, Value] = {"version": VERSION, **work.missing(tomorrow)}
    table.update(Update(key=ABOUT, put=put, where=[Where(name="version", test="=", value=known)]))


def _reference(item: Item) -> str:
    return str(item["pk"]).partition("#")[2]
