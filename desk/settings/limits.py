"""Read the limits that keep the desk from being abused."""

from typing import cast, get_args

from desk.fields import Fields
from desk.settings.model import Limits, ProofOfWork

MODES: tuple[ProofOfWork, ...] = get_args(ProofOfWork)
# More than any desk can work through.
HIGHEST = 1_000_000
DEFAULT = Limits()

_REFUSED = "refused_from_one_address"
_TIMES = 6


def read_limits(fields: Fields) -> Limits:
    """The limits; those that are left out are the usual ones."""
    inner = fields.inside("limits")
    if inner is None:
        return DEFAULT
    tasks_after = _number(inner, "from_one_address", DEFAULT.from_one_address)
    refused_after = _number(inner, _REFUSED, max(DEFAULT.refused_from_one_address, _TIMES * tasks_after))
    if refused_after < tasks_after:
        message = f"after {refused_after} messages from one address nothing is left of the {tasks_after} before"
        inner.refuse(_REFUSED, message, f"{_REFUSED}: {_TIMES * tasks_after}")
    limits = Limits(
        proof_of_work=cast("ProofOfWork", inner.choice("proof_of_work", MODES, DEFAULT.proof_of_work)),
        from_one_address=tasks_after,
        refused_from_one_address=refused_after,
        in_one_minute=_number(inner, "in_one_minute", DEFAULT.in_one_minute),
        mails_a_day=_number(inner, "mails_a_day", DEFAULT.mails_a_day),
    )
    inner.close()
    return limits


def _number(fields: Fields, key: str, default: int) -> int:
    found = fields.parsed(key, f"{key}: {default}", _whole, f"a number from 1 to {HIGHEST}")
    return default if found is None else found


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= HIGHEST:
        raise ValueError
    return int(text)
