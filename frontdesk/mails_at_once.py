"""The outbox, and what somebody asks for -> the mails that are let go together: counted first, and only then let go.

For after a mail server that was away for days, or a wave of messages that only looked like a program's. Sends nothing.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from contact.log import Log
from contact.release import release
from contact.store import Entry, OutboxState
from desk.finding import numbered
from frontdesk.typed_day import typed_day

# The commonest reasons stand in the count; the others are added up.
REASONS_SHOWN = 10


def at_once_arguments(action: argparse.ArgumentParser) -> None:
    """Which of them, and whether it is meant."""
    action.add_argument("--all", action="store_true", help="those of all cases; without --yes they are only counted")
    action.add_argument(
        "--since", type=typed_day, metavar="DATE", help="with --all: of cases received from this day on (UTC)"
    )
    action.add_argument("--topic", metavar="ID", help="with --all: of cases about this topic")
    action.add_argument("--error", metavar="TEXT", help="with --all: whose last error contains this")
    action.add_argument("--yes", action="store_true", help="with --all: let them go")


def chosen(log: Log, state: OutboxState, options: argparse.Namespace) -> list[Entry]:
    """Those that are meant, the longest due first."""
    entries = (entry for entry in log.store.outbox() if entry.state == state)
    return [entry for entry in entries if (options.error or "") in entry.error and _is_meant(log, entry, options)]


def counted(entries: Sequence[Entry]) -> Iterator[str]:
    """How many there are, of how many cases, and with which errors: what a person reads before saying yes."""
    cases = len({entry.reference for entry in entries})
    yield f"{numbered(len(entries), 'mail')} of {numbered(cases, 'case')}"
    reasons = Counter(entry.error or "no error" for entry in entries)
    for reason, count in reasons.most_common(REASONS_SHOWN):
        yield f"{count:>7,}  {reason}"
    others = sum(count for _, count in reasons.most_common()[REASONS_SHOWN:])
    if others:
        yield f"{others:>7,}  other errors"


def let_go(log: Log, entries: Sequence[Entry], by: str, now: datetime) -> int:
    """Let them go, each in a transaction of its own; how many went. One that was changed meanwhile stays."""
    return sum(release(entry, log, by=by, now=now) for entry in entries)


def _is_meant(log: Log, entry: Entry, options: argparse.Namespace) -> bool:
    if not (options.since or options.topic):
        return True
    case = log.store.find(entry.reference)
    if case is None or (options.topic and case.received.topic != options.topic):
        return False
    return not options.since or case.received_at >= datetime.combine(options.since, time(), UTC)
