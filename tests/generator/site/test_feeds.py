"""Files that search engines and old links read: sitemap, robots, redirects."""

from xml.etree import ElementTree as ET

from generator.build import Built
from tests.project import Project, parsed, question

NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_the_sitemap_lists_every_page_that_may_be_listed(demo: Built) -> None:
    """It is XML; each address once; each is a page of the site; search, 404 and redirects are left out."""
    root = ET.fromstring(demo.files["sitemap.xml"])  # noqa: S314 - we wrote it ourselves
    base = demo.site.settings.organisation.site_url
    listed = [str(address.text) for address in root.findall("s:url/s:loc", NAMESPACES)]
    assert all(address.startswith(base) and address.endswith("/") for address in listed)
    files = {address.removeprefix(base) + "index.html" for address in listed}
    assert len(files) == len(listed)
    pages = {path for path, data in demo.files.items() if path.endswith("index.html") and b'"refresh"' not in data}
    assert files == pages - {"search/index.html", "es/search/index.html"}


def test_the_sitemap_names_the_other_language_and_the_last_review(project: Project) -> None:
    """Both ways, with the day on which a person last read the answer."""
    root = ET.fromstring(project.build().files["sitemap.xml"])  # noqa: S314 - we wrote it ourselves
    entries = {str(entry.findtext("s:loc", "", NAMESPACES)): entry for entry in root}
    both = {
        "en": "https://help.sample.example/account/open-it/",
        "es": "https://help.sample.example/es/account/open-it/",
    }
    for address in both.values():
        entry = entries[address]
        assert {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMESPACES)} == both
        assert entry.findtext("s:lastmod", "", NAMESPACES) == "2026-11-01"


def test_an_address_with_an_ampersand_is_escaped(project: Project) -> None:
    """A sitemap is XML whatever the address of the site is."""
    project.change("site_config.yml", "https://help.sample.example/", "https://help.sample.example/a&b/")
    root = ET.fromstring(project.build().files["sitemap.xml"])  # noqa: S314 - we wrote it ourselves
    assert root[0].findtext("s:loc", "", NAMESPACES) == "https://help.sample.example/a&b/"


def test_robots_may_read_everything_but_the_backend(project: Project) -> None:
    """And learn where the sitemap is."""
    assert project.build().files["robots.txt"].decode() == (
        "User-agent: *\nDisallow: /_desk/\nSitemap: https://help.sample.example/sitemap.xml\n"
    )


def test_an_old_address_leads_to_the_question(project: Project) -> None:
    """Without a script, and told to search engines; from any depth, in each language."""
    project.answer("Sign up.", "redirect_from: [join, old/pages/Join Us.html]")
    project.answer("Regístrese.", "redirect_from: [alta]", language="es")
    files = project.build().files
    for path, target, canonical in (
        ("join/index.html", "../account/open-it/", "account/open-it/"),
        ("old/pages/Join Us.html/index.html", "../../../account/open-it/", "account/open-it/"),
        ("es/alta/index.html", "../account/open-it/", "es/account/open-it/"),
    ):
        page = parsed(files[path])
        refresh, link, search = (
            page.select_one(choice) for choice in ('meta[http-equiv="refresh"]', "main a", 'link[rel="canonical"]')
        )
        assert refresh is not None
        assert link is not None
        assert search is not None
        assert refresh["content"] == f"0; url={target}"
        assert link["href"] == target
        assert search["href"] == f"https://help.sample.example/{canonical}"


def test_no_old_address_takes_the_place_of_a_page(project: Project) -> None:
    """Neither of a question nor of the desk's own pages, nor of another language."""
    for address in ("contact", "search/old", "es/account/open-it", "account", "assets/search/en.json", "404"):
        project.answer("Sign up.", f"redirect_from: [{address}]")
        assert project.check() == (
            f"faq/en/account/open-it.md:6: the old address '{address}' belongs to a page that is still there "
            "[redirect-clash]\n    fix: take it out of 'redirect_from'"
        )


def test_a_draft_is_nowhere_on_the_site(project: Project) -> None:
    """Neither page nor list, index, sitemap or related question."""
    for language in ("en", "es"):
        project.write(f"faq/{language}/account/secret.md", question("Is Zanzibar next?", "Zanzibar.", "draft: true"))
    for path, data in project.build().files.items():
        assert b"anzibar" not in data, path
        assert "secret" not in path
