"""What does it cost to ask whether the desk is open, to add business time and to tell what has passed, beside peers?

All are asked the same of the same office in New York, which keeps two holidays; who answers otherwise is named. The
last question is about a night shift in the night in which the clocks go back. Knows no settings.
"""

import importlib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

from bench.timing import quietest, say, show
from desk.calendar import Calendar, Hours, SpecialDay, add, elapsed, is_open, next_opening, openings_between
from desk.data import replace
from desk.duration import Duration

OURS = "desk.calendar"
TIMES = 300

NEW_YORK = ZoneInfo("America/New_York")
# Veterans Day and Thanksgiving Day.
HOLIDAYS = (date(2026, 11, 11), date(2026, 11, 26))
OFFICE = Calendar(
    name="office",
    time_zone="America/New_York",
    weekly=((Hours(9 * 60, 17 * 60),),) * 5 + ((),) * 2,
    special_days={day: SpecialDay(day=day) for day in HOLIDAYS},
)
NIGHTS = Calendar(name="nights", time_zone="America/New_York", weekly=((Hours(22 * 60, 30 * 60),),) * 7)
EVERYWHERE = Calendar(
    name="everywhere",
    time_zone="America/New_York",
    parts=(OFFICE, replace(OFFICE, time_zone="Europe/Madrid"), replace(OFFICE, time_zone="Asia/Tokyo")),
)
BEFORE = datetime(2026, 10, 20, 12, tzinfo=NEW_YORK)
WEDNESDAY = datetime(2026, 11, 25, 15, tzinfo=NEW_YORK)
FRIDAY = datetime(2026, 11, 27, 11, tzinfo=NEW_YORK)

Answers = Mapping[str, Callable[[], object]]


def main() -> None:
    """One table a question; the figures are microseconds."""
    alone(OFFICE, "an office")
    alone(EVERYWHERE, "a desk of three places")
    compare(
        "4 business hours after Wednesday, 15:00",
        {
            OURS: lambda: add(OFFICE, WEDNESDAY, Duration(4, "business hours")),
            "businesstimedelta": businesstimedelta_add(),
            "pandas CustomBusinessHour": pandas_hours(),
        },
    )
    compare(
        "business time from 20 October to 27 November",
        {
            OURS: lambda: elapsed(OFFICE, BEFORE, FRIDAY),
            "businesstimedelta": businesstimedelta_elapsed(BEFORE, FRIDAY, time(9), time(17)),
            "business-duration": business_duration(),
        },
    )
    compare(
        "5 business days after a Wednesday",
        {
            OURS: lambda: add(OFFICE, WEDNESDAY, Duration(5, "business days")).astimezone(NEW_YORK).date(),
            "workalendar": workalendar_days(),
            "pandas CustomBusinessDay": pandas_days(),
            "numpy busday_offset": numpy_days(),
        },
    )
    night = datetime(2026, 10, 31, 22, tzinfo=NEW_YORK), datetime(2026, 11, 1, 6, tzinfo=NEW_YORK)
    compare(
        "a night shift while the clocks go back",
        {
            OURS: lambda: elapsed(NIGHTS, *night),
            "businesstimedelta": businesstimedelta_elapsed(*night, time(22), time(6)),
        },
    )


def alone(calendar: Calendar, what: str) -> None:
    """What nobody else answers, and what the first question about a calendar costs."""
    year = timedelta(days=400)
    asked: Answers = {
        "open now": lambda: is_open(calendar, WEDNESDAY),
        "next opening": lambda: next_opening(calendar, WEDNESDAY),
        "openings of 400 days": lambda: openings_between(calendar, WEDNESDAY, WEDNESDAY + year),
        "first question to a new calendar": lambda: is_open(_new(calendar), WEDNESDAY),
    }
    figures = {question: microseconds(action) for question, action in asked.items()}
    show(f"{what}, warm but for the last", "us", figures, "open now")


def _new(calendar: Calendar) -> Calendar:
    return replace(calendar, parts=tuple(_new(part) for part in calendar.parts))


def compare(question: str, answers: Mapping[str, Callable[[], object] | None]) -> None:
    """Time each answer that can be given with what is installed, and say which ones are not ours."""
    known = {name: action for name, action in answers.items() if action}
    for name in answers.keys() - known.keys():
        say(f"left out, not installed: {name}")
    show(question, "us", {name: microseconds(action) for name, action in known.items()}, OURS)
    ours = known[OURS]()
    for name, action in known.items():
        if (answer := action()) != ours:
            say(f"  {name} answers {answer}, we {ours}")


def microseconds(action: Callable[[], object]) -> float:
    """For one call, once it is warm."""

    def often() -> None:
        for _ in range(TIMES):
            action()

    action()
    return quietest(often) / TIMES * 1e6


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def businesstimedelta_add() -> Callable[[], object] | None:
    """It adds hours by walking from span to span."""
    module = _module("businesstimedelta")
    if module is None:
        return None
    delta = module.BusinessTimeDelta(module.Rules(_rules(module, time(9), time(17))), hours=4)
    return lambda: WEDNESDAY + delta


def businesstimedelta_elapsed(start: datetime, end: datetime, opens: time, closes: time) -> Callable[[], object] | None:
    """The same walk, adding up."""
    module = _module("businesstimedelta")
    if module is None:
        return None
    rules = module.Rules(_rules(module, opens, closes))
    return lambda: rules.difference(start, end).timedelta


def _rules(module: ModuleType, opens: time, closes: time) -> list[object]:
    zone = importlib.import_module("pytz").timezone("America/New_York")
    days = list(range(5)) if closes > opens else list(range(7))
    work = module.WorkDayRule(start_time=opens, end_time=closes, working_days=days, tz=zone)
    # It wants holidays that go on without end, as those of the holidays package do.
    known = importlib.import_module("holidays").country_holidays("US")
    return [work, module.HolidayRule(known, tz=zone)]


def business_duration() -> Callable[[], object] | None:
    """It takes local times without a zone."""
    module = _module("business_duration")
    if module is None:
        return None
    start, end = BEFORE.replace(tzinfo=None), FRIDAY.replace(tzinfo=None)
    days = dict.fromkeys(HOLIDAYS, "a holiday")
    return lambda: timedelta(
        hours=float(module.businessDuration(start, end, time(9), time(17), holidaylist=days, unit="hour"))
    )


def pandas_hours() -> Callable[[], object] | None:
    """An offset of business hours with holidays."""
    pandas = _module("pandas")
    if pandas is None:
        return None
    offset = pandas.offsets.CustomBusinessHour(n=4, start="09:00", end="17:00", holidays=list(HOLIDAYS))
    start = pandas.Timestamp(WEDNESDAY)
    return lambda: start + offset


def pandas_days() -> Callable[[], object] | None:
    """An offset of business days with holidays."""
    pandas = _module("pandas")
    if pandas is None:
        return None
    offset = pandas.offsets.CustomBusinessDay(n=5, holidays=list(HOLIDAYS))
    start = pandas.Timestamp(WEDNESDAY.date())
    return lambda: pandas.Timestamp.date(start + offset)


def numpy_days() -> Callable[[], object] | None:
    """Business days of an array of dates; here of one."""
    numpy = _module("numpy")
    if numpy is None:
        return None
    holidays = numpy.busdaycalendar(holidays=list(HOLIDAYS))
    return lambda: numpy.busday_offset(WEDNESDAY.date(), 5, busdaycal=holidays).item()


def workalendar_days() -> Callable[[], object] | None:
    """It knows the holidays of the United States itself."""
    usa = _module("workalendar.usa")
    if usa is None:
        return None
    calendar = usa.UnitedStates()
    return lambda: calendar.add_working_days(WEDNESDAY.date(), 5)


if __name__ == "__main__":
    main()
