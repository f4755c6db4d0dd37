"""Names and values -> the lines of an iCalendar file (RFC 5545): escaped, folded, with the time zones that they name.

Knows nothing of desks and hours. A library that writes such files takes longer to start than `frontdesk build --desk-only`
may take; the tests read ours back with one.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

# A line of the file may be so many bytes long (RFC 5545, 3.1); the rest goes on in the next one, after a space.
LONGEST_LINE = 75

_ESCAPED = re.compile(r"[\\;,]")
# No part of a value (RFC 5545, 3.1). The last three end a line for programs that read it as Unicode.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def file_bytes(lines: Iterable[str]) -> bytes:
    """The file: each line folded, and ended as the standard wants it."""
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def text(value: str) -> str:
    """A text as a value: commas, semicolons, backslashes and ends of lines escaped; control characters are left out.

    Programs take a carriage return alone, and other such characters, for the end of a line, and refuse the file.
    """
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _ESCAPED.sub(r"\\\g<0>", lines)).replace("\n", "\\n")


def utc(instant: datetime) -> str:
    """An instant: `20261123T140000Z`."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def local(time: datetime) -> str:
    """A time on the clock of a zone that stands beside it: `20261123T090000`."""
    return f"{time:%Y%m%dT%H%M%S}"


def day(value: date) -> str:
    """A day: `20261126`."""
    return f"{value:%Y%m%d}"


def time_zone(name: str, start: datetime, end: datetime) -> Iterator[str]:
    """What the clocks of a zone do between two instants."""
    zone = ZoneInfo(name)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    first = start.astimezone(zone)
    yield from _observance(first, _offset(first, zone), "19700101T000000")
    for change in _changes(zone, start, end):
        before = _offset(change - timedelta(seconds=1), zone)
        yield from _observance(change.astimezone(zone), before, local((change + before).replace(tzinfo=None)))
    yield "END:VTIMEZONE"


def _observance(since: datetime, before: timedelta, start: str) -> Iterator[str]:
    kind = "DAYLIGHT" if since.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{start}"
    yield f"TZOFFSETFROM:{_signed(before)}"
    yield f"TZOFFSETTO:{since:%z}"
    yield f"TZNAME:{since.tzname()}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which the offset of a zone changes, to the minute."""
    at, step = start.astimezone(UTC), timedelta(days=1)
    while at < end:
        if _offset(at, zone) != _offset(at + step, zone):
            early, late = at, at + step
            while late - early > timedelta(minutes=1):
                middle = early + (late - early) / 2
                middle = middle.replace(second=0, microsecond=0)
                early, late = (middle, late) if _offset(middle, zone) == _offset(early, zone) else (early, middle)
            yield late
        at += step


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    """`-0500`."""
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}"


def _folded(line: str) -> Iterator[bytes]:
    whole = line.encode()
    if len(whole) <= LONGEST_LINE:
        yield whole
        return
    part = b""
    for letter in line:
        data = letter.encode()
        if len(part) + len(data) > LONGEST_LINE:
            yield part
            part = b" "
        part += data
    yield part
