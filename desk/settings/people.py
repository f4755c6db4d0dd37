"""Read who is responsible, and the assistant."""

from collections.abc import Iterator
from datetime import date

from desk.fields import Fields
from desk.settings.measured import parse_days
from desk.settings.model import Assistant, AssistantTest, Responsible

_RESPONSIBLE = (
    "responsible:\n  - role: Head of Customer Service\n    contact: head@your-company.com\n    from: 2026-01-01"
)
_TESTS = "tests:\n  - date: 2026-11-02\n    set: 60 questions of our customers\n    result: 58 of 60 right"
TESTS_EVERY = 90
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


def read_assistant(fields: Fields, languages: tuple[str, ...], today: date) -> Assistant | None:
    """The assistant, if there is one; then every language has to say that it is no person (rows I1, I4)."""
    inner = fields.inside("assistant")
    if inner is None:
        return None
    assistant = Assistant(
        name=inner.text("name", "name: Desk assistant"),
        disclosure=inner.by_language("disclosure", languages, _DISCLOSURE),
        tests=tuple(sorted(_tests(inner, today), key=lambda test: test.date, reverse=True)),
        tests_every=inner.parsed("tests_every", "tests_every: 90 days", parse_days, "a number of days") or TESTS_EVERY,
    )
    inner.close()
    return assistant


def _tests(fields: Fields, today: date) -> Iterator[AssistantTest]:
    for item in fields.tables("tests", _TESTS):
        item.text("date", f"date: {today}")
        when = item.date("date", f"date: {today}") or today
        if when > today:
            item.refuse("date", f"{when} is not over yet: only tests that were made are recorded", f"date: {today}")
        yield AssistantTest(
            date=when,
            questions=item.text("set", "set: 60 questions of our customers"),
            result=item.text("result", "result: 58 of 60 right"),
            link=item.optional_text("link", "link: https://your-company.com/tests/2026-11") or "",
        )
        item.close()
