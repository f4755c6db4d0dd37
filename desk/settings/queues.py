"""Read the queues and the people in them below `queues:`, and how often customers hear of their case (rows C2, R2)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desk.calendar import Calendar
from desk.duration import Duration, Unit, parse_duration
from desk.fields import Fields
from desk.finding import unknown_name
from desk.queues import Away, Person, Queue, Updates, chain
from desk.settings.model import Topic
from desk.yaml_lines import Table

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QUEUE = "\n  people:\n    - name: Ana Example"
_PEOPLE = "people:\n  - name: Ana Example\n    contact: ana@your-company.com"
_AWAY = "away: [2026-12-24 to 2027-01-01]"
_BETWEEN = " to "
# A desk that is open on four days a week is so on two hundred days a year.
_A_YEAR: Mapping[Unit, int] = {
    "business hours": 1600,
    "business days": 200,
    "calendar days": 365,
    "weeks": 52,
    "months": 12,
}


def read_queues(
    fields: Fields, languages: tuple[str, ...], calendars: Mapping[str, Calendar], topics: Sequence[Topic]
) -> Mapping[str, Queue]:
    """The queues by name. Without `queues:` there is one for each that a topic names, with nobody in it."""
    inner = fields.inside("queues")
    if inner is None or not inner.table.entries:
        return {topic.queue: Queue(id=topic.queue) for topic in topics}
    queues = {name: _queue(inner, name, languages, tuple(calendars)) for name, _ in inner.by_name(_QUEUE)}
    for name, queue in queues.items():
        _check_fallback(inner, name, queue, queues)
    # Also one below which nothing is written yet: that has been told.
    _check_topics(fields, topics, tuple(inner.table.entries))
    return queues


def read_updates(fields: Fields) -> Updates:
    """How often; every five business days where nothing is written."""
    inner = fields.inside("updates")
    if inner is None:
        return Updates()
    every = inner.parsed("every", "every: 5 business days", _within_a_year, "a time")
    inner.close()
    return Updates(every=every) if every else Updates()


def _within_a_year(text: str) -> Duration:
    every = parse_duration(text)
    longest = _A_YEAR.get(every.unit, every.amount)
    if every.amount > longest:
        raise ValueError(f"customers hear of an open case within a year, so at most {longest} {every.unit}")
    return every


def _queue(queues: Fields, name: str, languages: tuple[str, ...], calendars: tuple[str, ...]) -> Queue:
    if not _ID.fullmatch(name):
        queues.refuse(name, f"'{name}' is no id", "use lower case letters, digits and hyphens, such as: general:")
    found = queues.table.entries[name]
    if not isinstance(found, Table):
        queues.refuse(name, f"the queue '{name}' needs lines of its own below it", f"{name}:{_QUEUE}")
        return Queue(id=name)
    fields = Fields(found, queues.path(name), queues.findings, queues.places)
    queue = Queue(
        id=name,
        name=fields.by_language("name", languages, "name: Payments", required=False),
        people=tuple(_people(fields)),
        fallback=fields.optional_text("fallback", "fallback: general") or "",
        callback_goal=fields.parsed("callback_goal", "callback_goal: 30 minutes", parse_duration, "a time"),
        hours=_hours(fields, calendars),
    )
    fields.close()
    return queue


def _people(fields: Fields) -> Iterator[Person]:
    names: set[str] = set()
    for item in fields.tables("people", _PEOPLE):
        person = _person(item)
        if person.name in names:
            item.refuse("name", f"'{person.name}' is in this queue twice", "delete one of the two, or tell them apart")
        names.add(person.name)
        yield person


def _person(item: Fields) -> Person:
    start = item.date("from", "from: 2026-01-01") or date.min
    end = item.date("to", "to: 2026-12-31")
    if end and end < start:
        item.refuse("to", f"'to' ({end}) is before 'from' ({start})", f"to: {start}")
    person = Person(
        name=item.text("name", "name: Ana Example"),
        contact=item.optional_text("contact", "contact: ana@your-company.com") or "",
        start=start,
        end=end,
        away=tuple(_away(item)),
    )
    item.close()
    return person


def _away(item: Fields) -> Iterator[Away]:
    for written in item.items("away", _AWAY):
        first, between, last = written.text.partition(_BETWEEN)
        try:
            start = date.fromisoformat(first.strip())
            absence = Away(start=start, end=date.fromisoformat(last.strip()) if between else start)
        except ValueError:
            message = f"'{written.text}' is neither a day nor two days with 'to' between them"
            item.refuse("away", message, _AWAY, place=written.place)
            continue
        if absence.end < absence.start:
            message = f"'{written.text}' ends before it begins"
            item.refuse("away", message, f"away: [{absence.end} to {absence.start}]", place=written.place)
            continue
        yield absence


def _hours(fields: Fields, calendars: tuple[str, ...]) -> str:
    name = fields.optional_text("hours", f"hours: {calendars[0] if calendars else 'office'}") or ""
    if name and calendars and name not in calendars:
        what, place = "a calendar below 'hours:'", fields.place("hours")
        fields.findings.append(unknown_name(name, calendars, place, what=what, rule="bad-value", write="hours: {}"))
    return name


def _check_fallback(queues: Fields, name: str, queue: Queue, known: Mapping[str, Queue]) -> None:
    place = queues.places.get(f"{queues.path(name)}.fallback")
    if not queue.fallback or place is None:
        return
    if queue.fallback not in known:
        what = "a queue below 'queues:'"
        found = unknown_name(queue.fallback, tuple(known), place, what=what, rule="unknown-queue", write="fallback: {}")
        queues.findings.append(found)
    elif any(other.fallback == name for other in chain(known, name)):
        message = f"the fallback of '{name}' leads back to it: nobody would be found"
        queues.refuse(name, message, "let the last one of them have no fallback", place=place)


def _check_topics(fields: Fields, topics: Sequence[Topic], known: tuple[str, ...]) -> None:
    for number, topic in enumerate(topics):
        place = fields.places.get(f"topics.{number}.queue")
        if topic.queue and topic.queue not in known and place:
            what = f"a queue below 'queues:', so nobody would answer '{topic.id}'"
            found = unknown_name(topic.queue, known, place, what=what, rule="unknown-queue", write="queue: {}")
            fields.findings.append(found)
