"""Read where complaints go below `complaints:` (row F3); what is left out is that of the channels and of the profiles."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from desk.channels import Channels
from desk.data import replace
from desk.fields import Fields
from desk.phone import parse_phone, shown_phone
from desk.profiles.reading import regulators_of
from desk.profiles.regulator import Regulator
from desk.settings.channels import email_address
from desk.settings.model import Complaints

_EMAIL = "email: complaints@your-company.com"
_PHONE = 'phone: "+1 212 555 0143"'
_POST = "address: |\n  Your Company, Complaints\n  1 Main Street"
_WEBSITE = "website: https://www.regulator.example/"
_REGULATORS = f"regulators:\n  - name: Ministry of Money\n    {_WEBSITE}"


def read_complaints(
    fields: Fields, languages: tuple[str, ...], channels: Channels, profiles: Sequence[str]
) -> Complaints | None:
    """Where complaints go; None where neither the settings nor a profile speak of it."""
    inner = fields.inside("complaints")
    if inner is None:
        return in_full(Complaints(), channels, profiles) if profiles else None
    written = _written(inner, languages)
    inner.close()
    return in_full(written, channels, profiles)


def in_full(written: Complaints, channels: Channels, profiles: Sequence[str]) -> Complaints:
    """With the channels' own ways in place of those that are not set for complaints, and the regulators of the profiles."""
    phone, email, post = channels.phone, channels.email, channels.post
    return replace(
        written,
        address=written.address or (post.address if post else ()),
        email=written.email or (email.address if email else ""),
        phone=written.phone or (phone.number if phone else ""),
        shown=written.shown or (phone.shown if phone else ""),
        regulators=written.regulators or regulators_of(profiles),
    )


def _written(fields: Fields, languages: tuple[str, ...]) -> Complaints:
    phone, shown = _phone(fields)
    return Complaints(
        address=_address(fields),
        email=fields.parsed("email", _EMAIL, email_address, "an e-mail address") or "",
        phone=phone,
        shown=shown,
        department=fields.by_language("department", languages, "department: ...", required=False),
        procedure=(fields.optional_text("procedure", "procedure: complaints/make-a-complaint") or "").strip("/"),
        regulators=tuple(_regulator(item, languages) for item in fields.tables("regulators", _REGULATORS)),
    )


def _regulator(fields: Fields, languages: tuple[str, ...]) -> Regulator:
    fields.text("website", _WEBSITE)
    phone, shown = _phone(fields)
    regulator = Regulator(
        name=fields.by_language("name", languages, "name: Ministry of Money"),
        address=_address(fields),
        website=fields.parsed("website", _WEBSITE, _website, "the address of a site") or "",
        phone=phone,
        shown=shown,
    )
    fields.close()
    return regulator


def _phone(fields: Fields) -> tuple[str, str]:
    number = fields.parsed("phone", _PHONE, parse_phone, "a telephone number with its country code") or ""
    return number, shown_phone(number) if number else ""


def _address(fields: Fields) -> tuple[str, ...]:
    written = fields.optional_text("address", _POST) or ""
    return tuple(line.strip() for line in written.splitlines() if line.strip())


def _website(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("write it in full, with https://")
    return text
