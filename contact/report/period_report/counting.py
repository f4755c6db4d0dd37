"""The log and a basis -> all that is counted: each week of the log becomes facts, lines and counts, in as many processes as run.

Knows no table and no format.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial

from contact.report.period_report.case_lists import CaseLists, PartLists
from contact.report.period_report.cubes import Cubes, Wanted
from contact.report.period_report.facts import Facts
from contact.report.period_report.folding import all_facts
from contact.report.period_report.kept_facts import KeptFacts
from contact.report.period_report.lines import CASES, CLOCKS, Line, View, clock_lines, line_of
from contact.report.period_report.weeks import Week, divided, weeks
from contact.store import Store
from desk.data import Data


class Part(Data, kw_only=True):
    """What was counted of some weeks. `cases_read` are all cases, `lines` those that belong to the period."""

    cases: Cubes
    clocks: Cubes
    cases_read: int = 0
    synthetic: int = 0
    lines: int = 0

    def merge(self, other: "Part") -> None:
        """All of another one too."""
        self.cases.merge(other.cases)
        self.clocks.merge(other.clocks)
        self.cases_read += other.cases_read
        self.synthetic += other.synthetic
        self.lines += other.lines


class Seen(Data, frozen=True, kw_only=True):
    """What is counted: from where cases are seen, by which events, and in which sorts."""

    view: View
    as_of: datetime
    wanted: Mapping[str, Collection[Wanted]]


# Works at several tasks, at once or one after another. Each gives what it counted.
Run = Callable[[Sequence[Callable[[], Part]]], Sequence[Part]]


class Reading(Data, frozen=True, kw_only=True):
    """How the log is read: by how many processes, with facts that are kept or without, with lists of cases or without."""

    store: Store
    run: Run
    jobs: int = 1
    kept: KeptFacts | None = None
    lists: CaseLists | None = None


def counted(reading: Reading, seen: Seen) -> Part:
    """All that is asked for, over the whole log. Raises StoreError, and OSError where a list cannot be written."""
    first = reading.store.first_event_at()
    whole = _nothing(seen)
    pieces = list(divided(weeks(first, seen.as_of), reading.jobs)) if first and first < seen.as_of else []
    if reading.kept:
        reading.kept.begin(seen.as_of)
    if reading.jobs > 1:
        # No process may go on with a connection of another one.
        reading.store.close()
    for part in reading.run([partial(_part, reading, seen, *piece) for piece in enumerate(pieces)]):
        whole.merge(part)
    if reading.kept:
        reading.kept.finish()
    if reading.lists:
        reading.lists.join(len(pieces))
    return whole


def one_after_another(tasks: Sequence[Callable[[], Part]]) -> Sequence[Part]:
    """In this process."""
    return [task() for task in tasks]


def _nothing(seen: Seen) -> Part:
    return Part(cases=Cubes(CASES, seen.wanted.get("cases", ())), clocks=Cubes(CLOCKS, seen.wanted.get("clocks", ())))


def _part(reading: Reading, seen: Seen, number: int, pieces: Sequence[Week]) -> Part:
    """What some weeks count for."""
    part = _nothing(seen)
    with reading.lists.part(number) if reading.lists else nullcontext() as lists:
        for week in pieces:
            clocks: list[Line] = []
            lines = _lines(_facts(reading, seen.as_of, week), seen.view, part, clocks)
            part.cases.add(_noted(lines, lists) if lists else lines)
            part.clocks.add(clocks)
            if lists:
                lists.add("clocks", clocks)
    return part


def _facts(reading: Reading, as_of: datetime, week: Week) -> Iterator[Facts]:
    if reading.kept:
        return reading.kept.facts(week)
    return all_facts(reading.store.histories(week.start, min(week.end, as_of)), as_of)


def _lines(found: Iterable[Facts], view: View, part: Part, clocks: list[Line]) -> Iterator[Line]:
    """The line of each case, if it has one; what is said of its clocks goes into a list of their own."""
    for facts in found:
        part.cases_read += 1
        part.synthetic += facts.synthetic
        line = line_of(facts, view)
        if line is not None:
            part.lines += 1
            if facts.legal:
                clocks.extend(clock_lines(facts, view))
            yield line


def _noted(lines: Iterable[Line], lists: PartLists) -> Iterator[Line]:
    for line in lines:
        lists.add("cases", (line,))
        yield line
