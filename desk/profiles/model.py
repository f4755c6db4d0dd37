"""A profile as frozen data: what desk/profiles/<name>.yml holds. Says nothing of how a row is checked."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, Protocol

from desk.data import Data
from desk.finding import Severity
from desk.profiles.clocks import LegalClock, Mark
from desk.profiles.regulator import Regulator

# Who can tell whether a row is met: a check of the build, the product by the way it is made, or only a person.
ToldBy = Literal["check", "product", "person"]
# What a citation adds where the rule's own text was not read: then nobody may say "the rule says".
_READ: Mapping[Mark, str] = {
    "V": "",
    "S": ", known from secondary accounts",
    "M": ", from memory and unverified",
    "D": ", design advice",
}


class Cited(Protocol):
    """What names its source, and how well the source is known."""

    @property
    def citation(self) -> str: ...

    @property
    def mark(self) -> Mark: ...


def cited(found: Cited) -> str:
    """The source as messages name it: `Cal. Fin. Code 3507`, `NYDFS guidance, known from secondary accounts`."""
    return found.citation + _READ[found.mark]


class Row(Data, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One requirement. Exactly one of `check` (the name of a check), `product` and `person` says who can tell.

    `severity` is that of the check's findings. `hours` belongs to the check of telephone hours, `fields` to that of
    acknowledgements, `languages` to that of languages.
    """

    row: str
    citation: str
    mark: Mark
    expects: str
    check: str = ""
    product: str = ""
    person: str = ""
    severity: Severity = "error"
    hours: int = 0
    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def told_by(self) -> ToldBy:
        """Who can tell whether it is met."""
        return "check" if self.check else "product" if self.product else "person"


class KeptFor(Data, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long the record of a case is kept at least."""

    months: int
    row: str
    citation: str
    mark: Mark


class Profile(Data, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of requirements of one place. `version` is the day as of which it was written."""

    name: str
    title: str
    jurisdiction: str
    version: date
    rows: tuple[Row, ...]
    clocks: tuple[LegalClock, ...] = ()
    retention: KeptFor | None = None
    regulator: Regulator | None = None
