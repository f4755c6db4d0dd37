"""frontdesk hours: what pages and acknowledgements say, from the same calendars."""

import json

import pytest

from tests.commands.conftest import Run
from tests.project import Project


def test_one_line_says_for_each_channel_whether_somebody_is_there(run: Run) -> None:
    """Channels that are not offered are left out."""
    ran = run("hours", "--at", "2026-11-23T10:00-05:00")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "phone  open   until 2026-11-23T17:00:00-05:00  (America/New_York)\n"
        "email  open   until 2026-11-23T17:00:00-05:00  (America/New_York)\n"
        "form   open   until 2026-11-23T17:00:00-05:00  (America/New_York)\n"
    )


def test_a_closed_channel_says_when_it_opens(run: Run) -> None:
    """On the desk's clock, whatever offset was asked in."""
    ran = run("hours", "--channel", "phone", "--at", "2026-11-21T23:00+01:00")
    assert (ran.code, ran.out) == (0, "phone  closed opens 2026-11-23T09:00:00-05:00  (America/New_York)\n")


def test_json_has_the_response_times_too(run: Run) -> None:
    """For programs: one object a channel."""
    ran = run("hours", "--channel", "form", "--at", "2026-11-23T10:00-05:00", "--json")
    assert json.loads(ran.out) == [
        {
            "channel": "form",
            "calendar": "office",
            "at": "2026-11-23T10:00:00-05:00",
            "open": True,
            "closes": "2026-11-23T17:00:00-05:00",
            "opens": "2026-11-24T09:00:00-05:00",
            "time_zone": "America/New_York",
            "reason": None,
            "parts": {},
            "response_time": {"request": "1 business day", "complaint": "2 business days"},
        }
    ]


def test_holidays_of_the_asked_year_count(run: Run, project: Project) -> None:
    """Thanksgiving Day of a year far ahead is closed as well."""
    week = "      monday-friday: 09:00-17:00\n"
    project.change("site_config.yml", week, week + "    holidays:\n      country: US\n")
    for day, opens in (("2026-11-26", "2026-11-27"), ("2031-11-27", "2031-11-28")):
        ran = run("hours", "--channel", "phone", "--at", f"{day}T10:00-05:00")
        assert ran.out == f"phone  closed opens {opens}T09:00:00-05:00  (America/New_York, Thanksgiving Day)\n"


SEVERAL = """\
  madrid:
    time_zone: Europe/Madrid
    weekly:
      monday-friday: 09:00-18:00
  around-the-clock:
    time_zone: UTC
    weekly:
      daily: 24 hours
  everywhere:
    any_of: [office, madrid]
"""


@pytest.mark.parametrize(
    ("calendar", "line"),
    [
        ("everywhere", "everywhere open   until 2026-11-23T17:00:00-05:00  (America/New_York)\n"),
        ("madrid", "madrid open   until 2026-11-23T18:00:00+01:00  (Europe/Madrid)\n"),
        ("around-the-clock", "around-the-clock open   around the clock  (UTC)\n"),
    ],
)
def test_any_calendar_is_asked_by_its_name(run: Run, project: Project, calendar: str, line: str) -> None:
    """Also one that no channel uses, one made of several, and one that never closes (row P2)."""
    project.change("site_config.yml", "hours:\n  office:\n", f"hours:\n{SEVERAL}  office:\n")
    ran = run("hours", "--calendar", calendar, "--at", "2026-11-23T17:59+01:00")
    assert (ran.code, ran.err, ran.out) == (0, "", line)


def test_json_of_several_desks_says_which_of_them_is_open(run: Run, project: Project) -> None:
    """On the clock of the first one; a calendar promises nothing, and so has no response times."""
    project.change("site_config.yml", "hours:\n  office:\n", f"hours:\n{SEVERAL}  office:\n")
    ran = run("hours", "--calendar", "everywhere", "--at", "2026-11-24T03:30-05:00", "--json")
    assert json.loads(ran.out) == [
        {
            "channel": None,
            "calendar": "everywhere",
            "at": "2026-11-24T03:30:00-05:00",
            "open": True,
            "closes": "2026-11-24T17:00:00-05:00",
            "opens": "2026-11-25T03:00:00-05:00",
            "time_zone": "America/New_York",
            "reason": None,
            "parts": {"office": False, "madrid": True},
            "response_time": {},
        }
    ]


def test_an_unknown_calendar_is_refused_with_those_that_there_are(run: Run) -> None:
    """As an unknown channel is."""
    ran = run("hours", "--calendar", "paris")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "the settings have no calendar 'paris': use one of office\n"


def test_broken_settings_are_explained(run: Run, project: Project) -> None:
    """The same message as everywhere."""
    project.change("site_config.yml", "America/New_York", "America/New_Yorc")
    ran = run("hours")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(
        "site_config.yml:19: 'America/New_Yorc' is not a time zone [bad-value]\n"
        "    fix: write 'time_zone: America/New_York'\n"
    )
