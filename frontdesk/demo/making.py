"""A synthetic quarter -> a log full of its cases, sealed as a desk at work seals it.

The one module that knows all parts. Refuses a log in which somebody real may be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from contact.events import Erased
from contact.log import Log
from contact.seal import seal_due
from contact.store import Store
from frontdesk.demo.around import calls, searches, votes
from frontdesk.demo.arrivals import Message, messages
from frontdesk.demo.calling import called_back
from frontdesk.demo.people import MADE_UP, Staff
from frontdesk.demo.quarter import Quarter
from frontdesk.demo.receiving import acknowledged, received
from frontdesk.demo.story import OverError, Story
from frontdesk.demo.working import worked_on
from frontdesk.demo.writing import side_by_side, write

# As it stands in the JSON of a case that was made up; a word that somebody typed never stands there.
MARKED = '"synthetic":true'
ERASED = 0.001

Progress = Callable[[str, int, int], None]


class NotMadeError(Exception):
    """Nothing was written; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """How much was written; `earlier` counts the cases of the weeks before the period."""

    cases: int
    earlier: int
    events: int
    calls: int
    votes: int
    searches: int
    seals: int


def make(log: Log, quarter: Quarter, now: datetime, report: Progress) -> Made:
    """Write it all. Raises NotMadeError, and StoreError."""
    arrived, staff = messages(quarter), Staff(quarter.settings)
    _refuse_real(log.store)
    _refuse_sealed(log.store, quarter, arrived, staff)
    events, erased = 0, list[Story]()

    def told() -> Iterator[Story]:
        nonlocal events
        for message in arrived:
            story = _story(quarter, message, staff)
            # A letter that is entered only after the last instant is not there yet.
            if story.events:
                events += len(story.events)
                erased.extend([story] if story.chance.of(ERASED) else [])
                yield story

    written = 0
    for written in write(log, told()):
        report("cases", written, len(arrived))
    for story in erased:
        _erase(log, story)
    earlier = sum(1 for message in arrived if message.at < quarter.instant(quarter.period.since, 0))
    voted, looked_for = list(votes(quarter)), list(searches(quarter))
    for done in side_by_side(lambda vote: log.store.vote(*vote), voted):
        report("votes", done, len(voted))
    for done in side_by_side(lambda search: log.store.searched(*search), looked_for):
        report("searches", done, len(looked_for))
    return Made(
        cases=written - earlier,
        earlier=earlier,
        events=events + len(erased),
        calls=log.store.keep_calls(list(calls(quarter))),
        votes=len(voted),
        searches=len(looked_for),
        seals=len(seal_due(log.store, now)),
    )


def _refuse_real(store: Store) -> None:
    for history in store.histories():
        if MARKED not in history.events[0].body:
            raise NotMadeError(f"the request log has a real case ({history.reference}): take a project of its own")


def _refuse_sealed(store: Store, quarter: Quarter, arrived: Sequence[Message], staff: Staff) -> None:
    """What was made before may be completed; nothing else is put into days that have a seal."""
    seals = store.seals()
    if not seals or not arrived or seals[-1].day < arrived[0].at.date():
        return
    if store.find(_story(quarter, arrived[0], staff).reference) is None:
        message = f"the request log is sealed up to {seals[-1].day}: take a later period, or an empty log"
        raise NotMadeError(message)


def _story(quarter: Quarter, message: Message, staff: Staff) -> Story:
    story = Story(quarter, message, staff)
    try:
        body = received(story)
        if not acknowledged(story, body):
            return story
        if message.channel == "callback":
            called_back(story, body)
        else:
            worked_on(story, body)
    except OverError:
        # The quarter's data ends in the middle of it.
        return story
    return story


def _erase(log: Log, story: Story) -> None:
    case, at = log.store.find(story.reference), story.later(1)
    if case is None or case.erased or at >= story.quarter.ends:
        return
    body = Erased(by=MADE_UP[0], reason="synthetic: asked for", kept_until=at.isoformat())
    log.add(case, at, body, erase=True)
