"""schema.org data of the organisation: how to reach it and when, as the page says it (rows P1, P2)."""

import json
from typing import Any

from tests.project import Project, parsed

HOURS = """\
      monday-thursday: 09:00-12:00, 13:00-17:00
      friday: 24 hours
      saturday: 22:00-02:00
    exceptions:
      - date: 2026-11-25
        hours: 10:00-11:00, 20:00-24:00
      - date: 2026-11-26
        hours: closed
      - date: 2027-06-01
        hours: closed
"""


def data(project: Project, path: str) -> dict[str, Any]:
    """The data of the organisation on a page."""
    scripts = parsed(project.build().files[path]).select('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(str(scripts[0].string))
    return found


def hours(opens: str, closes: str, **when: object) -> dict[str, object]:
    return {"@type": "OpeningHoursSpecification", **when, "opens": opens, "closes": closes}


def on(day: str) -> dict[str, str]:
    return {"validFrom": day, "validThrough": day}


def test_the_home_page_says_how_and_when_to_call(project: Project) -> None:
    """Several intervals a day, past midnight, all day; special days as far ahead as the page shows them; in each language."""
    project.change("site_config.yml", "      monday-friday: 09:00-17:00\n", HOURS)
    for path, prefix in (("index.html", ""), ("es/index.html", "es/")):
        found = data(project, path)
        phone, email, form = found["contactPoint"]
        assert (found["@type"], found["name"], found["url"]) == (
            "Organization",
            "Sample Desk",
            "https://help.sample.example/",
        )
        usual = ["Monday", "Tuesday", "Wednesday", "Thursday"]
        assert phone == {
            "@type": "ContactPoint",
            "contactType": "customer service",
            "telephone": "+12125550142",
            "availableLanguage": ["en", "es"],
            "hoursAvailable": [
                hours("00:00", "23:59", dayOfWeek=["Friday"]),
                hours("09:00", "12:00", dayOfWeek=usual),
                hours("13:00", "17:00", dayOfWeek=usual),
                hours("22:00", "02:00", dayOfWeek=["Saturday"]),
                hours("10:00", "11:00", **on("2026-11-25")),
                hours("20:00", "00:00", **on("2026-11-25")),
                hours("00:00", "00:00", **on("2026-11-26")),
            ],
        }
        assert (email["email"], form["url"]) == (
            "support@sample.example",
            f"https://help.sample.example/{prefix}contact/",
        )
        assert "hoursAvailable" not in email


def test_the_page_of_hours_says_the_hours_of_every_channel(project: Project) -> None:
    """With the special days of a whole year, as they are listed there."""
    project.change("site_config.yml", "      monday-friday: 09:00-17:00\n", HOURS)
    points = data(project, "hours/index.html")["contactPoint"]
    assert points[0]["hoursAvailable"] == points[1]["hoursAvailable"] == points[2]["hoursAvailable"]
    assert points[0]["hoursAvailable"][-1] == hours("00:00", "00:00", **on("2027-06-01"))
