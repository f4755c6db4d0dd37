"""A parser of arguments whose options are declared when somebody uses it: all commands are listed, and one is imported.

Knows no command.
"""

import argparse
from collections.abc import Callable
from typing import Any


class LaterParser(argparse.ArgumentParser):
    """`declare`, where it is set, is called once, before the parser's first use."""

    declare: Callable[[argparse.ArgumentParser], None] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse has overloads
        """As argparse does it, with the options."""
        self._declare()
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        """As argparse does it, with the options."""
        self._declare()
        return super().format_help()

    def _declare(self) -> None:
        declare, self.declare = self.declare, None
        if declare:
            declare(self)
