"""A legal clock and the instant at which a message came in -> the day on which the clock has run down (row R5).

Pure. A legal clock is no estimate: it says by when a final answer is due at the latest, and not when one is expected.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from desk.calendar import Calendar
from desk.data import Data
from desk.duration import Duration
from desk.months import months_later

# How well a source is known: its own text was read, a secondary account was, from memory, or design advice of no rule.
Mark = Literal["V", "S", "M", "D"]
# The later one, where the clocks are set back at midnight.
LAST_SECOND = time(23, 59, 59, fold=1)
SATURDAY = 5


class LegalClock(Data, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One clock of a profile. `name` is what it limits, and a word of the desk: `final-answer`.

    `told` says that customers are told of it. Business days are Monday to Friday without the public holidays of `country`,
    which the build works out into `days_off`: the desk's own hours do not stop a legal clock.
    """

    name: str
    kinds: tuple[Literal["request", "complaint"], ...]
    duration: Duration
    row: str
    citation: str
    mark: Mark
    told: bool = True
    country: str = ""
    subdivision: str = ""
    profile: str = ""
    days_off: tuple[date, ...] = ()

    def last_day(self, calendar: Calendar, received: datetime) -> date:
        """The last day on the desk's clock; the day on which the message came in does not count."""
        day = received.astimezone(ZoneInfo(calendar.time_zone)).date()
        amount = self.duration.amount
        match self.duration.unit:
            case "calendar days":
                return day + timedelta(days=amount)
            case "weeks":
                return day + timedelta(weeks=amount)
            case "months":
                return months_later(day, amount)
            case "business days":
                return self._business_days_later(day, amount)
            case unit:
                raise ValueError(f"a legal clock counts days, not {unit}")

    def due(self, calendar: Calendar, received: datetime) -> datetime:
        """The last second of the last day, in UTC."""
        last = datetime.combine(self.last_day(calendar, received), LAST_SECOND, ZoneInfo(calendar.time_zone))
        return last.astimezone(UTC)

    def _business_days_later(self, day: date, left: int) -> date:
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < SATURDAY and day not in self.days_off
        return day


class LegalDue(Data, frozen=True, kw_only=True):
    """A clock that runs for one case, as the record keeps it: enough to be understood when the profile has changed."""

    profile: str
    name: str
    duration: Duration
    last_day: date
    due: datetime
    told: bool = True
