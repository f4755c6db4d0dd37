"""Several people act on one case at the same time, each from a terminal of their own: all that they did is kept (row T2)."""

import subprocess
import sys
from pathlib import Path

from contact.chain import first_broken
from tests.contact.acts.conftest import Customers
from tests.contact.conftest import PROJECT

ACTS = (
    ["note", "--text", "Called the bank."],
    ["reply", "--text", "It is free.", "--way", "phone"],
    ["mark", "--vulnerable"],
    ["resolve", "--outcome", "full", "--untold"],
)


def test_all_acts_of_one_moment_are_kept(project: Path, customers: Customers) -> None:
    """One behind the other, in some order, in a whole chain; of two who resolve, one is told of the other."""
    case = customers.asks()
    acts = [*ACTS, ACTS[-1]]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "frontdesk", "requests", action, case.reference, *words, "--by", f"person-{number}"],
            cwd=PROJECT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )
        for number, (action, *words) in enumerate([[*act, "--project", str(project)] for act in acts])
    ]
    said = [process.communicate(timeout=60) for process in running]
    refused = [error for (_, error), process in zip(said, running, strict=True) if process.returncode]
    now = customers.now(case)
    assert sorted(event.kind for event in now.events) == ["marked", "noted", "received", "replied", "resolved"]
    assert first_broken(now.events) is None
    assert len(refused) == 1
    assert "it was resolved" in refused[0]
