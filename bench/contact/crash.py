"""Does a desk that is killed lose anything? `python -m bench.contact.crash [KILLS] [STORE ...]` writes the crash report.

The same as tests/contact/crash, thousands of times: customers write without pause, and the desk is killed (SIGKILL) at random
points. In rounds of 250, each with a fresh store and other chances.
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.timing import TOP, say
from tests.contact.conftest import built_bundle
from tests.contact.crash.harness import Outcome, rampage
from tests.contact.crash.stores import OPENED

KILLS = int(sys.argv[1]) if sys.argv[1:] else 2000
STORES = sys.argv[2:] or list(OPENED)
ROUND = 250
REPORT = TOP / "docs" / "running" / "crash-report.md"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "dynamodb": "DynamoDB Local"}

ABOUT = """# What a crash costs

A desk was killed (`SIGKILL`, so that it could finish nothing) at random points: while it started, while it recorded,
while it sent mail. Customers wrote all the time; each tried again until there was an answer, and one in five sent the
same form once more. A mail server counted what it took. After each round everything was compared: what customers had
been told, what the log holds, what the mail server got, and what `frontdesk requests verify --texts` says.

Written by `python -m bench.contact.crash` on {when}: {machine}.

| | {columns} |
| --- | {dashes} |
{rows}

- **Told to customers, and not in the log**: a reference that somebody saw, and of which there is no case. There must
  be none.
- **Without an acknowledgement**: a case whose mail the mail server never got, or which the log does not show as
  acknowledged.
- **Told two references**: one message, sent again after a crash, that became two cases.
- **Mailed twice**: the desk died after the mail server had taken the mail and before that was written down. The next
  desk sends it again, with the same `Message-ID`: mail programs that look at it show it once. No protocol of mail can
  rule this out.
- **Mailed twice without a crash**: the same, within the life of one desk. There must be none.
- **Cases that nobody was told of**: recorded, and the desk died before its answer had left. Their customers tried
  again, and got the reference of that case.
"""


def main() -> None:
    """All stores, one after the other, then the report."""
    rounds = {name: _rounds(name) for name in STORES}
    columns = [NAMES[name] for name in STORES]
    text = ABOUT.format(
        when=datetime.now(UTC).strftime("%-d %B %Y"),
        machine=f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        columns=" | ".join(columns),
        dashes=" | ".join("---" for _ in columns),
        rows="\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in _rows(rounds).items()),
    )
    REPORT.write_text(text, encoding="utf-8")
    say(text)


def _rounds(name: str) -> list[tuple[Outcome, float]]:
    bundle, done = built_bundle(), []
    for seed in range(1, -(-KILLS // ROUND) + 1):
        kills = min(ROUND, KILLS - (seed - 1) * ROUND)
        with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder:
            start = time.perf_counter()
            with OPENED[name](Path(folder)) as (store, environment):
                outcome = rampage(store, environment, bundle, Path(folder), kills=kills, seed=seed)
            done.append((outcome, time.perf_counter() - start))
        told = f"{outcome.accepted} messages, {outcome.repeated} mailed twice, flawless: {outcome.flawless}"
        say(f"{name}: round {seed} of {outcome.kills} kills, {told}")
        if not outcome.flawless:
            say(str(outcome))
    return done


def _rows(rounds: Mapping[str, Sequence[tuple[Outcome, float]]]) -> dict[str, list[str]]:
    def cells(count: Callable[[Outcome], int]) -> list[str]:
        return [f"{sum(count(outcome) for outcome, _ in done):,}" for done in rounds.values()]

    return {
        "Kills": cells(lambda outcome: outcome.kills),
        "Requests sent": cells(lambda outcome: outcome.requests),
        "Answers with a reference": cells(lambda outcome: outcome.answers),
        "Messages that customers were told a reference of": cells(lambda outcome: outcome.accepted),
        "Cases in the log": cells(lambda outcome: outcome.cases),
        "Acknowledgements that arrived": cells(lambda outcome: outcome.sent),
        "**Told to customers, and not in the log**": cells(lambda outcome: len(outcome.lost)),
        "**Without an acknowledgement**": cells(lambda outcome: len(outcome.without_acknowledgement)),
        "**Told two references**": cells(lambda outcome: len(outcome.told_twice)),
        "**Mailed twice without a crash**": cells(lambda outcome: len(outcome.twice_in_one_life)),
        "Mailed twice": cells(lambda outcome: outcome.repeated),
        "Cases that nobody was told of": cells(lambda outcome: outcome.cases - outcome.accepted),
        'Answers that were neither a reference nor "try again"': cells(lambda outcome: len(outcome.unexpected)),
        "Things that `verify` doubts": cells(lambda outcome: len(outcome.doubts)),
        "Minutes": [f"{sum(seconds for _, seconds in done) / 60:.0f}" for done in rounds.values()],
    }


if __name__ == "__main__":
    main()
