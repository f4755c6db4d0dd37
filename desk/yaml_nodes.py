"""What YAML is made of here: texts, lists and tables, each with its line. Knows nothing of how they are written."""

from desk.data import Data, field
from desk.finding import Finding
from desk.place import Place


class Text(Data, frozen=True):
    """A scalar, as typed. `blank` is a key without a value."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not self.quoted and self.text in {"", "~", "null"}


class Listing(Data, frozen=True):
    """A YAML sequence."""

    items: "tuple[Node, ...]"
    place: Place


class Table(Data, frozen=True):
    """A YAML mapping; `places` holds the line of each key."""

    entries: "dict[str, Node]"
    place: Place
    places: dict[str, Place] = field(default_factory=dict)


Node = Text | Listing | Table


def refused(place: Place, message: str, fix: str) -> Finding:
    """A finding for what is no YAML, or none that is read here."""
    return Finding(place=place, rule="broken-yaml", message=message, fix=fix)
