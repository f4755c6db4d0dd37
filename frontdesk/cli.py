"""The command line: finds the command, reads its arguments, turns what went wrong into one plain sentence.

Exit codes: 0 done; 1 findings or a failed check; 2 wrong use.
"""

import argparse
import atexit
import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn, Protocol, cast

from desk.finding import FindingsError, counted, shortened
from frontdesk.later_parser import LaterParser
from frontdesk.version import VERSION

# In the order in which `frontdesk --help` lists them; each is a module of frontdesk.commands, and its sentence stands here, so
# that none has to be imported for the list.
COMMANDS = {
    "build": "Build the site and the contact bundle.",
    "serve": "Build and serve the site, the contact form and a mail viewer, and rebuild on every change.",
    "check": "Check content, settings and templates without writing anything.",
    "search": "Search the built site as its search page does.",
    "new": "Start a new question.",
    "import_": "turn an existing folder of Markdown help articles into faq/",
    "hours": "Say whether the desk is open, and when next.",
    "profiles": "List the rows of the profiles: what a check found, what the product does, what a person has to look at.",
    "facts": "List the facts of the settings and the answers that show them; or what changed since a commit, to read it again.",
    "ack": "Show an acknowledgement, filled with a made-up case, from the templates as they are on disk now.",
    "requests": "List the requests and complaints that came in, show one with all that happened to it, and prove that none "
    "is missing.",
    "calls": "Keep what the telephone system counted, list it, and say how long callers waited.",
    "outbox": "List the mail that has not been sent, send what is due, let one go that is held or has failed.",
    "report": "Work out figures from the request log, with the definition of each.",
    "demo_data": "Fill an empty request log with a made-up quarter that says everywhere that it is synthetic.",
    "bundle": "Write the zip and the template with which the contact backend is deployed to AWS.",
    "doctor": "Say what is missing on this machine or in this configuration.",
}
PUBLISHING = ("build", "serve")


class Command(Protocol):
    """What each module in frontdesk/commands offers."""

    NAME: str
    EXAMPLE: str

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        ...

    @staticmethod
    def run(arguments: argparse.Namespace) -> int:
        """Do it; the exit code."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command."""
    arguments = parsed(argv)
    try:
        return int(arguments.run(arguments))
    except FindingsError as error:
        print(shortened(error.findings), file=sys.stderr)
        published = ". Nothing was published." if arguments.publishes else "."
        print(f"{counted(error.findings)}{published}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # `frontdesk ... | head` is no mistake; nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """What was typed, as options. Exits where it cannot be understood."""
    return _parser().parse_args(argv)


def run() -> NoReturn:
    """The command as a program of its own.

    It ends at once: to take apart what a build of ten thousand answers left in memory takes a tenth of a rebuild.
    """
    code = main()
    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter does first when it ends
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="frontdesk",
        description="The public front desk of a company, kept as code: FAQ, hours, requests acknowledged and recorded.",
        epilog="Each command has its own help: frontdesk build --help",
    )
    parser.add_argument("-V", "--version", action="version", version=f"frontdesk {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=LaterParser)
    for module, sentence in COMMANDS.items():
        command = commands.add_parser(module.rstrip("_").replace("_", "-"), help=sentence, description=sentence)
        command.declare = partial(_declare, f"frontdesk.commands.{module}")
    return parser


def _declare(module: str, parser: argparse.ArgumentParser) -> None:
    """Only the command that is asked for is imported: `frontdesk hours` need not wait for the mail server."""
    command = cast("Command", importlib.import_module(module))
    parser.epilog = f"example:\n  {command.EXAMPLE}"
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--project", type=_folder, default=Path(), metavar="DIR", help="the project's folder (default: this one)"
    )
    command.arguments(parser)
    parser.set_defaults(run=command.run, publishes=command.NAME in PUBLISHING)


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return folder


if __name__ == "__main__":
    sys.exit(main())
