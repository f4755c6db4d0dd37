"""The log and some days -> how many requests there were by topic, and by the answer that people had read before.

Reads of each case no more than its first event. Nobody is named: small numbers are hidden by whoever shows them.
"""

from collections import Counter
from collections.abc import Mapping

from contact.report.answer_asked import answer_at
from contact.report.local_days import Span
from contact.store import Store
from desk.bundle import Bundle
from desk.data import Data, field, from_json


class _Received(Data, frozen=True):
    """What is read of a message."""

    topic: str
    page: str
    language: str
    unanswered: str = ""
    suspected: bool = False


class Asked(Data, frozen=True, kw_only=True):
    """How many messages of people came. `pages` counts those written from an answer, by its language and path."""

    messages: int
    topics: Mapping[str, int]
    pages: Mapping[tuple[str, str], int]
    languages: Mapping[str, int] = field(default_factory=dict)


def asked(store: Store, bundle: Bundle, span: Span) -> Asked:
    """Those that were recorded in a span; neither automatic mail nor what looks like a program's. Raises StoreError."""
    topics: Counter[str] = Counter()
    pages: Counter[tuple[str, str]] = Counter()
    languages: Counter[str] = Counter()
    for history in store.histories(span.start, span.end):
        received = from_json(history.events[0].body.encode(), _Received)
        if received.unanswered or received.suspected:
            continue
        topics[received.topic] += 1
        languages[received.language] += 1
        if not received.page:
            continue
        language, path = answer_at(received.page, bundle.settings)
        if bundle.has_answer(language, path):
            pages[language, path] += 1
    return Asked(messages=topics.total(), topics=dict(topics), pages=dict(pages), languages=dict(languages))
