"""Values that stages keep -> bytes and back: shapes that hold nothing that could run."""

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

from desk.data import UnreadableError, packed, unpacker
from desk.kept import Kept

T = TypeVar("T")


class Shelf(Generic[T]):
    """Kept values of one shape. One that does not have it (any more) counts as absent."""

    def __init__(self, store: Kept, shape: type[T]) -> None:
        self._store = store
        self._unpack: Callable[[bytes], T] = _unpacker(shape)  # type: ignore[arg-type] # a type is hashable

    def get(self, key: bytes) -> T | None:
        """The value, or None."""
        content = self._store.get(key)
        if content is None:
            return None
        try:
            return self._unpack(content)
        except UnreadableError:
            return None

    def put(self, key: bytes, value: T) -> None:
        """Keep it."""
        self._store.put(key, packed(value))


@cache
def _unpacker(shape: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - of whatever shape
    return unpacker(shape)
