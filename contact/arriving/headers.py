"""The head of a message or of one of its parts -> fields that can be asked for by name.

Reads what is there, however odd: the standard library's structured headers raise on, or take very long for, what real
mail holds. Limits come first, so that nothing here takes longer than its size asks for.
"""

import re
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32

from contact.arriving.characters import decoded
from desk.data import Data

MOST_HEADER_BYTES = 1024 * 1024
MOST_FIELDS = 2000
# Ten thousand recipients are of no interest here; the many answers of a long thread are.
LONGEST_VALUE = 64 * 1024
# The standard library's reading of parameters takes the square of their length.
LONGEST_PARAMETERS = 4 * 1024
LONGEST_ENCODED = 8 * 1024

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


class Headers(Data, frozen=True, kw_only=True):
    """The fields in their order, names in lower case. `whole` tells whether all of them could be read."""

    fields: Sequence[tuple[str, str]]
    whole: bool = True

    def all(self, name: str) -> list[str]:
        """The values of all fields of this name, as they stand there."""
        return [value for field, value in self.fields if field == name]

    def first(self, name: str) -> str:
        """The value of the first field of this name; empty where there is none."""
        return next((value for field, value in self.fields if field == name), "")

    def names(self) -> set[str]:
        """Which fields there are."""
        return {name for name, _ in self.fields}

    def mime(self, default_type: str) -> Message:
        """What the fields say about the content, for the standard library to take apart."""
        about: Message = Message(policy=compat32)
        about.set_default_type(default_type)
        for name in ("content-type", "content-disposition"):
            if value := self.first(name):
                about[name] = value[:LONGEST_PARAMETERS]
        return about


def split_head(source: bytes) -> tuple[Headers, bytes]:
    """The fields, and the body behind them. What is no field ends the head, as mail servers have it."""
    fields: list[tuple[str, list[bytes]]] = []
    at, last = 0, min(len(source), MOST_HEADER_BYTES)
    while at < last:
        end = source.find(b"\n", at) + 1 or len(source)
        line = source[at:end].rstrip(b"\r\n")
        if not line:
            return _headers(fields, whole=True), source[end:]
        if line[:1] in b" \t" and fields:
            fields[-1][1].append(line)
        elif (found := _FIELD.fullmatch(line)) and len(fields) < MOST_FIELDS:
            fields.append((found[1].decode().lower(), [found[2]]))
        else:
            break
        at = end
    return _headers(fields, whole=at == len(source) or (at < last and len(fields) < MOST_FIELDS)), source[at:]


def in_words(value: str) -> str:
    """A value with its encoded words decoded (RFC 2047); as it stands where they are broken."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value[:LONGEST_ENCODED])
    except (HeaderParseError, ValueError):
        return value
    return "".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces)


def without_comments(value: str) -> str | None:
    """The value without what stands in parentheses outside of quotation marks; None where they do not match."""
    kept: list[str] = []
    depth, at = 0, 0
    while at < len(value):
        quoted = QUOTED.match(value, at) if value[at] == '"' and not depth else None
        step = len(quoted[0]) if quoted else 2 if value[at] == "\\" else 1
        depth += {"(": 1, ")": -1}.get(value[at], 0)
        if depth < 0:
            return None
        if not depth and value[at] != ")":
            kept.append(value[at : at + step])
        at += step
    return None if depth else "".join(kept)


def parameter(about: Message, name: str, header: str = "content-type") -> str:
    """One parameter of a header; empty where there is none that can be read."""
    try:
        value = about.get_param(name, "", header)
        if isinstance(value, tuple):
            charset, _, text = value
            return decoded(text.encode("latin-1", "replace"), charset or "")
        return str(value)
    # The standard library raises many things over what is hardly a parameter.
    except Exception:  # noqa: BLE001
        return ""


def _headers(fields: Sequence[tuple[str, list[bytes]]], *, whole: bool) -> Headers:
    values = ((name, decoded(b" ".join(lines)[:LONGEST_VALUE])) for name, lines in fields)
    return Headers(fields=[(name, _CONTROL.sub(" ", value).strip()) for name, value in values], whole=whole)
