"""What holds for every page of the demonstration desk."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from desk.finding import errors
from generator.build import Built
from generator.markdown.elements import plain_text
from tests.project import answer_html, parsed

# Issue 2: a question page is under 40 KB of HTML.
LARGEST_PAGE = 40_000
# Material's own switches for its scripts, which we leave out; its style sheet displays none of them.
UNSEEN = ".md-toggle"

Pages = dict[str, BeautifulSoup]


@pytest.fixture(scope="session")
def pages(demo: Built) -> Pages:
    """Every page but redirects, read."""
    return {
        path: parsed(data)
        for path, data in demo.files.items()
        if path.endswith(".html") and b'http-equiv="refresh"' not in data
    }


def attributes(page: BeautifulSoup) -> Iterator[tuple[Tag, str, str]]:
    for element in page.select("*"):
        for name, value in element.attrs.items():
            yield element, name, " ".join(value) if isinstance(value, list) else value


def test_the_demonstration_desk_has_no_error(demo: Built, pages: Pages) -> None:
    """And is worth reading: 45 questions or more, each in both languages."""
    assert errors(demo.findings) == ()
    assert len(demo.site.questions["en"]) >= 45
    assert demo.site.questions["en"].keys() == demo.site.questions["es"].keys()
    assert len(pages) > 2 * 45


def test_no_page_is_large(demo: Built) -> None:
    """A page loads on a poor connection too; the list of all questions may grow with the site."""
    sizes = {path: len(data) for path, data in demo.files.items() if path.endswith(".html") and "search/" not in path}
    assert {path: size for path, size in sizes.items() if size > LARGEST_PAGE} == {}


def test_the_phone_number_is_on_every_page(demo: Built, pages: Pages) -> None:
    """Row P1: a tel: link on each page, equal to the number that apps read from contact.json."""
    number = json.loads(demo.files["contact.json"])["channels"]["phone"]["number"]
    for path, page in pages.items():
        # At the foot of the page stands the number of the regulator as well.
        numbers = {str(link["href"]) for link in page.select('main a[href^="tel:"]')}
        assert numbers == {f"tel:{number}"}, path


def test_a_person_can_be_reached_from_every_page(pages: Pages) -> None:
    """Rows I2 and W1: help stands after the content on every page, and the form is one link away."""
    for path, page in pages.items():
        block = page.select_one("main > aside.fd-contact")
        assert block is not None, path
        leads_to_the_form = block.select_one('a[href$="/contact/"], a[href*="/contact/?"]') is not None
        assert leads_to_the_form != path.endswith("contact/index.html"), path
        content = page.select_one("main > article, main > .fd-home")
        assert content is not None, path
        assert block in content.find_next_siblings(), path


def test_every_answer_can_be_read_without_a_script(demo: Built) -> None:
    """Row F1: the full text of each answer stands in its page as it is sent, hidden by nothing."""
    for question in demo.site.all_questions():
        html = demo.files[f"{demo.site.root(question.language)}{question.url}index.html"].decode()
        data = json.loads(str(parsed(html).select('script[type="application/ld+json"]')[0].string))
        text = data["mainEntity"][0]["acceptedAnswer"]["text"]
        assert len(text) > 100, question.file
        assert plain_text(answer_html(html)) == text, question.file
        assert parsed(answer_html(html)).select("[hidden], template, noscript") == [], question.file


def test_a_page_has_one_heading_of_the_first_level(pages: Pages) -> None:
    """And no level is skipped after it (row W1)."""
    for path, page in pages.items():
        levels = [
            int(heading.name[1]) for heading in page.select("main h1, main h2, main h3, main h4, main h5, main h6")
        ]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert len(page.select("h1")) == 1, path


def test_a_page_starts_with_a_link_to_its_content(pages: Pages) -> None:
    """The skip link is the first that a keyboard reaches, and leads to <main>."""
    for path, page in pages.items():
        first = page.select_one(f"body a[href], body button, body input:not({UNSEEN}), body select, body textarea")
        assert first is not None, path
        assert first["href"] == "#main", path
        assert [element.name for element in page.select("#main")] == ["main"], path


def test_a_page_names_its_language(pages: Pages) -> None:
    """`lang` is that of the words on the page (row W3)."""
    for path, page in pages.items():
        assert page.html is not None
        assert page.html["lang"] == ("es" if path.startswith("es/") else "en"), path


def test_a_page_has_a_title_of_its_own(pages: Pages) -> None:
    """No two pages of a language are called the same."""
    for prefix in ("es/", ""):
        titles = [str(page.title) for path, page in pages.items() if path.startswith("es/") == bool(prefix)]
        assert len(set(titles)) == len(titles)


def test_no_id_stands_twice(pages: Pages) -> None:
    """Links, labels and skip links lead to one place."""
    for path, page in pages.items():
        ids = [value for _, name, value in attributes(page) if name == "id"]
        assert sorted(set(ids)) == sorted(ids), path


def test_every_control_has_a_label(pages: Pages) -> None:
    """Also the search box in the header; only the boxes of a task list, which nobody can tick, have the text beside them."""
    for path, page in pages.items():
        for control in page.select(f'input:not([type="hidden"], [disabled], {UNSEEN}), select, textarea'):
            assert page.select(f'label[for="{control.get("id")}"]'), (path, str(control))


def test_nothing_is_inline(pages: Pages) -> None:
    """No script, handler or style stands in a page: the content security policy forbids them all."""
    for path, page in pages.items():
        assert page.select("style") == [], path
        for script in page.select("script"):
            assert script.get("src") or script["type"] == "application/ld+json", path
        for element, name, value in attributes(page):
            assert name != "style", (path, str(element))
            assert not name.startswith("on"), (path, str(element))
            assert not re.match(r"\s*(javascript|data|vbscript):", value), (path, str(element))


def test_the_policy_allows_our_own_files_only(pages: Pages) -> None:
    """Nothing is loaded from elsewhere, and forms go to our own backend."""
    for path, page in pages.items():
        policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, path
        assert policy["content"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'"
        )


def test_every_file_that_a_page_asks_for_is_there(demo: Built, pages: Pages) -> None:
    """Scripts, styles and pictures are part of the site."""
    for path, page in pages.items():
        depth = path.count("/")
        for element in page.select("script[src], link[rel=stylesheet], link[rel=icon], img[src]"):
            address = str(element.get("src") or element.get("href"))
            relative = address.removeprefix("/") if path.endswith("404.html") else address.removeprefix("../" * depth)
            assert relative.removeprefix("./") in demo.files, (path, address)
