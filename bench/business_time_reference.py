"""Are the desk's answers about hours those of somebody who looks at the clock every minute?

Random calendars, around random days of forty years in many time zones, half of them days on which the clocks change; also
calendars of several desks. Prints how many answers were compared, and each difference. Knows no settings.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bench.timing import say
from desk.calendar import MINUTES_A_DAY, Calendar, Hours, SpecialDay
from tests.desk.clock_comparison import compared
from tests.desk.clock_reference import MINUTE, watched

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Europe/Madrid",
    "Asia/Tokyo",
    "UTC",
    "Australia/Lord_Howe",  # half an hour
    "Asia/Kathmandu",  # 5:45
    "Africa/Casablanca",  # winter time in the month of Ramadan
    "America/Sao_Paulo",  # changed at midnight, until 2019
    "Pacific/Apia",  # skipped a day in 2011
    "Pacific/Chatham",
    "America/St_Johns",  # changed at one minute past midnight, until 2011
    "America/Havana",
    "Asia/Tehran",
    "Asia/Pyongyang",  # half an hour, in 2015 and 2018
    "Antarctica/Troll",  # two hours
    "Europe/Dublin",
    "Africa/Cairo",
    "America/Caracas",
    "Asia/Gaza",
)
FIRST, LAST = date(1996, 1, 1), date(2036, 1, 1)
DAYS_WATCHED = 6
# Watching takes longest, so that several calendars are judged by what was seen on the same days.
DESKS_A_WATCH = 25
MOST_SHOWN = 20

_DAY = timedelta(days=1)


def main(cases: int = 2000, seed: int = 1) -> int:
    """Compare so many cases: a calendar, a span, and all that can be asked of them."""
    random = Random(seed)  # noqa: S311 - the same cases again, not secrets
    asked: Counter[str] = Counter()
    several = wrong = 0
    begun = time.perf_counter()
    changing = {zone: _changes(zone) for zone in ZONES}
    for number, (calendar, midnight) in zip(range(cases), _desks(random, changing), strict=False):
        several += bool(calendar.parts)
        seen = watched(calendar, midnight, DAYS_WATCHED)
        length = (seen.end - seen.start) // timedelta(microseconds=1) - 1
        start, end = sorted(seen.start + timedelta(microseconds=random.randint(0, length)) for _ in range(2))
        if _once_in(random, 2):
            start, end = start - (start - seen.start) % MINUTE, end - (end - seen.start) % MINUTE
        hours, days = random.randint(1, 40), random.randint(1, 3)
        for question, answer, expected in compared(calendar, seen, start, end, hours=hours, days=days):
            asked[question] += 1
            if answer != expected:
                wrong += 1
                say(f"case {number}: {question}: {answer}, but {expected}\n  {calendar}\n  {start} to {end}")
                if wrong == MOST_SHOWN:
                    return 1
    took = time.perf_counter() - begun
    say(f"{cases:,} cases (seed {seed}; {several:,} of several desks) in {len(ZONES)} time zones")
    say(f"{sum(map(len, changing.values())):,} changes of the clocks between {FIRST} and {LAST}; {took:.0f} s")
    for question, count in asked.most_common():
        say(f"  {count:9,} x {question}")
    say(f"{sum(asked.values()):,} answers compared, {wrong} differences")
    return 1 if wrong else 0


def _desks(random: Random, changing: dict[str, list[date]]) -> Iterator[tuple[Calendar, datetime]]:
    """Calendars and the UTC midnights from which to watch them, without end."""
    while True:
        zone, other = random.choice(ZONES), random.choice(ZONES)
        if changing[zone] and _once_in(random, 2):
            day = random.choice(changing[zone])
        else:
            day = FIRST + random.randrange((LAST - FIRST).days) * _DAY
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - 3 * _DAY
        for _ in range(DESKS_A_WATCH):
            one = _calendar(random, zone, day)
            if _once_in(random, 5):
                parts = (
                    one,
                    *(_calendar(random, random.choice((zone, other)), day) for _ in range(random.randint(1, 2))),
                )
                one = Calendar(name="several", time_zone=zone, parts=parts)
            yield one, midnight


def _calendar(random: Random, zone: str, day: date) -> Calendar:
    near = [day + random.randint(-3, DAYS_WATCHED) * _DAY for _ in range(random.randint(0, 2))]
    return Calendar(
        name="desk",
        time_zone=zone,
        weekly=tuple(_hours(random) for _ in range(7)),
        special_days={each: SpecialDay(day=each, hours=_hours(random)) for each in near},
    )


def _hours(random: Random) -> tuple[Hours, ...]:
    """None, several, around the clock, across midnight; at the hour, which is when clocks change, or at any minute."""
    step = random.choice((1, 15, 60))
    marks = sorted({random.randint(0, MINUTES_A_DAY // step) * step for _ in range(random.randint(0, 6))})
    spans = [Hours(*pair) for pair in zip(marks[::2], marks[1::2], strict=False)]
    if _once_in(random, 10):
        return (Hours(0, MINUTES_A_DAY),)
    if spans and _once_in(random, 3):
        last = spans.pop()
        spans.append(Hours(last.opens, random.randint(last.closes, last.opens + MINUTES_A_DAY)))
    return tuple(span for span in spans if span.opens < MINUTES_A_DAY)


def _once_in(random: Random, many: int) -> bool:
    return random.randrange(many) == 0


def _changes(zone: str) -> list[date]:
    """The days about which a zone's clock is put forward or back."""
    noon = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=ZoneInfo(zone))
    offsets = [(noon + number * _DAY).utcoffset() for number in range((LAST - FIRST).days)]
    return [FIRST + number * _DAY for number in range(1, len(offsets)) if offsets[number] != offsets[number - 1]]


if __name__ == "__main__":
    arguments = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*arguments))
