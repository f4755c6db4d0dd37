"""frontdesk requests: the cases in the request log. Each action is a module of this package."""

import argparse
import importlib
import sys
from functools import partial
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options
from frontdesk.later_parser import LaterParser

NAME = "requests"
EXAMPLE = "frontdesk requests show 7KQ-4M2P-9XW"

# In the order in which `frontdesk requests --help` lists them; each is a module of this package.
ACTIONS = {
    "list": "list the newest cases, or all of some days",
    "show": "show one case, and its history",
    "add": "write down one message that came by telephone, letter or chat; prints its reference",
    "import": "record the messages of a CSV file: all of them, or none where a line is wrong; a line that is there already "
    "is skipped",
    "verify": "say what in the log does not add up: changed, missing or unsealed cases, forgotten acknowledgements",
    "seal": "seal the days that are over (the desk does so by itself every night), and show the newest seals",
    "export": "write out all that is kept of one person: texts, history, files",
    "hold": "put a legal hold on a case, so that it cannot be erased; --lift takes it away",
    "erase": "make what a customer typed unreadable for ever; refused while the record has to be kept",
    "receive": "record an e-mail, which is read from standard input; for mail servers that deliver through a pipe",
}


class Action(Protocol):
    """What each module offers."""

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        ...

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Do it; the exit code. May raise BackendError."""
        ...


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    actions = parser.add_subparsers(dest="action", metavar="|".join(ACTIONS), required=True, parser_class=LaterParser)
    for name, sentence in ACTIONS.items():
        action = actions.add_parser(name, help=sentence, description=sentence)
        action.declare = partial(_declare, name)


def run(options: argparse.Namespace) -> int:
    """Do one of them."""
    try:
        return _action(options.action).run(options)
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1


def _declare(name: str, parser: argparse.ArgumentParser) -> None:
    action_options(parser)
    _action(name).arguments(parser)


def _action(name: str) -> Action:
    return cast("Action", importlib.import_module(f"frontdesk.commands.requests.{name}_"))
