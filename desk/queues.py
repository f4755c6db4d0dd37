"""Who answers: queues, the people in them, and when each of them is there (rows C2, H1). Frozen data.

Knows no topic and no case: which queue takes care of a case, desk.assignment says.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from desk.data import Data, field
from desk.duration import Duration


class Away(Data, frozen=True, kw_only=True):
    """Days on which somebody is not there; both ends count."""

    start: date
    end: date


class Person(Data, frozen=True, kw_only=True):
    """Somebody who answers, from one day to another, except on the days `away`. `name` stands in the log."""

    name: str
    contact: str = ""
    start: date = date.min
    end: date | None = None
    away: tuple[Away, ...] = ()

    def there(self, day: date) -> bool:
        """Whether they answer on a day."""
        in_office = self.start <= day and (self.end is None or day <= self.end)
        return in_office and not any(absence.start <= day <= absence.end for absence in self.away)


class Queue(Data, frozen=True, kw_only=True):
    """The people who answer some topics, and the queue to which cases go while none of them is there.

    `callback_goal` is the desk's own goal for calling back, `hours` the calendar by which it works; that of the form where
    it is empty.
    """

    id: str
    name: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    fallback: str = ""
    callback_goal: Duration | None = None
    hours: str = ""


class Updates(Data, frozen=True, kw_only=True):
    """How often customers hear of an open case where nobody says otherwise (row R2)."""

    every: Duration = Duration(5, "business days")


def in_office(queue: Queue, day: date) -> tuple[Person, ...]:
    """Who of a queue answers on a day, in the order of the settings."""
    return tuple(person for person in queue.people if person.there(day))


def chain(queues: Mapping[str, Queue], name: str) -> Sequence[Queue]:
    """A queue, its fallback, the fallback of that and so on, each once; one that is nowhere else has nobody in it."""
    found: dict[str, Queue] = {}
    while name and name not in found:
        found[name] = queues.get(name) or Queue(id=name)
        name = found[name].fallback
    return tuple(found.values())
