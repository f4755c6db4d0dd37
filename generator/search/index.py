"""Questions -> the files of one language's search index, by their path below assets/search/.

Joins the stages: analysis, grouping, ranking, rows, shards. docs/running/search-index.md describes the files.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from generator.search.analysis import Analyzed, analyze
from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.grouping import centers, in_groups
from generator.search.manifest import Manifest, MeaningNumbers, write_manifest
from generator.search.ranking import postings
from generator.search.rows import size, spellings, word_rows
from generator.search.shards import (
    Card,
    WordRow,
    cards_text,
    halves,
    packed,
    spelling_text,
    split,
    units,
    words_sections,
)
from generator.search.stems import algorithm_of, stemmer
from generator.search.vectors import Meaning
from generator.search.words import fold

# In bytes, compressed: what one word of a query costs, and how long the manifest grows, which names the first word of each.
WORDS_SHARD = 1200
SPELLING_SHARD = 2500
CARDS = 8
LONGEST_SUMMARY = 160
# Vectors in a file; more where there would be many groups, whose middles are all read before the first answer.
GROUP, MOST_GROUPS = 16, 512
# Groups of vectors that a query reads: those of its best documents by words, and those nearest to it.
BEST, NEAR = 16, 4
# A question without a word of the query is a result only when it means nearly the same: hundredths of a cosine.
LEAST = 40

Sections = Sequence[bytes]


def build_index(
    entries: Sequence[SearchEntry], language: str, meaning: Meaning | None = None, *, group: int = 0
) -> dict[str, bytes]:
    """The manifest and the shards. `meaning` has the vectors of `entries`, in their order; `group` of them make a file."""
    return index_of([analyze(entry, language) for entry in entries], entries, language, meaning, group=group)


def index_of(
    analyzed: Sequence[Analyzed],
    entries: Sequence[SearchEntry],
    language: str,
    meaning: Meaning | None = None,
    *,
    group: int = 0,
) -> dict[str, bytes]:
    """The same from questions that were analyzed before."""
    group = group or _group(len(entries))
    order = in_groups(meaning.documents, group) if meaning else list(range(len(entries)))
    algorithm = algorithm_of(language)
    stem = stemmer(algorithm)
    function = function_words(language)
    found = postings([analyzed[number] for number in order], stem, _sorted_by, function)
    words = split(word_rows(found, stem, meaning.words if meaning else {}, WORDS_SHARD), _key, size, WORDS_SHARD)
    forward = sorted(spellings(found), key=lambda row: (units(fold(row[0])), units(row[0])))
    backward = sorted(forward, key=lambda row: (units(_backward(row)), units(row[0])))
    spelling = split(forward, _forward, _spelling_size, SPELLING_SHARD)
    endings = split(backward, _backward, _spelling_size, SPELLING_SHARD)
    files = {
        **{f"w{number}": words_sections(rows, with_meaning=bool(meaning)) for number, rows in enumerate(words)},
        **{f"s{number}": [spelling_text(rows)] for number, rows in enumerate(spelling)},
        **{f"e{number}": [spelling_text(rows)] for number, rows in enumerate(endings)},
        **dict(_cards([entries[number] for number in order])),
        **(dict(_vectors(meaning.documents[order], group)) if meaning else {}),
    }
    manifest = Manifest(
        language=language,
        stemmer=algorithm,
        folder="",
        documents=len(entries),
        function=" ".join(sorted(function)),
        words=[rows[0].key for rows in words],
        spelling=[_forward(rows[0]) for rows in spelling],
        endings=[_backward(rows[0]) for rows in endings],
        cards=CARDS,
        meaning=_numbers(meaning, group) if meaning else None,
    )
    return _named(manifest, files)


def _group(documents: int) -> int:
    group = GROUP
    while documents > group * MOST_GROUPS:
        group *= 2
    return group


def _named(manifest: Manifest, files: Mapping[str, Sections]) -> dict[str, bytes]:
    """The hash is over what the files hold: compressed by another version of zlib they keep their name."""
    digest = hashlib.sha256(write_manifest(manifest))
    for name, sections in files.items():
        content = b"".join(sections)
        digest.update(f"\0{name} {len(content)}\0".encode() + content)
    folder = f"{manifest.language}-{digest.hexdigest()[:12]}"
    named = {f"{manifest.language}.json": write_manifest(replace(manifest, folder=folder))}
    return named | {f"{folder}/{name}.bin": packed(*sections) for name, sections in files.items()}


def _cards(entries: Sequence[SearchEntry]) -> Iterator[tuple[str, Sections]]:
    for number, start in enumerate(range(0, len(entries), CARDS)):
        cards = [
            Card(entry.path, entry.title, entry.crumbs, _cut(entry.summary)) for entry in entries[start : start + CARDS]
        ]
        yield f"c{number}", [cards_text(cards)]


def _cut(summary: str) -> str:
    """At a space, where there is one."""
    if len(summary) <= LONGEST_SUMMARY:
        return summary
    kept = summary[: LONGEST_SUMMARY - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:.–-") + "…"


def _vectors(documents: "np.ndarray[tuple[int, int], np.dtype[np.int8]]", group: int) -> Iterator[tuple[str, Sections]]:
    for number, start in enumerate(range(0, len(documents), group)):
        yield f"v{number}", [b"".join(map(halves, documents[start : start + group].tolist()))]
    yield "v", [b"".join(map(halves, centers(documents, group).tolist()))]


def _numbers(meaning: Meaning, group: int) -> MeaningNumbers:
    return MeaningNumbers(
        size=meaning.size,
        weight=meaning.weight,
        group=group,
        groups=-(-len(meaning.documents) // group),
        best=BEST,
        near=NEAR,
        least=LEAST,
    )


def _sorted_by(stem: str) -> tuple[bytes, bytes]:
    return units(fold(stem)), units(stem)


def _key(row: WordRow) -> str:
    return row.key


def _forward(row: tuple[str, int]) -> str:
    return fold(row[0])


def _backward(row: tuple[str, int]) -> str:
    return fold(row[0])[::-1]


def _spelling_size(row: tuple[str, int]) -> float:
    return 0.35 * len(row[0]) + 1
