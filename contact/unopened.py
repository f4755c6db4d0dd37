"""Cases whose keys cannot be opened -> one doubt about all of them, or one each where keys like theirs do open.

A master key that is missing or wrong concerns every case alike, and is said once; a key that was exchanged concerns its own
case. Knows no master key: only that keys are kept in several ways, as their first byte tells.
"""

from collections import Counter
from collections.abc import Iterator

from contact.case import Case
from contact.doubt import Doubt
from contact.store import StoreError
from desk.data import Data, field

# More are only counted: a log of millions is checked in constant memory.
MOST_NAMED = 1000


class Unopened(Data, kw_only=True):
    """Gathers them while the log is read."""

    _counts: Counter[tuple[bytes, str]] = field(default_factory=Counter)
    _named: dict[tuple[bytes, str], list[str]] = field(default_factory=dict)
    _opened: set[bytes] = field(default_factory=set)

    def opened(self, case: Case) -> None:
        """Note that a key which was kept in this way opens."""
        self._opened.add(_way(case))

    def failed(self, case: Case, error: StoreError) -> None:
        """Note one that does not."""
        found = _way(case), str(error)
        self._counts[found] += 1
        named = self._named.setdefault(found, [])
        if len(named) < MOST_NAMED:
            named.append(case.reference)

    def doubts(self) -> Iterator[Doubt]:
        """What does not add up, when all have been looked at."""
        for (way, reason), count in self._counts.items():
            named = self._named[way, reason] if way in self._opened or count == 1 else []
            for reference in named:
                yield Doubt(about=reference, what=f"its key cannot be opened: {reason}")
            if more := count - len(named):
                yield Doubt(about=f"{more:,} cases", what=f"what was typed cannot be deciphered: {reason}")


def _way(case: Case) -> bytes:
    return (case.wrapped_key or b"")[:1]
