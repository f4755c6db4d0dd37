"""What the checks of a profile look at, and the words of their findings. Knows no check."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.bundle import AckTemplate
from desk.data import Data
from desk.finding import Finding
from desk.place import Place
from desk.profiles.model import Row, cited
from desk.settings import Settings
from generator.content import Site


class Checked(Data, frozen=True, kw_only=True):
    """A site, its settings, its acknowledgements by language and kind, the day, and the name of the profile."""

    site: Site
    settings: Settings
    templates: Mapping[str, Mapping[str, AckTemplate]]
    today: date
    profile: str

    def noon(self, zone: str) -> datetime:
        """The middle of the day on a desk's clock."""
        return datetime.combine(self.today, time(12), ZoneInfo(zone))

    def below_complaints(self, lines: str) -> str:
        """Lines to paste below `complaints:`, with that key where it is not there yet."""
        there = "complaints" in self.settings.places
        return lines if there else "complaints:\n  " + lines.replace("\n", "\n  ")

    def finding(self, row: Row, where: str | Place, wrong: str, fix: str, *, rule: str) -> Finding:
        """A finding at a setting (by its dotted path) or a place: what is wrong, and what the row's check expects."""
        place = where if isinstance(where, Place) else self.settings.place(where)
        message = f"{wrong}; the check for {row.row} ({cited(row)}) expects {row.expects}"
        return Finding(place=place, rule=rule, message=message, fix=fix, severity=row.severity)


Check = Callable[[Checked, Row], Iterator[Finding]]
