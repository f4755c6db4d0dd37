"""Reading from a DynamoDB table what belongs together: again until it is whole, and many at the same time. Knows no case.

A transaction becomes visible item by item, within milliseconds.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

MOST_READS = 6
FIRST_PAUSE = 0.005
# What is looked up one by one: so many at the same time.
AT_ONCE = 8

T = TypeVar("T")
A = TypeVar("A")

_random = secrets.SystemRandom()


def read_whole(read: Callable[[], T], is_whole: Callable[[T], bool]) -> T:
    """What was read, as soon as it is whole; after some tries as it is, for somebody may have taken something out by hand."""
    found = read()
    for tries in range(1, MOST_READS):
        if is_whole(found):
            break
        time.sleep(FIRST_PAUSE * 2**tries * _random.uniform(0.5, 1))
        found = read()
    return found


def many(look_up: Callable[[A], T], names: Iterable[A], page: int) -> Iterator[T]:
    """What is found under each name, in their order, so many of them at once in memory."""
    waiting = iter(names)
    with ThreadPoolExecutor(AT_ONCE) as readers:
        while some := list(islice(waiting, page)):
            yield from list(readers.map(look_up, some))
