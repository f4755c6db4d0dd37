"""The facts of a sealed log, kept in files by the weeks in which cases were recorded: the next report reads only what is new.

Only what happened until a seal is kept, which nothing changes. A file that is damaged, or of another log, is not believed.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TypeVar

from contact.report.period_report import facts as facts_module
from contact.report.period_report import folding, lean
from contact.report.period_report.facts import Facts, instant_of, microseconds
from contact.report.period_report.folding import all_facts, facts_of
from contact.report.period_report.weeks import Week, week_of
from contact.store import Store
from desk.data import Data, UnreadableError, packed, unpacked, unpacker
from desk.folders import made_private
from desk.summed import read_summed, write_summed

T = TypeVar("T")

STATE = "facts.state"
# So many facts lie packed in one piece: a week of a large desk never is in memory as a whole.
IN_A_PIECE = 5000
# Of more cases than these, reading the whole log again is quicker than looking for each of them.
MOST_TOUCHED = 200_000
DAY = timedelta(days=1)

_unpack = unpacker(list[Facts])


class _State(Data, frozen=True, array_like=True):
    key: bytes
    as_of: int


class _Block(Data, frozen=True, array_like=True):
    key: bytes
    as_of: int
    pieces: tuple[bytes, ...]


class KeptFacts:
    """The files of one log. `begin` says for which instant they are asked; then each week may be read in any process."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        # Another log, and facts that were worked out by other code, have another key.
        self._key = blake2b(store.secret() + _CODE, digest_size=16).digest()
        self._as_of = 0
        self._believed = -1
        self._touched: Mapping[Week, Mapping[str, Facts]] = {}
        self._writes = False

    def begin(self, as_of: datetime) -> None:
        """Look what there is for the log as it stood at the end of a sealed day."""
        self._as_of, self._believed, self._touched = microseconds(as_of), -1, {}
        state = self._state()
        self._writes = state is None or state.as_of <= self._as_of
        if state is not None and self._writes:
            touched = self._since(instant_of(state.as_of), as_of)
            if touched is not None:
                self._touched, self._believed = touched, state.as_of
                return
        if self._writes:
            made_private(self._folder)
            # Files of the state before would be taken for those of the new one if this ended half way.
            (self._folder / STATE).unlink(missing_ok=True)

    def finish(self) -> None:
        """Every week has been read: from now on the files are those of this instant."""
        if self._writes:
            write_summed(self._folder / STATE, packed(_State(self._key, self._as_of)))

    def facts(self, week: Week) -> Iterator[Facts]:
        """The facts of all cases that were recorded in a week, in order."""
        block = self._block(week)
        touched = self._touched.get(week, {})
        if block is not None and not touched:
            return _unpacked(block)
        as_of = instant_of(self._as_of)
        if block is None:
            found = all_facts(self._store.histories(week.start, min(week.end, as_of)), as_of)
        else:
            found = _renewed(block, touched)
        return self._written(week, found) if self._writes else found

    def _state(self) -> _State | None:
        state = _read(self._folder / STATE, _State)
        return state if state and state.key == self._key else None

    def _block(self, week: Week) -> _Block | None:
        if self._believed < 0:
            return None
        block = _read(self._file(week), _Block)
        return block if block and block.key == self._key and block.as_of <= self._believed else None

    def _since(self, before: datetime, as_of: datetime) -> Mapping[Week, Mapping[str, Facts]] | None:
        """The facts of all cases to which something happened since; None where they are too many."""
        references: set[str] = set()
        day = before
        while day < as_of:
            references.update(head.reference for head in self._store.heads_on(day.date()))
            if len(references) > MOST_TOUCHED:
                return None
            day += DAY
        found: dict[Week, dict[str, Facts]] = {}
        for history in self._store.histories_of(sorted(references)):
            facts = facts_of(history, as_of)
            if facts:
                found.setdefault(week_of(instant_of(facts.recorded)), {})[facts.reference] = facts
        return found

    def _written(self, week: Week, found: Iterable[Facts]) -> Iterator[Facts]:
        pieces: list[bytes] = []
        for piece in _pieces(found):
            pieces.append(zlib.compress(packed(piece), 1))
            yield from piece
        write_summed(self._file(week), packed(_Block(self._key, self._as_of, tuple(pieces))))

    def _file(self, week: Week) -> Path:
        return self._folder / f"facts-{week.number}.bin"


def _renewed(block: _Block, touched: Mapping[str, Facts]) -> Iterator[Facts]:
    """The old ones in their places, and behind them the new ones: those were recorded later."""
    left = dict(touched)
    for facts in _unpacked(block):
        yield left.pop(facts.reference, facts)
    yield from sorted(left.values(), key=lambda each: (each.recorded, each.reference))


def _unpacked(block: _Block) -> Iterator[Facts]:
    for piece in block.pieces:
        yield from _unpack(zlib.decompress(piece))


def _pieces(found: Iterable[Facts]) -> Iterator[Sequence[Facts]]:
    left = iter(found)
    while piece := list(islice(left, IN_A_PIECE)):
        yield piece


def _read(file: Path, shape: type[T]) -> T | None:
    content = read_summed(file)
    try:
        return None if content is None else unpacked(content, shape)
    except UnreadableError:
        return None


_CODE = b"".join(Path(module.__file__ or "").read_bytes() for module in (facts_module, folding, lean))
