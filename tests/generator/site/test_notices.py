"""What pages show of notices without a script, and what the script is given (rows U1, U2)."""

import json
from typing import Any

import pytest

from tests.project import Project, parsed

# Tests build on Saturday, November 21, 2026.
NOTICES = """\
notices:
  - id: rush
    from: 2026-11-20T00:00[America/New_York]
    to: 2026-11-22T12:00[America/New_York]
    surge: true
    factor: 2
    channels: [form]
    text: {en: Many write <b>now</b>., es: Muchos escriben.}
  - id: phones
    from: 2026-12-01T22:00[America/New_York]
    to: 2026-12-02T02:00[America/New_York]
    channels: [phone]
    text: {en: Phones are serviced., es: Mantenimiento de teléfonos.}
  - id: old
    from: 2026-10-01T22:00[America/New_York]
    to: 2026-10-02T02:00[America/New_York]
    topics: [account]
    response_time: 3 business days
    text: {en: Accounts were slow., es: Las cuentas iban lentas.}
"""
RUSH = "From November 20, 2026, 12:00 AM to November 22, 2026, 12:00 PM (New York time)"
PHONES = "From December 1, 2026, 10:00 PM to December 2, 2026, 2:00 AM (New York time)"
OLD = "From October 1, 2026, 10:00 PM to October 2, 2026, 2:00 AM (New York time)"


@pytest.fixture
def told(project: Project) -> dict[str, bytes]:
    """The files of a site with a notice in force, one to come, and one that is over."""
    project.write("site_config.yml", project.read("site_config.yml") + NOTICES)
    return dict(project.build().files)


def test_every_page_tells_of_today_with_the_dates(told: dict[str, bytes]) -> None:
    """Row U1: without a script the banner is there, escaped, and never wrong, since it says from when until when."""
    pages = [path for path in told if path.endswith(".html")]
    banners = {path: parsed(told[path]).select(".fd-notices[role=status] .fd-notice") for path in pages}
    assert {path: len(found) for path, found in banners.items()} == dict.fromkeys(pages, 1)
    (english,), (spanish,) = banners["account/open-it/index.html"], banners["es/index.html"]
    assert english.get_text() == f"{RUSH}: Many write <b>now</b>. All notices"
    assert spanish.get_text() == (
        "Del 20 de noviembre de 2026 a las 12:00 a.\xa0m. al 22 de noviembre de 2026 a las 12:00 p.\xa0m. "
        "(hora de Nueva York): Muchos escriben. Todos los avisos"
    )
    assert [found[0].a["href"] for path, found in banners.items() if found[0].a and path.endswith("404.html")] == [
        "/notices/",
        "/es/notices/",
    ]


def test_the_contact_block_and_the_hours_tell_the_longer_time(told: dict[str, bytes]) -> None:
    """Row U2: the usual time stays, and below it stands from when until when it takes longer."""
    line = f"{RUSH}, it takes longer: within 2 business days (an estimate)"
    block = parsed(told["account/open-it/index.html"]).select(".fd-contact .fd-slower")
    assert [part.get_text() for part in block] == [f"{RUSH}: Many write <b>now</b>.", line]
    cells = parsed(told["hours/index.html"]).select("td .fd-slower")
    assert [cell.get_text() for cell in cells if cell["data-fd-slower"] == "form"] == [line, line.replace("2 b", "4 b")]
    assert {cell.get_text() for cell in cells if cell["data-fd-slower"] != "form"} == {""}


def test_the_page_of_notices_has_all_of_them(told: dict[str, bytes]) -> None:
    """Row U1: in force, planned, and past, each with its dates and what it is about; a line where there is none."""
    page = parsed(told["notices/index.html"])
    lists = {
        found["data-fd-notice-list"]: [item.get_text(" | ") for item in found("li")]
        for found in page.select(".fd-notice-list")
    }
    assert {state: lists[state] for state in ("current", "planned", "past")} == {
        "current": [
            f"{RUSH} | Many write <b>now</b>. | About: Contact form | Response times: 2 times as long as usual"
        ],
        "planned": [
            f"{PHONES} | Phones are serviced. | About: Phone",
        ],
        "past": [
            f"{OLD} | Accounts were slow. | About: Accounts | Response time: 3 business days (an estimate)",
        ],
    }


def test_the_script_is_given_words_and_no_rules(told: dict[str, bytes]) -> None:
    """Rows U1, U2: what is not over, and each time that is longer, in minutes and in each language."""
    desk: dict[str, Any] = json.loads(told["desk.json"])
    assert [notice["id"] for notice in desk["notices"]] == ["rush", "phones"]
    assert (
        desk["notices"][0]["ends"]["es"] == "Hasta el domingo 22 de noviembre a las 12:00 p.\xa0m. (hora de Nueva York)"
    )
    slower = [(one["channel"], one["kind"], one["topic"], one["surge"], one["text"]["en"]) for one in desk["slower"]]
    assert slower == [
        ("form", "request", "", True, "2 business days"),
        ("form", "complaint", "", True, "4 business days"),
    ]


def test_a_topic_that_is_not_slower_says_so(project: Project) -> None:
    """Row U2: where all others are, a topic with a longer time of its own keeps it."""
    project.change(
        "site_config.yml", "    queue: general\n", "    queue: general\n    response_time: 5 business days\n"
    )
    project.write(
        "site_config.yml",
        project.read("site_config.yml") + NOTICES.replace("factor: 2", "response_time: 3 business days"),
    )
    desk = json.loads(project.build().files["desk.json"])
    requests = [one for one in desk["slower"] if one["kind"] == "request"]
    assert [(one["topic"], one["text"] and one["text"]["en"]) for one in requests] == [
        ("", "3 business days"),
        ("account", None),
    ]
