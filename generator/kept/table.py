"""Rows by name of a whole site -> what is kept of them: all of them now and then, in between only those that changed.

A table that cannot be read is empty. Knows nothing of what the rows mean.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar

from desk.data import packed
from desk.kept import key_of
from generator.kept.store import Store
from generator.kept.values import Shelf

T = TypeVar("T")
N = TypeVar("N", str, bytes)

# When so many times fewer rows are as they were than there are, all are written anew.
_FEW = 16


class Table(Generic[N, T]):
    """The table as the last build left it; `note` is what holds for all of its rows."""

    def __init__(self, store: Store, name: str, names: type[N], shape: type[T]) -> None:
        self._store, self._name = store, name
        self._whole: Shelf[dict[N, T]] = Shelf(store, dict[names, shape])  # type: ignore[valid-type] # known where it is made
        self._latest: Shelf[tuple[bytes, bytes, dict[N, T], tuple[N, ...]]] = Shelf(
            store,
            tuple[bytes, bytes, dict[names, shape], tuple[names, ...]],  # type: ignore[valid-type] # as above
        )
        self._key, self.note, changed, gone = self._latest.get(key_of(name)) or (b"", b"", {}, ())
        base = self._whole.get(self._key) if self._key else None
        # Rows are compared as objects: what nobody touched is the very one that was read.
        self._base: Mapping[N, T] = base or {}
        self.rows: dict[N, T] = {**base, **changed} if base is not None else {}
        for name_of_row in gone:
            self.rows.pop(name_of_row, None)

    def keep(self, rows: Mapping[N, T], note: bytes = b"") -> None:
        """Keep these rows, of which most are those of `rows`."""
        before = self._base
        changed = {name: row for name, row in rows.items() if before.get(name) is not row}
        gone = tuple(before.keys() - rows.keys())
        if (len(changed) + len(gone)) * _FEW > len(rows):
            body = packed(rows)
            self._key, changed, gone = key_of(self._name, body), {}, ()
            self._store.put(self._key, body)
        self._latest.put(key_of(self._name), (self._key, note, changed, gone))
