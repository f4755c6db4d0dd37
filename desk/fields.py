"""Read the keys of a table one by one, collecting every finding instead of stopping at the first.

Knows how a missing, misspelt or malformed value is explained. Knows nothing of what the values are for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import TypeVar

from desk.as_written import date_as_written
from desk.finding import Finding, unknown_name
from desk.place import Place
from desk.yaml_lines import Listing, Node, Table, Text

T = TypeVar("T")

# A single setting or front matter value longer than this is a mistake (a paragraph pasted into the wrong place).
LONGEST_TEXT = 2000
YES_OR_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
# So much of a wrong value is repeated in the message about it.
LONGEST_SHOWN = 100


class Fields:
    """One table being read. Each read key is ticked off; `close` then refuses the keys that nobody asked for.

    `where` is the dotted path to this table (`channels.phone`); `places` receives the line of every value read.
    """

    def __init__(
        self, table: Table, where: str, findings: list[Finding], places: dict[str, Place] | None = None
    ) -> None:
        self.table, self.where, self.findings = table, where, findings
        self.places = {} if places is None else places
        self.asked: list[str] = []
        self.blamed: set[str] = set()
        self.places.setdefault(where, table.place)

    @property
    def lines(self) -> dict[str, int]:
        """The line of each key of this table that was read and is there."""
        own = ((key, self.places.get(self.path(key))) for key in self.asked)
        return {key: place.line for key, place in own if place}

    def path(self, key: str) -> str:
        """The dotted path of a key of this table."""
        return f"{self.where}.{key}" if self.where else key

    def node(self, key: str) -> Node | None:
        """The raw value, or None where the key is absent or empty."""
        self.asked.append(key)
        found = self.table.entries.get(key)
        if found is None or (isinstance(found, Text) and found.blank):
            return None
        self.places[self.path(key)] = self.table.places[key]
        return found

    def place(self, key: str) -> Place:
        """The line of a key; of the table, where the key is absent."""
        return self.table.places.get(key, self.table.place)

    def refuse(self, key: str, message: str, fix: str, *, rule: str = "bad-value", place: Place | None = None) -> None:
        """Add a finding at a key."""
        self.blamed.add(key)
        self.findings.append(Finding(place=place or self.place(key), rule=rule, message=message, fix=fix))

    def missing(self, key: str, example: str) -> None:
        """Add the finding for a key that has to be there, if there is none yet. `example` is the line to paste."""
        if self._is_blamed(key):
            return
        inside = f" in '{self.where}'" if self.where else ""
        self.refuse(key, f"'{key}' is missing{inside}", example, rule="missing-key")

    def text(self, key: str, example: str) -> str:
        """A text that has to be there; the empty text where it is not (a finding says so)."""
        found = self.optional_text(key, example)
        if found is None:
            self.missing(key, example)
        elif not found.strip():
            self.refuse(key, f"'{key}' is empty", example)
        return found or ""

    def optional_text(self, key: str, example: str) -> str | None:
        """A text, or None."""
        found = self.node(key)
        if found is None:
            return None
        return self._as_text(key, found, example)

    def parsed(self, key: str, example: str, parse: Callable[[str], T], expected: str) -> T | None:
        """A text turned into something by `parse`, whose ValueError becomes a finding; None where absent or wrong."""
        found = self.optional_text(key, example)
        if found is None:
            return None
        try:
            return parse(found)
        except ValueError as error:
            reason = f": {error}" if str(error) else ""
            self.refuse(key, f"'{_on_one_line(found)}' is not {expected}{reason}", example)
            return None

    def date(self, key: str, example: str) -> date | None:
        """A date such as 2026-11-21, or None. One that is written otherwise is offered as it should be."""
        meant = date_as_written(self._plain(key))
        return self.parsed(key, f"{key}: {meant}" if meant else example, _iso_date, "a date (year-month-day)")

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false, as `true`, `false`, `yes` or `no`."""
        found = self.optional_text(key, f"{key}: true")
        if found is None:
            return default
        if found.lower() not in YES_OR_NO:
            self.refuse(key, f"'{found}' is neither true nor false", f"{key}: true")
        return YES_OR_NO.get(found.lower(), default)

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of `allowed`; `default` where absent or wrong."""
        found = self.optional_text(key, f"{key}: {allowed[0]}")
        if found is None:
            return default
        if found not in allowed:
            self.findings.append(
                unknown_name(found, allowed, self.place(key), what=f"a value of '{key}'", rule="bad-value")
            )
            return default
        return found

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        return tuple(item.text for item in self.items(key, example))

    def items(self, key: str, example: str) -> tuple[Text, ...]:
        """A list of texts with the line of each."""
        found = self.node(key)
        if found is None:
            return ()
        if isinstance(found, Text):
            return (found,)
        if isinstance(found, Table) or not all(isinstance(item, Text) for item in found.items):
            self.refuse(key, f"'{key}' is a list of plain texts", example)
            return ()
        return tuple(item for item in found.items if isinstance(item, Text))

    def inside(self, key: str) -> "Fields | None":
        """The table below a key, or None; a finding where it is no table."""
        found = self.node(key)
        if found is None:
            return None
        if not isinstance(found, Table):
            self.refuse(key, f"'{key}' needs lines of its own below it", f"{key}:\n  name: value")
            return None
        return Fields(found, self.path(key), self.findings, self.places)

    def tables(self, key: str, example: str) -> Iterator["Fields"]:
        """Each table of a list of tables."""
        found = self.node(key)
        if found is None:
            return
        if not isinstance(found, Listing):
            self.refuse(key, f"'{key}' is a list", example)
            return
        for number, item in enumerate(found.items):
            if isinstance(item, Table):
                yield Fields(item, f"{self.path(key)}.{number}", self.findings, self.places)
            else:
                self.refuse(key, f"each item of '{key}' needs 'key: value' lines", example, place=item.place)

    def by_name(self, example: str) -> Iterator[tuple[str, Node]]:
        """Every key of a table whose keys are names that the owner chose; `example` is what may stand after the colon."""
        for key in self.table.entries:
            found = self.node(key)
            if found is None:
                self.missing(key, f"{key}:{example}")
            else:
                yield key, found

    def by_language(
        self, key: str, languages: Sequence[str], example: str, *, required: bool = True
    ) -> Mapping[str, str]:
        """A text for each language. One plain text serves all languages where only one is offered."""
        found = self.node(key)
        if found is None:
            if required:
                self.missing(key, example)
            return {}
        if isinstance(found, Text):
            if len(languages) == 1:
                return {languages[0]: self.text(key, example)}
            lines = "\n".join(f"  {language}: ..." for language in languages)
            self.refuse(key, f"'{key}' needs a text in each language ({', '.join(languages)})", f"{key}:\n{lines}")
            return dict.fromkeys(languages, found.text)
        if isinstance(found, Listing):
            self.refuse(key, f"'{key}' needs a text in each language", example)
            return {}
        inner = Fields(found, self.path(key), self.findings, self.places)
        texts = {language: inner.text(language, f"{language}: ...") for language in languages}
        inner.close(what="a language of this site")
        return texts

    def close(self, what: str = "a setting here") -> None:
        """Refuse the keys that nobody asked for, each with the nearest name."""
        allowed = tuple(dict.fromkeys(self.asked))
        for key in self.table.entries:
            if key not in allowed:
                place = self.table.places[key]
                self.findings.append(unknown_name(key, allowed, place, what=what, rule="unknown-key", write="{}:"))

    def _plain(self, key: str) -> str:
        found = self.table.entries.get(key)
        return found.text[:LONGEST_SHOWN] if isinstance(found, Text) else ""

    def _as_text(self, key: str, found: Node, example: str) -> str | None:
        if not isinstance(found, Text):
            self.refuse(key, f"'{key}' is one text, not a list or a table", example)
            return None
        if len(found.text) > LONGEST_TEXT:
            self.refuse(key, f"'{key}' is longer than {LONGEST_TEXT} characters", "shorten it")
            return None
        return found.text

    def _is_blamed(self, key: str) -> bool:
        """Whether something was said of a key: here, or when its line was found to be no YAML that we read."""
        return key in self.blamed or (
            key in self.table.entries
            and any(finding.rule == "broken-yaml" and finding.place == self.place(key) for finding in self.findings)
        )


def _on_one_line(text: str) -> str:
    return shorten(text, LONGEST_SHOWN, placeholder=" ...")


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError from None
