"""The fields of the request form, as typed -> a Request.

Checks against the schema in desk.form and against the choices in the settings. Records nothing.
"""

from collections.abc import Callable, Mapping
from typing import cast

from contact.validation.email import parse_email
from contact.validation.page import is_page
from contact.validation.text import problem, tidied
from desk.data import Data
from desk.form import REQUEST_FORM, FormField
from desk.form.fields import HONEYPOT, LONGEST_HIDDEN
from desk.phone import country_of, parse_phone
from desk.settings.model import CUSTOMERS, KINDS, Customer, Kind, Settings
from desk.words import Words


class Request(Data, frozen=True, kw_only=True):
    """What a customer asks of the desk. A text that was left out is empty; `phone` is as typed, `number` in E.164.

    `masked` are the sorts of secrets that were struck out of it (contact.abuse.masking).
    """

    kind: Kind
    customer: Customer
    topic: str
    message: str
    name: str
    email: str
    phone: str
    number: str
    language: str
    page: str
    page_language: str
    token: str
    suspected: bool
    masked: tuple[str, ...] = ()


class RefusedError(Exception):
    """Something has to be mended first. `errors` holds a sentence a field, in the order of the form."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def checked(form: Mapping[str, str], settings: Settings, words: Words) -> Request:
    """The request in a form; `words` are those of the page, and explain its errors. Raises RefusedError."""
    texts = {field.name: tidied(field, form.get(field.name, "")) or field.default for field in REQUEST_FORM}
    check = _Check(settings, words, texts)
    errors = {field.name: sentence for field in REQUEST_FORM if (sentence := check.field(field))}
    if errors:
        raise RefusedError(errors)
    return Request(
        kind=cast("Kind", texts["kind"]),
        customer=cast("Customer", texts["customer"]),
        topic=texts["topic"],
        message=texts["message"],
        name=texts["name"],
        email=check.parsed.get("email", ""),
        phone=texts["phone"],
        number=check.parsed.get("phone", ""),
        language=texts["language"],
        page=_page(form.get("page", "")),
        page_language=words.language,
        token=form.get("token", ""),
        suspected=bool(form.get(HONEYPOT)),
    )


class _Check:
    """Goes through the fields of one form; `parsed` collects what had to be understood to be checked."""

    def __init__(self, settings: Settings, words: Words, texts: Mapping[str, str]) -> None:
        self.settings, self.words, self.texts = settings, words, texts
        self.parsed: dict[str, str] = {}

    def field(self, field: FormField) -> str | None:
        """What is wrong with a field, or None."""
        text = self.texts[field.name]
        if not text:
            return self._missing(field)
        choices = _choices(field, self.settings)
        if choices is not None:
            return None if text in choices else self.words("form.choice.bad")
        return problem(field, text, self.words) or self._misunderstood(field, text)

    def _missing(self, field: FormField) -> str | None:
        # Either way to reach the customer will do; a lack of both is told once, at the first.
        unreachable = field.name == "email" and not self.texts["phone"]
        return self.words(f"form.{field.name}.missing") if field.required or unreachable else None

    def _misunderstood(self, field: FormField, text: str) -> str | None:
        parse = {"email": parse_email, "tel": self._parse_phone}.get(field.kind)
        return self._parse(field, text, parse) if parse else None

    def _parse(self, field: FormField, text: str, parse: Callable[[str], str]) -> str | None:
        try:
            self.parsed[field.name] = parse(text)
        except ValueError:
            return self.words(f"form.{field.name}.bad")
        return None

    def _parse_phone(self, text: str) -> str:
        """A number without a country code is dialled in the country of the desk's own telephone."""
        phone = self.settings.channels.phone
        return parse_phone(text, country_of(phone.number) if phone else None)


def _page(typed: str) -> str:
    """The path of the page that the form was opened from; empty for anything else, which may hold words about somebody."""
    path = typed.removeprefix("/").removesuffix("/")
    return typed if len(typed) <= LONGEST_HIDDEN and is_page(path) else ""


def _choices(field: FormField, settings: Settings) -> tuple[str, ...] | None:
    """The values that a choice allows; None for a field in which people write."""
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
