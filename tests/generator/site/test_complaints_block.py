"""Where complaints go stands at the foot of every page, beside the way to the regulator (row F3)."""

import pytest
from bs4 import BeautifulSoup, Tag

from desk.bundle import Bundle
from desk.data import from_json
from desk.finding import FindingsError
from generator.build import Built
from tests.project import Project, parsed

POST = "Example Exchange, Customer Service|100 Sample Street, Floor 12|New York, NY 10004|United States"
DFS = "New York State Department of Financial Services|One State Street|New York, NY 10004-1511"
ENGLISH = [
    "You can complain to us, free of charge:",
    "Phone: |+1 212-555-0142",
    "E-mail: |complaints@example-exchange.com",
    "How we handle complaints",
    f"Post: |{POST}",
    "You may also bring your complaint to the New York State Department of Financial Services:",
    "Phone: |1-800-342-3736",
    "Website: |www.dfs.ny.gov/complaint",
    f"Post: |{DFS}",
]
SPANISH = [
    "Puede presentarnos una queja, sin ningún costo:",
    "Teléfono: |+1 212-555-0142",
    "Correo electrónico: |complaints@example-exchange.com",
    "Cómo tramitamos las quejas",
    f"Correo postal: |{POST}",
    "También puede presentar su queja ante este organismo: Departamento de Servicios Financieros del Estado de Nueva York.",
    "Teléfono: |1-800-342-3736",
    "Sitio web: |www.dfs.ny.gov/complaint",
    f"Correo postal: |{DFS}",
]
COMPLAINTS = """\
complaints:
  address: |
    A & B
    <Main> Street
  department:
    en: "Complaints & \\"Care\\""
    es: Quejas
  procedure: /account/open-it/
"""
REGULATORS = """\
complaints:
  address: 1 Main Street
  regulators:
    - name: {en: Ombudsman, es: Defensor}
      website: https://www.ombudsman.example/es/
      phone: "+44 800 023 4567"
    - name: {en: Ministry, es: Ministerio}
      website: http://ministry.ny.gov
      address: 1 Ministry Street
profiles: [nydfs]
"""
WRONG = """\
complaints:
  email: not an address
  regulators:
    - name: {en: Ombudsman, es: Defensor}
    - {name: {en: Ministry, es: Ministerio}, website: www.ministry.ny.gov}
"""


def block(page: BeautifulSoup) -> Tag | None:
    return page.select_one("footer section.fd-complaints")


def lines(page: BeautifulSoup) -> list[str]:
    """The sentences and ways of the block, the parts of each with a bar between them."""
    found = block(page)
    assert found
    return ["|".join(part for text in line.strings if (part := text.strip("\n"))) for line in found.select("p, li")]


def test_every_page_says_where_complaints_go(demo: Built) -> None:
    """Postal, e-mail and telephone of the firm, that one may go to DFS, and how to reach it (row F3)."""
    pages = {path: parsed(data) for path, data in demo.files.items() if path.endswith(".html") and b"<main" in data}
    expected = {path: SPANISH if path.startswith("es/") else ENGLISH for path in pages}
    # Pages at old addresses only lead on to the new ones.
    moved = {path for path, page in pages.items() if page.select_one('meta[http-equiv="refresh"]')}
    assert {path: lines(page) for path, page in pages.items() if path not in moved} == {
        path: text for path, text in expected.items() if path not in moved
    }


def test_pages_of_the_backend_say_it_too(demo: Built) -> None:
    """Confirmation, status and errors are drawn in the same house (row F3)."""
    bundle = from_json(demo.bundle, Bundle)
    pages = {language: parsed("".join(bundle.shells[language].fill({}))) for language in ("en", "es")}
    assert {language: lines(page) for language, page in pages.items()} == {"en": ENGLISH, "es": SPANISH}


def test_the_numbers_can_be_tapped_and_the_answer_opened(demo: Built) -> None:
    """From a page of any depth, in its own language."""
    found = block(parsed(demo.files["es/complaints/make-a-complaint/index.html"]))
    assert found
    assert [link["href"] for link in found.select("a")] == [
        "tel:+12125550142",
        "mailto:complaints@example-exchange.com",
        "../../../es/complaints/make-a-complaint/",
        "tel:+18003423736",
        "https://www.dfs.ny.gov/complaint",
    ]


def test_without_settings_and_profile_there_is_no_block(project: Project) -> None:
    """Nobody is told of a regulator that is not theirs."""
    assert block(project.page("index.html")) is None


def test_what_is_set_for_complaints_replaces_the_channels(project: Project) -> None:
    """What is left out is that of the channels, and everything is escaped (row F3)."""
    project.write("site_config.yml", project.read("site_config.yml") + COMPLAINTS)
    assert lines(project.page("index.html")) == [
        "You can complain to us, free of charge:",
        "Phone: |+1 212-555-0142",
        "E-mail: |support@sample.example",
        "How we handle complaints",
        'Post: |Complaints & "Care"|A & B|<Main> Street',
    ]


def test_regulators_of_the_settings_replace_those_of_the_profile(project: Project) -> None:
    """An office that has moved within its site, and one of another place beside it (row F3)."""
    project.write("site_config.yml", project.read("site_config.yml") + REGULATORS)
    assert lines(project.page("es/index.html"))[4:] == [
        "También puede presentar su queja ante este organismo: Defensor.",
        "Teléfono: |+44 800 023 4567",
        "Sitio web: |www.ombudsman.example/es",
        "También puede presentar su queja ante este organismo: Ministerio.",
        "Sitio web: |ministry.ny.gov",
        "Correo postal: |1 Ministry Street",
    ]


def test_what_is_wrong_below_complaints_is_refused(project: Project) -> None:
    """Each with its line and a line to paste."""
    text = project.read("site_config.yml")
    project.write("site_config.yml", text + WRONG)
    line = text.count("\n")
    with pytest.raises(FindingsError) as caught:
        project.build()
    assert str(caught.value) == (
        f"site_config.yml:{line + 2}: 'not an address' is not an e-mail address [bad-value]\n"
        "    fix: email: complaints@your-company.com\n"
        f"site_config.yml:{line + 4}: 'website' is missing in 'complaints.regulators.0' [missing-key]\n"
        "    fix: website: https://www.regulator.example/\n"
        f"site_config.yml:{line + 5}: 'www.ministry.ny.gov' is not the address of a site: "
        "write it in full, with https:// [bad-value]\n"
        "    fix: website: https://www.regulator.example/"
    )
