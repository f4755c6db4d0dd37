"""Ranking is specified by examples that say why the winner must win (row F6)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import SearchEntry, build_index, search
from generator.search.index import titles
from generator.search.terms import light, words_of
from tests.project import Project


def entry(path: str, title: str, body: str = "", summary: str = "", synonyms: tuple[str, ...] = ()) -> SearchEntry:
    return SearchEntry(path=path, title=title, synonyms=synonyms, summary=summary, body=body)


ENGLISH = build_index(
    [
        entry("account/close", "How do I close my account?", "Withdraw your balance. Fees are not refunded."),
        entry("account/open", "How do I open an account?", "Have your passport ready.", "Sign up with your passport."),
        entry("billing/fees", "What are the fees?", "A transfer costs 10 USD.", synonyms=("charges", "price list")),
        entry("billing/refund", "When is a payment returned?", "Within 5 days.", synonyms=("money back", "refund")),
        entry("security/passkeys", "What is a passkey?", "A passkey replaces your password. " * 20),
        entry("security/password", "I forgot my password", "Choose Forgot password."),
    ],
    "en",
)
SPANISH = build_index(
    [
        entry("acceso/clave", "He olvidado mi contraseña", "Elija la opción.", synonyms=("clave",)),
        entry("cuenta/comisiones", "¿Cuáles son las comisiones?", "Una transferencia cuesta 10 USD."),
        entry("cuenta/numero", "¿Dónde está mi número de cuenta?", "En la aplicación."),
    ],
    "es",
)


def test_a_word_of_the_title_beats_one_of_the_body() -> None:
    """'passkey' fills the body of no other page; 'fees' stands in the body of one and in the title of another."""
    assert search(ENGLISH, "fees") == ["billing/fees", "account/close"]
    assert search(ENGLISH, "password")[0] == "security/password"


def test_a_question_finds_the_one_that_shares_its_rare_word() -> None:
    """Everybody asks 'how do I'; only one asks how to close."""
    assert search(ENGLISH, "how do i close this thing")[0] == "account/close"


def test_money_back_finds_the_refund() -> None:
    """'money back' is in no title and no answer; only the synonyms of the refund have it."""
    assert search(ENGLISH, "get my money back")[0] == "billing/refund"


@pytest.mark.parametrize("typed", ["pasword", "passwrod", "passworf", "pessword"])
def test_one_wrong_letter_still_finds(typed: str) -> None:
    """A letter left out, swapped or mistaken."""
    assert search(ENGLISH, typed)[0] == "security/password"


@pytest.mark.parametrize("typed", ["passp", "pas", "my passpo"])
def test_the_word_that_is_being_typed_finds(typed: str) -> None:
    """The beginning of the last word is enough; 'passport' stands in one question only."""
    assert "account/open" in search(ENGLISH, typed)


@pytest.mark.parametrize("typed", ["closing", "closed", "CLOSE", "close?", "“close”", "accounts close"])
def test_another_form_of_a_word_finds(typed: str) -> None:
    """Endings, capitals and punctuation do not matter in English."""
    assert search(ENGLISH, typed)[0] == "account/close"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("contrasena", "acceso/clave"),
        ("contraseñas", "acceso/clave"),
        ("CONTRASEÑA", "acceso/clave"),
        ("comision", "cuenta/comisiones"),
        ("numero de cuenta", "cuenta/numero"),
        ("número", "cuenta/numero"),
        ("clave", "acceso/clave"),
        ("cuales", "cuenta/comisiones"),
    ],
)
def test_spanish_is_found_without_accents_and_in_the_plural(typed: str, path: str) -> None:
    """On a phone nobody types an accent."""
    assert search(SPANISH, typed)[0] == path


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xyzzyqwert", "+-~^*:", "title:fees^"])
def test_what_finds_nothing_gives_an_empty_list_or_a_result_but_no_error(typed: str) -> None:
    """Lunr's own operators are ordinary punctuation here."""
    assert isinstance(search(ENGLISH, typed), list)


def test_a_limit_cuts_the_list() -> None:
    """Best first."""
    assert search(ENGLISH, "account", limit=1) == search(ENGLISH, "account")[:1]


@given(st.text(max_size=60))
def test_no_query_is_an_error(query: str) -> None:
    """Whatever somebody pastes into the box: questions of this site, each once."""
    for index in (ENGLISH, SPANISH):
        found = search(index, query)
        assert len(set(found)) == len(found)
        assert set(found) <= titles(index).keys()


def test_a_language_without_questions_has_an_index_too() -> None:
    """Nothing is found there."""
    assert search(build_index([], "en"), "anything") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's the fee?", ["what", "s", "the", "fee"]),
        ("¿Cuánto CUESTA?", ["cuánto", "cuesta"]),
        ("24/7 e-mail snake_case", ["24", "7", "e", "mail", "snake", "case"]),
        ("手数料 はいくら", ["手数料", "はいくら"]),
        ("", []),
    ],
)
def test_a_text_is_searched_by_its_words(text: str, words: list[str]) -> None:
    """Letters and digits of any script, in lower case."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("contraseñas", "contrasen"),
        ("contrasena", "contrasen"),
        ("comisiones", "comision"),
        ("comisión", "comision"),
        ("mes", "mes"),
        ("pie", "pie"),
        ("ÁÉÍ", "aei"),
    ],
)
def test_the_light_stem_takes_accents_and_plurals_off(word: str, stem: str) -> None:
    """And leaves short words alone."""
    assert light(word) == stem


def test_the_site_is_searched_by_title_synonyms_summary_and_answer(project: Project) -> None:
    """The index that the build writes finds what a writer wrote anywhere, in each language its own."""
    project.answer("Have your **passport** ready.", "summary: Signing up takes minutes.", "synonyms: [onboarding]")
    files = project.build().files
    index = files["assets/search/en.json"]
    for query in ("open account", "onboarding", "signing minutes", "passport"):
        assert search(index, query)[0] == "account/open-it"
    assert search(index, "cuenta") == []
    assert search(files["assets/search/es.json"], "abrir cuenta")[0] in {"account/open-it", "account/close-it"}


def test_the_index_holds_what_the_list_of_results_shows(project: Project) -> None:
    """Path, question and summary of each, so that results need no other page."""
    project.answer("Sign up.", "summary: In short.")
    index = json.loads(project.build().files["assets/search/en.json"])
    assert ["account/open-it", "How do I open an account?", "In short."] in index["questions"]
