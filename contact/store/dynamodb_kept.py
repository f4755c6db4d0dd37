"""Calls and reports in a DynamoDB table: kept once, and never changed. Knows no figure and no caller.

Each day has a partition with its calls, and one item in the list of days; beside it a call has an item under its own name,
so that the same one is kept once.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from contact.calls import CallRecord
from contact.kept_report import KeptReport
from contact.store.dynamodb_items import text_of
from contact.store.dynamodb_parts import keep, part
from contact.store.dynamodb_requests import RefusedError, Table
from contact.store.dynamodb_table import Key
from contact.store.dynamodb_writes import Item, Put, Update, Value

_DAYS, _REPORTS = "called-days", "reports"


def keep_calls(table: Table, calls: Sequence[CallRecord]) -> int:
    """Keep calls, and say how many were new."""
    return sum(_keep_call(table, call) for call in calls)


def calls(table: Table, since: datetime, until: datetime) -> Iterator[CallRecord]:
    """Those of a time, in order of time and then of their ids."""
    first, end = text_of(since), text_of(until)
    days = [item["sk"] for item in table.partition(_DAYS) if first[:10] <= item["sk"] <= end[:10]]
    for day in days:
        yield from (_call(item) for item in table.partition(_of_day(day)) if first <= item["began_at"] < end)


def keep_report(table: Table, report: KeptReport) -> bool:
    """Keep a report; False where there is one of that id."""
    kept: dict[str, Value] = {
        "period": report.period,
        "profile": report.profile,
        "as_of": report.as_of.isoformat(),
        "seal": report.seal,
        "made_at": text_of(report.made_at),
        "version": report.version,
        "digest": report.digest,
    }
    return keep(table, Key(_REPORTS, report.id), kept, [report.basis])


def reports(table: Table) -> list[KeptReport]:
    """All reports without their basis."""
    return sorted(map(_report, table.partition(_REPORTS)), key=lambda report: (report.made_at, report.id))


def report(table: Table, name: str) -> KeptReport | None:
    """The report of an id."""
    item = table.get(Key(_REPORTS, name))
    return _report(item, part(table, item, 0)) if item else None


def _keep_call(table: Table, call: CallRecord) -> bool:
    began_at = text_of(call.began_at)
    measured = {"waited": call.waited, "talked": call.talked}
    kept: dict[str, Value] = {
        "id": call.id,
        "began_at": began_at,
        "queue": call.queue,
        "channel": call.channel,
        "outcome": call.outcome,
        "source": call.source,
        **{name: seconds for name, seconds in measured.items() if seconds is not None},
    }
    day = call.began_at.astimezone(UTC).date().isoformat()
    try:
        table.transact(
            [
                Put(key=Key(f"call#{call.id}", "call"), item={"began_at": began_at}),
                Put(key=Key(_of_day(day), f"{began_at}#{call.id}"), item=kept),
                Update(key=Key(_DAYS, day), add={"calls": 1}),
            ]
        )
    except RefusedError:
        return False
    return True


def _of_day(day: str) -> str:
    return f"calls#{day}"


def _call(item: Item) -> CallRecord:
    return CallRecord(
        id=item["id"],
        began_at=datetime.fromisoformat(item["began_at"]),
        queue=item["queue"],
        channel=item["channel"],
        waited=item.get("waited"),
        talked=item.get("talked"),
        outcome=item["outcome"],
        source=item["source"],
    )


def _report(item: Item, basis: bytes = b"") -> KeptReport:
    return KeptReport(
        id=item["sk"],
        period=item["period"],
        profile=item["profile"],
        as_of=date.fromisoformat(item["as_of"]),
        seal=item["seal"],
        made_at=datetime.fromisoformat(item["made_at"]),
        version=item["version"],
        digest=item["digest"],
        basis=basis,
    )
