"""The page on which a call is asked for, and the way to it: there where calls are offered, nowhere else (rows C1, C4, C5, L1)."""

import json

import jsonschema_rs
import pytest

from tests.project import Project, parsed

CALLS = """\
    voicemail: true
    callback:
      countries: [US, CA]
      goal: 45 minutes
      consent:
        version: "1"
        text: {en: "You may call me <here>.", es: Pueden llamarme.}
      never_asked:
        en: [your password]
        es: [su contraseña]
"""


@pytest.fixture
def calling(project: Project) -> Project:
    """A project that offers calls."""
    project.change("site_config.yml", "    voicemail: true\n", CALLS)
    return project


@pytest.mark.parametrize("engine", ["material", "plain"])
def test_page_has_the_form_in_each_language(calling: Project, engine: str) -> None:
    """C1, C5: form, consent, estimate and what nobody asks for, drawn by both engines; the number stands beside it."""
    calling.write("site_config.yml", f"{calling.read('site_config.yml')}engine: {engine}\n")
    files = calling.build().files
    page, spanish = (parsed(files[f"{root}contact/callback/index.html"]) for root in ("", "es/"))
    form = page.select_one("form[data-call]")
    assert form is not None
    assert form["action"] == "../../_desk/callbacks?language=en"
    assert [option["value"] for option in form.select("#form-day option")] == [
        *("soon", "monday", "tuesday", "wednesday", "thursday", "friday")
    ]
    assert form.select("#form-part option")[1].text == "In the morning, until 12:00 PM (New York time)"
    assert form.select_one("#consent").text == "You may call me <here>."  # type: ignore[union-attr]
    assert "We usually try to call within 45 minutes while the phone is answered." in page.main.text  # type: ignore[union-attr]
    assert page.select_one("main a.fd-phone")["href"] == "tel:+12125550142"  # type: ignore[index]
    assert spanish.h1.text == "Pídanos que le llamemos"  # type: ignore[union-attr]
    assert [item.text for item in spanish.select("article section li")] == ["su contraseña"]
    assert [link["hreflang"] for link in page.select(".fd-tools a")] == ["en", "es"]


def test_way_to_it_stands_beside_the_number(calling: Project) -> None:
    """C4: on every page but its own, with the topic of the answer; the number and its hours stay."""
    files = calling.build().files
    answer, own = (parsed(files[path]) for path in ("account/open-it/index.html", "contact/callback/index.html"))
    (link,) = answer.select(".fd-way:has(.fd-phone) a:not(.fd-phone)")
    assert (link.text, link["href"]) == ("Ask us to call you", "../../contact/callback/?topic=account")
    assert own.select(".fd-contact a[href*=callback]") == []
    assert own.select_one(".fd-contact .fd-week") is not None
    assert "https://help.sample.example/es/contact/callback/" in files["sitemap.xml"].decode()


def test_programs_are_told_of_it(calling: Project) -> None:
    """P1: contact.json names the page in each language, as its schema says."""
    files = calling.build().files
    contact = json.loads(files["contact.json"])
    assert jsonschema_rs.is_valid(json.loads(files["contact.schema.json"]), contact)
    assert contact["channels"]["phone"]["callback"] == {
        "pages": {
            "en": "https://help.sample.example/contact/callback/",
            "es": "https://help.sample.example/es/contact/callback/",
        },
        "countries": ["US", "CA"],
    }


def test_desk_that_calls_nobody_says_nothing_of_calls(project: Project) -> None:
    """C4: neither page nor link; a tag that leads there is refused with what to write."""
    project.answer("See the {{ callback_form }}.")
    assert "add 'callback:' below 'phone:' in site_config.yml" in project.check()
    project.answer("Nothing.")
    files = project.build().files
    assert "contact/callback/index.html" not in files
    assert "contact/callback" not in files["account/open-it/index.html"].decode()


def test_answers_link_to_the_form(calling: Project) -> None:
    """C1: a desk tag knows its page and the language."""
    calling.answer("See the {{ callback_form }}.")
    assert '<a href="../../contact/callback/">form for calls</a>' in calling.shown()
