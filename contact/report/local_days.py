"""Days of a desk -> the instants from the first one's midnight to that after the last one, on the clock of its form."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.calendar.local_time import instant_of
from desk.data import Data
from desk.settings import Settings


class Span(Data, frozen=True, kw_only=True):
    """From an instant until just before another one."""

    start: datetime
    end: datetime

    def __contains__(self, instant: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start <= instant < self.end


def local_span(settings: Settings, since: date, until: date) -> Span:
    """The days from one through another, in the time zone of the form's hours."""
    zone = ZoneInfo(settings.calendar("form").time_zone)
    return Span(start=instant_of(since, 0, zone), end=instant_of(until + timedelta(days=1), 0, zone))
