"""A synthetic quarter -> what is counted beside cases: calls of the telephone system, votes on answers, searches.

Some calls have no waiting time: it was not measured, which is not zero.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from contact.calls import CallRecord
from contact.store import Search, Vote
from desk.calendar import is_open
from frontdesk.demo.quarter import Quarter

SOURCE = "synthetic"
# Beside each case that was written down there are calls that were answered at once.
CALLS_A_CASE, VOTES_A_CASE, SEARCHES_A_CASE = 0.35, 0.4, 0.25
NOT_MEASURED, ABANDONED, ASKED_TO_BE_CALLED = 0.06, 0.05, 0.04
# Seconds; in a surge people wait longer.
WAITED, WAITED_IN_SURGE, TALKED = 45, 260, 240
HELPFUL = 0.74
# Words that nobody answers, and others.
UNANSWERED = ("sample fax number", "sample gift card", "sample coin name", "sample joint account", "sample app crash")
ANSWERED = ("fees", "limits", "password", "withdrawal", "tax form", "close account", "identity")


def calls(quarter: Quarter) -> Iterator[CallRecord]:
    """The calls of the period."""
    settings, chance = quarter.settings, quarter.chance("calls")
    if settings.channels.phone is None:
        return
    calendar, days = settings.calendar("phone"), _days(quarter)
    for number in range(round(quarter.count * CALLS_A_CASE)):
        day = chance.one(days)
        began = quarter.instant(day, chance.number(7 * 60, 21 * 60)) + timedelta(seconds=chance.number(0, 59))
        queue, open_now = chance.one(settings.topics).queue, is_open(calendar, began)
        waited = round(chance.skewed(WAITED_IN_SURGE if day.toordinal() in quarter.surge else WAITED, 0.9))
        abandoned, callback = chance.of(ABANDONED), chance.of(ASKED_TO_BE_CALLED)
        answered = open_now and not abandoned and not callback
        yield CallRecord(
            id=f"synthetic-{quarter.period.since}-{quarter.seed}-{number}",
            began_at=began,
            queue=queue,
            channel="phone" if open_now else "voicemail",
            waited=None if chance.of(NOT_MEASURED) or not open_now else waited,
            talked=round(chance.skewed(TALKED, 0.6)) if answered else None,
            outcome="voicemail"
            if not open_now
            else "abandoned"
            if abandoned
            else "callback"
            if callback
            else "answered",
            source=SOURCE,
        )


def votes(quarter: Quarter) -> Iterator[tuple[Vote, date]]:
    """Whether answers were helpful: some answers more than others."""
    chance, days = quarter.chance("votes"), _days(quarter)
    for _ in range(round(quarter.count * VOTES_A_CASE) if quarter.pages else 0):
        place = int(len(quarter.pages) * chance.between(0, 1) ** 2)
        liked = HELPFUL - 0.3 * (place % 5 == 0)
        vote = Vote(page=quarter.pages[place], language=_first(quarter), helpful=chance.of(liked))
        yield vote, chance.one(days)


def searches(quarter: Quarter) -> Iterator[tuple[Search, date]]:
    """What was looked for, found or not."""
    chance, days = quarter.chance("searches"), _days(quarter)
    for _ in range(round(quarter.count * SEARCHES_A_CASE)):
        found = chance.of(0.8)
        words = chance.one(ANSWERED if found else UNANSWERED)
        clicked = chance.one(quarter.pages) if found and quarter.pages and chance.of(0.5) else ""
        yield Search(language=_first(quarter), words=words, found=found, clicked=clicked), chance.one(days)


def _first(quarter: Quarter) -> str:
    return quarter.settings.languages.default


def _days(quarter: Quarter) -> list[date]:
    """The days of the period that are over."""
    since, until = quarter.period.since, min(quarter.period.until, quarter.ends.date())
    return [since + timedelta(days=number) for number in range((until - since).days + 1)]
