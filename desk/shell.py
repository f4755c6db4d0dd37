"""A shell: the pieces of a rendered page between its slots. Filling one costs a join."""

import re
from collections.abc import Mapping, Sequence

from desk.data import Data

# What an engine prints where a slot belongs. The name survives HTML escaping and URL filters alike.
MARK = "frontdesk-slot-{}-tols"
_MARKED = re.compile(r"frontdesk-slot-([a-z]+)-tols")

SLOTS = ("title", "head", "languages", "notices", "main")


class Form(Data, frozen=True):
    """A shell as bytes: every second piece belongs to the slot of the name."""

    pieces: list[bytes]
    names: Sequence[str]

    def fill(self, slots: Mapping[str, bytes]) -> bytes:
        """The page. `slots` is HTML by slot name, already escaped."""
        filled = self.pieces.copy()
        filled[1::2] = [slots.get(name, b"") for name in self.names]
        return b"".join(filled)


class Shell(Data, frozen=True):
    """`pieces` alternates HTML and slot names, HTML first and last."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "Shell":
        """The shell of a page in which an engine left marks."""
        return cls(tuple(_MARKED.split(html)))

    def form(self) -> "Form":
        """The shell, for many pages."""
        return Form([piece.encode() for piece in self.pieces], self.pieces[1::2])

    def fill(self, slots: Mapping[str, str]) -> str:
        """The page. `slots` is HTML by slot name, already escaped."""
        filled = list(self.pieces)
        filled[1::2] = [slots.get(name, "") for name in self.pieces[1::2]]
        return "".join(filled)
