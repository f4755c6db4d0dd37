"""Questions -> their vectors by what the sentence model says of the site; the model itself stays with whoever builds.

Joins the model, what it said before, and the regression.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from generator.search.columns import Counted
from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.meaning.bags import bag_of
from generator.search.meaning.distilled import lesson_of, question_directions, question_means, taught_vectors
from generator.search.meaning.general import SIZE, general_vectors, on_grid
from generator.search.meaning.kept import embedded
from generator.search.meaning.known_words import known_words
from generator.search.meaning.sentence_model import sentence_model
from generator.search.meaning.space import in_few_bits, stem_means, stems_in_few_bits
from generator.search.meaning.vocabulary import vocabulary_of
from generator.search.vectors import Meaning, WordVectors

# What was distilled for a site knows it better than general vectors do, and counts more: tenths of a cosine.
WEIGHT = 30


def distilled_meaning(
    counts: Counted, entries: Sequence[SearchEntry], language: str, cache: Path | None
) -> Meaning | None:
    """By what the sentence model says of the site; None where there are no general vectors to begin with."""
    general = general_vectors(language)
    # Bodies are counted without function words, but sentences of bodies teach.
    more = sorted(function_words(language))
    known = known_words([*counts.forms, *more], language, cache)
    if general is None or known is None:
        return None
    vocabulary = vocabulary_of(counts, known, more)
    forms = [known.forms[number] for number in vocabulary.forms.tolist()]
    lesson = lesson_of(entries)
    texts = [*lesson.texts, *lesson.titles, *lesson.questions]
    file = cache / f"sentences-{language}" if cache else None
    rows = embedded(texts, lambda new: sentence_model().embed(new), file).astype(np.float64)
    taught, titles, questions = np.split(rows, np.cumsum([len(lesson.texts), len(lesson.titles)]))
    kept = question_directions(titles, questions, taught)
    vectors = taught_vectors(
        bag_of(lesson.texts, forms, vocabulary),
        taught @ kept,
        np.array(lesson.shares),
        on_grid(stem_means(vocabulary, general.whole(forms))),
    )
    greatest = np.sort(np.abs(vectors).max(axis=1))
    stems = stems_in_few_bits(vectors, float(greatest[-max(1, len(greatest) // 100)]) or 1.0)
    told = np.flatnonzero(stems.scales)
    names = [vocabulary.stems[number] for number in told.tolist()]
    return Meaning(
        size=SIZE,
        weight=WEIGHT,
        words=WordVectors(names, stems.scales[told], stems.numbers[told]),
        documents=in_few_bits(question_means(titles, questions) @ kept),
    )
