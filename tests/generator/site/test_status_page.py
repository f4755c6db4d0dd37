"""The page on which customers ask how things stand (rows R3, L1), and the pages of a backend at another address."""

import pytest
from bs4 import BeautifulSoup

from desk.bundle import Bundle
from desk.data import from_json
from tests.project import Project, parsed

FORM = "  form:\n    hours: office\n"
ENDPOINT = "    endpoint: https://requests.sample.example/\n"


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("status/index.html", "../_desk/status?language=en"),
        ("es/status/index.html", "../../_desk/status?language=es"),
    ],
)
def test_the_form_needs_no_script_and_no_account(project: Project, path: str, action: str) -> None:
    """Two fields, sent to the backend beside the site; the reference and the code travel in no address."""
    form = project.page(path).select_one("main form")
    assert form is not None
    assert (form["method"], form["action"]) == ("post", action)
    assert [field["name"] for field in form.select("input")] == ["case", "code"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "./status/"),
        ("account/open-it/index.html", "../../status/"),
        ("es/account/open-it/index.html", "../../../es/status/"),
    ],
)
def test_every_page_leads_there(project: Project, path: str, address: str) -> None:
    """From the footer, in the language of the page; where there is a navigation, from there too."""
    page = project.page(path)
    assert page.select_one(f'footer a[href="{address}"]')
    assert not page.select(".fd-navigation") or page.select_one(f'.fd-navigation a[href="{address}"]')


def backend_page(project: Project, language: str) -> BeautifulSoup:
    """A page as the backend draws it."""
    bundle = from_json(project.build().bundle, Bundle)
    return parsed(bundle.shell_in(language).fill({"main": "<p>Here</p>"}))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_backend_elsewhere_draws_pages_that_load_from_the_site(project: Project, language: str) -> None:
    """All that its pages ask for has the site's full address, and their policy allows that address alone."""
    project.change("site_config.yml", FORM, FORM + ENDPOINT)
    page = backend_page(project, language)
    addresses = [str(element.get("href") or element.get("src")) for element in page.select("[href], script[src]")]
    outside = [address for address in addresses if not address.startswith("#")]
    assert outside
    assert all(address.startswith("https://help.sample.example/") for address in outside), outside
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    assert "script-src 'self' https://help.sample.example;" in str(policy["content"])
    assert "style-src 'self' https://help.sample.example;" in str(policy["content"])
    form = page.select_one("form[role=search]")
    assert form is not None
    assert str(form["action"]).startswith("https://help.sample.example/")


def test_a_backend_beside_the_site_draws_pages_that_hold_below_any_path(project: Project) -> None:
    """Nothing in them names the address of the site."""
    assert "sample.example/" not in str(backend_page(project, "en"))
