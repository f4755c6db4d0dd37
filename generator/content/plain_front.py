"""Front matter of the plainest kind -> its fields: `key: text`, lists in brackets, lists with hyphens, comments between.

A tenth of the time that YAML takes, for what nearly every file has. Whatever is not certain to mean the same to YAML, and
whatever there might be a finding about, is left to desk.yaml_lines and desk.fields.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from desk.fields import LONGEST_TEXT, YES_OR_NO
from desk.place import Place
from desk.yaml_lines import Text

# Longer ones are rare, and lists of hundreds of old addresses.
_LONGEST = 10_000
_KEY = re.compile(r"([a-z_]+):(?: +(?! )(.*))?")
# What a text begins with that is nothing but a text, beside letters and digits.
_OPENING = frozenset("¿¡(")
# In brackets these may have a meaning of their own.
_SIGNS = re.compile(r"[\[\]{},:#\"'&*!|>%@`\\?]")
# What stands between double quotation marks, where some are quoted themselves.
_ESCAPED = re.compile(r'[^"\\]*(?:\\["\\][^"\\]*)+')
_ESCAPE = re.compile(r'\\(["\\])')
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotPlainError(Exception):
    """YAML has to read this, and may find something wrong with it."""


class _Value(NamedTuple):
    """A text, or a list of texts with the line of each."""

    line: int
    text: str = ""
    items: tuple[tuple[int, str], ...] | None = None


class PlainFields:
    """The fields of front matter that is as plain as can be, and right; the methods are those of desk.fields.Fields.

    All of them, and the making, raise NotPlainError.
    """

    def __init__(self, front: str, file: str, first_line: int) -> None:
        self.file = file
        self.values = _values(front, first_line)
        self.asked: list[str] = []

    @property
    def lines(self) -> dict[str, int]:
        """The line of each key that was read and is there."""
        there = ((key, self.values.get(key)) for key in self.asked)
        return {key: value.line for key, value in there if value}

    def text(self, key: str, example: str) -> str:
        """A text that has to be there."""
        found = self.optional_text(key, example)
        if not found or found.isspace():
            raise NotPlainError
        return found

    def optional_text(self, key: str, _example: str) -> str | None:
        """A text, or None."""
        found = self._value(key)
        if found and (found.items is not None or len(found.text) > LONGEST_TEXT):
            raise NotPlainError
        return found.text if found else None

    def date(self, key: str, example: str) -> date | None:
        """A date such as 2026-11-21, or None."""
        found = self.optional_text(key, example)
        if found is None:
            return None
        try:
            return _date(found)
        except ValueError:
            raise NotPlainError from None

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        found = self.optional_text(key, "")
        if found is None:
            return default
        if found.lower() not in YES_OR_NO:
            raise NotPlainError
        return YES_OR_NO[found.lower()]

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of `allowed`."""
        found = self.optional_text(key, "")
        if found is not None and found not in allowed:
            raise NotPlainError
        return found or default

    def texts(self, key: str, _example: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        found = self._value(key)
        if found is None:
            return ()
        return (found.text,) if found.items is None else tuple(text for _, text in found.items)

    def items(self, key: str, _example: str) -> tuple[Text, ...]:
        """A list of texts with the line of each."""
        found = self._value(key)
        if found is None:
            return ()
        items = ((found.line, found.text),) if found.items is None else found.items
        return tuple(Text(text, Place(self.file, line)) for line, text in items)

    def close(self) -> None:
        """Refuse the keys that nobody asked for."""
        if not self.values.keys() <= {*self.asked}:
            raise NotPlainError

    def _value(self, key: str) -> _Value | None:
        self.asked.append(key)
        return self.values.get(key)


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def _values(front: str, first_line: int) -> Mapping[str, _Value | None]:
    """The values by key, None where a key has none."""
    if len(front) > _LONGEST or not front.replace("\n", "").isprintable():
        raise NotPlainError
    values: dict[str, _Value | None] = {}
    lines = front.split("\n")
    number, last = 0, len(lines)
    while number < last:
        line = lines[number]
        number += 1
        if not line or line[0] == "#":
            continue
        found = _KEY.fullmatch(line)
        if found is None or found[1] in values:
            raise NotPlainError
        key, written = found.groups()
        at = first_line + number - 1
        if written:
            values[key] = _value(written, at)
            continue
        items = tuple(_hyphens(lines, number))
        values[key] = _Value(at, items=tuple(enumerate(items, start=at + 1))) if items else None
        number += len(items)
    return values


def _value(written: str, line: int) -> _Value:
    if written[0] != "[":
        return _Value(line, _text(written))
    inside = written.rstrip(" ")
    if inside[-1] != "]":
        raise NotPlainError
    return _Value(line, items=tuple((line, _in_brackets(item)) for item in inside[1:-1].split(",")))


def _hyphens(lines: Sequence[str], number: int) -> Iterator[str]:
    """The items of a list below its key, each in a line of its own; all are set in alike."""
    if number == len(lines):
        return
    start = " " * (len(lines[number]) - len(lines[number].lstrip(" "))) + "- "
    while number < len(lines) and lines[number].startswith(start):
        yield _text(lines[number][len(start) :])
        number += 1


def _text(written: str) -> str:
    """A text on one line, in quotation marks or without."""
    written = written.strip(" ")
    first = written[:1]
    if first in {'"', "'"}:
        inner = written[1:-1]
        if len(written) == 1 or written[-1] != first:
            raise NotPlainError
        if first == '"' and _ESCAPED.fullmatch(inner):
            return _ESCAPE.sub(r"\1", inner)
        if first in inner or "\\" in inner:
            raise NotPlainError
        return inner
    if not (first.isalnum() or first in _OPENING) or ": " in written or " #" in written:
        raise NotPlainError
    if written[-1] == ":" or written == "null":
        raise NotPlainError
    return written


def _in_brackets(written: str) -> str:
    """An item of a list in brackets, which is nothing but words."""
    written = written.strip(" ")
    if not written[:1].isalnum() or _SIGNS.search(written) or written == "null":
        raise NotPlainError
    return written
