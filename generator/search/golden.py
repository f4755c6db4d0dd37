"""Golden queries and a way to search -> how far up each of them finds the question that it is meant to find.

Knows nothing of indexes, files or findings: a search is a function from a query to paths, best first.
"""

from collections.abc import Callable, Iterable, Iterator

from desk.data import Data
from generator.content.golden_queries import GoldenQuery

# Beyond, it makes no difference to anybody where a question stands.
LOOKED_AT = 50

# A query and the most results to return -> the paths of questions, best first.
Search = Callable[[str, int], list[str]]


class Judged(Data, frozen=True, kw_only=True):
    """What was found for one golden query."""

    golden: GoldenQuery
    found: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """At which place the question stands, counted from 1; None where it is not among the first fifty."""
        return self.found.index(self.golden.path) + 1 if self.golden.path in self.found else None

    @property
    def holds(self) -> bool:
        """Whether the question stands as far up as it has to."""
        return self.rank is not None and self.rank <= self.golden.within


def judged(queries: Iterable[GoldenQuery], search: Search) -> Iterator[Judged]:
    """Each query, asked."""
    for golden in queries:
        yield Judged(golden=golden, found=tuple(search(golden.query, LOOKED_AT)))
