"""A day and a number of calendar months -> the day on which they are over. Knows no hours and no holidays."""

from datetime import date, timedelta

MONTHS_OF_A_YEAR = 12


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is too short for it."""
    # The standard library's `calendar` knows how long months are, and brings their names in every language along.
    count = day.month - 1 + months
    first, after = (
        date(day.year + number // MONTHS_OF_A_YEAR, number % MONTHS_OF_A_YEAR + 1, 1) for number in (count, count + 1)
    )
    return first + timedelta(days=min(day.day, (after - first).days) - 1)
