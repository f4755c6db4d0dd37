"""What all stages of one build work with: the project, the day, what earlier builds kept, and the processes to use."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from desk.kept import key_of
from generator.kept.store import Store, Written
from generator.kept.values import Shelf
from generator.processes import Crew, can_fork, results, sliced

I = TypeVar("I")  # noqa: E741 - an item
T = TypeVar("T")

# Told of long work: what it is, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

# For fewer pieces of work another process would take longer to start than to work.
FEWEST = 150


@dataclass(slots=True)
class Stopwatch:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """One build. `jobs` is the most processes that work at once."""

    project: Path
    today: date
    store: Store
    jobs: int
    progress: Progress | None
    watch: Stopwatch

    @property
    def _is_alone(self) -> bool:
        return self.jobs < 2 or not can_fork()  # noqa: PLR2004 - two, to work at the same time

    def shelf(self, shape: type[T]) -> Shelf[T]:
        """Kept values of one shape."""
        return Shelf(self.store, shape)

    def kept(self, kind: str, parts: Iterable[bytes], shape: type[T], make: Callable[[], T]) -> T:
        """A value that is made from `parts` alone: what an earlier build made of the same, or made now."""
        shelf, key = self.shelf(shape), key_of(kind, *parts)
        value = shelf.get(key)
        if value is None:
            value = make()
            shelf.put(key, value)
        return value

    def each(self, what: str, items: Sequence[I], work: Callable[[I], T]) -> list[T]:
        """The results of some work with each item, in no order; in several processes where there are many items."""
        if len(items) < FEWEST or self._is_alone:
            slices = [slice(start, start + FEWEST) for start in range(0, len(items), FEWEST)]
            found, jobs = [], 1
        else:
            # The first and the last are mostly of two languages: what they import and compile, no other process has to.
            first, *items, last = items
            slices, jobs = sliced(len(items), self.jobs), self.jobs
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

        for some in self.together([task(part) for part in slices], jobs, done):
            found += some
        return found

    def together(
        self, tasks: Sequence[Callable[[], T]], jobs: int, done: Callable[[int], None] | None = None
    ) -> list[T]:
        """The results of tasks, which may keep values."""
        if min(jobs, len(tasks)) < 2 or self._is_alone:  # noqa: PLR2004 - one task at a time
            found = results(tasks, 1, done)
            self.store.settle()
            return found
        self.store.settle()
        return self._taken(results([self._apart(task) for task in tasks], jobs, done))

    @contextmanager
    def aside(self, tasks: Sequence[Callable[[], T]], items: int) -> Iterator[Callable[[], list[T]]]:
        """Work at tasks while this process goes on; what is handed out waits for their results.

        `items` is how many things they are about that no earlier build knew: for few, they run here.
        """
        if not tasks or items < FEWEST or self._is_alone:
            yield lambda: self.together(tasks, 1)
            return
        self.store.settle()
        with Crew([self._apart(task) for task in tasks]) as crew:
            crew.start(self.jobs)
            yield lambda: self._taken(crew.results())

    def _apart(self, task: Callable[[], T]) -> Callable[[], tuple[T, Written]]:
        def run() -> tuple[T, Written]:
            self.store.apart()
            value = task()
            return value, self.store.written()

        return run

    def _taken(self, both: Sequence[tuple[T, Written]]) -> list[T]:
        for _, written in both:
            self.store.take(written)
        return [value for value, _ in both]
