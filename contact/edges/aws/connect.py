"""A flow of Amazon Connect asks about a call -> attributes for the flow; voicemails and calls that are asked for are recorded.

Connect calls this lambda by its policy alone, and reads nothing but a flat object of texts.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from contact.accept import Desk
from contact.edges.aws import deployed
from contact.telephony.connect import ConnectDesk


def handler(event: Mapping[str, Any], _context: object) -> dict[str, str]:
    """One question of a flow. What goes wrong is an error, for which the flow has a branch of its own."""
    return _desk().answer(event)


@cache
def _desk() -> ConnectDesk:
    return ConnectDesk(desk=Desk(bundle=deployed.bundle, log=deployed.log(), clock=deployed.clock, wake=lambda: None))
