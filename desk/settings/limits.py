"""Read the limits that keep the desk from being abused."""

from typing import cast, get_args

from desk.fields import Fields
from desk.settings.model import Limits, ProofOfWork

MODES: tuple[ProofOfWork, ...] = get_args(ProofOfWork)
# More than any desk can work through.
HIGHEST = 1_000_000
DEFAULT = Limits()


def read_limits(fields: Fields) -> Limits:
    """The limits; those that are left out are the usual ones."""
    inner = fields.inside("limits")
    if inner is None:
        return DEFAULT
    limits = Limits(
        proof_of_work=cast("ProofOfWork", inner.choice("proof_of_work", MODES, DEFAULT.proof_of_work)),
        from_one_address=_number(inner, "from_one_address", DEFAULT.from_one_address),
        refused_from_one_address=_number(inner, "refused_from_one_address", DEFAULT.refused_from_one_address),
        in_one_minute=_number(inner, "in_one_minute", DEFAULT.in_one_minute),
        mails_a_day=_number(inner, "mails_a_day", DEFAULT.mails_a_day),
    )
    if limits.refused_from_one_address < limits.from_one_address:
        message = (
            f"after {limits.refused_from_one_address} messages nothing is left of the {limits.from_one_address} before"
        )
        least = f"refused_from_one_address: {limits.from_one_address * 6}"
        inner.refuse("refused_from_one_address", message, least)
    inner.close()
    return limits


def _number(fields: Fields, key: str, default: int) -> int:
    found = fields.parsed(key, f"{key}: {default}", _whole, f"a number from 1 to {HIGHEST}")
    return default if found is None else found


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= HIGHEST:
        raise ValueError
    return int(text)
