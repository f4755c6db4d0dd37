"""The fields of a form, as typed -> what is wrong with each, and what had to be understood to be checked.

Knows a form only by its schema (desk.form), and the choices by the settings.
"""

from collections.abc import Callable, Mapping, Sequence

from contact.validation.email import parse_email
from contact.validation.page import is_page
from contact.validation.text import problem, tidied
from desk.form import FormField
from desk.form.fields import LONGEST_HIDDEN
from desk.phone import country_of, parse_phone
from desk.settings.model import CUSTOMERS, KINDS, Settings
from desk.words import Words

Parser = Callable[[str], str]


class RefusedError(Exception):
    """Something has to be mended first. `errors` holds a sentence a field, in the order of the form."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


class Checking:
    """Goes through the fields of one form; `parsed` collects what had to be understood to be checked."""

    def __init__(self, fields: Sequence[FormField], form: Mapping[str, str], settings: Settings, words: Words) -> None:
        self.fields, self.settings, self.words = fields, settings, words
        self.texts = {field.name: tidied(field, form.get(field.name, "")) or field.default for field in fields}
        self.parsed: dict[str, str] = {}

    def errors(self) -> dict[str, str]:
        """A sentence for each field that has to be mended."""
        return {field.name: sentence for field in self.fields if (sentence := self._wrong(field))}

    def _wrong(self, field: FormField) -> str | None:
        text = self.texts[field.name]
        if not text:
            return self._missing(field)
        choices = _choices(field, self.settings)
        if choices is not None:
            return None if text in choices else self.words("form.choice.bad")
        return problem(field, text, self.words) or self._misunderstood(field, text)

    def _missing(self, field: FormField) -> str | None:
        # Of several ways to reach the customer any will do; a lack of all is told once, at the first.
        ways = [other.name for other in self.fields if other.one_of]
        unreachable = field.name in ways[:1] and not any(self.texts[name] for name in ways)
        return self.words(f"{field.key}.missing") if field.required or unreachable else None

    def _misunderstood(self, field: FormField, text: str) -> str | None:
        parsers: Mapping[str, Parser] = {"email": parse_email, "tel": self._parse_phone}
        if field.kind not in parsers:
            return None
        try:
            self.parsed[field.name] = parsers[field.kind](text)
        except ValueError:
            return self.words(f"{field.key}.bad")
        return None

    def _parse_phone(self, text: str) -> str:
        """A number without a country code is dialled in the country of the desk's own telephone."""
        phone = self.settings.channels.phone
        return parse_phone(text, country_of(phone.number) if phone else None)


def page_of(typed: str) -> str:
    """The path of the page that the form was opened from; empty for anything else, which may hold words about somebody."""
    path = typed.removeprefix("/").removesuffix("/")
    return typed if len(typed) <= LONGEST_HIDDEN and is_page(path) else ""


def _choices(field: FormField, settings: Settings) -> tuple[str, ...] | None:
    """The values that a choice allows; None for a field in which people write, and for one that means something by the hour."""
    match field.name:
        case "kind":
            return KINDS
        case "customer":
            return CUSTOMERS
        case "topic":
            return tuple(topic.id for topic in settings.topics)
        case "language":
            return settings.languages.offered
        case _:
            return None
