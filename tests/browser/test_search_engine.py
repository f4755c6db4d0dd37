"""The page's search gives the results of the terminal's to the last digit, and bears what a network does (row F6)."""

import json
import random
from collections.abc import Iterator, Sequence
from urllib.request import urlopen

import numpy as np
import pytest
from babel import Locale
from playwright.sync_api import Browser, Error, Page

from generator.search import SearchEntry, build_index, open_index
from generator.search.query import Index
from generator.search.stemmer_script import stemmer_script
from generator.search.stems import algorithm_of, stemmer
from generator.search.vectors import Meaning, WordVectors
from generator.search.words import forms_of
from tests.browser.conftest import OpenPage
from tests.browser.published_files import published
from tests.browser.search_queries import many_queries
from tests.browser.served import ROOT, Desk

pytestmark = pytest.mark.browser

ENGINE = "assets/frontdesk/search-engine.js"
# Without an algorithm, with another script, with another direction, with letters that change when written small.
LANGUAGES = ("en", "de", "ja", "th", "ar", "ru", "tr")
OPENED = "async (url) => { window.index = await frontdeskSearch.open(url); }"
FOUND = """
async (asked) => {
  const answers = [];
  for (const query of JSON.parse(asked)) {
    const { results } = await index.find(query);
    answers.push(results.map(({ number, path, score }) => [number, path, score]));
  }
  return answers;
}
"""
PATHS = "async (query) => (await index.find(query)).results.map(({ path }) => path)"
COVERED = "async (query) => (await index.find(query)).results.map(({ path, covered }) => [path, covered])"
MARKED = """
async ([query, text]) => index.marks(text, (await index.find(query)).words).map(([start, end]) => text.slice(start, end))
"""
LISTED = [
    SearchEntry(
        path="money/refund", title="When do I get my money back?", synonyms=("refund",), body="Refunds take a week."
    ),
    SearchEntry(
        path="account/close", title="How do I close my account?", body="Write to us; we close accounts in a day."
    ),
    SearchEntry(path="account/e-mail", title="How do I change my e-mail?", body="Choose Settings, then E-mail."),
]


class Site:
    """A host of one index and our scripts, and a page of it on which the index is open."""

    def __init__(self, files: dict[str, bytes], page: Page, url: str) -> None:
        self.files = files
        self.page = page
        self.url = url

    def publish(self, index: dict[str, bytes]) -> None:
        """Take down what was there, as a new build does, and open nothing anew."""
        self.files.clear()
        self.files |= {f"assets/search/{name}": content for name, content in index.items()}
        self.files[ENGINE] = (ROOT / "theme" / ENGINE).read_bytes()
        self.files["index.html"] = f'<!doctype html><script src="/{ENGINE}"></script>'.encode()

    def open(self, language: str) -> None:
        """As a reader comes, and begins to search."""
        algorithm = algorithm_of(language)
        self.files[f"assets/frontdesk/stemmer-{algorithm}.js"] = (
            stemmer_script(algorithm).encode() if algorithm else b""
        )
        self.page.goto(f"{self.url}index.html")
        self.page.evaluate(OPENED, f"{self.url}assets/search/{language}.json")

    def find(self, query: str) -> list[str]:
        """The paths that the page would list."""
        paths: list[str] = self.page.evaluate(PATHS, query)
        return paths


@pytest.fixture(scope="module")
def host(browser: Browser) -> Iterator[Site]:
    """A host and a page of it."""
    files: dict[str, bytes] = {}
    page = browser.new_page()
    with published(files) as url:
        yield Site(files, page, url)
    page.close()


@pytest.fixture
def listed(host: Site) -> Site:
    """A site of three answers."""
    host.publish(build_index(LISTED, "en"))
    host.open("en")
    return host


@pytest.mark.parametrize("language", ["en", "es"])
def test_page_and_terminal_agree_on_the_demonstration(open_page: OpenPage, served: Desk, language: str) -> None:
    """The writers' golden queries, and hundreds made of the answers: the same questions with the same scores (row F6)."""
    folder = f"{served.url}assets/search/"
    index = open_index(lambda name: _fetched(folder + name), language)
    texts = [file.read_text("utf-8") for file in sorted((ROOT / "faq" / language).rglob("*.md"))]
    golden = (ROOT / "faq" / language / "golden_queries.yml").read_text("utf-8").splitlines()
    queries = [line.partition(":")[2].strip(" \"'") for line in golden if "query:" in line] + many_queries(texts, 400)
    page = open_page("contact/")
    page.add_script_tag(url=served.url + ENGINE)
    page.evaluate(OPENED, f"{folder}{language}.json")
    assert _differences(page, index, queries) == []


@pytest.mark.parametrize(("language", "with_meaning"), [*((name, True) for name in LANGUAGES), ("en", False)])
def test_page_and_terminal_agree_in_every_script(host: Site, language: str, with_meaning: bool) -> None:
    """Bigrams, letters from right to left, dotless ones, and vectors: the same questions with the same scores (row F6)."""
    entries = _entries(language)
    files = build_index(entries, language, _meaning(entries, language) if with_meaning else None)
    host.publish(files)
    host.open(language)
    queries = many_queries([f"{entry.title} {entry.body}" for entry in entries], 150)
    assert _differences(host.page, open_index(files.__getitem__, language), queries) == []


@pytest.mark.parametrize(
    ("language", "titles", "queries"),
    [
        (
            "de",
            ["Bewohnerparkausweis", "Anwohnerparken", "Parkausweise", "Briefwahl", "Wasserrechnung"],
            ["parkausweis ", "bewohner", "briefwahlunterlagen ", "wasser parken ", "rechnung ", "wohnerparken "],
        ),
        ("ja", ["ＳＩＭカードを失くした", "メールが届かない"], ["SIM", "\uff53\uff49\uff4d ", "ﾒｰﾙ", "ｶｰﾄﾞ"]),
    ],
)
def test_page_and_terminal_agree_on_parts_and_widths(
    host: Site, language: str, titles: list[str], queries: list[str]
) -> None:
    """Parts of compounds, and letters of another width: the same questions with the same scores (row F6)."""
    files = build_index([SearchEntry(path=f"a/{place}", title=title) for place, title in enumerate(titles)], language)
    host.publish(files)
    host.open(language)
    assert _differences(host.page, open_index(files.__getitem__, language), queries) == []


def test_a_result_says_how_much_of_the_query_it_holds(listed: Site) -> None:
    """Half of the words, by their weights; so a page can tell a weak answer, and offer another way (row F6)."""
    assert listed.page.evaluate(COVERED, "close zebra ") == [["account/close", 50]]
    assert listed.page.evaluate(COVERED, "closing accounts ") == [["account/close", 100]]


def test_the_same_question_loads_nothing_more(listed: Site) -> None:
    """What was loaded once is kept (row F6)."""
    first = listed.find("refund")
    loaded = listed.page.evaluate("index.loaded")
    assert (listed.find("refund"), listed.page.evaluate("index.loaded")) == (first, loaded)


def test_a_shard_that_failed_is_asked_for_again(listed: Site) -> None:
    """A train in a tunnel: the search fails, says why, and works when the network is back (row F6)."""
    listed.page.route("**/w0-*.bin", lambda route: route.abort())
    with pytest.raises(Error, match="Failed to fetch"):
        listed.find("refund")
    listed.page.unroute("**/w0-*.bin")
    assert listed.find("refund")[:1] == ["money/refund"]


@pytest.mark.parametrize("status", [404, 403, 200])
def test_a_page_left_open_finds_what_was_published_since(listed: Site, status: int) -> None:
    """The old shards are gone, however the host says so: the manifest is read again, and the search goes on (row F6)."""
    before = set(listed.files)
    listed.publish(build_index([*LISTED, SearchEntry(path="new/fees", title="What are your fees?")], "en"))
    gone = tuple(before - set(listed.files))
    assert any("/w0-" in name for name in gone)
    listed.page.route(
        lambda url: url.endswith(gone), lambda route: route.fulfill(status=status, body="<h1>Not found</h1>")
    )
    assert listed.find("fees") == ["new/fees"]
    listed.page.unroute_all()


def test_a_host_that_lost_a_shard_is_an_error(listed: Site) -> None:
    """Where the manifest names what is not there, reading it again does not help: no endless trying (row F6)."""
    for name in [name for name in listed.files if "/w0-" in name]:
        del listed.files[name]
    with pytest.raises(Error, match=r"w0-[0-9a-f]{6}\.bin: 404"):
        listed.find("refund")


def test_an_index_of_another_version_is_refused(listed: Site) -> None:
    """An old script in a cache does not read a new index wrongly (row F6)."""
    name = "assets/search/en.json"
    listed.files[name] = json.dumps(json.loads(listed.files[name]) | {"version": 99}).encode()
    with pytest.raises(Error, match="another version of frontdesk built this index"):
        listed.page.evaluate(OPENED, listed.url + name)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("closing accounts", "How do I close my account?", ["close", "account"]),
        ("how do I clo", "I close and enclose", ["close"]),
        ("refudn", "Refunds take a week.", ["Refunds"]),
        ("my email", "Change your e-mail, not my mail", ["e-mail"]),
        ("what is it", "It is what it is", ["It", "is", "what", "it", "is"]),
        ("zebra", "When do I get my money back?", []),
    ],
)
def test_the_words_that_were_found_are_marked(listed: Site, query: str, text: str, marked: list[str]) -> None:
    """In any form, unfinished or mistyped; words such as `how` only where there are no others (row F6)."""
    assert listed.page.evaluate(MARKED, [query, text]) == marked


def test_bigrams_are_marked_where_they_join(host: Site) -> None:
    """In a script without spaces the mark covers what was asked for, and no more (row F6)."""
    host.publish(build_index([SearchEntry(path="a/b", title="口座を開設する方法")], "ja"))
    host.open("ja")
    assert host.page.evaluate(MARKED, ["口座 開設", "口座を開設する方法"]) == ["口座", "開設"]


def _differences(page: Page, index: Index, queries: Sequence[str]) -> list[object]:
    """Queries whose results differ. As JSON, for a lone surrogate can be written no other way."""
    answers = page.evaluate(FOUND, json.dumps(queries))
    expected = [[[found.number, found.path, found.score] for found in index.search(query)] for query in queries]
    assert any(expected)
    return [each for each in zip(queries, answers, expected, strict=True) if each[1] != each[2]]


def _fetched(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310 - our own server
        content: bytes = answer.read()
    return content


def _entries(language: str) -> list[SearchEntry]:
    """Questions made of the names of places, languages and money in a language."""
    locale = Locale(language)
    names = [*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()]
    chance = random.Random(7)  # noqa: S311 - the same site in every run
    return [
        SearchEntry(
            path=f"a/{number}",
            title=" ".join(chance.sample(names, 3)),
            synonyms=(chance.choice(names),),
            summary=" ".join(chance.sample(names, 6)),
            body=", ".join(chance.sample(names, 40)),
        )
        for number in range(30)
    ]


def _meaning(entries: Sequence[SearchEntry], language: str) -> Meaning:
    """Vectors by chance, of an odd size; some words and one question have none."""
    chance = np.random.default_rng(3)
    stem = stemmer(algorithm_of(language))
    stems = sorted({stem(form) for entry in entries for form in forms_of(entry.title)} | {"zebra"})
    words = {name: (int(chance.integers(1, 256)), chance.integers(-7, 8, 9).tolist()) for name in stems[::2]}
    documents = chance.integers(-7, 8, (len(entries), 9)).astype(np.int8)
    documents[5] = 0
    return Meaning(size=9, weight=25, words=WordVectors.of(words, 9), documents=documents)
