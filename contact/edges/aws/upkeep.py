"""Some minutes have passed -> days that are over are sealed, counts that are over forgotten, and the outbox is measured."""

from collections.abc import Mapping
from functools import cache

from contact.deployment import configured_vault
from contact.edges.aws import deployed
from contact.edges.aws.figures import report
from contact.outbox import is_stuck
from contact.store import Store
from contact.upkeep import Upkeep
from contact.vault.files import sweep

# What an event of the daily rule holds.
SWEEP = "sweep"


def handler(event: Mapping[str, object], _context: object) -> dict[str, int]:
    """What is due. The daily rule asks for the vault to be swept, which reads the name of every file in it."""
    now = deployed.clock()
    _upkeep().run(now)
    figures = outbox_figures(deployed.log().store)
    report(figures)
    if event.get(SWEEP):
        figures["swept"] = sum(1 for _ in sweep(deployed.log(), configured_vault(), now))
    return figures


def outbox_figures(store: Store) -> dict[str, int]:
    """How many mails wait, how many of them need a person, how many were given up, and how many a person holds back."""
    now = deployed.clock()
    figures = {"waiting": 0, "stuck": 0, "unsendable": 0, "held": 0}
    for entry in store.outbox():
        if entry.state != "sent":
            figures["unsendable" if entry.state == "failed" else entry.state] += 1
        figures["stuck"] += is_stuck(entry, now)
    return figures


@cache
def _upkeep() -> Upkeep:
    return Upkeep(deployed.log().store)
