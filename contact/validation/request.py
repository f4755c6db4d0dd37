"""The fields of the request form, as typed -> a Request.

Checks against the schema in desk.form and against the choices in the settings. Records nothing.
"""

from collections.abc import Mapping
from typing import cast

from contact.validation.checking import Checking, RefusedError, page_of
from desk.data import Data
from desk.form import REQUEST_FORM
from desk.form.fields import HONEYPOT
from desk.settings.model import Customer, Kind, Settings
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


def checked(form: Mapping[str, str], settings: Settings, words: Words) -> Request:
    """The request in a form; `words` are those of the page, and explain its errors. Raises RefusedError."""
    checking = Checking(REQUEST_FORM, form, settings, words)
    errors, texts = checking.errors(), checking.texts
    if errors:
        raise RefusedError(errors)
    return Request(
        kind=cast("Kind", texts["kind"]),
        customer=cast("Customer", texts["customer"]),
        topic=texts["topic"],
        message=texts["message"],
        name=texts["name"],
        email=checking.parsed.get("email", ""),
        phone=texts["phone"],
        number=checking.parsed.get("phone", ""),
        language=texts["language"],
        page=page_of(form.get("page", "")),
        page_language=words.language,
        token=form.get("token", ""),
        suspected=bool(form.get(HONEYPOT)),
    )
