"""Hours, response times and addresses are written once, and every page says the same (rows P2, P3, R1, R6, E10)."""

import json
from datetime import UTC, datetime

import pytest

from tests.project import Project, parsed

WEEK = """\
      monday-friday: 09:00-12:00, 13:00-17:00
      saturday: 22:00-02:00
    exceptions:
      - date: 2026-11-20
        hours: closed
      - date: 2026-12-24
        hours: 09:00-11:00
        reason:
          en: Christmas Eve
          es: Nochebuena
"""
FORM = """\
  form:
    hours: office
"""
POST = """\
  post:
    address: |
      A & B
      <Main> Street
    hours: office
"""


def test_hours_on_the_page_are_those_of_the_settings(project: Project) -> None:
    """Row P2: the page shows weekly hours, the zone, the special days ahead, and voicemail outside the hours (row P3)."""
    project.change("site_config.yml", "      monday-friday: 09:00-17:00\n", WEEK)
    files = project.build().files
    rows = [row.get_text(" | ", strip=True) for row in parsed(files["hours/index.html"]).select("article tr")]
    assert rows == [
        "Monday to Friday | 9:00\xa0AM to 12:00\xa0PM and 1:00\xa0PM to 5:00\xa0PM",
        "Saturday | 10:00\xa0PM to 2:00\xa0AM",
        "Sunday | closed",
        "Date | Reason | Hours",
        "Thu, Dec 24, 2026 | Christmas Eve | 9:00\xa0AM to 11:00\xa0AM",
        "Requests | Complaints",
        "By phone | 1 business day | 2 business days",
        "By e-mail | 1 business day | 2 business days",
        "Through the contact form | 1 business day | 2 business days",
    ]
    text = parsed(files["hours/index.html"]).get_text(" ", strip=True)
    assert (
        "All times are on the clock of New York. Outside these hours you can leave a voicemail; we call back." in text
    )
    assert "These are estimates of when a person will answer, not guarantees." in text
    spanish = parsed(files["es/hours/index.html"]).get_text(" ", strip=True)
    assert "Lunes a viernes de 9:00\xa0a.\xa0m. a 12:00\xa0p.\xa0m. y de 1:00\xa0p.\xa0m. a 5:00\xa0p.\xa0m." in spanish
    assert "jue, 24 de dic de 2026 Nochebuena de 9:00\xa0a.\xa0m. a 11:00\xa0a.\xa0m." in spanish


def test_special_days_that_come_soon_stand_on_every_page(project: Project) -> None:
    """Row P2: below the week, for two weeks ahead; a script finds out which row is today's from what stands beside it."""
    soon = WEEK.replace("2026-11-20", "2026-11-27")
    project.change("site_config.yml", "      monday-friday: 09:00-17:00\n", soon)
    week = project.page("es/account/open-it/index.html").select_one(".fd-contact table")
    assert week is not None
    assert [row.get_text(" | ", strip=True) for row in week.select("tr")] == [
        "Lunes a viernes | de 9:00\xa0a.\xa0m. a 12:00\xa0p.\xa0m. y de 1:00\xa0p.\xa0m. a 5:00\xa0p.\xa0m.",
        "Sábado | de 10:00\xa0p.\xa0m. a 2:00\xa0a.\xa0m.",
        "Domingo | cerrado",
        "vie, 27 de nov de 2026 | cerrado",
    ]
    assert [row.get("data-days") for row in week.select("tr")] == ["01234", "5", "6", None]
    assert (week["data-zone"], week["data-special"]) == ("America/New_York", "2026-11-27 2026-12-24")


def test_hours_can_be_taken_along(project: Project) -> None:
    """Row P2: the file for calendars of this language, its address to subscribe to, and the file for apps."""
    for page, prefix in (("hours/index.html", ""), ("es/hours/index.html", "es/")):
        links = [str(link["href"]) for link in project.page(page).select("article .fd-on-screen a")]
        contact = "../../contact.json" if prefix else "../contact.json"
        assert links == ["../hours.ics", f"webcal://help.sample.example/{prefix}hours.ics", contact]


def test_a_desk_without_phone_or_voicemail_promises_neither(project: Project) -> None:
    """What is left out of the settings is on no page."""
    project.change("site_config.yml", "    voicemail: true\n", "")
    assert all(b"voicemail" not in data for path, data in project.build().files.items() if path.endswith(".html"))
    project.change("site_config.yml", '  phone:\n    number: "+1 212 555 0142"\n    hours: office\n', "")
    assert all(b"tel:" not in data for path, data in project.build().files.items() if path.endswith(".html"))


def test_the_postal_address_stands_beside_the_form(project: Project) -> None:
    """Row E10: who would rather write on paper finds the address on the same page; line by line, as text."""
    project.change("site_config.yml", FORM, FORM + POST)
    address = project.page("contact/index.html").select_one(".fd-post .fd-address")
    assert address is not None
    assert list(address.stripped_strings) == ["A & B", "<Main> Street"]


@pytest.mark.parametrize(
    ("language", "action"), [("en", "../_desk/requests?language=en"), ("es", "../../_desk/requests?language=es")]
)
def test_the_form_goes_to_the_backend_beside_the_site(project: Project, language: str, action: str) -> None:
    """It needs no account (row L1) and says in which language its errors are to be."""
    form = project.page(f"{'es/' if language == 'es' else ''}contact/index.html").select_one("main form")
    assert form is not None
    assert (form["method"], form["action"]) == ("post", action)


def test_a_backend_elsewhere_is_where_the_form_goes(project: Project) -> None:
    """And the content security policy allows it, and nothing more."""
    project.change("site_config.yml", FORM, FORM + "    endpoint: https://requests.sample.example/desk\n")
    page = project.page("contact/index.html")
    form, policy = page.select_one("main form"), page.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert form is not None
    assert policy is not None
    assert form["action"] == "https://requests.sample.example/desk/_desk/requests?language=en"
    assert "form-action 'self' https://requests.sample.example;" in str(policy["content"])
    assert "connect-src 'self' https://requests.sample.example;" in str(policy["content"])


def test_a_desk_in_one_language_has_no_language_switch(tmp_path_factory: pytest.TempPathFactory) -> None:
    """There is nothing to switch to."""
    project = Project.good(tmp_path_factory.mktemp("one"), "en")
    files = project.build().files
    assert not [path for path in files if path.startswith("es/")]
    assert parsed(files["index.html"]).select("nav.fd-tools a") == []


def test_the_404_page_works_at_any_depth(project: Project) -> None:
    """A server shows it at any address: all that it asks for starts at the root of the site."""
    project.change("site_config.yml", "https://help.sample.example/", "https://sample.example/help/")
    files = project.build().files
    for path in ("404.html", "es/404.html"):
        page = parsed(files[path])
        addresses = [str(element.get("href") or element.get("src")) for element in page.select("[href], script[src]")]
        inside = [address for address in addresses if not address.startswith(("#", "tel:", "mailto:"))]
        assert inside
        assert all(address.startswith("/help/") for address in inside), inside


SEVERAL = """\
  madrid:
    time_zone: Europe/Madrid
    weekly:
      monday-friday: 09:00-15:00
    holidays: {country: ES, subdivision: MD, observe: [Inmaculada Concepción]}
  everywhere:
    any_of: [office, madrid]
"""


def test_a_desk_of_several_places_is_told_place_by_place(project: Project) -> None:
    """Row P2: each week on its own clock, special days with their place; for scripts and apps all openings together."""
    project.change("site_config.yml", "    voicemail: true\n", "")
    project.change("site_config.yml", '0142"\n    hours: office\n', '0142"\n    hours: everywhere\n')
    project.change("site_config.yml", "hours:\n  office:\n", f"hours:\n{SEVERAL}  office:\n")
    files = project.build().files
    section = parsed(files["es/hours/index.html"]).select("article section")[0]
    assert [row.get_text(" | ", strip=True) for row in section.select("tr")] == [
        "Lunes a viernes (Nueva York) | de 9:00\xa0a.\xa0m. a 5:00\xa0p.\xa0m.",
        "Lunes a viernes (Madrid) | de 9:00\xa0a.\xa0m. a 3:00\xa0p.\xa0m.",
        "Fecha | Motivo | Horario",
        "mar, 8 de dic de 2026 | Madrid: Inmaculada Concepción | cerrado",
    ]
    assert "Cada horario está en la hora del lugar indicado al lado." in section.get_text(" ", strip=True)
    published = json.loads(files["desk.json"])["calendars"]["everywhere"]
    monday = [datetime.fromtimestamp(minute * 60, UTC).isoformat() for minute in published["openings"][1]]
    assert (published["zone"], monday) == (
        "America/New_York",
        ["2026-11-23T08:00:00+00:00", "2026-11-23T22:00:00+00:00"],
    )
