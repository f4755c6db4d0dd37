"""frontdesk requests: the cases in the request log. Each action is a module of this package."""

import argparse
import importlib
import sys
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options

NAME = "requests"
HELP = "List the requests and complaints that came in, show one with all that happened to it, and prove that none is missing."
EXAMPLE = "frontdesk requests show 7KQ-4M2P-9XW"

# In the order in which `frontdesk requests --help` lists them; each is a module of this package.
ACTIONS = ("list", "show", "add", "import", "verify", "seal", "export", "hold", "erase", "receive")


class Action(Protocol):
    """What each module offers."""

    HELP: str

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
    actions = parser.add_subparsers(dest="action", metavar="|".join(ACTIONS), required=True)
    for name in ACTIONS:
        action = _action(name)
        inner = actions.add_parser(name, help=action.HELP, description=action.HELP)
        action_options(inner)
        action.arguments(inner)


def run(options: argparse.Namespace) -> int:
    """Do one of them."""
    try:
        return _action(options.action).run(options)
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1


def _action(name: str) -> Action:
    return cast("Action", importlib.import_module(f"frontdesk.commands.requests.{name}_"))
