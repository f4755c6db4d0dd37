"""Short ways to say what a column counts, for the modules that say what each table asks for. Knows no table."""

from collections.abc import Mapping

from contact.report.document import Column, Measure, Unit, Where

YES = ("yes",)
NO = ("no",)
SCORES = ("1", "2", "3", "4", "5")
RECEIVED: Where = {"received_in": YES}
RESOLVED: Where = {"resolved_in": YES}
CLOCK = "By the clock. Each time in whole minutes, rounded up; the mean of them rounded half up."
SECONDS = "Each time in whole seconds, rounded up; the mean of them rounded half up."
BUSINESS = (
    "Within the hours of the calendar that the estimate was made with, as the settings had it when the report was made; "
    "of a calendar that is gone, those of the form. Each time in whole minutes, rounded up; the mean of them rounded half up."
)


def count(name: str, title: str, where: Where | None = None, definition: str = "", asked: str = "") -> Column:
    """How many lines a filter leaves. `asked` is the row that asks for it, and its mark: `Q1 S`."""
    row, _, mark = asked.partition(" ")
    return Column(id=name, title=title, where=where or {}, definition=definition, row=row, mark=mark)


def share(name: str, title: str, where: Where, among: Where, asked: str = "") -> Column:
    """How many of some lines are others, from 0 to 1."""
    row, _, mark = asked.partition(" ")
    definition = "Rounded to 4 digits; empty where there is nothing to divide by."
    return Column(
        id=name,
        title=title,
        unit="share",
        measure="share",
        where=where,
        among=among,
        definition=definition,
        row=row,
        mark=mark,
    )


def mean(name: str, title: str, of: str, asked: str = "") -> Column:
    """The mean of a column of numbers."""
    row, _, mark = asked.partition(" ")
    unit: Unit = "score" if of == "score" else "seconds" if of in _SECONDS else "minutes"
    return Column(
        id=name,
        title=title,
        unit=unit,
        measure="mean",
        of=of,
        definition=_ROUNDED[unit],
        row=row,
        mark=mark,
    )


def times(
    of: str, where: Where | None = None, asked: str = "", prefix: str = "", words: str = ""
) -> tuple[Column, ...]:
    """Mean, median and 90th percentile of a column of times."""
    row, _, mark = asked.partition(" ")
    definition = BUSINESS if "business" in of else CLOCK if of.endswith("_minutes") else SECONDS
    return tuple(
        Column(
            id=f"{prefix}{measure}",
            title=f"{title}{words}",
            unit="seconds" if of in _SECONDS else "minutes",
            measure=measure,
            of=of,
            where=where or {},
            definition=definition,
            row=row,
            mark=mark,
        )
        for measure, title in _MEASURES.items()
    )


_SECONDS = frozenset({"acknowledged_seconds", "waited", "talked"})
_MEASURES: Mapping[Measure, str] = {"mean": "Mean", "median": "Median", "p90": "90th percentile"}
_ROUNDED: Mapping[Unit, str] = {
    "score": "Rounded to 2 digits, halves up.",
    "seconds": "In whole seconds, halves rounded up.",
    "minutes": "By the clock, in whole minutes, halves rounded up.",
}
