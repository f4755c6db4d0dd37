"""The calendar against a person who looks at the clock every minute (row P2): any week, zone, special day, year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from desk.calendar import MINUTES_A_DAY, Calendar, Hours, SpecialDay, add, is_open, next_opening, openings_between
from desk.duration import Duration
from tests.desk.clock_reference import MINUTE, watched

ZONES = (
    "America/New_York",
    "Europe/Madrid",
    "Australia/Lord_Howe",  # half an hour
    "America/St_Johns",
    "Asia/Kathmandu",  # 5:45
    "Africa/Casablanca",  # winter time in the month of Ramadan
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
    """The days of some years before which a zone's clock shows another offset than after them."""
    found = []
    noon = datetime(2024, 1, 1, 12, tzinfo=ZoneInfo(zone))
    for number in range(1, 5 * 365):
        before, after = noon + timedelta(days=number - 1), noon + timedelta(days=number)
        if before.utcoffset() != after.utcoffset():
            found.append(after.date())
    return found


CHANGES = {zone: changes(zone) for zone in ZONES}
ANY_DAY = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def desks(draw: st.DrawFn, *, nights: bool = True) -> tuple[Calendar, datetime]:
    """A calendar, and the UTC midnight from which to watch it: half of the time about a change of the clocks."""
    zone = draw(st.sampled_from(ZONES))
    changing = CHANGES[zone]
    day = draw(st.one_of(ANY_DAY, st.sampled_from(changing))) if changing else draw(ANY_DAY)
    near = st.integers(-2, DAYS_WATCHED).map(lambda number: day + timedelta(days=number))
    special = draw(st.dictionaries(near, hours(nights=nights), max_size=2))
    calendar = Calendar(
        name="desk",
        time_zone=zone,
        weekly=tuple(draw(hours(nights=nights)) for _ in range(7)),
        special_days={day: SpecialDay(day=day, hours=spans) for day, spans in special.items()},
    )
    return calendar, datetime.combine(day - timedelta(days=2), time(), UTC)


NEW_YORK_AT_TWO = Calendar(name="desk", time_zone="America/New_York", weekly=((Hours(150, 300),),) * 7)
AROUND_THE_CLOCK = Calendar(name="desk", time_zone="Europe/Madrid", weekly=((Hours(0, 1440),),) * 7)

minutes_watched = st.integers(0, DAYS_WATCHED * MINUTES_A_DAY - 1)
slowly = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@slowly
@example(desk=(NEW_YORK_AT_TWO, datetime(2027, 3, 13, tzinfo=UTC)), first=0, last=5759)
@example(desk=(NEW_YORK_AT_TWO, datetime(2026, 10, 31, tzinfo=UTC)), first=0, last=5759)
@example(desk=(AROUND_THE_CLOCK, datetime(2026, 10, 24, tzinfo=UTC)), first=10, last=5000)
@given(desk=desks(), first=minutes_watched, last=minutes_watched)
def test_openings_are_the_minutes_at_which_somebody_is_there(
    desk: tuple[Calendar, datetime], first: int, last: int
) -> None:
    """Between any two instants the openings are the stretches of open minutes; each is joined, none is empty."""
    calendar, midnight = desk
    start, end = midnight + first * MINUTE, midnight + last * MINUTE
    seen = watched(calendar, midnight, DAYS_WATCHED)
    assert [(found.start, found.end) for found in openings_between(calendar, start, end)] == seen.runs(start, end)


@slowly
@given(desk=desks(), minute=minutes_watched)
def test_open_now_and_next_opening_are_what_the_clock_says(desk: tuple[Calendar, datetime], minute: int) -> None:
    """At any minute, open or closed and the next opening are as seen at the desk."""
    calendar, midnight = desk
    now = midnight + minute * MINUTE
    seen = watched(calendar, midnight, DAYS_WATCHED)
    assert is_open(calendar, now) == seen.open_at(now)
    opens, expected = next_opening(calendar, now), seen.opens_after(now)
    if expected is None:
        assert opens is None or opens >= midnight + timedelta(days=DAYS_WATCHED)
    else:
        assert opens == expected


@slowly
@given(desk=desks(), minute=minutes_watched, count=st.integers(1, 30))
def test_business_hours_are_open_minutes_counted(desk: tuple[Calendar, datetime], minute: int, count: int) -> None:
    """An estimate in business hours is due when so many minutes of being open have passed."""
    calendar, midnight = desk
    now = midnight + minute * MINUTE
    expected = watched(calendar, midnight, DAYS_WATCHED).after_open_minutes(now, count * 60)
    if expected is not None:
        assert add(calendar, now, Duration(count, "business hours")) == expected


@slowly
@given(desk=desks(nights=False), minute=minutes_watched, days=st.integers(1, 400))
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
    working = [day for day in between if calendar.hours_on(day)]
    on_time = bool(calendar.hours_on(first)) and now < _closing(calendar, first)
    assert len(working) == days + (1 if on_time or not calendar.hours_on(first) else 2)
    assert due == _closing(calendar, last) or last in CHANGES[calendar.time_zone]


def _closing(calendar: Calendar, day: date) -> datetime:
    minutes = max(span.closes for span in calendar.hours_on(day))
    local = datetime.combine(day, time()) + minutes * MINUTE
    return local.replace(tzinfo=ZoneInfo(calendar.time_zone)).astimezone(UTC)
