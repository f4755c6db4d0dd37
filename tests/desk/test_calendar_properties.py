"""The calendar against a person who looks at the clock every minute (row P2): any week, zone, special day, year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from desk.calendar import MINUTES_A_DAY, Calendar, Hours, SpecialDay, add, elapsed
from desk.duration import Duration
from tests.desk.clock_comparison import compared
from tests.desk.clock_reference import MINUTE, watched

ZONES = (
    "America/New_York",
    "Europe/Madrid",
    "Australia/Lord_Howe",  # half an hour
    "America/St_Johns",  # at one minute past midnight, until 2011
    "Asia/Kathmandu",  # 5:45
    "Africa/Casablanca",  # winter time in the month of Ramadan
    "America/Sao_Paulo",  # at midnight, until 2019
    "Pacific/Apia",  # without 30 December 2011
    "Pacific/Chatham",
    "UTC",
)
DAYS_WATCHED = 4


@st.composite
def hours(draw: st.DrawFn, *, nights: bool = True) -> tuple[Hours, ...]:
    """The hours of one day: none, several, around the clock, and with `nights` across midnight."""
    marks = sorted(draw(st.sets(st.integers(0, MINUTES_A_DAY), max_size=6)))
    spans = [Hours(*pair) for pair in zip(marks[::2], marks[1::2], strict=False)]
    if nights and spans and draw(st.booleans()):
        last = spans.pop()
        spans.append(Hours(last.opens, draw(st.integers(last.closes, last.opens + MINUTES_A_DAY))))
    return tuple(span for span in spans if span.opens < MINUTES_A_DAY)


def changes(zone: str) -> list[date]:
    """The days before which a zone's clock shows another offset than after them."""
    found = []
    noon = datetime(2008, 1, 1, 12, tzinfo=ZoneInfo(zone))
    for number in range(1, 21 * 365):
        before, after = noon + timedelta(days=number - 1), noon + timedelta(days=number)
        if before.utcoffset() != after.utcoffset():
            found.append(after.date())
    return found


CHANGES = {zone: changes(zone) for zone in ZONES}
ANY_DAY = st.dates(date(2008, 1, 1), date(2028, 12, 31))


@st.composite
def calendars(draw: st.DrawFn, zone: str, day: date, *, nights: bool = True) -> Calendar:
    """A desk in a zone with special days about a day."""
    near = st.integers(-2, DAYS_WATCHED).map(lambda number: day + timedelta(days=number))
    special = draw(st.dictionaries(near, hours(nights=nights), max_size=2))
    return Calendar(
        name="desk",
        time_zone=zone,
        weekly=tuple(draw(hours(nights=nights)) for _ in range(7)),
        special_days={day: SpecialDay(day=day, hours=spans) for day, spans in special.items()},
    )


@st.composite
def days_in(draw: st.DrawFn, zone: str) -> date:
    """A day: half of the time one about which the clocks change."""
    return draw(st.one_of(ANY_DAY, st.sampled_from(CHANGES[zone]))) if CHANGES[zone] else draw(ANY_DAY)


@st.composite
def desks(draw: st.DrawFn, *, nights: bool = True, several: bool = False) -> tuple[Calendar, datetime]:
    """A calendar, and the UTC midnight from which to watch it; with `several`, one of two or three desks."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(days_in(zone))
    calendar = draw(calendars(zone, day, nights=nights))
    if several:
        zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=2))
        parts = (calendar, *(draw(calendars(other, day)) for other in zones))
        calendar = Calendar(name="several", time_zone=zone, parts=parts)
    return calendar, datetime.combine(day - timedelta(days=2), time(), UTC)


NEW_YORK_AT_TWO = Calendar(name="desk", time_zone="America/New_York", weekly=((Hours(150, 300),),) * 7)
AROUND_THE_CLOCK = Calendar(name="desk", time_zone="Europe/Madrid", weekly=((Hours(0, 1440),),) * 7)
BY_NIGHT = Calendar(name="desk", time_zone="Asia/Kathmandu", weekly=((Hours(1200, 1800),),) * 7)
SEVERAL = Calendar(name="several", time_zone="UTC", parts=(NEW_YORK_AT_TWO, BY_NIGHT))

# Microseconds after the beginning of what is watched.
spans = st.tuples(*(st.integers(0, DAYS_WATCHED * MINUTES_A_DAY * 60_000_000 - 1),) * 2).map(sorted)
slowly = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])


@slowly
@example(desk=(NEW_YORK_AT_TWO, datetime(2027, 3, 13, tzinfo=UTC)), span=[0, 300_000_000_000], hours=2, days=1)
@example(desk=(NEW_YORK_AT_TWO, datetime(2026, 10, 31, tzinfo=UTC)), span=[0, 300_000_000_000], hours=2, days=1)
@example(desk=(AROUND_THE_CLOCK, datetime(2026, 10, 24, tzinfo=UTC)), span=[1, 300_000_000_001], hours=9, days=1)
@example(desk=(BY_NIGHT, datetime(2026, 10, 24, tzinfo=UTC)), span=[1, 300_000_000_001], hours=9, days=1)
@example(desk=(SEVERAL, datetime(2027, 3, 13, tzinfo=UTC)), span=[0, 300_000_000_000], hours=9, days=2)
@given(desk=st.one_of(desks(), desks(several=True)), span=spans, hours=st.integers(1, 30), days=st.integers(1, 3))
def test_every_answer_is_what_a_person_sees_on_the_clock(
    desk: tuple[Calendar, datetime], span: list[int], hours: int, days: int
) -> None:
    """Open now, next opening, openings, elapsed time, business hours and days; of one desk and of several."""
    calendar, midnight = desk
    start, end = (midnight + timedelta(microseconds=offset) for offset in span)
    seen = watched(calendar, midnight, DAYS_WATCHED)
    for question, answer, expected in compared(calendar, seen, start, end, hours=hours, days=days):
        assert (question, answer) == (question, expected)


@slowly
@given(
    desk=st.one_of(desks(), desks(several=True)),
    offset=st.integers(0, 10**12),
    hours=st.integers(1, 3650),
    later=st.integers(0, 10**13),
)
def test_elapsed_time_undoes_what_was_added(
    desk: tuple[Calendar, datetime], offset: int, hours: int, later: int
) -> None:
    """From any instant to that at which so many business hours have passed, so many have; and spans add up (row P2)."""
    calendar, midnight = desk
    assume(any(any(part.weekly) for part in calendar.desks()))
    start = midnight + timedelta(microseconds=offset)
    due = add(calendar, start, Duration(hours, "business hours"))
    assert elapsed(calendar, start, due) == timedelta(hours=hours)
    assert elapsed(calendar, start, due - timedelta(microseconds=1)) < timedelta(hours=hours)
    end = due + timedelta(microseconds=later)
    assert elapsed(calendar, start, end) == timedelta(hours=hours) + elapsed(calendar, due, end)
    assert elapsed(calendar, due, start) == timedelta()


@slowly
@given(desk=desks(nights=False), minute=st.integers(0, DAYS_WATCHED * MINUTES_A_DAY - 1), days=st.integers(1, 400))
def test_business_days_end_at_the_closing_of_a_later_day(
    desk: tuple[Calendar, datetime], minute: int, days: int
) -> None:
    """As many days with hours as were promised lie between the day of the message and the day on which it is due."""
    calendar, midnight = desk
    assume(any(calendar.weekly))
    now = midnight + minute * MINUTE
    due = add(calendar, now, Duration(days, "business days"))
    zone = ZoneInfo(calendar.time_zone)
    # A desk that closes at midnight closes on the day that ends then.
    first, last = now.astimezone(zone).date(), (due - MINUTE).astimezone(zone).date()
    assume(first not in CHANGES[calendar.time_zone])
    between = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    working = [day for day in between if _is_shown(calendar, day)]
    on_time = bool(calendar.hours_on(first)) and now < _closing(calendar, first)
    assert len(working) == days + (1 if on_time or not calendar.hours_on(first) else 2)
    assert due == _closing(calendar, last) or last in CHANGES[calendar.time_zone]


def _is_shown(calendar: Calendar, day: date) -> bool:
    """Whether the clock shows the first or the last minute of any hours of a day: some days, and hours, it skips."""
    zone = ZoneInfo(calendar.time_zone)
    ends = [minute for span in calendar.hours_on(day) for minute in (span.opens, span.closes - 1)]
    shown = (datetime.combine(day, time()) + minute * MINUTE for minute in ends)
    return any(
        each == each.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) for each in shown
    )


def _closing(calendar: Calendar, day: date) -> datetime:
    minutes = max(span.closes for span in calendar.hours_on(day))
    local = datetime.combine(day, time()) + minutes * MINUTE
    return local.replace(tzinfo=ZoneInfo(calendar.time_zone)).astimezone(UTC)
