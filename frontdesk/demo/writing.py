"""Made-up cases -> the request log, each in one transaction, with its chain, its key and its index of open work.

Knows nothing of what the cases say.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from contact.log import SECRET_BYTES, Log
from contact.personal import locked
from contact.standing import standing_of, work_of
from contact.store import NewCase
from frontdesk.demo.receiving import token
from frontdesk.demo.story import Story

# Written side by side, a store puts them on the disk together.
WRITERS, TOGETHER = 32, 640

T = TypeVar("T")


def write(log: Log, stories: Iterable[Story]) -> Iterator[int]:
    """Record them; how many are in after each piece. Raises StoreError."""
    return side_by_side(log.store.record, (_case(log, story) for story in stories))


def side_by_side(act: Callable[[T], object], many: Iterable[T]) -> Iterator[int]:
    """Do the same with each of many; how many are done after each piece."""
    source, done = iter(many), 0
    with ThreadPoolExecutor(WRITERS) as writers:
        while piece := list(islice(source, TOGETHER)):
            done += sum(1 for _ in writers.map(act, piece))
            yield done


def _case(log: Log, story: Story) -> NewCase:
    key = log.keys.new(story.reference)
    texts = {name: locked(text, key.plain, story.reference, name) for name, text in story.texts.items()}
    fields = story.texts["request"].fields
    sender = fields["email"] or fields["number"]
    return NewCase(
        reference=story.reference,
        token=token(story),
        key=secrets.token_urlsafe(SECRET_BYTES),
        wrapped_key=key.wrapped,
        texts=texts,
        events=story.events,
        mails=list(story.mails.values()),
        sender=log.hasher().of("sender", sender) if sender else "",
        work=work_of(story.reference, standing_of(story.events)),
    )
