"""Checks of the ways to reach the desk (rows P1, P3, E1, E2, E10)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from desk.calendar import is_open, next_opening
from desk.finding import Finding
from desk.profiles.model import Row
from generator.rules.profiles.checked import Checked

_COUNTRY = 2
# Below these of a country, names are registered: co.uk, com.au, gob.es.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "ltd", "ne", "net", "nom", "or", "org", "plc"})


def no_phone(checked: Checked, row: Row) -> Iterator[Finding]:
    """There is a telephone number; with it stand its hours, on every page."""
    if checked.settings.channels.phone is None:
        fix = (
            f'phone:\n  number: "+1 212 555 0142"\n  hours: {next(iter(checked.settings.calendars))}\n  voicemail: true'
        )
        yield checked.finding(row, "channels", "there is no 'phone:' below 'channels:'", fix, rule="profile-phone")


def no_voicemail(checked: Checked, row: Row) -> Iterator[Finding]:
    """Who calls outside the hours can leave a message; a desk that never closes needs none."""
    phone = checked.settings.channels.phone
    if phone is None or phone.voicemail:
        return
    calendar = checked.settings.calendar("phone")
    noon = checked.noon(calendar.time_zone)
    if not is_open(calendar, noon) or next_opening(calendar, noon) is not None:
        wrong = "nobody can leave a message while the telephone is not answered"
        yield checked.finding(row, "channels.phone", wrong, "voicemail: true", rule="profile-voicemail")


def no_email(checked: Checked, row: Row) -> Iterator[Finding]:
    """There is an e-mail address; chat cannot be declared here."""
    if checked.settings.channels.email is None:
        hours = next(iter(checked.settings.calendars))
        fix = f"email:\n  address: support@{_own(checked)}\n  hours: {hours}"
        wrong = "there is no 'email:' below 'channels:'"
        yield checked.finding(row, "channels", wrong, fix, rule="profile-text-channel")


def no_paper(checked: Checked, row: Row) -> Iterator[Finding]:
    """There is a postal address for complaints."""
    complaints = checked.settings.complaints
    if complaints is None or not complaints.address:
        fix = checked.below_complaints("address: |\n  Your Company, Complaints\n  1 Main Street")
        wrong = "there is no postal address for complaints"
        yield checked.finding(row, "complaints", wrong, fix, rule="profile-paper")


def other_domain(checked: Checked, row: Row) -> Iterator[Finding]:
    """Addresses belong to the site's own domain: that of the desk, from which acknowledgements come, and that for complaints."""
    settings = checked.settings
    email, complaints = settings.channels.email, settings.complaints
    addresses = {"channels.email.address": email.address if email else ""}
    if complaints and "complaints.email" in settings.places:
        addresses["complaints.email"] = complaints.email
    for path, address in addresses.items():
        name, _, domain = address.rpartition("@")
        if address and registrable(domain) != _own(checked):
            wrong = f"'{address}' is not on the domain of the site, {_own(checked)}"
            fix = f"{path.rpartition('.')[2]}: {name}@{_own(checked)}"
            yield checked.finding(row, path, wrong, fix, rule="profile-own-domain")


def _own(checked: Checked) -> str:
    return registrable(urlsplit(checked.settings.organisation.site_url).hostname or "")


def registrable(host: str) -> str:
    """The part of a host name that somebody has registered, as far as one can tell without the list of public suffixes.

    The last two labels, or three where the country has one of the usual second levels: `help.example.com` is `example.com`,
    `help.example.co.uk` is `example.co.uk`. Hosts below a shared name such as `pages.example-host.io` look like one owner's.
    """
    labels = _in_ascii(host.casefold().rstrip(".")).split(".")
    second_level = len(labels[-1]) == _COUNTRY and labels[-2:-1] and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if second_level else -2 :])


def _in_ascii(host: str) -> str:
    """One spelling of a name that has letters beyond ASCII, which mail programs often write as `xn--...`."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
