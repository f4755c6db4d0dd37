"""frontdesk requests erase: destroy the key to what a customer typed; counts and history stay (rows N1, N3)."""

import argparse
from contextlib import suppress

from contact.case import Case
from contact.encryption import UndecipherableError
from contact.erase import KeptError, erase, kept_until
from contact.log import Log
from frontdesk.backend import BackendError, open_bundle, open_log, open_vault
from frontdesk.commands.requests.one_case import by_argument, reference_argument, the_case, who
from frontdesk.commands.requests.typed_text import drop_drafts
from frontdesk.plain_sight import visible
from frontdesk.today import now
from frontdesk.typed_line import typed_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and why."""
    reference_argument(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", type=typed_line, metavar="TEXT", help="why, for the log: name nobody")
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
        recording = _recording(log, case)
        try:
            new = erase(log, open_vault(options.project), case, settings, now(), by=who(options), reason=options.reason)
        except KeptError as error:
            raise BackendError(f"{case.reference}: {error}") from error
    drop_drafts(options.project, case.reference)
    print(f"{case.reference}: {'erased' if new else 'had been erased before'}")
    if recording:
        print(f"delete the recording as well, which lies elsewhere: {visible(recording)}")
    return 0


def _recording(log: Log, case: Case) -> str:
    """Where a voicemail lies: once it is erased, nobody here knows any more."""
    if case.received.channel != "voicemail":
        return ""
    # What cannot be read must not keep it from being erased.
    with suppress(UndecipherableError):
        texts = log.texts(case)
        return texts.fields.get("recording", "") if texts else ""
    return ""
