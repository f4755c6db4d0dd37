"""When a desk is open: intervals between two instants, the next opening, business time added and elapsed.

Pure arithmetic over a Calendar; instants are aware datetimes and results are in UTC. Knows no settings, no words and no clock:
the instant is always an argument.
"""

from desk.calendar.business_time import add, elapsed
from desk.calendar.model import MINUTES_A_DAY, WEEKDAYS, Calendar, Hours, Opening, SpecialDay
from desk.calendar.opening_times import is_open, next_opening, openings, openings_between

__all__ = [
    "MINUTES_A_DAY",
    "WEEKDAYS",
    "Calendar",
    "Hours",
    "Opening",
    "SpecialDay",
    "add",
    "elapsed",
    "is_open",
    "next_opening",
    "openings",
    "openings_between",
]
