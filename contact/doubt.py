"""Something in the log that does not add up, as `frontdesk requests verify` tells of it. Knows no way to find any."""

from desk.data import Data


class Doubt(Data, frozen=True, kw_only=True):
    """Something that does not add up. `about` is a reference, the day of a seal, or how many cases it is true of."""

    about: str
    what: str
