"""A figure as data -> as people read it: 12,345 and 90.91% and 30 h 40 min. None is said in paper, and never zero."""

from contact.report.document import Unit, Value
from contact.report.paper.words import Paper

SIXTY = 60
NO_TEXT = "–"


def shown(value: Value, unit: Unit, paper: Paper) -> str:
    """The figure in words of a language; numbers are written as in the United States in both of ours."""
    if value is None:
        return NO_TEXT if unit in {"text", "date"} else paper["none"]
    return value if isinstance(value, str) else _number(value, unit, paper)


def _number(value: float, unit: Unit, paper: Paper) -> str:
    match unit:
        case "minutes":
            return _minutes(round(value), paper)
        case "seconds":
            return _seconds(round(value), paper)
        case "share":
            return f"{value:.2%}"
        case "score" | "money":
            return f"{value:,.2f}"
        case _:
            return f"{value:,}"


def _minutes(minutes: int, paper: Paper) -> str:
    hours, rest = divmod(minutes, SIXTY)
    if not hours:
        return paper("duration.minutes", minutes=rest)
    return paper("duration.hours", hours=f"{hours:,}", minutes=rest)


def _seconds(seconds: int, paper: Paper) -> str:
    minutes, rest = divmod(seconds, SIXTY)
    if not minutes:
        return paper("duration.only_seconds", seconds=rest)
    return paper("duration.seconds", minutes=f"{minutes:,}", seconds=rest)
