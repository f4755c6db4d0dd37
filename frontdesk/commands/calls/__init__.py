"""frontdesk calls: the records of telephone calls. Each action is a module of this package."""

import argparse
import importlib
import sys
from functools import partial
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options
from frontdesk.later_parser import LaterParser

NAME = "calls"
EXAMPLE = "frontdesk calls summary --period 2026-Q3"

# In the order in which `frontdesk calls --help` lists them; each is a module of this package.
ACTIONS = {
    "import": "keep the calls of a CSV file of the telephone system: all of them, or none where a line is wrong; one that is "
    "there already is skipped",
    "list": "list the calls of some days",
    "summary": "how many calls were answered, how long callers waited, and how soon voicemails were returned",
}
# What each `--help` ends with: a line that can be typed as it stands.
EXAMPLES = {
    "import": "import november.csv --source pbx",
    "list": "list --period 2026-11",
    "summary": "summary --period 2026-11",
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
    action_options(parser, f"frontdesk {NAME} {EXAMPLES[name]}")
    _action(name).arguments(parser)


def _action(name: str) -> Action:
    return cast("Action", importlib.import_module(f"frontdesk.commands.calls.{name}_"))
