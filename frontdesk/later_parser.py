"""A parser of arguments whose options are declared when somebody uses it: all commands are listed, and one is imported.

Knows no command.
"""

import argparse
from collections.abc import Callable
from typing import Any


class LaterParser(argparse.ArgumentParser):
    """`declare`, where it is set, is called once, before the parser's first use.

    Until then it is no parser at all: to make one takes half a millisecond, and of the fifty that are listed one is used.
    """

    declare: Callable[[argparse.ArgumentParser], None] | None = None

    def __init__(self, **made_with: Any) -> None:  # noqa: ANN401 - as argparse passes it on
        self._made_with: dict[str, Any] | None = made_with

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a parser has
        """What the parser will have, once it is made: a command may declare options of an action at once."""
        if not self._is_made():
            return getattr(self, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse has overloads
        """As argparse does it, with the options."""
        self._declare()
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        """As argparse does it, with the options."""
        self._declare()
        return super().format_help()

    def _declare(self) -> None:
        self._is_made()
        declare, self.declare = self.declare, None
        if declare:
            declare(self)

    def _is_made(self) -> bool:
        """Whether it was a parser already; it is one from now on."""
        made_with, self._made_with = self._made_with, None
        if made_with is not None:
            super().__init__(**made_with)
        return made_with is None
