"""Frozen data to JSON and back, so that the backend needs no YAML and a log line is the same on every machine."""

from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


class UnreadableError(Exception):
    """The bytes are not JSON of the shape that was asked for; the message says where."""


def to_json(value: object) -> bytes:
    """Compact JSON with keys in the order in which they were set; dates in ISO 8601."""
    return msgspec.json.encode(value)


def to_sorted_json(value: object) -> bytes:
    """Compact JSON with sorted keys: equal values give equal bytes, as hashes need it."""
    return msgspec.json.encode(value, order="sorted")


def from_json(data: bytes, shape: type[T]) -> T:
    """A value of `shape`. Raises UnreadableError."""
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableError(str(error)) from error


def read(path: Path, shape: type[T]) -> T:
    """A value of `shape` from a file. Raises UnreadableError, or OSError where there is no file."""
    return from_json(path.read_bytes(), shape)
