"""The stemmers that pages load give what the build's stemmers give (row F6)."""

import ast
import importlib.util
import random
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
import Stemmer
from babel import Locale
from playwright.sync_api import Browser, Page

from generator.search.stemmer_script import licence, stemmer_script
from generator.search.stemmer_translation import Translation, UnknownConstructError
from tests.browser.served import ROOT

pytestmark = pytest.mark.browser

# The languages whose names Babel has; the other algorithms get words made of their own endings alone.
CODES = {
    "arabic": "ar",
    "armenian": "hy",
    "basque": "eu",
    "catalan": "ca",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "dutch_porter": "nl",
    "english": "en",
    "esperanto": "eo",
    "estonian": "et",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "irish": "ga",
    "italian": "it",
    "lithuanian": "lt",
    "nepali": "ne",
    "norwegian": "nb",
    "persian": "fa",
    "polish": "pl",
    "porter": "en",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "spanish": "es",
    "swedish": "sv",
    "tamil": "ta",
    "turkish": "tr",
    "yiddish": "yi",
}
MANY, SOME = 20_000, 2_000
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STEMS = "([algorithm, words]) => words.map(frontdeskStemmers[algorithm])"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("algorithm", Stemmer.algorithms())
def test_page_and_build_stem_alike(page: Page, algorithm: str) -> None:
    """Every word of the language's names of places, languages and money, and thousands made of its endings (row F6)."""
    words = _words(algorithm, MANY if algorithm in {"english", "spanish"} else SOME)
    page.add_script_tag(content=stemmer_script(algorithm))
    stems = page.evaluate(STEMS, [algorithm, words])
    expected = Stemmer.Stemmer(algorithm).stemWords(words)
    different = [each for each in zip(words, stems, expected, strict=True) if each[1] != each[2]]
    assert different == []


def test_script_keeps_the_notice_of_snowball() -> None:
    """Who reads the script finds whose work it is, and under which licence (row F6)."""
    assert licence() in stemmer_script("english")
    assert "Dr Martin Porter" in licence()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("self.cursor = self.limit ** 2", "'self.limit ** 2'"),
        ("self.B_new = self.limit", "'self.B_new = self.limit'"),
        ("self.find_anything()", "'self.find_anything()'"),
        ("if not self.slice_del():\n    return False", "'self.slice_del()'"),
        ("raise lab0()", "'raise lab0()'"),
    ],
)
def test_what_a_newer_snowball_might_write_is_refused(written: str, named: str) -> None:
    """A construct that has no translation stops the build, and the message says where it stands (row F6)."""
    source = "class NewStemmer:\n    def _stem(self):\n" + indent(written, " " * 8)
    stemmer = ast.parse(source).body[0]
    assert isinstance(stemmer, ast.ClassDef)
    with pytest.raises(UnknownConstructError) as raised:
        list(Translation("new_stemmer.py", "NewStemmer").members(stemmer))
    assert str(raised.value) == (
        "snowballstemmer/new_stemmer.py:3: generator/search/stemmer_translation.py cannot translate " + named
    )


def _words(algorithm: str, number: int) -> list[str]:
    """Real words first; then words with other endings, with a letter changed, and of letters beyond U+FFFF."""
    chance = random.Random(5)  # noqa: S311 - the same words in every run
    endings = _texts_in(algorithm)
    words = sorted(_names(algorithm) | _written(algorithm)) or endings
    letters = sorted(set("".join(words + endings)))
    made = dict.fromkeys(words)
    while len(made) < number:
        word, ending, letter = chance.choice(words), chance.choice(endings), chance.choice(letters)
        at = chance.randint(0, len(word))
        kinds = (
            word + ending,
            word[:at] + ending + chance.choice(endings),
            word[:at] + letter + word[at + chance.randint(0, 1) :],
            "".join(chance.choices(letters, k=chance.randint(1, 9))),
            ending + word,
            word[:at] + "\U0001d4bd" + ending,
        )
        made[chance.choice(kinds)] = None
    return list(made)


def _names(algorithm: str) -> set[str]:
    if algorithm not in CODES:
        return set()
    locale = Locale(CODES[algorithm])
    tables = (locale.territories, locale.languages, locale.currencies, locale.scripts)
    return {word for table in tables for name in table.values() for word in WORDS.findall(name.lower())}


def _written(algorithm: str) -> set[str]:
    folder = ROOT / "faq" / algorithm[:2]
    return {word for file in folder.rglob("*.md") for word in WORDS.findall(file.read_text("utf-8").lower())}


def _texts_in(algorithm: str) -> list[str]:
    found = importlib.util.find_spec(f"snowballstemmer.{algorithm}_stemmer")
    assert found is not None
    assert found.origin is not None
    nodes = ast.walk(ast.parse(Path(found.origin).read_text(encoding="utf-8")))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    longest = 20  # what is longer is a docstring
    return sorted(text for text in texts if len(text) < longest)
