"""Whoever may deal with a program is told before they write, in their language, and the case keeps which words (rows I1, I4)."""

import hashlib
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag

from contact.acknowledge import acknowledgement
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from desk.settings.model import Assistant
from tests.contact.conftest import FORM, NOW, Clock, Wake
from tests.project import Project, parsed

SAID = {
    "en": "Our assistant {name} is a computer program, not a person.",
    "es": "{name}, nuestra asistente, es un programa, no una persona.",
}
SHOWN = {language: text.replace("{name}", "A & B") for language, text in SAID.items()}


@pytest.fixture
def bundle(bundle: Bundle) -> Bundle:
    """The demonstration desk with an assistant."""
    settings = replace(bundle.settings, assistant=Assistant(name="A & B", disclosure=SAID))
    return replace(bundle, settings=settings)


def comes_first(page: BeautifulSoup, text: str) -> bool:
    """Whether a text stands before everything that can be typed or chosen in the main part of a page."""
    main = page.find("main")
    assert isinstance(main, Tag)
    tags = main.select("*")
    told = next(number for number, tag in enumerate(tags) if tag.get_text() == text)
    first = next(number for number, tag in enumerate(tags) if tag.name in {"input", "select", "textarea", "button"})
    return told < first


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_contact_page_tells_before_the_first_input(tmp_path: Path, language: str) -> None:
    """In the order in which a screen reader reads it, in each language of the site (rows I1, I4)."""
    project = Project.good(tmp_path)
    written = "".join(f'    {language}: "{text}"\n' for language, text in SAID.items())
    settings = project.read("site_config.yml")
    project.write("site_config.yml", f"{settings}assistant:\n  name: A & B\n  disclosure:\n{written}")
    path = {"en": "contact/index.html", "es": "es/contact/index.html"}[language]
    assert comes_first(project.page(path), SHOWN[language])


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_form_with_errors_tells_it_again(bundle: Bundle, log: Log, clock: Clock, language: str) -> None:
    """The page of the backend is another page, and somebody may begin there (row I1)."""
    desk = RequestDesk(lambda: bundle, log, clock, Wake())
    answer = send(desk, language, email="")
    assert answer.status == 422
    assert comes_first(parsed(answer.body), SHOWN[language])


def test_the_case_keeps_which_words_were_shown(bundle: Bundle, log: Log, clock: Clock, store: SqliteStore) -> None:
    """Those of the page, whatever language the answer is to be in; without an assistant there is nothing to keep (row I1)."""
    send(RequestDesk(lambda: bundle, log, clock, Wake()), "es")
    kept = store.newest(1)[0].received
    assert (kept.page_language, kept.language) == ("es", "en")
    assert kept.disclosure_digest == hashlib.sha256(SHOWN["es"].encode()).hexdigest()
    clock.pass_by(seconds=1)
    without = replace(bundle, settings=replace(bundle.settings, assistant=None))
    send(RequestDesk(lambda: without, log, clock, Wake()), "es", message="Another one")
    assert store.newest(1)[0].received.disclosure_digest == ""


def test_the_acknowledgement_says_it_as_well(bundle: Bundle, log: Log, clock: Clock, store: SqliteStore) -> None:
    """In the language of the answer, in both parts (rows I4, I5)."""
    send(RequestDesk(lambda: bundle, log, clock, Wake()), "es")
    words = acknowledgement(store.newest(1)[0], bundle, NOW)
    assert SHOWN["en"] in words.text.replace("\n", " ")
    assert SHOWN["en"].replace("&", "&amp;") in words.html


def send(desk: RequestDesk, page_in: str, **changed: str) -> HttpResponse:
    """Send the form from a page in a language."""
    request = HttpRequest(
        method="POST",
        path="/_desk/requests",
        query={"language": page_in},
        headers={"content-type": "application/x-www-form-urlencoded", "accept": "text/html"},
        body=urlencode(FORM | changed).encode(),
    )
    answer = desk.handle(request)
    assert answer is not None
    return answer
