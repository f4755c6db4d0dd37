"""frontdesk requests erase: destroy the key to what a customer typed; counts and history stay (rows N1, N3)."""

import argparse

from contact.erase import KeptError, erase, kept_until
from frontdesk.backend import BackendError, open_bundle, open_log, open_vault
from frontdesk.commands.requests.one_case import by_argument, reference_argument, the_case, who
from frontdesk.today import now


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and why."""
    reference_argument(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", metavar="TEXT", help="why, for the log: name nobody")
    which.add_argument("--when", action="store_true", help="only say from when on it may be erased")
    by_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Erase, or say why not."""
    settings = open_bundle(options.project).settings
    with open_log(options.project) as log:
        case = the_case(log, options)
        if options.when:
            held = ", but a legal hold is on it" if case.on_hold else ""
            print(f"{case.reference}: may be erased from {kept_until(case, settings):%Y-%m-%d} on{held}")
            return 0
        try:
            new = erase(log, open_vault(options.project), case, settings, now(), by=who(options), reason=options.reason)
        except KeptError as error:
            raise BackendError(f"{case.reference}: {error}") from error
    print(f"{case.reference}: {'erased' if new else 'had been erased before'}")
    return 0
