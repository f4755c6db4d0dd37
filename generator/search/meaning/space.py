"""General vectors of words -> the few numbers of 4 bits that a browser loads, for each stem and each question.

The directions that are kept are those in which the words of the site differ most. Knows nothing of where vectors come from.
"""

from collections.abc import Mapping

import numpy as np

from generator.search.meaning.bags import Bag, Floats, Vocabulary
from generator.search.meaning.general import GeneralVectors, on_grid
from generator.search.vectors import WordVectors

# 48 lose a little, 96 win nothing (docs/adr/0019).
SIZE = 64
GREATEST = 7
GREATEST_SCALE = 255
# A stem's vector is that of its forms: a form that the site never writes counts a little, a frequent one not too much.
_UNSEEN = 0.1
# What the fields of a question add to its vector, each brought to length 1 before.
TITLE, ABOUT, BODY = 1.0, 0.3, 0.6
_FIELDS = {"title": TITLE, "synonyms": ABOUT, "summary": ABOUT, "body": BODY}


def stem_vectors(vocabulary: Vocabulary, general: GeneralVectors) -> Floats:
    """The general vector of each stem, by number: the mean of its forms."""
    order = np.argsort(vocabulary.stem_of, kind="stable")
    numbers = vocabulary.stem_of[order]
    shares = np.sqrt(vocabulary.used[order] + _UNSEEN)[:, None]
    first = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
    sums = np.add.reduceat(general.of(vocabulary.forms)[order] * shares, first, axis=0)
    return on_grid(sums / np.add.reduceat(shares, first, axis=0))


def directions(vectors: Floats, size: int = SIZE) -> Floats:
    """The `size` directions in which the vectors differ most, one a column."""
    rows = on_grid(unit(vectors))
    _, found = np.linalg.eigh(rows.T @ rows)
    return on_grid(same_way(found[:, ::-1][:, :size]))


def same_way(columns: Floats) -> Floats:
    """A direction and its opposite are the same one: each is turned so that two machines agree."""
    largest = np.abs(columns).argmax(axis=0)
    turned: Floats = columns * np.sign(columns[largest, np.arange(columns.shape[1])])
    return turned


def unit(rows: Floats) -> Floats:
    """Each row at length 1; a row of nothing stays so."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    united: Floats = rows / np.where(lengths == 0, 1, lengths)
    return united


def question_vectors(bags: Mapping[str, Bag], vocabulary: Vocabulary, vectors: Floats) -> Floats:
    """The vector of each question: that of its fields, by what they tell."""
    total = np.zeros((bags["title"].count, vectors.shape[1]))
    for name, share in _FIELDS.items():
        total += share * unit(vocabulary.stemmed(bags[name]).sums(vectors))
    return total


def in_few_bits(rows: Floats) -> "np.ndarray[tuple[int, int], np.dtype[np.int8]]":
    """Each row as numbers from -7 to 7; what a row loses is its length."""
    greatest = np.abs(rows).max(axis=1, initial=0)[:, None]
    return np.rint(rows * GREATEST / np.where(greatest == 0, 1, greatest)).astype(np.int8)


def word_vectors(vocabulary: Vocabulary, vectors: Floats) -> WordVectors:
    """Each stem's vector in few bits, with a scale that keeps its length beside the others."""
    greatest = np.abs(vectors).max(axis=1)
    # A few words with very long vectors shall not take the others' precision.
    full = float(np.sort(greatest)[-max(1, len(greatest) // 100)]) or 1.0
    scales = np.clip(np.rint(greatest * GREATEST_SCALE / full), 0, GREATEST_SCALE).astype(int).tolist()
    rows = in_few_bits(vectors).tolist()
    return {stem: (scales[number], rows[number]) for number, stem in enumerate(vocabulary.stems) if scales[number]}
