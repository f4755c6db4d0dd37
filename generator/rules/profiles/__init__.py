"""The profiles of the settings and a site -> a finding for each row that its check does not find met (rows P1 to R5).

A check looks at what is written in the project. It never says that a rule is complied with, and that nothing was found
says no more than that.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from desk.bundle import AckTemplate
from desk.finding import Finding
from desk.profiles.model import Row
from desk.profiles.reading import read_profile
from generator.content import Site
from generator.rules.profiles.assistant import untested_assistant
from generator.rules.profiles.channels import no_email, no_paper, no_phone, no_voicemail, other_domain
from generator.rules.profiles.checked import Check, Checked
from generator.rules.profiles.complaints import (
    bare_procedure,
    no_procedure,
    nowhere_to_complain,
    shorter_acknowledgement,
    slower_than_law,
)
from generator.rules.profiles.languages import languages_left_out
from generator.rules.profiles.locked_out import no_way_in
from generator.rules.profiles.phone_hours import short_phone_hours

# By the name that a row gives its check.
CHECKS: Mapping[str, Check] = {
    "acknowledgement": shorter_acknowledgement,
    "assistant": untested_assistant,
    "complaints": nowhere_to_complain,
    "languages": languages_left_out,
    "locked-out": no_way_in,
    "own-domain": other_domain,
    "paper": no_paper,
    "phone": no_phone,
    "phone-hours": short_phone_hours,
    "procedure": no_procedure,
    "procedure-text": bare_procedure,
    "promise": slower_than_law,
    "text-channel": no_email,
    "voicemail": no_voicemail,
}

# Those that look at the settings and at nothing else.
OF_SETTINGS = frozenset(
    {
        "assistant",
        "complaints",
        "own-domain",
        "paper",
        "phone",
        "phone-hours",
        "procedure",
        "promise",
        "text-channel",
        "voicemail",
    }
)


def profile_findings(site: Site, templates: Mapping[str, Mapping[str, AckTemplate]], today: date) -> Iterator[Finding]:
    """Everything that a check of a profile in force finds."""
    return _findings(site, templates, today, CHECKS)


def settings_findings(site: Site, today: date) -> Iterator[Finding]:
    """The same by the checks that look at the settings alone; `site` needs no questions."""
    return _findings(site, {}, today, OF_SETTINGS)


def _findings(
    site: Site, templates: Mapping[str, Mapping[str, AckTemplate]], today: date, checks: Collection[str]
) -> Iterator[Finding]:
    for name in site.settings.profiles:
        checked = Checked(site=site, settings=site.settings, templates=templates, today=today, profile=name)
        for row in read_profile(name).rows:
            if row.check in checks:
                yield from row_findings(row, checked)


def row_findings(row: Row, checked: Checked) -> Iterator[Finding]:
    """What the check of one row finds; nothing for a row that has none."""
    if row.check:
        yield from CHECKS[row.check](checked, row)
