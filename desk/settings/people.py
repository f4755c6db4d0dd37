"""Read who is responsible, and the notices in force, both of which have a first and a last day; and the assistant."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.fields import Fields
from desk.settings.model import Assistant, Notice, Responsible

# Other years are typing mistakes, and the first and the last year of all cannot be moved to another time zone.
FIRST_YEAR, LAST_YEAR = 1970, 2999
# Stands for an instant that could not be read; a finding has been made of it.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

_RESPONSIBLE = (
    "responsible:\n  - role: Head of Customer Service\n    contact: head@your-company.com\n    from: 2026-01-01"
)
_NOTICE = (
    "notices:\n  - id: maintenance\n    from: 2026-12-01T22:00-05:00\n    to: 2026-12-02T02:00-05:00\n    text: ..."
)
_DISCLOSURE = "disclosure: Our assistant {name} is a computer program, not a person."


def read_responsible(fields: Fields, today: date) -> tuple[Responsible, ...]:
    """Everybody who answers for customer service; a finding where nobody is in office today (row H1)."""
    people = [_person(item) for item in fields.tables("responsible", _RESPONSIBLE)]
    if "responsible" not in fields.table.entries:
        fields.missing("responsible", _RESPONSIBLE)
    elif not any(person.current(today) for person in people):
        fix = f"add somebody whose 'from' is {today} or before, and whose 'to' is later or left out"
        fields.refuse("responsible", f"nobody is responsible on {today}", fix, rule="nobody-responsible")
    return tuple(people)


def _person(item: Fields) -> Responsible:
    item.text("from", "from: 2026-01-01")
    start = item.date("from", "from: 2026-01-01") or date.min
    end = item.date("to", "to: 2026-12-31")
    if end and end < start:
        item.refuse("to", f"'to' ({end}) is before 'from' ({start})", f"to: {start}")
    person = Responsible(
        role=item.text("role", "role: Head of Customer Service"),
        name=item.optional_text("name", "name: ...") or "",
        contact=item.text("contact", "contact: head@your-company.com"),
        start=start,
        end=end,
    )
    item.close()
    return person


def read_notices(fields: Fields, languages: tuple[str, ...]) -> tuple[Notice, ...]:
    """Planned and unplanned events that customers should know of (row U1)."""
    notices = [_notice(item, languages) for item in fields.tables("notices", _NOTICE)]
    return tuple(notices)


def read_assistant(fields: Fields, languages: tuple[str, ...]) -> Assistant | None:
    """The assistant, if there is one; then every language has to say that it is no person (rows I1, I4)."""
    inner = fields.inside("assistant")
    if inner is None:
        return None
    assistant = Assistant(
        name=inner.text("name", "name: Desk assistant"),
        disclosure=inner.by_language("disclosure", languages, _DISCLOSURE),
    )
    inner.close()
    return assistant


def _notice(item: Fields, languages: tuple[str, ...]) -> Notice:
    start, end = (_instant(item, key) for key in ("from", "to"))
    if start and end and end <= start:
        item.refuse(
            "to", "'to' is not after 'from'", f"to: {(start + timedelta(hours=4)).isoformat(timespec='minutes')}"
        )
    notice = Notice(
        id=item.text("id", "id: maintenance"),
        start=start or NEVER,
        end=end or NEVER,
        text=item.by_language("text", languages, "text: ..."),
        surge=item.flag("surge", default=False),
    )
    item.close()
    return notice


def _instant(item: Fields, key: str) -> datetime | None:
    example = f"{key}: 2026-12-01T22:00-05:00"
    item.text(key, example)
    return item.parsed(key, example, _aware, "an instant with its time zone")


def _aware(text: str) -> datetime:
    """An instant with an offset (`-05:00`, `Z`) or a zone in brackets (`2026-12-01T22:00[America/New_York]`)."""
    written, _, zone = text.removesuffix("]").partition("[")
    found = datetime.fromisoformat(written.strip())
    if zone:
        try:
            found = found.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        except (ZoneInfoNotFoundError, OSError):
            raise ValueError(f"there is no time zone '{zone}'") from None
    if found.tzinfo is None:
        raise ValueError("add the offset from UTC, such as -05:00")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"the year must be from {FIRST_YEAR} to {LAST_YEAR}")
    return found
