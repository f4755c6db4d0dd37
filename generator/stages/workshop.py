"""What all stages of one build work with: the project, the day, what earlier builds kept, and the processes to use."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from desk import installation
from desk.data import Data, field
from desk.kept import key_of
from generator.kept.keys import maker
from generator.kept.store import Store, Written
from generator.kept.values import Shelf
from generator.processes import Crew, can_fork, sliced

I = TypeVar("I")  # noqa: E741 - an item
T = TypeVar("T")

# Told of long work: what it is, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

# For fewer pieces of work another process would take longer to start than to work.
FEWEST = 150
# With more, the pages of a site take longer than its search.
_MORE = 3_000


class Stopwatch(Data):
    """Seconds of wall time by stage, in the order in which they ran."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start


class Workshop(Data, frozen=True, kw_only=True):
    """One build. `jobs` is the most processes that work at once."""

    project: Path
    today: date
    store: Store
    jobs: int
    progress: Progress | None
    watch: Stopwatch
    # How many processes each crew has that is at work beside this one.
    _away: list[int] = field(default_factory=list)

    def shelf(self, shape: type[T]) -> Shelf[T]:
        """Kept values of one shape."""
        return Shelf(self.store, shape)

    def kept(
        self, kind: str, parts: Iterable[bytes], shape: type[T], make: Callable[[], T], *, of_product: bool = False
    ) -> T:
        """A value that is made from `parts` alone: what an earlier build made of the same, or made now.

        What is made of the product's own files is there for every project.
        """
        if of_product:
            shelf, key = Shelf(installation.of_product(self.store), shape), key_of(kind, maker(), *parts)
        else:
            shelf, key = self.shelf(shape), key_of(kind, *parts)
        value = shelf.get(key)
        if value is None:
            value = make()
            shelf.put(key, value)
        return value

    def each(self, what: str, items: Sequence[I], work: Callable[[I], T], least: int = FEWEST) -> list[T]:
        """The results of some work with each item, in no order; in several processes where there are `least` or more."""
        found, slices, jobs = [], [], self.hands(len(items)) if len(items) >= least else 1
        if jobs < 2:  # noqa: PLR2004 - two, to work at the same time
            slices = [slice(start, start + FEWEST) for start in range(0, len(items), FEWEST)]
        else:
            # The first and the last are mostly of two languages: what they import and compile, no other process has to.
            first, *items, last = items
            slices = sliced(len(items), jobs)
            found = [work(first), work(last)]
        finished = len(found)
        total = finished + len(items)

        def done(number: int) -> None:
            nonlocal finished
            finished += len(items[slices[number]])
            if self.progress:
                self.progress(what, finished, total)

        def task(part: slice) -> Callable[[], list[T]]:
            return lambda: [work(item) for item in items[part]]

        with self._crew([task(part) for part in slices], min(jobs, len(slices)) - 1) as results:
            for some in results(done):
                found += some
        return found

    @contextmanager
    def aside(self, tasks: Sequence[Callable[[], T]], items: int) -> Iterator[Callable[[], list[T]]]:
        """Let other processes work at tasks while this one goes on; what is handed out waits for their results.

        `items` is how many things they are about, as `each` counts them: for few, they run here.
        """
        with self._crew(tasks, self.free - 1 if items >= FEWEST else 0) as results:
            yield partial(results, None)

    def hands(self, items: int) -> int:
        """How many processes are to work at so many items: at least two where that takes longer than what goes on aside."""
        return min(self.jobs, max(self.free, 2)) if items >= _MORE and can_fork() else self.free

    @property
    def free(self) -> int:
        """How many processes may work now, with this one."""
        return self.jobs - sum(self._away) if can_fork() else 1

    @contextmanager
    def _crew(
        self, tasks: Sequence[Callable[[], T]], others: int
    ) -> Iterator[Callable[[Callable[[int], None] | None], list[T]]]:
        """Tasks, which may keep values, in so many other processes and this one."""
        self.store.settle()
        first = os.getpid()
        with Crew([partial(self._apart, first, task) for task in tasks]) as crew:
            self._away.append(crew.start(others))

            def results(done: Callable[[int], None] | None = None) -> list[T]:
                both = crew.results(done)
                self.store.settle()
                for _, written in both:
                    if written:
                        self.store.take(written)
                return [value for value, _ in both]

            try:
                yield results
            finally:
                self._away.pop()

    def _apart(self, first: int, task: Callable[[], T]) -> tuple[T, Written | None]:
        """What a task gives, and what it kept if that happened in another process than the first."""
        if os.getpid() == first:
            return task(), None
        self.store.apart()
        value = task()
        return value, self.store.written()
