"""Classes that are nothing but their annotated fields, and their JSON: `class Case(Data, frozen=True, kw_only=True)`.

They are msgspec's: made and filled in C. A lambda that starts makes a hundred of these classes before it answers, and the
standard library writes the source of six methods for each and compiles it. bench/cold_start.py measures the difference.
The backend needs no YAML, and a line of the log is the same on every machine.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct as Data
from msgspec import field
from msgspec.structs import asdict, replace

__all__ = [
    "Data",
    "UnreadableError",
    "asdict",
    "field",
    "from_json",
    "json_reader",
    "packed",
    "read",
    "read_yaml",
    "replace",
    "to_json",
    "to_sorted_json",
    "unpacked",
    "unpacker",
]

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
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None


def json_reader(shape: type[T]) -> Callable[[str | bytes], T]:
    """What reads JSON of one shape again and again; keys that the shape does not have are passed over.

    It raises UnreadableError.
    """
    decode = msgspec.json.Decoder(shape).decode

    def read_json(data: str | bytes) -> T:
        try:
            return decode(data)
        except msgspec.MsgspecError as error:
            raise UnreadableError(str(error)) from error

    return read_json


def packed(value: object) -> bytes:
    """A value in a few bytes, for programs only."""
    return msgspec.msgpack.encode(value)


def unpacked(data: bytes, shape: type[T]) -> T:
    """A packed value of `shape`. Raises UnreadableError."""
    try:
        return msgspec.msgpack.decode(data, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableError(str(error)) from error


def unpacker(shape: type[T]) -> Callable[[bytes], T]:
    """What unpacks values of one shape again and again. It raises UnreadableError."""
    decode = msgspec.msgpack.Decoder(shape).decode

    def unpack(data: bytes) -> T:
        try:
            return decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UnreadableError(str(error)) from error

    return unpack


def read(path: Path, shape: type[T]) -> T:
    """A value of `shape` from a file. Raises UnreadableError, or OSError where there is no file."""
    return from_json(path.read_bytes(), shape)


def read_yaml(path: Path, shape: type[T]) -> T:
    """A value of `shape` from a YAML file of our own; what owners write is read with its lines, by desk.yaml_lines.

    Raises UnreadableError, or OSError where there is no file.
    """
    from msgspec import yaml  # noqa: PLC0415 - PyYAML comes with it, which the request half does without

    try:
        return yaml.decode(path.read_bytes(), type=shape)
    except msgspec.MsgspecError as error:
        raise UnreadableError(f"{path.name}: {error}") from error
