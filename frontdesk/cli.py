"""The command line: finds the command, reads its arguments, turns what went wrong into one plain sentence.

Exit codes: 0 done; 1 findings or a failed check; 2 wrong use.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from desk.finding import FindingsError, counted, shortened
from frontdesk.version import VERSION

# In the order in which `frontdesk --help` lists them; each is a module of frontdesk.commands.
COMMANDS = (
    "build",
    "serve",
    "check",
    "search",
    "new",
    "import_",
    "hours",
    "profiles",
    "facts",
    "ack",
    "requests",
    "outbox",
    "report",
    "bundle",
    "doctor",
)
PUBLISHING = ("build", "serve")


class Command(Protocol):
    """What each module in frontdesk/commands offers."""

    NAME: str
    HELP: str
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
    arguments = _parser(list(sys.argv[1:] if argv is None else argv)).parse_args(argv)
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


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="frontdesk",
        description="The public front desk of a company, kept as code: FAQ, hours, requests acknowledged and recorded.",
        epilog="Each command has its own help: frontdesk build --help",
    )
    parser.add_argument("--version", action="version", version=f"frontdesk {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    wanted = next((word for word in argv if not word.startswith("-")), None)
    for name in COMMANDS:
        # Only the command that is asked for is imported: `frontdesk hours` need not wait for the mail server.
        if wanted is None or wanted == name.rstrip("_") or wanted not in {known.rstrip("_") for known in COMMANDS}:
            _add(commands, cast("Command", importlib.import_module(f"frontdesk.commands.{name}")))
    return parser


def _add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Command) -> None:
    parser = commands.add_parser(
        command.NAME,
        help=command.HELP,
        description=command.HELP,
        epilog=f"example:\n  {command.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
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
