"""Questions -> how often each form stands in each of their fields; a question that stays as it is is counted once.

Knows nothing of weights, stems or files of the index.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from generator.search.chunks import Forms, occurrences
from generator.search.columns import FIELDS, MOST_TIMES, Counted, chosen, joined, renumbered, with_more
from generator.search.entry import DIGEST, SearchEntry
from generator.search.function_words import function_words
from generator.search.kept import read_kept, write_kept
from generator.search.words import fold

# "I cannot get in" is made of nothing but function words: in short texts they tell, in bodies they only weigh.
WITHOUT_FUNCTION_WORDS = frozenset({"summary", "body"})

# Raised when the same question would be counted otherwise.
_VERSION = "counted 1"


def counted(entries: Sequence[SearchEntry], language: str, cache: Path | None = None) -> Counted:
    """Counts the forms of questions; below `cache` it finds again those of questions that it has counted before."""
    file = cache / f"counted-{language}" if cache else None
    digests = [entry.known_by() for entry in entries]
    before, kept = _read(file)
    if digests == kept:
        return _with_added(before, entries)
    places = {digest: place for place, digest in enumerate(kept)}
    new: dict[bytes, SearchEntry] = {}
    for digest, entry in zip(digests, entries, strict=True):
        if digest not in places:
            new.setdefault(digest, entry)
    places |= {digest: len(kept) + place for place, digest in enumerate(new)}
    both = joined(before, _counted_anew(list(new.values()), language, before.forms))
    order = np.array([places[digest] for digest in digests], np.int64)
    found = renumbered(chosen(both, (order[:, None] * len(FIELDS) + np.arange(len(FIELDS))).ravel()))
    _write(file, found, digests)
    return _with_added(found, entries)


def _counted_anew(entries: Sequence[SearchEntry], language: str, known: Sequence[str]) -> Counted:
    """Numbers of forms go on after those that are known."""
    forms = Forms(zip(known, range(len(known)), strict=True))
    texts, numbers, times = occurrences((text for entry in entries for text in _texts(entry)), forms)
    dropped = function_words(language)
    if dropped:
        is_dropped = np.array([(form if form.isascii() else fold(form)) in dropped for form in forms], np.bool_)
        without = np.array([field in WITHOUT_FUNCTION_WORDS for field in FIELDS], np.bool_)
        kept = ~(is_dropped[numbers] & without[texts % len(FIELDS)])
        texts, numbers, times = texts[kept], numbers[kept], times[kept]
    starts = np.searchsorted(texts, np.arange(len(entries) * len(FIELDS) + 1))
    return Counted(list(forms), starts, numbers.astype(np.int32), np.minimum(times, MOST_TIMES).astype(np.uint16))


def _with_added(counts: Counted, entries: Sequence[SearchEntry]) -> Counted:
    """With the words that were added to entries: they stand among those around it."""
    added = [place for place, entry in enumerate(entries) if entry.added]
    if not added:
        return counts
    forms = Forms(zip(counts.forms, range(len(counts.forms)), strict=True))
    texts, numbers, times = occurrences((entries[place].added for place in added), forms)
    about = np.array(added, np.int64) * len(FIELDS) + FIELDS.index("about")
    return renumbered(with_more(counts, list(forms), about[texts], numbers, times))


def _texts(entry: SearchEntry) -> tuple[str, ...]:
    return entry.title, " \n ".join(entry.synonyms), entry.about, entry.summary, entry.text()


def _read(file: Path | None) -> tuple[Counted, list[bytes]]:
    parts = read_kept(file, _VERSION)
    if parts is None:
        return Counted([], np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.uint16)), []
    forms, digests, starts, numbers, times = parts
    all_digests = bytes(digests)
    return (
        Counted(
            str(forms, "utf-8", "surrogatepass").split(),
            np.frombuffer(starts, np.int64),
            np.frombuffer(numbers, np.int32),
            np.frombuffer(times, np.uint16),
        ),
        [all_digests[at : at + DIGEST] for at in range(0, len(all_digests), DIGEST)],
    )


def _write(file: Path | None, counted: Counted, digests: Sequence[bytes]) -> None:
    # As they lie in memory, without a copy.
    columns = [column.view(np.uint8).data for column in (counted.starts, counted.numbers, counted.times)]
    forms = "\n".join(counted.forms).encode("utf-8", "surrogatepass")
    write_kept(file, _VERSION, [forms, b"".join(digests), *columns])
