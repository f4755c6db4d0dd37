"""A command that is made of actions: all of them are listed, and only the one that is asked for is imported.

Knows no action.
"""

import argparse
import importlib
import sys
from collections.abc import Mapping
from functools import partial
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options
from frontdesk.later_parser import LaterParser


class Action(Protocol):
    """What the module of an action offers."""

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        ...

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Do it; the exit code. May raise BackendError."""
        ...


class Actions:
    """The actions of a command.

    `sentences` say what each does, in the order in which they are listed, and `examples` what can be typed behind the
    command's name. `module` is where an action is, with `{}` in place of its name.
    """

    def __init__(self, command: str, module: str, sentences: Mapping[str, str], examples: Mapping[str, str]) -> None:
        self._command, self._module = command, module
        self._sentences, self._examples = sentences, examples

    def declare(self, parser: argparse.ArgumentParser, dest: str = "action", *, required: bool = True) -> None:
        """List them; which one was chosen stands in the option `dest`."""
        listed = parser.add_subparsers(
            dest=dest, metavar="|".join(self._sentences), required=required, parser_class=LaterParser
        )
        for name, sentence in self._sentences.items():
            action = listed.add_parser(name, help=sentence, description=sentence)
            action.declare = partial(self._declare, name)

    def run(self, name: str, options: argparse.Namespace) -> int:
        """Do one of them; what the backend cannot do is said in its own words."""
        try:
            return self._action(name).run(options)
        except BackendError as error:
            print(error, file=sys.stderr)
            return 1

    def _declare(self, name: str, parser: argparse.ArgumentParser) -> None:
        action_options(parser, f"frontdesk {self._command} {self._examples[name]}")
        self._action(name).arguments(parser)

    def _action(self, name: str) -> Action:
        return cast("Action", importlib.import_module(self._module.format(name.replace("-", "_"))))
