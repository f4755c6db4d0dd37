"""What a sentence model says of a site's titles and sentences -> vectors of words that say nearly the same when added up.

Ridge regression from counted words to the model's vectors; where a word is rare, the general vectors speak for it.
A browser then needs no model. Knows nothing of files.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from desk.data import Data
from generator.search.entry import SearchEntry
from generator.search.meaning.bags import Bag
from generator.search.meaning.general import SIZE
from generator.search.meaning.sums import Floats

# How much a title teaches beside a sentence, and what is taken from one question at most, and from all. Measured.
TITLE, MOST_SENTENCES, MOST_SAMPLES = 10.0, 30, 20_000
FEWEST_SENTENCES = 3
# How strongly the general vectors are held to, and how many steps come near enough to the exact answer.
HOLD, STEPS = 0.3, 12
_PRIOR_HOLD = 0.01
# A question's own vector: that of its title, and that of its title and the beginning of its answer.
BODY = 0.7
_LONGEST_BODY, _LONGEST_SENTENCE = 1500, 400
_FEWEST_WORDS = 3
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


class Lesson(Data, frozen=True, kw_only=True):
    """`texts` teach words, by their `shares`; `titles` and `questions` are what is searched, in its order."""

    texts: list[str]
    shares: list[float]
    titles: list[str]
    questions: list[str]


def lesson_of(entries: Sequence[SearchEntry]) -> Lesson:
    """What the model is asked about a site."""
    most = max(FEWEST_SENTENCES, min(MOST_SENTENCES, MOST_SAMPLES // max(1, len(entries))))
    taught: dict[str, float] = {}
    bodies = [entry.text() for entry in entries]
    for entry, body in zip(entries, bodies, strict=True):
        for text in (entry.title, *entry.synonyms):
            taught[text] = TITLE
        for sentence in islice(_sentences(f"{entry.summary}\n{body}"), most):
            taught.setdefault(sentence, 1.0)
    return Lesson(
        texts=list(taught),
        shares=list(taught.values()),
        titles=[entry.title for entry in entries],
        questions=[f"{entry.title}. {body[:_LONGEST_BODY]}" for entry, body in zip(entries, bodies, strict=True)],
    )


def question_directions(titles: Floats, questions: Floats, taught: Floats, size: int = SIZE) -> Floats:
    """The directions in which questions differ most, one a column."""
    rows = np.vstack([3 * titles, 2 * questions, taught])
    _, found = np.linalg.eigh(rows.T @ rows)
    return same_way(found[:, ::-1][:, :size])


def taught_vectors(bag: Bag, meant: Floats, shares: Floats, general: Floats) -> Floats:
    """A vector for each word, so that the sums of a text's vectors come near to what the model means by it."""
    lengths = np.sqrt(np.bincount(bag.texts, bag.times**2, minlength=bag.count))
    pull = np.sqrt(shares)
    times = bag.times * (pull / np.where(lengths == 0, 1, lengths))[bag.texts]
    texts = Bag(bag.texts, bag.words, times, bag.count)
    order = np.argsort(bag.words, kind="stable")
    words = Bag(bag.words[order], bag.texts[order], times[order], len(general))
    goal = meant * pull[:, None]
    prior = _prior(texts.sums(general), goal, general)
    return prior + _solved(texts, words, goal - texts.sums(prior))


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


def question_means(titles: Floats, questions: Floats) -> Floats:
    """The model's own vector of each question."""
    return unit(unit(titles) + BODY * unit(questions))


def _prior(sums: Floats, goal: Floats, general: Floats) -> Floats:
    """The general vectors, turned towards the model's."""
    square = sums.T @ sums
    # Where no known word was taught, there is nothing to turn.
    hold = _PRIOR_HOLD * np.trace(square) / len(square) or 1.0
    turned: Floats = general @ np.linalg.solve(square + hold * np.eye(len(square)), sums.T @ goal)
    return turned


def _solved(texts: Bag, words: Bag, goal: Floats) -> Floats:
    """What has to be added to the prior, by conjugate gradients, each column for itself."""
    rest = words.sums(goal)
    found, step = np.zeros_like(rest), rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(STEPS):
        moved = words.sums(texts.sums(step)) + HOLD * step
        far = size / np.maximum((step * moved).sum(axis=0), 1e-12)
        found += far * step
        rest -= far * moved
        before, size = size, (rest * rest).sum(axis=0)
        step = rest + size / np.maximum(before, 1e-12) * step
    return found


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(text):
        if len(sentence.split()) >= _FEWEST_WORDS:
            yield sentence.strip()[:_LONGEST_SENTENCE]
