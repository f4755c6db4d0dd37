"""The files of an index: small, named for what is in them, and never believed when they are damaged (row F6)."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.data import UnreadableError, replace
from generator.search import build_index
from generator.search.function_words import function_words
from generator.search.vectors import Meaning, WordVectors
from generator.search.words import fold, forms_of
from tests.generator.search.indexes import entry, opened

_LETTERS = "bcdfglmnprst"
_TEXTS = st.text(st.sampled_from("abcñé ABC_-19'.\n手数ภาษा"), max_size=40) | st.text(max_size=40)
_SIZE = 6


def made_up(count: int) -> list[str]:
    """Texts of words that look like words, the same at every call; some words are frequent and most are rare."""
    draw = random.Random(1)  # noqa: S311 - made up texts, not secrets
    words = [
        "".join(draw.choice(_LETTERS) + draw.choice("aeiou") for _ in range(draw.randint(2, 4))) for _ in range(3000)
    ]
    return [" ".join(words[int(len(words) * draw.random() ** 3)] for _ in range(30)) for _ in range(count)]


def vectors_of(count: int, words: list[str]) -> Meaning:
    """They mean nothing, so they weigh little."""
    draw = np.random.default_rng(1)
    stems = dict.fromkeys(form for word in words for form in forms_of(word))
    return Meaning(
        size=_SIZE,
        weight=1,
        words=WordVectors.of(
            {stem: (int(draw.integers(1, 256)), draw.integers(-7, 8, _SIZE).tolist()) for stem in stems}, _SIZE
        ),
        documents=draw.integers(-7, 8, (count, _SIZE)).astype(np.int8),
    )


MADE_UP = made_up(300)
ENTRIES = [entry(f"all/{number}", text[:40], text, summary=text[:200]) for number, text in enumerate(MADE_UP)]
PLAIN = build_index(ENTRIES, "en")
MEANING = vectors_of(300, [*MADE_UP[:40], "voiture automobile"])
WITH_MEANING = build_index(ENTRIES, "en", MEANING)


@pytest.mark.parametrize("files", [PLAIN, WITH_MEANING], ids=["words", "meaning"])
def test_a_file_is_named_for_what_is_in_it(files: dict[str, bytes]) -> None:
    """All but the manifest may be cached for ever: what changes gets another name, and what does not keeps it (row F6)."""
    changed = [
        replace(question, body=f"{question.body} zebra") if question is ENTRIES[9] else question for question in ENTRIES
    ]
    others = build_index(changed, "en", MEANING if files is WITH_MEANING else None)
    assert all(re.fullmatch(r"en\.json|en/[a-z]\d+-[0-9a-f]{6}\.bin", name) for name in files)
    assert [name for name in files.keys() & others.keys() if files[name] != others[name]] == ["en.json"]
    assert len(files.keys() - others.keys()) < len(files) / 2


def test_the_same_questions_give_the_same_bytes() -> None:
    """In another process, whatever the order of its sets is (row B3)."""
    code = (
        "import hashlib; from tests.generator.search.test_files import WITH_MEANING as files;"
        "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
    )
    root = Path(__file__).parents[3]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_query_reads_few_and_small_files() -> None:
    """A shard is a few kB, and a query reads those of its words, groups of vectors and cards only (row F6)."""
    read: dict[str, int] = {}

    def reading(name: str) -> bytes:
        read[name] = len(WITH_MEANING[name])
        return WITH_MEANING[name]

    assert opened(PLAIN, "en").paths(MADE_UP[7][:40])[0] == "all/7"
    index = opened(WITH_MEANING, "en")
    index._library._read = reading  # noqa: SLF001 - what is read is what this test is about
    assert len(index.search(MADE_UP[7][:60])) == 10
    assert max(read.values()) < 4000
    assert sum(read.values()) < sum(map(len, WITH_MEANING.values())) / 2


def test_every_title_finds_its_question() -> None:
    """Numbers, shards and groups fit together, however the questions are ordered (row F6)."""
    for files in (PLAIN, WITH_MEANING):
        index = opened(files, "en")
        cards = list(index.cards())
        assert sorted(card.path for card in cards) == sorted(question.path for question in ENTRIES)
        assert all(len(card.summary) <= 160 for card in cards)
        for question in ENTRIES[::30]:
            assert question.path in index.paths(question.title)


def test_a_word_that_no_question_has_is_found_by_its_meaning() -> None:
    """Its vector leads to the nearest questions, and to none whose vector points elsewhere (row F6)."""
    near, far = [7, 0, 0, 0, 0, 0], [-7, 0, 0, 0, 0, 1]
    meaning = Meaning(
        size=_SIZE,
        weight=20,
        words=WordVectors.of({"car": (9, near), "rain": (9, far)}, _SIZE),
        documents=np.array([near, far], dtype=np.int8),
    )
    index = opened(build_index([entry("a/vehicle", "Vehicle"), entry("a/weather", "Weather")], "en", meaning), "en")
    assert index.paths("cars") == ["a/vehicle"]
    assert [found.score for found in index.search("cars")] == [2.0]
    assert index.paths("car weather") == ["a/vehicle", "a/weather"]


@settings(deadline=None, max_examples=60)
@example([("", "1", "É"), ("", "11Aภ11éภ1", ""), ("", "É", ""), ("E", "1", "")], "en")
@given(st.lists(st.tuples(_TEXTS, _TEXTS, _TEXTS), max_size=6), st.sampled_from(["en", "es", "th", "xx"]))
def test_every_content_word_of_a_question_finds_it(texts: list[tuple[str, str, str]], language: str) -> None:
    """Whatever a writer writes, in whichever field; the words of a title also where they are function words (row F6).

    Found, if perhaps not shown: beside a far better answer the rest is left out.
    """
    entries = [
        entry(f"all/{number}", title, body, synonyms=(synonym,)) for number, (title, body, synonym) in enumerate(texts)
    ]
    index = opened(build_index(entries, language), language)
    dropped = function_words(language)
    for question in entries:
        searched = [*forms_of(question.title), *(form for form in forms_of(question.body) if fold(form) not in dropped)]
        for form in searched:
            found = {index.card(number).path for number in np.flatnonzero(index.compared(f"{form} ").totals).tolist()}
            assert question.path in found or forms_of(f"{form} ") != [form]
            assert index.paths(f"{form} ") or not found


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_query_is_an_error(query: str) -> None:
    """Whatever somebody pastes into the box: questions of this site, each once, best first (row F6)."""
    for files in (PLAIN, WITH_MEANING):
        found = opened(files, "en").search(query)
        assert len({result.path for result in found}) == len(found)
        assert found == sorted(found, key=lambda result: (-result.score, result.number))


@pytest.mark.parametrize("kind", ["en.json", "/w", "/s", "/e", "/c", "/v", "/g", "/m"])
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_a_damaged_file_is_unreadable_and_nothing_else(kind: str, data: st.DataObject) -> None:
    """Cut off, overwritten, empty or gone: one sentence, never a wrong number or a crash (row F6)."""
    files = dict(WITH_MEANING)
    for name in [name for name in files if kind in name]:
        content = bytearray(files[name])
        cut = data.draw(st.integers(0, len(content)))
        start = data.draw(st.integers(0, len(content)))
        content[start : start + 9] = data.draw(st.binary(max_size=9))
        damaged = data.draw(st.sampled_from([bytes(content), bytes(content[:cut]), b"", None]))
        del files[name]
        if damaged is not None:
            files[name] = damaged
        if kind != "en.json" and data.draw(st.booleans()):
            break
    try:
        index = opened(files, "en")
        for query in (MADE_UP[0][:60], "bababe", "pasword"):
            index.search(query)
    except UnreadableError:
        pass


def test_another_version_is_refused() -> None:
    """A site is searched by the version that built it (row F6)."""
    files = PLAIN | {"en.json": PLAIN["en.json"].replace(b'"version":4', b'"version":3')}
    with pytest.raises(UnreadableError, match=r"^another version of frontdesk built this site$"):
        opened(files, "en")


@pytest.mark.parametrize(
    ("was", "now"), [(b'"cards":6', b'"cards":0'), (b'"size":6', b'"size":0'), (b'"prefix":8', b'"prefix":-8')]
)
def test_a_manifest_that_makes_no_sense_is_refused(was: bytes, now: bytes) -> None:
    """Nothing is divided by it (row F6)."""
    assert was in WITH_MEANING["en.json"]
    with pytest.raises(UnreadableError, match=r"^a number of the manifest is out of bounds$"):
        opened(WITH_MEANING | {"en.json": WITH_MEANING["en.json"].replace(was, now)}, "en")


def test_a_missing_file_is_named() -> None:
    """The site was copied without it (row F6)."""
    with pytest.raises(UnreadableError, match=r"^en\.json is missing$"):
        opened({}, "en")
