"""The source of a message -> the tree of its parts, at most so many and so deep, in time that its size sets.

The standard library's parser takes apart everything there is, line by line, and a bomb of nested parts with it; this
stops early. Decides nothing: contact.arriving.body chooses what is read.
"""

import binascii
import re
from collections.abc import Iterator
from email.message import Message

from contact.arriving.headers import Headers, parameter, split_head
from desk.data import Data

MOST_PARTS = 200
DEEPEST = 20
LONGEST_BOUNDARY = 200
# Lines that begin like a boundary: more than a part has by chance, and fewer than take a second.
MOST_LOOKED_AT = 100_000
# Ten times what a line may have. A message without a line end before that has those of another age.
LONGEST_FIRST_LINE = 10_000

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_MBOX_LINE = re.compile(rb">?From (?![ \t]*:)[^\r\n]*\r?\n")


class Part(Data, frozen=True, kw_only=True):
    """A part with those inside it. `body` is as it was transported, and empty where there are others inside."""

    headers: Headers
    about: Message
    body: bytes
    children: tuple["Part", ...] = ()

    @property
    def media_type(self) -> str:
        """Such as `text/plain`, in lower case."""
        return self.about.get_content_type()

    @property
    def is_attachment(self) -> bool:
        """Whether it says of itself that it is a file."""
        return self.about.get_content_disposition() == "attachment"

    @property
    def file_name(self) -> str:
        """How it is called, as it stands there; empty where it has no name that can be read."""
        try:
            return self.about.get_filename() or ""
        # The standard library raises many things over what is hardly a parameter.
        except Exception:  # noqa: BLE001
            return ""

    @property
    def charset(self) -> str:
        """The encoding that its text claims to have."""
        return parameter(self.about, "charset")

    def content(self, most: int | None = None) -> bytes:
        """The body decoded; of a long one no more than about `most` bytes, where that is given."""
        body = self.body if most is None else self.body[:most]
        match self.headers.first("content-transfer-encoding").strip().lower():
            case "base64":
                return _from_base64(body)
            case "quoted-printable":
                return binascii.a2b_qp(body)
            case _:
                return body


class Parts(Data, frozen=True, kw_only=True):
    """A whole message. `left_out` tells whether there were more parts than are looked at."""

    top: Part
    left_out: bool


def read_parts(source: bytes) -> Parts:
    """The parts of a message. Never raises."""
    reader = _Reader()
    top = reader.part(plain_beginning(source), "text/plain", DEEPEST)
    return Parts(top=top, left_out=reader.left_out)


class _Reader:
    """Counts the parts of one message."""

    def __init__(self) -> None:
        self.parts_left, self.left_out = MOST_PARTS, False

    def part(self, source: bytes, default_type: str, deeper: int) -> Part:
        self.parts_left -= 1
        headers, body = split_head(source)
        about = headers.mime(default_type)
        children = tuple(self._inside(about, body, deeper)) if about.get_content_maintype() == "multipart" else ()
        return Part(headers=headers, about=about, body=b"" if children else body, children=children)

    def _inside(self, about: Message, body: bytes, deeper: int) -> Iterator[Part]:
        boundary = parameter(about, "boundary").rstrip()[:LONGEST_BOUNDARY]
        if not boundary:
            return
        default_type = "message/rfc822" if about.get_content_type() == "multipart/digest" else "text/plain"
        for source in _between(body, boundary.encode("utf-8", "replace")):
            if not deeper or not self.parts_left:
                self.left_out = True
                return
            yield self.part(source, default_type, deeper - 1)


def _between(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines that are the boundary; a last one that is missing is understood."""
    start: int | None = None
    for begins, ends, is_last in _boundary_lines(body, b"--" + boundary):
        if start is not None:
            yield body[start:begins].removesuffix(b"\n").removesuffix(b"\r")
        if is_last:
            return
        start = ends
    if start is not None:
        yield body[start:]


def _boundary_lines(body: bytes, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    at = body.find(mark)
    for _ in range(MOST_LOOKED_AT):
        if at < 0:
            return
        next_search = at + len(mark)
        if at == 0 or body[at - 1] == ord("\n"):
            end = body.find(b"\n", at) + 1 or len(body)
            rest = body[at + len(mark) : end].strip()
            if rest in {b"", b"--"}:
                yield at, end, rest == b"--"
            next_search = max(end - 1, next_search)
        at = body.find(mark, next_search)


def plain_beginning(source: bytes) -> bytes:
    """Without what programs put before the first field, and with line ends that can be found."""
    if b"\n" not in source[:LONGEST_FIRST_LINE]:
        source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    source = source.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    mbox = _MBOX_LINE.match(source)
    return source[mbox.end() :] if mbox else source


def _from_base64(body: bytes) -> bytes:
    """As much as can be decoded: junk in between is passed over, and an end that is missing is forgiven."""
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        symbols = _NOT_BASE64.sub(b"", body.partition(b"=")[0])
        # One symbol alone is less than a byte.
        usable = symbols[:-1] if len(symbols) % 4 == 1 else symbols
        return binascii.a2b_base64(usable + b"=" * (-len(usable) % 4))
