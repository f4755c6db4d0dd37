"""What `frontdesk report response-times` measured, as the site and the acknowledgements show it, and what it is held against.

Knows no case: it reads the file that the report wrote. A group of fewer than LEAST messages is in no such file.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from desk.data import Data, UnreadableError, field, from_json
from desk.duration import Duration, parse_duration

VERSION = 1
# Of fewer messages, a share says little, and may tell of a person.
LEAST = 20
# More messages nobody has, and a later day cannot be reckoned with: such figures were put there by hand.
MOST = 1_000_000_000
LAST_YEAR = 2999

EXPECTED_SHARE = 0.9
# In days; a quarter, and a month to write the next report.
MAX_AGE = 120

WhenBroken = Literal["warning", "error"]


class Group(Data, frozen=True, kw_only=True):
    """Messages of a channel, kind and topic; empty is all of them. Durations are as owners write them, or empty.

    Half of the messages were answered within `half_within`, 9 of 10 within `most_within`; `in_time` by the estimate that the
    customer was given.
    """

    channel: str = ""
    kind: str = ""
    topic: str = ""
    messages: int
    in_time: int
    half_within: str = ""
    most_within: str = ""

    @property
    def share(self) -> float:
        """The share that was answered in time."""
        return self.in_time / self.messages


class Kept(Data, frozen=True, kw_only=True):
    """Messages that one response time was promised for: how many would have been answered within other ones as well.

    The response time is that of a channel and kind, or of a topic.
    """

    channel: str = ""
    kind: str = ""
    topic: str = ""
    messages: int
    within: Mapping[str, int] = field(default_factory=dict)

    def share_within(self, promised: Duration) -> float | None:
        """The share that was answered within a duration, or at most that share where only longer ones were measured."""
        longer = [(other.amount, count) for other, count in self._measured() if other.unit == promised.unit]
        enough = [count for amount, count in sorted(longer) if amount >= promised.amount]
        return enough[0] / self.messages if enough else None

    def shortest(self, share: float) -> Duration | None:
        """The first of the durations within which so many were answered."""
        return next((other for other, count in self._measured() if count / self.messages >= share), None)

    def _measured(self) -> list[tuple[Duration, int]]:
        return [(parse_duration(text), count) for text, count in self.within.items()]


class CalledBack(Data, frozen=True, kw_only=True):
    """Calls that were asked for of a queue, empty for all: within what the first attempt was made after the window began.

    `in_goal` were made within the desk's own goal.
    """

    queue: str = ""
    calls: int
    in_goal: int
    half_within: str = ""
    most_within: str = ""


class Figures(Data, frozen=True, kw_only=True):
    """The file. Both days belong to the period."""

    version: int
    since: date
    until: date
    groups: tuple[Group, ...] = ()
    promises: tuple[Kept, ...] = ()
    callbacks: tuple[CalledBack, ...] = ()

    def group(self, channel: str = "", kind: str = "", topic: str = "") -> Group | None:
        """The figures of exactly this group."""
        wanted = (channel, kind, topic)
        return next((one for one in self.groups if (one.channel, one.kind, one.topic) == wanted), None)

    def such(self, channel: str, kind: str, topic: str) -> Group | None:
        """The figures of messages like one: of its topic, where there were enough of them, else of its channel and kind."""
        return (self.group(channel, kind, topic) if topic else None) or self.group(channel, kind)

    def called_back(self, queue: str) -> CalledBack | None:
        """The calls of a queue, where there were enough of them; else those of all queues."""
        by_queue = {calls.queue: calls for calls in self.callbacks}
        return by_queue.get(queue) or by_queue.get("")


class Measured(Data, frozen=True, kw_only=True):
    """The figures, and what the owner expects of them: a promise is kept where `expected_share` of the messages keep it.

    `max_age` counts the days after the end of the period.
    """

    file: str
    figures: Figures
    when_broken: WhenBroken = "warning"
    expected_share: float = EXPECTED_SHARE
    max_age: int = MAX_AGE


def figures_from(data: bytes) -> Figures:
    """The figures in a file. Raises ValueError where it is not such a file, or its figures cannot be."""
    try:
        figures = from_json(data, Figures)
    except UnreadableError as error:
        raise ValueError(f"is not what the report writes: {error}") from error
    if figures.version != VERSION:
        raise ValueError(f"has version {figures.version}; this frontdesk reads version {VERSION}")
    if figures.since > figures.until:
        raise ValueError("has a period that ends before it begins")
    if figures.until.year > LAST_YEAR:
        raise ValueError(f"has a period that ends after the year {LAST_YEAR}")
    for group in figures.groups:
        _check(group.messages, [group.in_time])
        _check_durations(filter(None, (group.half_within, group.most_within)))
    for promise in figures.promises:
        _check(promise.messages, promise.within.values())
        _check_durations(promise.within)
    for calls in figures.callbacks:
        _check(calls.calls, [calls.in_goal])
        _check_durations(filter(None, (calls.half_within, calls.most_within)))
    return figures


def _check(messages: int, counts: Iterable[int]) -> None:
    if messages < LEAST:
        raise ValueError(f"has a group of {messages}; groups under {LEAST} are not shown")
    if messages > MOST:
        raise ValueError(f"has a group of more than {MOST:,} messages")
    if not all(0 <= count <= messages for count in counts):
        raise ValueError(f"counts other messages than the {messages} that there were")


def _check_durations(texts: Iterable[str]) -> None:
    for text in texts:
        try:
            parse_duration(text)
        except ValueError as error:
            raise ValueError(f"has '{text}' in place of a duration: {error}") from error
