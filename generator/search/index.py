"""One lunr index a language: built in Python, read by lunr.js in the browser and by lunr.py in the terminal.

The only module that knows lunr.
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lunr.builder import Builder
from lunr.index import Index
from lunr.pipeline import Pipeline
from lunr.query import Query
from lunr.stemmer import stemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS
from lunr.stop_word_filter import stop_word_filter
from lunr.token import Token
from lunr.trimmer import trimmer

from desk.data import UnreadableError, from_json, to_json
from generator.search.terms import light, words_of

# Raised when an older search could not read a newer index, in the terminal or in the browser.
VERSION = 2
# Title far above synonyms, those above the body: who asks in the words of the title wants that answer.
BOOSTS = {"title": 10, "synonyms": 6, "about": 3, "summary": 3, "body": 1}
# A word such as "my" says less than one such as "passport", but "I cannot get in" has no other.
CONTENT_WORD, FUNCTION_WORD = 10, 3
# Who finds one good answer is not helped by ten that share a word with it.
WORST_TO_BEST = 0.05
DEFAULT_LIMIT = 10
# Shorter words have too many neighbors one letter away.
SHORTEST_MISTYPED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One question as it is searched. `path` is `category/slug`."""

    path: str
    title: str
    synonyms: tuple[str, ...]
    summary: str
    body: str
    about: str = ""


def _light_token(token: Token, _index: int = 0, _tokens: Sequence[Token] = ()) -> Token:
    return token.update(lambda text, _metadata: light(text))


Pipeline.register_function(_light_token, "frontdeskLight")


def build_index(entries: Sequence[SearchEntry], language: str) -> bytes:
    """The index of one language as JSON: lunr's own form, and title and summary of each question for the list of results."""
    if not entries:
        # lunr divides by the number of documents.
        return to_json({"version": VERSION, "english": False, "lunr": None, "questions": []})
    builder = Builder()
    english = language.partition("-")[0] == "en"
    if english:
        builder.pipeline.add(trimmer, stop_word_filter, stemmer)
        # "I cannot get in" is made of nothing but stop words; in short texts they tell, in bodies they only weigh.
        builder.pipeline.skip(stop_word_filter, ["title", "synonyms", "about"])
        builder.search_pipeline.add(stemmer)
    else:
        builder.pipeline.add(trimmer, _light_token)
        builder.search_pipeline.add(_light_token)
    builder.ref("number")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    for number, entry in enumerate(entries):
        builder.add(_document(number, entry))
    questions = [[entry.path, entry.title, entry.summary] for entry in entries]
    return to_json(
        {"version": VERSION, "english": english, "lunr": builder.build().serialize(), "questions": questions}
    )


def search(index: bytes, query: str, limit: int = DEFAULT_LIMIT) -> list[str]:
    """The paths of the questions that answer `query`, best first.

    Raises desk.data.UnreadableError for an index that this version did not write.
    """
    words = words_of(query)
    if not words:
        return []
    loaded, questions, english = _loaded(index)
    if loaded is None:
        return []
    built = loaded.create_query()
    stop_words = STOP_WORDS if english else ()
    for number, word in enumerate(words):
        built.term(word, boost=FUNCTION_WORD if word in stop_words else CONTENT_WORD, use_pipeline=True)
        if len(word) >= SHORTEST_MISTYPED:
            built.term(word, boost=1, use_pipeline=True, edit_distance=1)
        if number == len(words) - 1 and len(word) > 1:
            built.term(word, boost=2, use_pipeline=False, wildcard=Query.WILDCARD_TRAILING)
    found = loaded.query(built)
    good = [result for result in found if result["score"] >= WORST_TO_BEST * found[0]["score"]]
    return [questions[int(result["ref"])][0] for result in good[:limit]]


def titles(index: bytes) -> dict[str, str]:
    """The question of each path."""
    return {path: title for path, title, _ in _loaded(index)[1]}


@lru_cache(maxsize=4)
def _loaded(index: bytes) -> tuple[Index | None, list[list[str]], bool]:
    read = from_json(index, dict[str, Any])
    if read.get("version") != VERSION:
        raise UnreadableError("another version of frontdesk built this site")
    return Index.load(read["lunr"]) if read["lunr"] else None, read["questions"], read["english"]


def browser_library() -> bytes:
    """lunr.js itself, which MkDocs carries (MIT licence)."""
    found = importlib.util.find_spec("mkdocs")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("mkdocs is not installed; it carries lunr.js")
    return Path(found.submodule_search_locations[0], "contrib/search/templates/search/lunr.js").read_bytes()


def _document(number: int, entry: SearchEntry) -> dict[str, str]:
    # The number is repeated with every word: a path there would make up most of the index.
    # lunr splits at white space and hyphens only; our words have no punctuation left to trim.
    texts = {
        "title": entry.title,
        "synonyms": " ".join(entry.synonyms),
        "about": entry.about,
        "summary": entry.summary,
        "body": entry.body,
    }
    return {"number": str(number)} | {name: " ".join(words_of(text)) for name, text in texts.items()}
