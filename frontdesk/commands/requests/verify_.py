"""frontdesk requests verify: everything in the log that does not add up."""

import argparse
import sys

from contact.doubt import Doubt
from contact.verify import doubts
from desk.data import to_json
from desk.finding import numbered
from frontdesk.backend import open_log, open_vault
from frontdesk.plain_sight import visible, visible_json
from frontdesk.terminal import counter
from frontdesk.today import now


def arguments(parser: argparse.ArgumentParser) -> None:
    """How far, and how."""
    parser.add_argument("--files", action="store_true", help="also read every file that came along, and check it")
    parser.add_argument("--texts", action="store_true", help="also decipher what customers typed, and check it")
    parser.add_argument(
        "--seal", metavar="DIGEST", help="a seal that was kept elsewhere: it must be among those of the log"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print one line a doubt; exit 1 where there is one."""
    files = open_vault(options.project) if options.files else None
    with open_log(options.project) as log, counter("cases checked") as told:
        looked_at = 0

        def count(cases: int) -> None:
            nonlocal looked_at
            looked_at = cases
            told(cases)

        found = list(doubts(log, now(), count, texts=options.texts, files=files))
        seals = log.store.seals()
    if options.seal and options.seal.lower() not in {seal.digest for seal in seals}:
        found.append(Doubt(about=options.seal, what="there is no such seal in this log"))
    if options.json:
        shown = [{"about": doubt.about, "what": doubt.what} for doubt in found]
        newest = seals[-1] if seals else None
        answer = {"cases": looked_at, "seals": len(seals), "newest_seal": newest, "doubts": shown}
        print(visible_json(to_json(answer).decode()))
        return 1 if found else 0
    for doubt in found:
        print(visible(f"{doubt.about}: {doubt.what}"))
    last = f", the newest of {seals[-1].day}" if seals else ""
    problems = f"{numbered(len(found), 'thing')} {'does' if len(found) == 1 else 'do'} not add up"
    looked = f"{numbered(looked_at, 'case')}, {numbered(len(seals), 'seal')}"
    print(f"{looked}{last}: {problems if found else 'everything adds up'}", file=sys.stderr)
    return 1 if found else 0
