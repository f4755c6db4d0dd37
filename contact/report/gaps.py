"""What customers asked in a period, and which topics the site answers -> what it does not answer, ranked (row F2).

Four sorts of gaps, each counted, none of which names anybody. Knows no question of the site but by what it is told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from contact.report.asked import asked
from contact.report.helpful import votes_by_page
from contact.report.local_days import local_span
from contact.report.period import Period
from contact.report.searches import searches_report
from contact.search_counts import FEWEST
from contact.store import Store
from desk.bundle import Bundle
from desk.data import Data, field, replace

Sort = Literal["topic", "search", "request-after", "not-helpful"]
DEFINITIONS: Mapping[str, str] = {
    "topic": "No answer of the site is about the topic; `times` counts the messages of people who chose it, `of` all messages.",
    "search": "Words that were looked for, where fewer than half of the searches ended with an opened result; `times` counts "
    "those that did not, `of` all searches for these words.",
    "request-after": "People read the answer and wrote to us from its page; `times` counts those messages, `of` all messages.",
    "not-helpful": "At least half of the votes on the answer say that it was not helpful; `times` counts those, `of` all votes.",
    "rank": "By `times`, whatever the sort; of two alike, the greater share comes first.",
    "hidden": f"What came fewer than {FEWEST} times is not shown: it may tell of somebody.",
}


class Gap(Data, frozen=True, kw_only=True):
    """Something that people ask for and do not find. `page` is an answer that does not do; `words` are searched ones."""

    number: int = 0
    sort: Sort
    topic: str = ""
    words: str = ""
    page: str = ""
    language: str
    times: int
    of: int

    @property
    def share(self) -> float:
        """How many of all that were counted."""
        return self.times / self.of


class Gaps(Data, frozen=True, kw_only=True):
    """The report, the greatest gap first. `hidden` counts those that too few people met."""

    since: date
    until: date
    messages: int
    gaps: Sequence[Gap]
    hidden: int
    definitions: Mapping[str, str] = field(default_factory=lambda: DEFINITIONS)


def gaps(store: Store, bundle: Bundle, period: Period, answered: Collection[str]) -> Gaps:
    """The report of a period. `answered` are the topics that an answer of the site is about. Raises StoreError."""
    settings = bundle.settings
    messages = asked(store, bundle, local_span(settings, period.since, period.until))
    default = settings.languages.default
    found = [
        *(
            Gap(sort="topic", topic=topic, language=default, times=count, of=messages.messages)
            for topic, count in messages.topics.items()
            if topic and topic not in answered
        ),
        *(
            Gap(sort="request-after", page=page, language=language, times=count, of=messages.messages)
            for (language, page), count in messages.pages.items()
        ),
        *_searches(store, period),
        *_votes(store, period),
    ]
    shown = sorted((gap for gap in found if gap.times >= FEWEST), key=_rank)
    return Gaps(
        since=period.since,
        until=period.until,
        messages=messages.messages,
        gaps=[replace(gap, number=number) for number, gap in enumerate(shown, 1)],
        hidden=len(found) - len(shown),
    )


def _searches(store: Store, period: Period) -> Iterator[Gap]:
    for looked in searches_report(store, period).not_found:
        yield Gap(
            sort="search",
            words=looked.words,
            language=looked.language,
            times=looked.searches - looked.opened,
            of=looked.searches,
        )


def _votes(store: Store, period: Period) -> Iterator[Gap]:
    for (language, page), votes in votes_by_page(store, period).items():
        yes, no = votes.get(True, 0), votes.get(False, 0)
        if no and no >= yes:
            yield Gap(sort="not-helpful", page=page, language=language, times=no, of=yes + no)


def _rank(gap: Gap) -> tuple[object, ...]:
    return -gap.times, -gap.share, gap.sort, gap.language, gap.topic, gap.words, gap.page
