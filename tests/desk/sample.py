"""A desk whose every line a test may spoil, and what the settings say to it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest

from desk.calendar import Calendar, Hours, SpecialDay
from desk.data import replace
from desk.finding import Finding, FindingsError
from desk.settings import Settings
from desk.settings.reading import settings_from_text
from desk.words import Words
from generator.wordbook import read_words

PROJECT: Final = Path(__file__).parents[2]
# A Saturday.
TODAY: Final = date(2026, 11, 21)

SAMPLE: Final = """\
organisation:
  name: Sample Desk
  site_url: https://help.sample.example/
languages:
  default: en
  offered: [en, es]
channels:
  phone:
    number: "+1 212 555 0142"
    hours: phone
    voicemail: true
  email:
    address: support@sample.example
    hours: office
  form:
    hours: office
hours:
  phone:
    time_zone: America/New_York
    weekly:
      monday-friday: 08:00-20:00
      saturday: 10:00-16:00
  office:
    time_zone: America/New_York
    weekly:
      monday-friday: 09:00-17:00
response_times:
  form:
    request: 1 business day
    complaint: 2 business days
topics:
  - id: access
    name: {en: I cannot sign in, es: No puedo entrar}
    queue: access
    response_time: 4 business hours
  - id: other
    name: {en: Something else, es: Otro asunto}
    queue: general
responsible:
  - role: Head of Customer Service
    contact: head@sample.example
    from: 2026-01-01
"""


def changed(old: str, new: str) -> str:
    """The sample with one text in it replaced; the text has to be there once."""
    assert SAMPLE.count(old) == 1, f"{old!r} is {SAMPLE.count(old)} times in the sample"
    return SAMPLE.replace(old, new)


def accepted(text: str) -> Settings:
    """The settings of a text without a fault."""
    return settings_from_text(text, TODAY)


def findings(text: str) -> Sequence[Finding]:
    """What is wrong with a text."""
    with pytest.raises(FindingsError) as refused:
        settings_from_text(text, TODAY)
    return refused.value.findings


def refused(text: str) -> str:
    """All that a person reads about a text that is refused."""
    return "\n".join(map(str, findings(text)))


def words_in(language: str) -> Words:
    """The product's words in a language."""
    found: list[Finding] = []
    words = read_words([PROJECT / "theme"], language, "en", found)
    assert not found
    return words


def calendar(
    *,
    zone: str = "America/New_York",
    weekdays: Sequence[Hours] = (),
    saturday: Sequence[Hours] = (),
    sunday: Sequence[Hours] = (),
    special: Sequence[SpecialDay] = (),
) -> Calendar:
    """A calendar by its weekdays, its weekend and its special days."""
    weekly = (tuple(weekdays),) * 5 + (tuple(saturday), tuple(sunday))
    return Calendar(name="desk", time_zone=zone, weekly=weekly, special_days={day.day: day for day in special})


def every_day(*hours: Hours, zone: str = "America/New_York", special: Sequence[SpecialDay] = ()) -> Calendar:
    """A calendar whose seven days are alike."""
    return calendar(zone=zone, weekdays=hours, saturday=hours, sunday=hours, special=special)


def without_phone(settings: Settings) -> Settings:
    """The same desk without a telephone."""
    return replace(settings, channels=replace(settings.channels, phone=None))


def at(text: str) -> datetime:
    """An instant in UTC, from ISO 8601 with an offset."""
    return datetime.fromisoformat(text).astimezone(UTC)
