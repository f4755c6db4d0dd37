"""frontdesk requests note: write something down for the desk, which no customer reads; encrypted as all texts are."""

import argparse

from contact.letters import Letters
from frontdesk.commands.requests.acting import act_arguments, acting, not_erased
from frontdesk.commands.requests.typed_text import text_arguments, typed_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and what."""
    act_arguments(parser)
    text_arguments(parser, "what is written down")


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    with acting(options) as act:
        not_erased(act)
        with typed_text(options, f"{act.case.reference}.note") as text:
            Letters(log=act.log, now=act.now).note(act.case, text, by=act.by)
        act.tell("noted", "noted")
    return 0
