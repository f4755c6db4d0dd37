"""frontdesk calls: the records of telephone calls. Each action is a module of this package."""

import argparse

from frontdesk.actions import Actions

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
_ACTIONS = Actions(NAME, "frontdesk.commands.calls.{}_", ACTIONS, EXAMPLES)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    _ACTIONS.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Do one of them."""
    return _ACTIONS.run(options.action, options)
