"""A synthetic quarter -> the messages that come in: when, by which way, about what, in the rhythm of a week.

Knows nothing of what is done about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contact.events import PROMISED_AS, CaseChannel
from desk.calendar import is_open
from desk.settings.model import Customer, Kind, Settings
from frontdesk.demo.chance import Chance
from frontdesk.demo.quarter import BEFORE, Quarter

# Of all messages, by way. Some ways become another one: who calls at night speaks to the voicemail.
WAYS: Mapping[CaseChannel, float] = {
    "form": 41,
    "email": 26,
    "phone": 15,
    "chat": 6,
    "callback": 5,
    "app": 4,
    "post": 2,
    "voicemail": 1,
}
# By weekday, Monday first, and by hour on the desk's clock.
WEEK = (1.15, 1.1, 1.0, 1.0, 0.95, 0.5, 0.4)
HOURS = (5, 3, 2, 2, 2, 4, 9, 18, 34, 52, 60, 58, 52, 55, 58, 55, 50, 42, 36, 32, 30, 26, 18, 10)
SURGE = 2.6
# The cases of the weeks before, as a share of those of as many days of the period.
BEFORE_SHARE = 0.35
COMPLAINTS, INSTITUTIONS = 0.09, 0.05
# In a language other than the first one.
OTHER_LANGUAGES = 0.2
FROM_A_PAGE = 0.55


@dataclass(frozen=True, kw_only=True)
class Message:
    """The `number`-th message, which came at `at`. `page` is the answer from which somebody wrote, or empty."""

    number: int
    at: datetime
    channel: CaseChannel
    kind: Kind
    topic: str
    language: str
    customer: Customer
    page: str


def messages(quarter: Quarter) -> list[Message]:
    """So many of the period, and some of the weeks before it, oldest first."""
    since, until = quarter.period.since, quarter.period.until
    days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    before = [since - timedelta(days=number) for number in range(1, BEFORE.days + 1)]
    chance = quarter.chance("arrivals")
    earlier = round(quarter.count * BEFORE_SHARE * len(before) / len(days))
    times = _times(quarter, chance, before, earlier) + _times(quarter, chance, days, quarter.count)
    return [_message(quarter, number, at) for number, at in enumerate(sorted(times), start=1)]


def _times(quarter: Quarter, chance: Chance, days: list[date], count: int) -> list[datetime]:
    weights = {day: WEEK[day.weekday()] * (SURGE if day.toordinal() in quarter.surge else 1) for day in days}
    hours = dict(enumerate(HOURS))
    chosen = zip(chance.many(weights, count), chance.many(hours, count), strict=True)
    return [
        quarter.instant(day, 60 * hour + chance.number(0, 59)) + timedelta(seconds=chance.number(0, 59))
        for day, hour in chosen
    ]


def _message(quarter: Quarter, number: int, at: datetime) -> Message:
    settings, chance = quarter.settings, quarter.chance(f"message {number}")
    channel = _way(settings, chance, at)
    first, *others = sorted(settings.languages.offered, key=lambda language: language != settings.languages.default)
    from_a_page = channel == "form" and quarter.pages and chance.of(FROM_A_PAGE)
    return Message(
        number=number,
        at=at,
        channel=channel,
        kind="complaint" if chance.of(COMPLAINTS) else "request",
        topic=chance.weighed({topic.id: 1 / (place + 2) for place, topic in enumerate(settings.topics)}),
        language=chance.one(others) if others and chance.of(OTHER_LANGUAGES) else first,
        customer="institution" if chance.of(INSTITUTIONS) else "individual",
        page=_popular(chance, quarter.pages) if from_a_page else "",
    )


def _way(settings: Settings, chance: Chance, at: datetime) -> CaseChannel:
    offered = {way: weight for way, weight in WAYS.items() if PROMISED_AS[way] in settings.channels.offered}
    way = chance.weighed(offered)
    if way == "phone" and not is_open(settings.calendar("phone"), at):
        phone = settings.channels.phone
        return "voicemail" if phone and phone.voicemail else "form"
    return way


def _popular(chance: Chance, pages: tuple[str, ...]) -> str:
    """A few answers are read by many."""
    return pages[int(len(pages) * chance.between(0, 1) ** 3)]
