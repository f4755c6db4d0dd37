"""The search page: answers below the box, ways on where they do not help, all questions without a script (rows F6, W1)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


def test_answers_follow_the_typing_and_the_address_follows_too(open_page: OpenPage) -> None:
    """What is typed on the page is in its address and title, so that Back returns to it from an answer."""
    page = open_page("search/")
    page.locator("#fd-q-page").fill("tax forms")
    first = page.locator("[data-fd-results] .fd-hits a").first
    expect(first).to_be_visible()
    expect(page).to_have_title(re.compile("^tax forms – "))
    first.click()
    expect(page.locator(".fd-answer")).to_be_visible()
    page.go_back()
    expect(page.locator("#fd-q-page")).to_have_value("tax forms")
    expect(page.locator("[data-fd-results] h2")).to_contain_text("“tax forms”")


def test_a_link_with_a_query_is_understood_and_tidied(open_page: OpenPage) -> None:
    """`?q=` from elsewhere is searched for, and moves behind the # so that no later request tells it."""
    page = open_page("es/search/?q=contrase%C3%B1a")
    expect(page.locator("[data-fd-results] mark").first).to_have_text(re.compile("contraseña", re.IGNORECASE))
    assert page.url.endswith("/es/search/#q=contrase%C3%B1a")


def test_all_questions_can_be_shown_again(open_page: OpenPage) -> None:
    """The list of all questions makes room for answers, and comes back at the press of a button, with the focus."""
    page = open_page("search/#q=phone")
    every = page.locator("[data-fd-all]")
    expect(page.locator("[data-fd-results] .fd-hits a").first).to_be_visible()
    expect(every).to_be_hidden()
    page.get_by_role("button", name="Show all questions").click()
    expect(every).to_be_visible()
    expect(every.locator("h2")).to_be_focused()


def test_below_weak_answers_stands_another_way(open_page: OpenPage) -> None:
    """Point 7: where the answers hold little of the query, categories and the contact form are offered as well."""
    page = open_page("search/#q=concert+tickets+opera+vienna+fee")
    expect(page.locator("[data-fd-results] .fd-hits a").first).to_be_visible()
    ways = page.locator(".fd-ways")
    expect(ways.get_by_role("heading")).to_have_text("Not what you need?")
    expect(ways.locator("li a")).to_have_count(3)
    link = ways.get_by_role("link", name="Ask us").get_attribute("href") or ""
    assert re.search(r"/contact/\?topic=\w+#message=concert%20tickets%20opera%20vienna%20fee$", link)


def test_the_form_begins_with_what_was_searched_for(open_page: OpenPage) -> None:
    """Point 7: topic and message are filled in, the words leave the address, and typed words are never replaced."""
    page = open_page("es/contact/?topic=fees#message=comisi%C3%B3n%20%3Cb%3Edoble")
    expect(page.locator("#form-topic")).to_have_value("fees")
    expect(page.locator("#form-message")).to_have_value("comisión <b>doble")
    assert page.url.endswith("/es/contact/?topic=fees")
    page.evaluate("location.hash = 'message=other'")
    expect(page.locator("#form-message")).to_have_value("comisión <b>doble")


def test_who_searches_on_the_form_itself_is_led_to_the_field(open_page: OpenPage) -> None:
    """The same page opens at once: the list makes room, and the focus is where the words were filled in."""
    page = open_page("contact/")
    page.keyboard.press("Control+k")
    page.keyboard.type("xyzzyplugh")
    page.get_by_role("option", name="Ask us").click()
    expect(page.locator("#form-message")).to_be_focused()
    expect(page.locator("#form-message")).to_have_value("xyzzyplugh")
    expect(page.locator("[role=listbox]")).to_be_hidden()


def test_the_form_takes_only_what_it_has_from_an_address(open_page: OpenPage) -> None:
    """Whoever made the link: a topic that is none leaves the choice open, and a long message is cut between characters."""
    page = open_page(f"contact/?topic=__proto__#message={'x' * 499}😀")
    expect(page.locator("#form-topic option:checked")).to_have_text("Choose a topic")
    expect(page.locator("#form-message")).to_have_value("x" * 499)


def test_a_browser_that_refuses_the_address_finds_all_the_same(open_page: OpenPage) -> None:
    """Safari allows a hundred changes of the address in half a minute; an emoji that the limit cuts can stand in none."""
    page = open_page("search/")
    page.evaluate("() => { history.replaceState = () => { throw new DOMException('', 'SecurityError'); }; }")
    page.evaluate("(query) => { location.hash = 'q=' + query; }", "phone " * 33 + "x😀")
    expect(page.locator("[data-fd-results] .fd-hits a").first).to_be_visible()


def test_arrow_keys_go_from_the_box_to_the_answers(open_page: OpenPage) -> None:
    """Down goes to the first answer and on to the next, Up back into the box."""
    page = open_page("search/#q=phone")
    links = page.locator("[data-fd-results] .fd-hits a")
    expect(links.first).to_be_visible()
    page.locator("#fd-q-page").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#fd-q-page")).to_be_focused()


@pytest.mark.parametrize("missing", ["assets/search/**", "assets/frontdesk/search.js", "assets/frontdesk/stemmer-*.js"])
def test_a_page_that_cannot_search_keeps_its_list(open_page: OpenPage, missing: str) -> None:
    """Where the index or a script does not load, a sentence says so and all questions stay."""
    page = open_page("hours/", expect_errors=True)
    page.route(f"**/{missing}*", lambda route: route.abort())
    page.goto(page.url.replace("hours", "search"))
    page.locator("#fd-q-page").fill("phone")
    expect(page.locator("[data-fd-results]")).to_have_text(
        "The search could not be loaded. All questions are listed below."
    )
    expect(page.locator("[data-fd-all]")).to_be_visible()


@pytest.mark.parametrize("query", ["telefono", "xyzzyplugh"])
def test_axe_finds_nothing_on_the_search_page(open_page: OpenPage, query: str) -> None:
    """W1: axe has nothing to say of answers, nor of the page without any."""
    page = open_page(f"es/search/#q={query}", color_scheme="dark", viewport={"width": 360, "height": 740})
    expect(page.locator("[data-fd-results] a").first).to_be_visible()
    assert violations(page) == []
