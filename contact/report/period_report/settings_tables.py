"""What the settings say of a period -> tables: who was responsible, and which surges were told of (rows H1, U1)."""

from collections.abc import Sequence
from datetime import date, datetime

from contact.report.document import Column, Row, Table, Unit
from contact.report.period import Period
from desk.settings import Settings


def settings_tables(settings: Settings, period: Period, start: datetime, end: datetime) -> tuple[Table, ...]:
    """Who was in office on a day of the period, and which notices of a surge were in force within it."""
    people = [
        (person.role, person.name, person.contact, person.start.isoformat(), _day(person.end))
        for person in settings.responsible
        if person.start <= period.until and (person.end is None or period.since <= person.end)
    ]
    surges = [
        (notice.id, notice.start.isoformat(), notice.end.isoformat())
        for notice in settings.notices
        if notice.surge and notice.start < end and start < notice.end
    ]
    return (
        Table(
            id="responsible",
            title="Responsible for customer service in the period",
            definition="As the settings name them; the days from which and up to which they were in office.",
            source="settings",
            columns=(
                _column("role", "Role", "H1 S"),
                _column("name", "Name", "H1 S"),
                _column("contact", "Contact", "H1 S"),
                _column("from", "From", "H1 S"),
                _column("to", "To", "H1 S"),
            ),
            rows=_rows(people),
        ),
        Table(
            id="surges",
            title="Notices of a surge in the period",
            definition="As the settings name them now; notices that were taken out of them are not here.",
            source="settings",
            columns=(_column("notice", "Notice", "U1 S"), _column("from", "From", "U1 S"), _column("to", "To", "U1 S")),
            rows=_rows(surges),
        ),
    )


def _column(name: str, title: str, asked: str) -> Column:
    row, _, mark = asked.partition(" ")
    unit: Unit = "date" if name in {"from", "to"} else "text"
    return Column(id=name, title=title, unit=unit, measure="text", row=row, mark=mark)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rows(found: Sequence[tuple[str | None, ...]]) -> tuple[Row, ...]:
    return tuple(
        Row(id=str(number), label=str(values[0]), values=values) for number, values in enumerate(found, start=1)
    )
