"""The contact form as HTML: works without a script, keeps what was typed, explains what is wrong (rows W1, E7, C1)."""

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup, Tag

from desk.form import REQUEST_FORM, form_action, form_html
from desk.form.fields import HIDDEN, HONEYPOT
from desk.form.options import request_options
from tests.desk.sample import SAMPLE, accepted, changed, words_in

SETTINGS = accepted(SAMPLE)
HOSTILE = "\"><script>alert(1)</script>&amp;'"
NOTHING: Mapping[str, str] = {}


def page(
    language: str = "en",
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    action: str = "x",
    disclosure: str = "",
) -> BeautifulSoup:
    """The request form, parsed as a browser would."""
    words = words_in(language)
    options = request_options(SETTINGS, words)
    html = form_html(
        REQUEST_FORM, words, action=action, options=options, values=values, errors=errors, disclosure=disclosure
    )
    return BeautifulSoup(html, "html.parser")


def one(found: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one element that a selector finds."""
    elements = found.select(selector)
    assert len(elements) == 1, f"{selector}: {len(elements)}"
    return elements[0]


def controls(found: BeautifulSoup) -> list[Tag]:
    """What a person can type into or choose."""
    return [tag for tag in found.select("input, select, textarea") if tag.get("type") != "hidden"]


def test_the_form_is_posted_to_the_backend() -> None:
    """Without a script: by POST, to the address of the backend."""
    form = one(page(action="../_desk/requests?language=en&x=<"), "form")
    assert (form["method"], form["action"]) == ("post", "../_desk/requests?language=en&x=<")


def test_the_form_has_the_fields_of_its_schema() -> None:
    """Each once, and beside them those that are sent without being shown, and the trap (row E7)."""
    names = {str(tag["name"]) for tag in page().select("input, select, textarea")}
    assert names == {field.name for field in REQUEST_FORM} | {*HIDDEN, HONEYPOT}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_control_has_a_label(language: str) -> None:
    """One each, by its id, with words in it (row W1)."""
    found = page(language)
    for control in controls(found):
        label = one(found, f"label[for='{control['id']}']")
        assert label.get_text(strip=True)


def test_ids_are_unique_and_every_description_is_there() -> None:
    """Hints and errors are read out with their field (row W1)."""
    found = page(errors={field.name: "Wrong." for field in REQUEST_FORM})
    ids = [str(tag["id"]) for tag in found.select("[id]")]
    assert len(ids) == len(set(ids))
    described = [part for tag in found.select("[aria-describedby]") for part in str(tag["aria-describedby"]).split()]
    assert described
    assert set(described) <= set(ids)


def test_a_choice_among_few_is_a_group_with_a_legend() -> None:
    """What kind of message it is, and for whom; most write for themselves, so that is chosen already (row T3)."""
    kind, customer = page("es").select("fieldset")
    assert [one(kind, "legend").get_text(), one(customer, "legend").get_text()] == [
        "¿De qué se trata?",
        "¿Por quién escribe?",
    ]
    assert [tag["value"] for tag in kind.select("input")] == ["request", "complaint"]
    assert [tag["value"] for tag in customer.select("input")] == ["individual", "institution"]
    assert [tag["value"] for tag in customer.select("input[checked]")] == ["individual"]


def test_choices_come_from_the_settings_in_the_language_of_the_page() -> None:
    """Topics by name, languages each in its own words."""
    found = page("es")
    assert [option.get_text() for option in found.select("#form-topic option")] == [
        "Elija un tema",
        "No puedo entrar",
        "Otro asunto",
    ]
    assert [option.get_text() for option in found.select("#form-language option")] == ["English", "Español"]


def test_only_what_may_be_left_out_is_marked_optional() -> None:
    """Of e-mail and phone one is needed, so neither is called optional."""
    marked = [span.find_parent("div") for span in page().select(".fd-optional")]
    assert [tag.select("input")[0]["name"] for tag in marked if tag is not None] == ["name"]


def test_what_was_typed_is_kept() -> None:
    """Text, choice, line breaks, also the first one (row E3)."""
    values = {
        "kind": "complaint",
        "customer": "institution",
        "topic": "other",
        "message": "\n two\nlines ",
        "name": "Ana",
        "language": "es",
    }
    found = page(values=values)
    assert [tag["value"] for tag in found.select("input[type=radio][checked]")] == ["complaint", "institution"]
    assert [tag["value"] for tag in found.select("#form-topic option[selected]")] == ["other"]
    assert [tag["value"] for tag in found.select("#form-language option[selected]")] == ["es"]
    # A browser drops the line break that follows the tag; BeautifulSoup's parser does not.
    assert one(found, "textarea").text.removeprefix("\n") == "\n two\nlines "
    assert one(found, "#form-name")["value"] == "Ana"


def test_every_value_is_escaped() -> None:
    """Whatever is typed comes back as text, in every place (row E7)."""
    names = [field.name for field in REQUEST_FORM] + list(HIDDEN)
    found = page(values=dict.fromkeys(names, HOSTILE), errors=dict.fromkeys(names[:7], HOSTILE), action=HOSTILE)
    assert found.select("script") == []
    assert one(found, "form")["action"] == HOSTILE
    assert one(found, "textarea").text.removeprefix("\n") == HOSTILE
    for name in ("name", "email", "phone", *HIDDEN):
        assert one(found, f"input[name='{name}']")["value"] == HOSTILE
    assert {tag.text for tag in found.select(".fd-error")} == {HOSTILE}
    assert {tag.text for tag in found.select("[data-fd-errors] a")} == {HOSTILE}


def test_options_are_escaped() -> None:
    """An owner's topic may have any name."""
    settings = accepted(changed("{en: Something else, es: Otro asunto}", '{en: "<b>\'&", es: "<b>\'&"}'))
    words = words_in("en")
    options = request_options(settings, words)
    html = form_html(REQUEST_FORM, words, action="x", options=options, values={}, errors={}, disclosure="")
    found = BeautifulSoup(html, "html.parser")
    assert found.select("b") == []
    assert found.select("#form-topic option")[-1].text == "<b>'&"


def test_errors_are_summed_up_with_a_link_to_each_field() -> None:
    """The summary takes the focus and comes before the form; each link leads to a control (row W1)."""
    errors = {"kind": "Choose one.", "message": "Write your message.", "email": "Enter one address."}
    found = page(errors=errors)
    summary = one(found, "[data-fd-errors]")
    assert (summary["role"], summary["tabindex"]) == ("alert", "-1")
    assert one(found, f"#{summary['aria-labelledby']}").get_text() == "There is a problem"
    links = {str(link["href"]): link.text for link in summary.select("a")}
    assert list(links.values()) == list(errors.values())
    assert {one(found, href)["name"] for href in links} == set(errors)
    assert summary.find_next("form") is not None


def test_an_error_stands_at_its_field() -> None:
    """Marked as invalid and described by the sentence; a field without an error is neither."""
    found = page(errors={"email": "Enter one address."})
    email, name = one(found, "#form-email"), one(found, "#form-name")
    assert email["aria-invalid"] == "true"
    assert "form-email-error" in str(email["aria-describedby"]).split()
    assert one(found, "#form-email-error").text == "Enter one address."
    assert name.get("aria-invalid") is None
    assert len(found.select(".fd-field--error")) == 1


def test_a_form_without_errors_has_no_summary() -> None:
    """Nothing is announced where nothing is wrong."""
    assert page().select("[role=alert], .fd-error, [aria-invalid]") == []


def test_the_trap_is_out_of_reach_of_people() -> None:
    """Neither seen, nor read out, nor reached with the keyboard, nor filled in by the browser (row E7)."""
    trap = one(page(), f"input[name='{HONEYPOT}']")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    parent = trap.parent
    assert parent is not None
    assert parent["aria-hidden"] == "true"
    assert trap.get("value") is None


def test_browsers_know_what_to_fill_in() -> None:
    """Name, e-mail and telephone are told apart, and none is longer than what is accepted (row W1)."""
    found = page()
    seen = {name: one(found, f"#form-{name}") for name in ("name", "email", "phone")}
    assert {name: tag["autocomplete"] for name, tag in seen.items()} == {
        "name": "name",
        "email": "email",
        "phone": "tel",
    }
    assert {name: tag["type"] for name, tag in seen.items()} == {"name": "text", "email": "email", "phone": "tel"}
    assert one(found, "textarea")["maxlength"] == "5000"


def test_a_form_beside_the_backend_is_sent_there_and_another_to_its_endpoint() -> None:
    """With the language of the page, in which errors are explained."""
    elsewhere = accepted(
        changed(
            "  form:\n    hours: office", "  form:\n    hours: office\n    endpoint: https://requests.sample.example"
        )
    )
    assert form_action(SETTINGS, "../", "es") == "../_desk/requests?language=es"
    assert form_action(SETTINGS, "") == "_desk/requests"
    assert form_action(elsewhere, "../", "es") == "https://requests.sample.example/_desk/requests?language=es"
