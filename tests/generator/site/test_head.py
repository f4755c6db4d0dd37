"""What search engines and link previews read of a page, and the way to its other languages."""

import json
from html import unescape

import pytest
from bs4 import BeautifulSoup

from tests.project import Project, answer_html, parsed, question

SITE = "https://help.sample.example/"


def links(page: BeautifulSoup, relation: str) -> dict[str, str]:
    """Address by language (empty where there is none) of each <link> of a relation."""
    return {str(link.get("hreflang", "")): str(link["href"]) for link in page.select(f'link[rel="{relation}"]')}


def meta(page: BeautifulSoup, name: str) -> str | None:
    found = page.select_one(f'meta[name="{name}"], meta[property="{name}"]')
    return None if found is None else str(found["content"])


def structured(page: BeautifulSoup) -> list[dict[str, object]]:
    return [json.loads(str(script.string)) for script in page.select('script[type="application/ld+json"]')]


@pytest.mark.parametrize(
    ("path", "english", "spanish"),
    [
        ("", SITE, f"{SITE}es/"),
        ("account/", f"{SITE}account/", f"{SITE}es/account/"),
        ("account/open-it/", f"{SITE}account/open-it/", f"{SITE}es/account/open-it/"),
        ("contact/", f"{SITE}contact/", f"{SITE}es/contact/"),
        ("hours/", f"{SITE}hours/", f"{SITE}es/hours/"),
    ],
)
def test_a_page_and_its_translation_name_each_other(project: Project, path: str, english: str, spanish: str) -> None:
    """Canonical is the page's own address; hreflang names both languages on both, and the default one for all others."""
    files = project.build().files
    for prefix, own in (("", english), ("es/", spanish)):
        page = parsed(files[f"{prefix}{path}index.html"])
        assert links(page, "canonical") == {"": own}
        assert links(page, "alternate") == {"en": english, "es": spanish, "x-default": english}


def test_a_page_in_one_language_has_no_alternate(project: Project) -> None:
    """A question whose translation is pending has no address in that language to name."""
    project.write("faq/es/account/new.md", question("¿Es nuevo?", "Sí.", "translation: pending"))
    page = project.page("es/account/new/index.html")
    assert links(page, "alternate") == {}
    assert links(page, "canonical") == {"": f"{SITE}es/account/new/"}


def test_the_search_page_and_404_are_not_listed(project: Project) -> None:
    """Search engines should not list what has no content of its own."""
    files = project.build().files
    for path in ("search/index.html", "404.html", "es/search/index.html", "es/404.html"):
        page = parsed(files[path])
        assert meta(page, "robots") == "noindex"
        assert links(page, "canonical") == {}


def test_a_link_preview_shows_question_and_answer(project: Project) -> None:
    """Open Graph has the question as title and the summary as description."""
    project.answer("Sign up.", 'summary: "Sign up & \\"verify\\" <now>."')
    page = project.page("account/open-it/index.html")
    assert page.title is not None
    assert page.title.string == "How do I open an account? – Sample Desk"
    assert meta(page, "description") == 'Sign up & "verify" <now>.'
    assert {
        name: meta(page, f"og:{name}") for name in ("type", "title", "description", "url", "site_name", "locale")
    } == {
        "type": "article",
        "title": "How do I open an account?",
        "description": 'Sign up & "verify" <now>.',
        "url": f"{SITE}account/open-it/",
        "site_name": "Sample Desk",
        "locale": "en",
    }


@pytest.mark.parametrize(
    ("page", "english", "spanish"),
    [
        ("index.html", "./", "./es/"),
        ("account/open-it/index.html", "../../account/open-it/", "../../es/account/open-it/"),
        ("es/account/open-it/index.html", "../../../account/open-it/", "../../../es/account/open-it/"),
        ("es/index.html", "../", "../es/"),
        ("search/index.html", "../search/", "../es/search/"),
    ],
)
def test_the_language_switch_stays_on_the_same_question(
    project: Project, page: str, english: str, spanish: str
) -> None:
    """Row W3: from each page to the same one in the other language, each named in its own words."""
    tools = project.page(page).select("nav.fd-tools a")
    assert [(link["href"], link["hreflang"], link["lang"], link.string) for link in tools] == [
        (english, "en", "en", "English"),
        (spanish, "es", "es", "Español"),
    ]
    current = [str(link["lang"]) for link in tools if link.get("aria-current")]
    assert current == ["es" if page.startswith("es/") else "en"]


def test_the_switch_leads_to_the_category_where_a_translation_is_missing(project: Project) -> None:
    """Never to an address that is not there."""
    project.write("faq/es/account/new.md", question("¿Es nuevo?", "Sí.", "translation: pending"))
    switch = project.page("es/account/new/index.html").select("nav.fd-tools a")
    assert [str(link["href"]) for link in switch] == ["../../../account/", "../../../es/account/new/"]


def test_structured_data_says_what_the_page_shows(project: Project) -> None:
    """Search engines are told the question and the whole answer as they are to be read, and the way to it."""
    project.answer("Sign **up**:\n\n- by `phone` at {{ phone }}\n- at <kbd>A</kbd> & B")
    page = project.page("account/open-it/index.html")
    shown = parsed(answer_html(str(page)))
    text = "Sign up: by phone at +1 212-555-0142 at A & B"
    assert " ".join(shown.get_text().split()) == text
    assert structured(page) == [
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": "en",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": "How do I open an account?",
                    "acceptedAnswer": {"@type": "Answer", "text": text},
                }
            ],
        },
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Home", "item": SITE},
                {"@type": "ListItem", "position": 2, "name": "Your account", "item": f"{SITE}account/"},
                {
                    "@type": "ListItem",
                    "position": 3,
                    "name": "How do I open an account?",
                    "item": f"{SITE}account/open-it/",
                },
            ],
        },
    ]


@pytest.mark.parametrize(
    "text", ["`</script><script>alert(1)</script>`", "`<!--<script>`", "`]]>`", "`&lt;/script&gt;`", "\u2028"]
)
def test_no_answer_ends_the_script_around_its_data(project: Project, text: str) -> None:
    """Whatever an answer shows, the data of the page is one script that parses."""
    project.answer(f"Type {text} and press Enter.")
    html = project.build().files["account/open-it/index.html"].decode()
    found = structured(parsed(html))
    assert len(found) == 2
    assert html.count("</script>") == html.count("<script")
    assert "alert(1)</script>" not in html
    assert unescape(answer_html(html)).count("Type") == 1


def test_a_question_with_markup_in_it_is_text_everywhere(project: Project) -> None:
    """Title, heading, lists, description, data: nothing of a question is HTML."""
    title = 'What are <b>"fees"</b> & </title><script>alert(1)</script>?'
    project.write("faq/en/account/open-it.md", question(title, "Small ones."))
    for path, data in project.build().files.items():
        if path.endswith(".html"):
            page = parsed(data)
            assert all(
                "alert(1)" not in (script.string or "") or script.get("type") for script in page.select("script")
            ), path
            assert page.select("b") == [], path
    heading = project.page("account/open-it/index.html").h1
    assert heading is not None
    assert heading.string == title
