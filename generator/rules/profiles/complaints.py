"""Checks of how complaints are taken and answered (rows F3, F5, E5, R5)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from desk.calendar import add
from desk.channels import ChannelName
from desk.duration import Duration
from desk.finding import Finding
from desk.legal import legal_clocks
from desk.place import Place
from desk.profiles.clocks import LAST_SECOND, LegalClock
from desk.profiles.model import Row
from desk.profiles.reading import read_profile
from desk.profiles.regulator import Regulator
from generator.rules.profiles.channels import registrable
from generator.rules.profiles.checked import Checked

# So that each weekend and holiday of the desk falls into the time of a promise.
DAYS_TRIED = 366
_TO_PASTE = {
    "address": "address: |\n  Your Company, Complaints\n  1 Main Street",
    "email": "email: complaints@your-company.com",
    "phone": 'phone: "+1 212 555 0142"',
}
# What the answer about complaints has to say, found by the tags that say it in every language; and the tags to paste.
_SAID = {
    "no desk tag that says where complaints go": (
        re.compile(r"\{\{\s*(contact_form|email|postal_address)\b"),
        "{{ contact_form }}, {{ email }}, {{ postal_address }}",
    ),
    "no desk tag that says how long complaints take": (
        re.compile(r"\{\{\s*response_time\s+\w+\s+complaint\b"),
        "{{ response_time form complaint }}",
    ),
}
_NAMED = {"address": "postal address", "email": "e-mail address", "phone": "telephone number"}


def nowhere_to_complain(checked: Checked, row: Row) -> Iterator[Finding]:
    """Every page says where complaints go: by post, by e-mail, by telephone. The regulator comes from the profile."""
    complaints = checked.settings.complaints
    for key, line in _TO_PASTE.items():
        if not getattr(complaints, key):
            wrong = f"there is no {_NAMED[key]} for complaints"
            fix = checked.below_complaints(line)
            yield checked.finding(row, "complaints", wrong, fix, rule="profile-complaints")
    regulator = read_profile(checked.profile).regulator
    if complaints and regulator and not any(_same(regulator, other) for other in complaints.regulators):
        path = "complaints.regulators"
        wrong = f"'regulators:' has taken the place of {regulator.named('en')}, and does not name it"
        names = ", ".join(f"{language}: {regulator.named(language)}" for language in checked.settings.languages.offered)
        fix = f"- name: {{{names}}}\n  website: {regulator.website}"
        yield checked.finding(row, path, wrong, fix, rule="profile-complaints")


def _same(one: Regulator, other: Regulator) -> bool:
    """By website or by name: an office may have moved to another."""
    hosts = [registrable(urlsplit(found.website).hostname or "") for found in (one, other)]
    return hosts[0] == hosts[1] or not {*one.name.values()}.isdisjoint(other.name.values())


def no_procedure(checked: Checked, row: Row) -> Iterator[Finding]:
    """An answer tells how complaints are handled, and every page links to it."""
    complaints = checked.settings.complaints
    if complaints and not complaints.procedure:
        wrong = "no answer is named that tells how complaints are handled"
        fix = checked.below_complaints("procedure: complaints/make-a-complaint")
        yield checked.finding(row, "complaints", wrong, fix, rule="profile-procedure")


def shorter_acknowledgement(checked: Checked, row: Row) -> Iterator[Finding]:
    """The acknowledgement of a complaint has these fields too, at least where they hold something."""
    for language, kinds in checked.templates.items():
        template = kinds["complaint"]
        for part, text in {"body.txt": template.text, "body.html": template.html}.items():
            for name in row.fields:
                if text and not re.search(rf"{{{{[^}}]*\b{name}\b", text):
                    place = Place(f"ack_templates/{language}/complaint.{part}")
                    fix = f"{{% if {name} %}}\n{{{{ {name} }}}}\n{{% endif %}}"
                    wrong = f"this does not show {{{{ {name} }}}}"
                    yield checked.finding(row, place, wrong, fix, rule="profile-acknowledgement")


def slower_than_law(checked: Checked, row: Row) -> Iterator[Finding]:
    """No published response time for complaints is longer than a legal clock of the profile."""
    settings = checked.settings
    for clock in legal_clocks(settings, "complaint"):
        if clock.profile != checked.profile or not clock.told:
            continue
        for channel in settings.channels.offered:
            duration = settings.response_times[channel]["complaint"]
            if _slower(checked, channel, duration, clock):
                wrong = f"complaints are answered within {duration}, which can be later than {clock.duration}"
                # What is left out is that of the form, and a finding is shown once.
                own = f"response_times.{channel}"
                path = f"{own}.complaint" if own in settings.places else "response_times.form.complaint"
                fix = f"complaint: {_longest(checked, channel, clock)}"
                yield checked.finding(row, path, wrong, fix, rule="profile-promise")


def _slower(checked: Checked, channel: ChannelName, duration: Duration, clock: LegalClock) -> bool:
    calendar = checked.settings.calendar(channel)
    # What comes in after hours waits longest: the desk counts from the next day on, and the clock from this one.
    first = datetime.combine(checked.today, LAST_SECOND, ZoneInfo(calendar.time_zone))
    tried = (first + timedelta(days=number) for number in range(DAYS_TRIED))
    return any(add(calendar, at, duration) > clock.due(calendar, at) for at in tried)


def _longest(checked: Checked, channel: ChannelName, clock: LegalClock) -> Duration:
    """What may be promised: in the clock's own unit, or else the least that can be."""
    amounts = range(clock.duration.amount, 0, -1)
    tried = (Duration(amount, clock.duration.unit) for amount in amounts)
    return next((one for one in tried if not _slower(checked, channel, one, clock)), Duration(1, "business hours"))


def bare_procedure(checked: Checked, row: Row) -> Iterator[Finding]:
    """The answer that tells how complaints are handled says where they go and how long they take, by desk tags."""
    complaints = checked.settings.complaints
    for language in checked.site.languages:
        question = checked.site.questions[language].get(complaints.procedure) if complaints else None
        for what, (found, fix) in _SAID.items() if question else ():
            if question and not found.search(question.body):
                place = Place(question.file, question.body_line)
                yield checked.finding(row, place, f"this answer has {what}", fix, rule="profile-procedure-text")
