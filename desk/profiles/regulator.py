"""Whom a customer may complain to as well, from a profile or from the settings."""

from collections.abc import Mapping
from datetime import date

from desk.data import Data


class Regulator(Data, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A regulator or an ombudsman. That of a profile is dated, with its source, because offices move.

    `phone` is E.164, `shown` as people there write it. `name` is by language, one at least.
    """

    name: Mapping[str, str]
    address: tuple[str, ...]
    website: str
    phone: str
    shown: str
    as_of: date | None = None
    source: str = ""

    def named(self, language: str) -> str:
        """Its name in a language, else in the first one."""
        return self.name.get(language) or next(iter(self.name.values()))
