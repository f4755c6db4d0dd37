"""The search box of every page: answers as one types, by keyboard, on a phone, to a screen reader (rows F6, W1)."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

LOST_PHONE = "I lost the phone with my authenticator app. How do I get in?"
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
# The smallest target that a finger hits, as Apple and WCAG 2.5.5 have it.
FINGER = 44


def typed(page: Page, query: str) -> None:
    """Write into the box as people do, and wait for the list."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.locator("[role=listbox]")).to_be_visible()


def test_nothing_is_loaded_before_somebody_types(open_page: OpenPage) -> None:
    """A reader who does not search loads neither the engine nor a piece of the index; the first letter loads them."""
    page = open_page("fees/network-fee/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/assets/search/" in url or url.endswith(("search-engine.js", "/search.js"))] == []
    with page.expect_request("**/search-engine.js"), page.expect_request("**/assets/search/en.json"):
        page.keyboard.type("fe")


def test_an_answer_is_chosen_with_the_arrow_keys(open_page: OpenPage) -> None:
    """Down chooses the first answer, Up the last line, and Enter opens what is chosen; the focus stays in the box."""
    page = open_page("fees/network-fee/")
    typed(page, "lost my phone authenticator")
    box = page.get_by_role("combobox")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen.locator(".fd-hit__title")).to_have_text(LOST_PHONE)
    expect(chosen).to_have_id(box.get_attribute("aria-activedescendant") or "none")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_text("All answers for “lost my phone authenticator”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(LOST_PHONE)


def test_home_and_end_move_in_the_text(open_page: OpenPage) -> None:
    """The keys of an editable combobox: Home goes to the start of the text, and nothing is chosen any more."""
    page = open_page()
    typed(page, "phone")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.type("lost ")
    expect(page.get_by_role("combobox")).to_have_value("lost phone")


def test_escape_closes_and_then_clears(open_page: OpenPage) -> None:
    """The first Escape closes the list and keeps the words, Down opens it again, two more clear the box."""
    page = open_page()
    typed(page, "phone")
    box, found = page.get_by_role("combobox"), page.locator("[role=listbox]")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("phone")
    page.keyboard.press("ArrowDown")
    expect(found).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_tab_leaves_the_box(open_page: OpenPage) -> None:
    """Tab goes on to the button; the list closes behind whoever leaves the form."""
    page = open_page()
    typed(page, "phone")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[role=listbox]")).to_be_hidden()


def test_keys_lead_to_the_box_but_not_from_a_field(open_page: OpenPage) -> None:
    """Ctrl-K goes to the box from anywhere but a field in which somebody writes, where a slash stays a slash."""
    page = open_page("contact/")
    page.keyboard.press("Control+k")
    expect(page.locator("#fd-q")).to_be_focused()
    message = page.locator("#form-message")
    message.click()
    page.keyboard.type("and/or")
    page.keyboard.press("Control+k")
    expect(message).to_be_focused()
    expect(message).to_have_value("and/or")


def test_the_number_of_answers_is_said_politely(open_page: OpenPage) -> None:
    """A screen reader hears how many answers there are once the typing rests, in the page's language."""
    page = open_page("es/fees/network-fee/")
    typed(page, "perdi mi telefono")
    status = page.locator("header [role=status]")
    expect(status).to_have_text(re.compile(r"^\d respuestas\. Use las flechas para elegir una\.$"))


def test_words_that_hit_are_marked(open_page: OpenPage) -> None:
    """An option shows the question with the words of the query marked, the category, and the summary (point 2)."""
    page = open_page()
    typed(page, "lost phone authenticator")
    option = page.get_by_role("option").first
    expect(option.locator(".fd-hit__title mark")).to_have_text(["lost", "phone", "authenticator"])
    expect(option.locator(".fd-hit__crumbs")).to_have_text("I cannot get in")
    expect(option.locator(".fd-hit__text")).to_contain_text("Sign in with a backup code")


def test_the_words_stay_in_the_page(open_page: OpenPage) -> None:
    """Neither address nor Referer of any request bears what was searched for, also where Enter leads to the search page."""
    page = open_page("fees/network-fee/")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - playwright cannot take a built-in method
    typed(page, "zebra passport")
    page.keyboard.press("Enter")
    expect(page.locator("[data-fd-results] h2")).to_contain_text("zebra passport")
    assert page.url.endswith("/search/#q=zebra%20passport")
    page.locator("[data-fd-results] .fd-hits a").first.click()
    expect(page.locator(".fd-answer")).to_be_visible()
    told = [request.url + str(request.all_headers()) + str(request.post_data) for request in asked]
    assert [
        words for words in told if "zebra" in words.partition("#")[0] or "zebra" in words.partition("'referer'")[2]
    ] == []


def test_no_result_is_no_dead_end(open_page: OpenPage) -> None:
    """Point 7: where nothing is found the arrow keys lead to categories and to the form, which holds the words already."""
    page = open_page("fees/network-fee/")
    typed(page, "xyzzyplugh")
    expect(page.locator("[role=group]")).to_contain_text("No answer found for “xyzzyplugh”.")
    expect(page.locator("[role=group] [role=option]")).to_have_count(3)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact us")
    expect(page.locator("#form-message")).to_have_value("xyzzyplugh")
    assert page.url.endswith("/contact/")


def test_a_search_that_cannot_be_loaded_says_so(open_page: OpenPage) -> None:
    """Without a connection the box says it in a sentence and offers the list; the next letter tries again."""
    page = open_page("fees/network-fee/", expect_errors=True)
    page.context.set_offline(offline=True)
    page.keyboard.press("/")
    page.keyboard.type("phone")
    expect(page.locator(".fd-found__note")).to_have_text("The search could not be loaded.")
    expect(page.get_by_role("option")).to_have_text("All questions")
    expect(page.locator("header [role=status]")).to_have_text("The search could not be loaded.")
    page.context.set_offline(offline=False)
    page.keyboard.type("s")
    expect(page.get_by_role("option").first).to_contain_text("phone")


def test_who_waits_hears_it(open_page: OpenPage) -> None:
    """On a slow line a screen reader hears that the search is under way; what was typed over meanwhile is not looked for."""
    page = open_page("fees/network-fee/")
    held: list[Route] = []
    asked: list[str] = []
    page.route("**/search-engine.js", lambda route: held.append(route))  # noqa: PLW0108 - playwright cannot take a built-in method
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.type("xyzzyplugh")
    expect(page.locator("header [role=status]")).to_have_text("Searching …")
    page.locator("#fd-q").fill("phone")
    held[0].continue_()
    expect(page.get_by_role("option").first).to_contain_text("phone")
    # Where the site lacks a word, its spellings are asked for.
    assert [url for url in asked if re.search(r"/[se]\d+-\w+\.bin$", url)] == []


def test_half_a_character_stops_no_search(open_page: OpenPage) -> None:
    """An emoji that a cut went through stands in no address: answers come, and Enter leads on."""
    page = open_page("fees/network-fee/")
    page.keyboard.press("/")
    page.keyboard.type("phone")
    page.locator("#fd-q").evaluate("(box) => { box.value += '\\ud83d'; box.dispatchEvent(new Event('input')); }")
    expect(page.get_by_role("option").last).to_have_text("All answers for “phone”")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/#q=phone")


def test_keys_that_are_none_do_nothing(open_page: OpenPage) -> None:
    """A browser that fills in a form presses a key without a name; the Enter of an input method chooses a sign, no answer."""
    page = open_page("fees/network-fee/")
    page.evaluate("document.querySelector('#fd-q').dispatchEvent(new Event('keydown', { bubbles: true }))")
    typed(page, "phone")
    page.keyboard.press("ArrowDown")
    page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229 }))")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    assert page.url.endswith("/fees/network-fee/")


def test_an_enlarged_page_is_not_covered_by_its_header(open_page: OpenPage) -> None:
    """At 200 % on a laptop, or on a phone held across, the header scrolls away with the page (WCAG 2.4.11)."""
    page = open_page("contact/", viewport={"width": 640, "height": 360})
    page.locator("#form-message").scroll_into_view_if_needed()
    expect(page.locator("header.fd-header")).not_to_be_in_viewport()


def test_without_a_script_the_box_leads_to_all_questions(open_page: OpenPage) -> None:
    """The form works alone, and the search page lists every question by category."""
    page = open_page("es/fees/network-fee/", java_script_enabled=False)
    page.locator("#fd-q").fill("comisiones")
    page.get_by_role("button", name="Buscar").click()
    expect(page.locator("[data-fd-all] h3", has_text="Comisiones y límites")).to_be_visible()
    expect(page.locator("[data-fd-all] a", has_text="¿Cuánto cuesta")).to_be_visible()


def test_on_a_phone_the_list_is_within_reach(open_page: OpenPage) -> None:
    """At 360 pixels box, button and answers are as large as a fingertip, and nothing is wider or lower than the screen."""
    page = open_page("es/access/forgot-password/", **PHONE)
    page.locator("#fd-q").tap()
    page.keyboard.type("telefono robado")
    expect(page.get_by_role("option").first).to_be_visible()
    targets = page.locator(".fd-search input, .fd-search button, [role=option]")
    sizes = targets.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")
    assert min(sizes) >= FINGER
    box = page.locator(".fd-found").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["viewport"]["height"]  # type: ignore[index] # a size of two numbers
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_read_from_right_to_left_the_list_stays_on_the_screen(open_page: OpenPage) -> None:
    """In a language that is written from right to left the list lies below its box."""
    page = open_page("fees/network-fee/", **PHONE)
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    typed(page, "phone")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box, form = page.locator(".fd-found").bounding_box(), page.locator("header .fd-search").bounding_box()
    assert box is not None
    assert form is not None
    assert (box["x"], box["width"]) == (form["x"], form["width"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["phone", "xyzzyplugh"])
def test_axe_finds_nothing_in_the_open_box(open_page: OpenPage, scheme: str, query: str) -> None:
    """Point 9, W1: axe has nothing to say of a page whose search box is open, with answers or without."""
    page = open_page("es/fees/network-fee/", color_scheme=scheme, **PHONE)
    typed(page, query)
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
