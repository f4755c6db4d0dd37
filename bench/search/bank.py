"""The bank of real help documents and what people asked -> documents and queries; and banks of any size grown from it.

Knows no search engine. `../shared/data/README.md` says where the texts come from.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.search.judging import Asked

QUERIES = ("questions", "keywords", "while-typing", "typos")
# One new word in so many words of text: what Heaps' law leaves of growth on real help centres of some thousand articles.
NEW_WORD_EVERY = 220
SYLLABLES = tuple(consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeio")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Document:
    """One help article as plain text."""

    id: str
    title: str
    body: str

    def as_json(self) -> str:
        """One line of a bank."""
        return json.dumps({"id": self.id, "title": self.title, "body": self.body}, ensure_ascii=False)


def documents(folder: Path) -> list[Document]:
    """The documents of `bank.jsonl`."""
    return [Document(line["id"], line["title"], line["body"]) for line in _lines(folder / "bank.jsonl")]


def queries(folder: Path) -> dict[str, list[Asked]]:
    """The queries of each file, by the file's name."""
    return {
        name: [Asked(line["qid"], line["query"], tuple(line["relevant"])) for line in _lines(folder / f"{name}.jsonl")]
        for name in QUERIES
    }


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def write(file: Path, bank: Iterable[Document]) -> Path:
    """A bank as the peers read it."""
    file.write_text("".join(f"{document.as_json()}\n" for document in bank), encoding="utf-8")
    return file


def for_tuning(group: str) -> bool:
    """Does this question belong to the half on which settings are chosen? The same for every engine, and for ever."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 0


def grown(real: Sequence[Document], size: int, seed: int = 1) -> list[Document]:
    """The real documents, then new ones of their sentences until there are `size`.

    Each new one takes its length and half its title from one real document, its sentences from three, and now and then a
    word that no other has, so that the vocabulary keeps growing as it does on real sites.
    """
    draw = random.Random(seed)  # noqa: S311 -- a sample, not a secret
    sentences = [[sentence for sentence in _SENTENCE.split(document.body) if sentence] for document in real]
    bank, titles = list(real[:size]), {document.title for document in real[:size]}
    while len(bank) < size:
        bank.append(_recombined(draw, real, sentences, len(bank), titles))
    return bank


def _recombined(
    draw: random.Random, real: Sequence[Document], sentences: Sequence[Sequence[str]], number: int, titles: set[str]
) -> Document:
    chosen = draw.sample(range(len(real)), 3)
    length = len(real[chosen[0]].body)
    body: list[str] = []
    while sum(map(len, body)) < length:
        source = sentences[draw.choice(chosen)]
        start = draw.randrange(len(source)) if source else 0
        body += source[start : start + 2] or [real[chosen[0]].title]
    text = " ".join(body)
    words = text.split(" ")
    for _ in range(len(words) // NEW_WORD_EVERY + 1):
        words[draw.randrange(len(words))] = _new_word(draw)
    return Document(f"g{number:05}", _title(draw, [real[place].title for place in chosen], titles), " ".join(words))


def _title(draw: random.Random, sources: Sequence[str], taken: set[str]) -> str:
    first, second = sources[0].split(), sources[1].split()
    title = " ".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])
    while title in taken:
        title = f"{title} {_new_word(draw)}"
    taken.add(title)
    return title


def _new_word(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=4))
