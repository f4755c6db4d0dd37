"""Legal clocks: the last day of each, at the edges of months, leap years, weekends, holidays and time zones (row R5)."""

from datetime import UTC, date, datetime

import pytest

from desk.calendar import Calendar
from desk.duration import Duration, Unit
from desk.legal import legal_clocks, legal_dues
from desk.legal_wording import clock_lines, due_sentence
from desk.profiles.clocks import LegalClock
from desk.profiles.reading import clocks_of
from desk.settings.reading import settings_from_text
from generator.starter import STARTER_THEME
from generator.wordbook import read_words
from tests.project import settings_text

TODAY = date(2026, 11, 21)
NEW_YORK = Calendar(name="office", time_zone="America/New_York", weekly=((),) * 7)
LONDON = Calendar(name="office", time_zone="Europe/London", weekly=((),) * 7)


def clock(amount: int, unit: Unit) -> LegalClock:
    return LegalClock(
        name="final-answer", kinds=("complaint",), duration=Duration(amount, unit), row="R5", citation="a", mark="M"
    )


def last_day(found: LegalClock, received: str, calendar: Calendar = NEW_YORK) -> str:
    return found.last_day(calendar, datetime.fromisoformat(received)).isoformat()


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-11-22T12:00Z", "2027-01-22"),
        ("2026-12-31T12:00Z", "2027-02-28"),  # the month is too short
        ("2027-12-30T12:00Z", "2028-02-29"),  # and in a leap year a day longer
        ("2026-12-28T12:00Z", "2027-02-28"),
        ("2027-01-01T02:00Z", "2027-02-28"),  # still December 31 in New York
    ],
)
def test_two_months_end_on_the_same_day_or_the_last_one(received: str, last: str) -> None:
    """MiCA: two months (row R5)."""
    assert last_day(clock(2, "months"), received) == last


def test_weeks_and_days_do_not_count_the_first_day() -> None:
    """Eight weeks after a Tuesday end on a Tuesday, over a change of the clocks too (row R5)."""
    assert last_day(clock(8, "weeks"), "2026-10-06T12:00Z") == "2026-12-01"
    assert last_day(clock(15, "calendar days"), "2028-02-20T12:00Z") == "2028-03-06"


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-11-16T12:00Z", "2026-11-19"),  # a Monday: Tuesday, Wednesday, Thursday
        ("2026-11-20T12:00Z", "2026-11-25"),  # a Friday
        ("2026-11-21T12:00Z", "2026-11-25"),  # a Saturday: Monday is the first day
        ("2026-12-23T12:00Z", "2026-12-30"),  # Christmas Day and Boxing Day, which is kept on Monday
    ],
)
def test_business_days_leave_out_weekends_and_bank_holidays(received: str, last: str) -> None:
    """DISP: three business days in England (row R5)."""
    (found,) = (one for one in clocks_of(["uk-disp"], TODAY) if one.duration.amount == 3)
    assert last_day(found, received, LONDON) == last


def test_fifteen_working_days_of_spain() -> None:
    """The Constitution, the Immaculate Conception and Christmas are holidays in all of Spain (row R5)."""
    found = next(one for one in clocks_of(["spain-10-2025"], TODAY) if one.told)
    madrid = Calendar(name="office", time_zone="Europe/Madrid", weekly=((),) * 7)
    # Ten days to December 4; Monday 7 counts, as far as it is no holiday of the country; 8 does not.
    assert last_day(found, "2026-11-20T12:00Z", madrid) == "2026-12-14"


def test_the_hours_of_the_desk_do_not_stop_a_legal_clock() -> None:
    """A desk that is never open has the same last day (row R5)."""
    always = Calendar(name="always", time_zone="America/New_York", weekly=((),) * 7)
    assert last_day(clock(3, "business days"), "2026-11-16T12:00Z", always) == "2026-11-19"


def test_a_clock_ends_with_its_last_day_on_the_clock_of_the_desk() -> None:
    """The last second of the day in New York, in summer and in winter (row R5)."""
    due = clock(1, "weeks").due(NEW_YORK, datetime(2026, 10, 28, 12, tzinfo=UTC))
    assert due == datetime(2026, 11, 5, 4, 59, 59, tzinfo=UTC)


def test_hours_are_no_legal_clock() -> None:
    """A clock that runs within a day would need the time of day, which no rule here counts."""
    with pytest.raises(ValueError, match=r"^a legal clock counts days, not business hours$"):
        last_day(clock(4, "business hours"), "2026-11-16T12:00Z")


def test_clocks_run_for_complaints_only() -> None:
    """Each is recorded with its profile, its last day and its instant; nothing runs for a request (row R5)."""
    settings = settings_from_text(settings_text(("en",)) + "profiles: [uk-disp, mica, nydfs]\n", TODAY)
    now = datetime(2026, 11, 20, 15, tzinfo=UTC)
    dues = legal_dues(settings, kind="complaint", channel="form", now=now)
    assert [(due.profile, due.name, str(due.duration), str(due.last_day), due.told) for due in dues] == [
        ("uk-disp", "final-answer", "8 weeks", "2027-01-15", True),
        ("uk-disp", "summary-resolution", "3 business days", "2026-11-25", False),
        ("mica", "final-answer", "2 months", "2027-01-20", True),
    ]
    assert legal_dues(settings, kind="request", channel="form", now=now) == ()
    assert legal_clocks(settings, "request") == ()


@pytest.mark.parametrize(
    ("language", "lines", "sentence"),
    [
        (
            "en",
            [
                "Final answer to a complaint: within 8 weeks at the latest",
                "Final answer to a complaint: within 2 months at the latest",
            ],
            "You get our final answer to your complaint by January 15, 2027 at the latest.",
        ),
        (
            "es",
            [
                "Respuesta final a una queja: en un plazo de 8 semanas como máximo",
                "Respuesta final a una queja: en un plazo de 2 meses como máximo",
            ],
            "Recibirá nuestra respuesta final a su queja a más tardar el 15 de enero de 2027.",
        ),
    ],
)
def test_customers_are_told_of_final_answers(language: str, lines: list[str], sentence: str) -> None:
    """A page has a line for each; a mail names the day that comes first, and says no word of a rule (row R5)."""
    settings = settings_from_text(settings_text(("en",)) + "profiles: [uk-disp, mica]\n", TODAY)
    words = read_words([STARTER_THEME], language, "en", [])
    now = datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert clock_lines(settings, words) == lines
    assert due_sentence(legal_dues(settings, kind="complaint", channel="form", now=now), words) == sentence
    assert due_sentence((), words) == ""


def test_a_day_on_which_the_clocks_are_set_back_at_midnight_lasts_to_its_end() -> None:
    """In Santiago, 23:59:59 comes twice on April 3, 2027: the clock runs to the second (row R5)."""
    santiago = Calendar(name="office", time_zone="America/Santiago", weekly=((),) * 7)
    due = clock(2, "months").due(santiago, datetime.fromisoformat("2027-02-03T12:00Z"))
    assert due == datetime(2027, 4, 4, 3, 59, 59, tzinfo=UTC)
