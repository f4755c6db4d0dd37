"""The site_config.yml for a project that has none, and the lines of it that a person must change."""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding
from desk.place import Place
from desk.settings import SETTINGS_FILE
from generator.importing.conversion import quoted
from generator.importing.naming import title

_MARK = "  # change:"
_TEXT = """\
# The one file an owner of this desk edits. It was written by `frontdesk import`: before you publish,
# change the lines that say so. Every key is explained in docs/running/settings.md.

organisation:
  name: {name}  # change: the name of your company
  site_url: https://help.example.com/  # change: the address at which the site will be published

languages:
  default: {language}
  offered: [{language}]

channels:
  email:
    address: support@example.com  # change: the address that your customers write to
    hours: office
  form:
    hours: office

hours:
  office:
    time_zone: UTC  # change: your time zone, such as America/New_York
    weekly:
      monday-friday: 09:00-17:00  # change: when somebody answers

response_times:
  form:
    request: 1 business day  # change: how soon you answer
    complaint: 2 business days  # change: how soon you answer a complaint

topics:
  - id: other
    name: Something else
    queue: general

responsible:
  - role: Head of Customer Service  # change: the role that answers for customer service
    contact: head-of-service@example.com  # change: how to reach that person
    from: {today}
"""


def starter_settings(project_name: str, language: str, today: date) -> str:
    """Settings that can be built with at once, and that nobody could mistake for finished."""
    return _TEXT.format(name=quoted(title(project_name) or "Your company"), language=language, today=today.isoformat())


def starter_findings(text: str) -> Iterator[Finding]:
    """One finding for each line to change."""
    for number, line in enumerate(text.split("\n"), start=1):
        if _MARK in line:
            setting, _, wanted = line.partition(_MARK)
            message = f"'{setting.strip().removeprefix('- ')}' is a placeholder"
            place = Place(SETTINGS_FILE, number)
            fix = f"write{wanted}, and take the comment out"
            yield Finding(place=place, rule="starter-settings", message=message, fix=fix, severity="warning")
