"""A row of a telephone system's export -> a record of a call, or every problem that the row has (rows P4, P7, T4).

What is missing was not measured, and stays so; a zero is a zero.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import cast

from contact.calls import CALL_CHANNELS, CALL_OUTCOMES, CallChannel, CallOutcome, CallRecord

# In the order in which `frontdesk calls import --help` lists them.
COLUMNS: Mapping[str, str] = {
    "id": "the telephone system's own name of the call: imported again it is the same call",
    "began_at": "when it came in, with its offset from UTC, such as 2026-11-20T15:30:00-05:00",
    "queue": "the queue that it waited in, as topics name it (empty: none)",
    "channel": f"one of {', '.join(CALL_CHANNELS)} (default: phone)",
    "waited": "how long the caller waited, in seconds or as 1:30 or 1:02:03 (empty: not measured)",
    "talked": "how long somebody talked with them, written in the same way (empty: not measured)",
    "outcome": f"one of {', '.join(CALL_OUTCOMES)} (empty: not known)",
}
NEEDED = ("id", "began_at")
LONGEST = 200
A_DAY_SECONDS = 24 * 60 * 60

_CLOCK = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{2})")
_SOURCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SOURCE = 40
_BASE = 60


class RowError(Exception):
    """A row cannot be kept. `problems` holds a sentence for each column that has to be mended."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{column}: {sentence}" for column, sentence in problems.items()))
        self.problems = problems


def is_source(text: str) -> bool:
    """Whether this can be the name of a telephone system."""
    return len(text) <= LONGEST_SOURCE and _SOURCE.fullmatch(text) is not None


def checked_call(row: Mapping[str, str], queues: Collection[str], source: str, now: datetime) -> CallRecord:
    """The row as a record. Raises RowError with everything that is wrong with it."""
    texts = {column: (row.get(column) or "").strip() for column in COLUMNS}
    problems = dict(_problems(texts, queues))
    began_at, waited, talked = now, None, None
    for column in ("waited", "talked"):
        try:
            seconds = _seconds(texts[column])
        except ValueError as error:
            problems.setdefault(column, str(error))
            continue
        waited, talked = (seconds, talked) if column == "waited" else (waited, seconds)
    try:
        began_at = _instant(texts["began_at"], now) if texts["began_at"] else now
    except ValueError as error:
        problems.setdefault("began_at", str(error))
    if problems:
        raise RowError({column: problems[column] for column in COLUMNS if column in problems})
    return CallRecord(
        # With its own name, the telephone system could be asked who called.
        id=f"{source}-{hashlib.sha256(texts['id'].encode()).hexdigest()[:32]}",
        began_at=began_at,
        queue=texts["queue"],
        channel=cast("CallChannel", texts["channel"] or "phone"),
        waited=waited,
        talked=talked,
        outcome=cast("CallOutcome", texts["outcome"]),
        source=source,
    )


def _problems(texts: Mapping[str, str], queues: Collection[str]) -> Iterator[tuple[str, str]]:
    choices: Mapping[str, Collection[str]] = {"channel": CALL_CHANNELS, "outcome": CALL_OUTCOMES, "queue": queues}
    for column, text in texts.items():
        if not text and column in NEEDED:
            yield column, f"is missing: {COLUMNS[column]}"
        elif len(text) > LONGEST:
            yield column, f"has {len(text):,} characters; at most {LONGEST} are kept"
        elif not text.isprintable():
            yield column, "holds a character that nobody can see"
        elif text and column in choices and text not in choices[column]:
            yield column, f"'{text}' is not one of {', '.join(choices[column])}"


def _seconds(text: str) -> int | None:
    """A length of time; None where nothing stands there, which is not zero. Raises ValueError."""
    if not text:
        return None
    clock = _CLOCK.fullmatch(text) if text.isascii() else None
    if clock:
        hours, minutes, rest = int(clock["hours"] or 0), int(clock["minutes"]), int(clock["seconds"])
        if rest >= _BASE or (clock["hours"] and minutes >= _BASE):
            raise ValueError(f"'{text}' is no length of time such as 90, 1:30 or 1:02:03")
        found = (hours * _BASE + minutes) * _BASE + rest
    elif text.isascii() and text.isdigit() and len(text) <= len("99999999"):
        found = int(text)
    else:
        raise ValueError(f"'{text}' is no length of time such as 90, 1:30 or 1:02:03")
    if found > A_DAY_SECONDS:
        raise ValueError(f"'{text}' is longer than a day")
    return found


def _instant(text: str, now: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no time such as 2026-11-20T15:30:00-05:00") from None
    if found.tzinfo is None:
        raise ValueError(f"'{text}' does not say in which time zone: add the offset from UTC, such as {text}-05:00")
    try:
        found = found.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"'{text}' is no time of a call") from None
    if found > now:
        raise ValueError(f"'{text}' is in the future")
    return found
