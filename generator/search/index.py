"""Questions -> the files of one language's search index, by their path below assets/search/.

Joins the stages: analysis, lexicon, ranking, rows, shards. docs/running/search-index.md describes the files.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import numpy as np

from desk.data import replace
from generator.search.analysis import counted
from generator.search.chunks import Whole
from generator.search.columns import Counted
from generator.search.cuts import borders, cuts
from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.grouping import centers, groups_of
from generator.search.lexicon import Lexicon, in_units, lexicon_of
from generator.search.manifest import Manifest, MeaningNumbers, hashed, name_of, shared, write_manifest
from generator.search.packing import Packing
from generator.search.ranking import Postings, postings
from generator.search.rows import Rows, spellings, word_rows
from generator.search.shards import Card, cards_text, group_content, spelling_text, words_sections
from generator.search.stems import algorithm_of, stemmer
from generator.search.varints import gaps
from generator.search.vectors import Meaning, halves

# In bytes, compressed: what one word of a query costs, and how long the manifest grows, which names the first word of each.
WORDS_SHARD = 1200
SPELLING_SHARD = 2500
CARDS = 6
LONGEST_SUMMARY = 160
# Vectors in a file, in the order of documents.
BLOCK = 8
# Of a query's best documents by words so many are compared by meaning, and all of so many groups that are nearest to it.
BEST, NEAR = 16, 4
# A question without a word of the query is a result only when it means nearly the same: hundredths of a cosine.
LEAST = 40

Sections = Sequence[bytes]
# Folded, and backwards where ends are compared; as it is; the bits of its number of documents.
Spelling = tuple[str, str, int]


def build_index(entries: Sequence[SearchEntry], language: str, meaning: Meaning | None = None) -> dict[str, bytes]:
    """The manifest and the shards. `meaning` has the vectors of `entries`, in their order."""
    return index_of(counted(entries, language), entries, language, meaning)


def index_of(
    counts: Counted,
    entries: Sequence[SearchEntry],
    language: str,
    meaning: Meaning | None = None,
    cache: Path | None = None,
) -> dict[str, bytes]:
    """The same from questions that were counted before. Below `cache` it finds again what the build before has packed."""
    algorithm = algorithm_of(language)
    function = function_words(language)
    stem = stemmer(algorithm)
    lexicon = lexicon_of(counts.forms, stem)
    found = postings(counts, lexicon, function)
    rows = word_rows(lexicon, found, stem, meaning.words if meaning else None, WORDS_SHARD)
    words = cuts(rows.keys, rows.sizes(), 100 * WORDS_SHARD)
    forward, backward = _spellings(lexicon, found)
    spelling, endings = (
        cuts([row[0] for row in way], _spelling_sizes(way), 100 * SPELLING_SHARD) for way in (forward, backward)
    )
    files: dict[str, list[Sections]] = {
        "w": _words(rows, words, with_meaning=bool(meaning)),
        "s": _spelling_files(forward, spelling),
        "e": _spelling_files(backward, endings),
        "c": [[content] for content in _cards(entries)],
    }
    manifest = Manifest(
        language=language,
        stemmer=algorithm,
        files={},
        documents=len(entries),
        function=" ".join(sorted(function)),
        words=borders(rows.keys, words),
        spelling=borders([row[0] for row in forward], spelling),
        endings=borders([row[0] for row in backward], endings),
        cards=CARDS,
    )
    if meaning:
        files |= {kind: [[content] for content in contents] for kind, contents in _vectors(meaning).items()}
        manifest = replace(manifest, meaning=_numbers(meaning, len(files["g"])))
    return _named(manifest, files, Packing(_packed_file(cache, language, meaning)))


def _packed_file(cache: Path | None, language: str, meaning: Meaning | None) -> Path | None:
    """A build that tries both keeps both."""
    return cache / f"packed-{language}{'-with-meaning' if meaning else ''}" if cache else None


def _named(manifest: Manifest, files: dict[str, list[Sections]], packing: Packing) -> dict[str, bytes]:
    """The hash is over what the files hold: compressed by another version of zlib they keep their name."""
    packed = {kind: [packing.packed(sections) for sections in contents] for kind, contents in files.items()}
    packing.keep()
    digests = {kind: _shared_digests([file.digest for file in own], shared(kind)) for kind, own in packed.items()}
    manifest = replace(manifest, files=hashed(digests))
    return {f"{manifest.language}.json": write_manifest(manifest)} | {
        name_of(manifest, kind, number): file.data for kind, own in packed.items() for number, file in enumerate(own)
    }


def _shared_digests(digests: Sequence[bytes], together: int) -> list[bytes]:
    """Of neighbors that share a name, one digest of all."""
    if together == 1:
        return list(digests)
    joined = [b"".join(digests[start : start + together]) for start in range(0, len(digests), together)]
    return [blake2b(one, digest_size=len(digests[0])).digest() for one in joined for _ in range(together)]


def _words(rows: Rows, starts: Sequence[int], *, with_meaning: bool) -> list[Sections]:
    return [
        words_sections(
            rows.lines[start:end],
            rows.gaps[start:end],
            rows.impacts[start:end],
            (rows.scales[start:end], rows.vectors[start:end]) if with_meaning else None,
        )
        for start, end in pairwise(starts)
    ]


def _spellings(lexicon: Lexicon, found: Postings) -> tuple[list[Spelling], list[Spelling]]:
    """From their beginnings, and from their ends."""
    forward = spellings(lexicon, found)
    return _sorted(forward), _sorted([(folded[::-1], form, bits) for folded, form, bits in forward])


def _sorted(rows: Sequence[Spelling]) -> list[Spelling]:
    keyed = {f"{row[0]}\0{row[1]}": row for row in rows}
    return list(map(keyed.__getitem__, in_units(keyed)))


def _spelling_sizes(rows: Sequence[Spelling]) -> list[int]:
    return [35 * len(form) + 100 for _, form, _ in rows]


def _spelling_files(rows: Sequence[Spelling], starts: Sequence[int]) -> list[Sections]:
    return [[spelling_text([row[1:] for row in rows[start:end]])] for start, end in pairwise(starts)]


def _cards(entries: Sequence[SearchEntry]) -> Iterator[bytes]:
    for start in range(0, len(entries), CARDS):
        yield cards_text(
            [
                Card(entry.path, entry.title, entry.crumbs, _cut(entry.summary))
                for entry in entries[start : start + CARDS]
            ]
        )


def _cut(summary: str) -> str:
    """At a space, where there is one."""
    if len(summary) <= LONGEST_SUMMARY:
        return summary
    kept = summary[: LONGEST_SUMMARY - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:.–-") + "…"


def _vectors(meaning: Meaning) -> dict[str, list[bytes]]:
    """Blocks in the order of documents, groups of like meaning, and the middles of the groups."""
    rows = halves(meaning.documents)
    groups = groups_of(meaning.documents)
    return {
        "v": [b"".join(rows[start : start + BLOCK]) for start in range(0, len(rows), BLOCK)],
        "g": _groups(groups, rows),
        "m": [b"".join(halves(centers(meaning.documents, groups)))],
    }


def _groups(groups: Sequence[Whole], rows: Sequence[bytes]) -> list[bytes]:
    starts = np.cumsum([0, *map(len, groups)])
    written = gaps(np.concatenate([np.zeros(0, np.int64), *groups]), starts)
    return [
        group_content(own, [rows[number] for number in group.tolist()])
        for own, group in zip(written, groups, strict=True)
    ]


def _numbers(meaning: Meaning, groups: int) -> MeaningNumbers:
    return MeaningNumbers(
        size=meaning.size, weight=meaning.weight, block=BLOCK, groups=groups, best=BEST, near=NEAR, least=LEAST
    )
