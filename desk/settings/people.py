"""Read who is responsible, and the assistant."""

from datetime import date

from desk.fields import Fields
from desk.settings.model import Assistant, Responsible

_RESPONSIBLE = (
    "responsible:\n  - role: Head of Customer Service\n    contact: head@your-company.com\n    from: 2026-01-01"
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
