"""Meaning: vectors find what shares no word, never make a site worse than words alone, and are the same each time (row F6)."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from desk.data import replace
from desk.place import Place
from generator.content.golden_queries import GoldenQuery
from generator.search import SearchEntry, build_index, open_index
from generator.search.manifest import read_manifest
from generator.search.meaning import meant_index, packages
from generator.search.meaning.bags import Bag
from generator.search.meaning.chosen import FEWEST
from generator.search.meaning.distilled import taught_vectors
from generator.search.meaning.general import general_vectors
from generator.search.meaning.packages import general_folder
from generator.search.meaning.space import in_few_bits
from generator.search.meaning.trial import Trial, best_weight, trial_of, with_weight
from generator.search.vectors import Meaning, WordVectors

TITLES = {
    "access/password": "I forgot my password",
    "access/locked": "My account is locked after too many attempts",
    "cards/lost": "My card was stolen or lost",
    "cards/fees": "What does a card cost?",
    "taxes/forms": "Where are my tax forms?",
    "taxes/basis": "How is the cost basis calculated?",
    "people/marry": "Change my legal name after a wedding",
    "people/die": "An account holder has died",
    "money/send": "Send money to another country",
    "money/late": "My transfer has not arrived",
    "app/crash": "The app closes by itself",
    "app/phone": "Which phones are supported?",
}
ENTRIES = [SearchEntry(path=path, title=title) for path, title in TITLES.items()]


needs_vectors = pytest.mark.skipif(general_folder() is None, reason="wordllama comes for few machines")


def paths(files: Mapping[str, bytes], query: str, language: str = "en") -> list[str]:
    return open_index(files.__getitem__, language).paths(query)


def golden(query: str, path: str) -> GoldenQuery:
    place = Place("faq/en/golden_queries.yml", 1)
    return GoldenQuery(query=query, path=path, within=1, reason="", place=place, path_place=place)


@pytest.fixture(scope="module")
def meant() -> dict[str, bytes]:
    """The index of a small site with general vectors."""
    return meant_index(ENTRIES, "en", "words", (), None).files


@needs_vectors
@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("secret login", "access/password"),
        ("funeral dead relative", "people/die"),
        ("iphone mobile", "app/phone"),
        ("wire payment abroad", "money/send"),
    ],
)
def test_a_question_is_found_by_what_it_means(meant: dict[str, bytes], query: str, path: str) -> None:
    """None of the words of the query stands on the site (row F6)."""
    assert paths(meant_index(ENTRIES, "en", "off", (), None).files, query)[:1] != [path]
    assert paths(meant, query)[0] == path


def test_the_same_questions_give_the_same_bytes(meant: dict[str, bytes]) -> None:
    """Also when the words of the language were read before (row F6)."""
    assert meant_index(ENTRIES, "en", "words", (), None).files == meant


@pytest.mark.parametrize(("entries", "language"), [(ENTRIES, "es"), (ENTRIES[: FEWEST - 1], "en")])
def test_without_vectors_of_the_language_and_on_the_smallest_site_words_alone_are_searched(
    entries: Sequence[SearchEntry], language: str
) -> None:
    """As if meaning were off (row F6)."""
    searched = meant_index(entries, language, "words", (), None)
    assert searched.told == "words alone"
    assert searched.files == meant_index(entries, language, "off", (), None).files


def test_where_the_package_of_vectors_is_not_installed_words_alone_are_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It comes for few machines, and the build says that it is missing (row F6)."""
    monkeypatch.setattr(packages, "GENERAL", "no_such_package")
    searched = meant_index(ENTRIES, "en", "words", (), None)
    assert searched.told == "words alone: wordllama is not installed"
    assert searched.files == meant_index(ENTRIES, "en", "off", (), None).files


@needs_vectors
def test_the_build_says_what_it_chose() -> None:
    """With the weight, and by what it was judged (row F6)."""
    told = meant_index(ENTRIES, "en", "words", (), None).told
    assert told == f"words and general vectors, weight 1.5 by {len(trial_of(ENTRIES, 'en', ()).asked)} titles in part"


@pytest.mark.parametrize(("weight", "chosen"), [(4, 4), (20, 3), (60, 0)])
def test_where_golden_queries_suffer_meaning_counts_less_or_not_at_all(weight: int, chosen: int) -> None:
    """These vectors say that a vehicle is weather: only as long as words outweigh them does every query hold (row F6)."""
    near, far = [7, 0], [-7, 0]
    misleading = Meaning(
        size=2, weight=weight, words=WordVectors.of({"vehicl": (9, far)}, 2), documents=np.array([near, far], np.int8)
    )
    entries = [SearchEntry(path="a/vehicle", title="Vehicle"), SearchEntry(path="a/weather", title="Weather")]
    trial = trial_of(entries, "en", [golden("vehicle", "a/vehicle")] * 20)
    assert trial.judge == "20 golden queries"
    assert best_weight(build_index(entries, "en", misleading), "en", trial) == chosen


@needs_vectors
@pytest.mark.parametrize("title", ["", "!? 😀", "質問 ですか", "How do I?", "x" * 3000])
def test_strange_titles_are_no_error(title: str) -> None:
    """All of them the same, without a word, in another language, without end (row F6)."""
    entries = [SearchEntry(path=f"a/{number}", title=title, body="\u202e\x07 " * 20) for number in range(FEWEST)]
    told = meant_index(entries, "en", "words", (), None).told
    assert told.removesuffix("10 titles in part").removesuffix("default") == "words and general vectors, weight 1.5 by "


def test_titles_that_judge_are_chosen_among_long_ones() -> None:
    """However short those between them are: one accident among a few would decide for the whole site (row F6)."""
    titles = ["Fees" if number % 3 == 0 else f"Send parcel number {number} abroad" for number in range(150)]
    entries = [SearchEntry(path=f"a/{number}", title=title) for number, title in enumerate(titles)]
    assert len(trial_of(entries, "en", ()).asked) == 50


@needs_vectors
def test_another_weight_changes_the_manifest_alone(meant: dict[str, bytes]) -> None:
    """What browsers have kept stays good (row F6)."""
    other = with_weight(meant, "en", 3)
    assert {name for name in meant if meant[name] != other[name]} == {"en.json"}
    before, after = read_manifest(meant["en.json"]), read_manifest(other["en.json"])
    assert before.meaning
    assert after == replace(before, meaning=replace(before.meaning, weight=3))


@needs_vectors
def test_nothing_asked_judges_nothing(meant: dict[str, bytes]) -> None:
    """A large site without golden queries keeps the whole weight (row F6)."""
    assert best_weight(meant, "en", Trial(asked=(), judge="default")) == 15


@needs_vectors
def test_words_of_like_meaning_have_like_vectors() -> None:
    """The package is read as its authors meant it (row F6)."""
    general = general_vectors("en-GB")
    assert general
    rows = general.whole(["stolen", "theft", "banana"])
    united = rows / np.linalg.norm(rows, axis=1)[:, None]
    near, far = float(united[0] @ united[1]), float(united[0] @ united[2])
    assert near > 0.5 > far
    assert general_vectors("es") is None


def test_few_bits_keep_the_direction() -> None:
    """The greatest number becomes 7; a row of nothing stays one (row F6)."""
    assert in_few_bits(np.array([[0.5, -0.25, 0.0], [0.0, 0.0, 0.0]])).tolist() == [[7, -4, 0], [0, 0, 0]]


def test_words_learn_what_their_sentences_mean() -> None:
    """A word of two sentences gets what both have in common (row F6)."""
    bag = Bag(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 2]), np.ones(4), 2)
    meant_by = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]])
    vectors = taught_vectors(bag, meant_by, np.array([10.0, 10.0]), np.zeros((3, 4)) + np.eye(3, 4))
    assert vectors[0].argmax() == 0
    assert vectors[1].argmax() == 1
    assert vectors[2].argmax() == 2
