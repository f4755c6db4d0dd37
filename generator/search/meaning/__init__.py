"""Questions of a language -> the files of its index, with as much meaning as helps there, and a word on what was chosen.

Joins the sources of vectors, the index and the trial of both. docs/adr/0019 says what was measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desk.settings.search import Meaning as Wanted
from generator.content.golden_queries import GoldenQuery
from generator.search.analysis import Analyzed, analyze
from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.index import index_of
from generator.search.meaning.bags import Bag, Floats, Vocabulary, bag_of, bags_of, vocabulary_of
from generator.search.meaning.distilled import lesson_of, question_directions, question_means, taught_vectors
from generator.search.meaning.general import PACKAGE, general_vectors, is_known
from generator.search.meaning.kept import embedded
from generator.search.meaning.sentence_model import INSTALL, is_installed, sentence_model
from generator.search.meaning.space import SIZE, directions, in_few_bits, question_vectors, stem_vectors, word_vectors
from generator.search.meaning.trial import best_weight, trial_of, with_weight
from generator.search.stems import algorithm_of, stemmer
from generator.search.vectors import Meaning
from generator.search.words import forms_of

# Tenths of a cosine that count beside the words' share of 1.
WEIGHT = 15
# What was distilled for a site knows it better.
WEIGHT_OF_DISTILLED = 30
# Whoever looks for one of so few questions sees all of them.
FEWEST = 10

__all__ = ["INSTALL", "Searched", "is_lacking", "meaning_of", "meant_index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """An index by the name of its files, and what a person should know of it."""

    files: dict[str, bytes]
    told: str


def meant_index(
    entries: Sequence[SearchEntry], language: str, wanted: Wanted, golden: Sequence[GoldenQuery], cache: Path | None
) -> Searched:
    """The index of a language with the vectors that the settings ask for, unless words alone are better."""
    analyzed = [analyze(entry, language) for entry in entries]
    meaning = meaning_of(analyzed, entries, language, wanted, cache)
    files = index_of(analyzed, entries, language, meaning)
    if meaning is None:
        is_missing = wanted != "off" and len(entries) >= FEWEST and is_known(language)
        return Searched(files=files, told=f"words alone{f': {PACKAGE} is not installed' if is_missing else ''}")
    trial = trial_of(entries, language, golden)
    weight = best_weight(files, language, trial)
    if not weight:
        told = f"words alone, which are better than vectors by {trial.judge}"
        return Searched(files=index_of(analyzed, entries, language), told=told)
    source = "vectors of a sentence model" if wanted == "distilled" and is_installed() else "general vectors"
    told = f"words and {source}, weight {weight / 10} by {trial.judge}"
    return Searched(files=with_weight(files, language, weight), told=told)


def is_lacking(wanted: Wanted, languages: Sequence[str]) -> bool:
    """Whether a sentence model is asked for that is not installed, for a language of which it knows something."""
    return wanted == "distilled" and any(map(is_known, languages)) and not is_installed()


def meaning_of(
    analyzed: Sequence[Analyzed], entries: Sequence[SearchEntry], language: str, wanted: Wanted, cache: Path | None
) -> Meaning | None:
    """The vectors of words and questions; None where none are wanted or none are known."""
    if wanted == "off" or len(entries) < FEWEST:
        return None
    if wanted == "distilled" and is_installed():
        return distilled_meaning(analyzed, entries, language, cache)
    return general_meaning(analyzed, language)


def general_meaning(analyzed: Sequence[Analyzed], language: str) -> Meaning | None:
    """By the general vectors of the language; None where it has none."""
    found = _general(analyzed, language)
    if found is None:
        return None
    bags, vocabulary, vectors = found
    vectors = vectors @ directions(vectors)
    return Meaning(
        size=SIZE,
        weight=WEIGHT,
        words=word_vectors(vocabulary, vectors),
        documents=in_few_bits(question_vectors(bags, vocabulary, vectors)),
    )


def distilled_meaning(
    analyzed: Sequence[Analyzed], entries: Sequence[SearchEntry], language: str, cache: Path | None
) -> Meaning | None:
    """By what the sentence model says of the site; None where there are no general vectors to begin with."""
    found = _general(analyzed, language)
    if found is None:
        return None
    _, vocabulary, vectors = found
    lesson = lesson_of(entries)
    texts = [*lesson.texts, *lesson.titles, *lesson.questions]
    file = cache / f"sentences-{language}" if cache else None
    rows = embedded(texts, lambda new: sentence_model().embed(new), file).astype(np.float64)
    taught, titles, questions = np.split(rows, np.cumsum([len(lesson.texts), len(lesson.titles)]))
    kept = question_directions(titles, questions, taught)
    bag = vocabulary.stemmed(_bag(lesson.texts, vocabulary))
    return Meaning(
        size=SIZE,
        weight=WEIGHT_OF_DISTILLED,
        words=word_vectors(vocabulary, taught_vectors(bag, taught @ kept, np.array(lesson.shares), vectors)),
        documents=in_few_bits(question_means(titles, questions) @ kept),
    )


def _general(analyzed: Sequence[Analyzed], language: str) -> tuple[dict[str, Bag], Vocabulary, Floats] | None:
    general = general_vectors(language)
    if general is None:
        return None
    forms: dict[str, int] = {}
    bags = bags_of(analyzed, forms)
    # Bodies are counted without them, but sentences of bodies teach.
    for word in sorted(function_words(language)):
        forms.setdefault(word, len(forms))
    stem = stemmer(algorithm_of(language))
    vocabulary = vocabulary_of(bags, forms, stem, function_words(language), general.vocabulary())
    return bags, vocabulary, stem_vectors(vocabulary, general)


def _bag(texts: Sequence[str], vocabulary: Vocabulary) -> Bag:
    """The known words of texts."""
    known = {form: number for number, form in enumerate(vocabulary.forms)}
    counted: list[dict[str, int]] = []
    for text in texts:
        times: dict[str, int] = {}
        for form in forms_of(text):
            if form in known:
                times[form] = times.get(form, 0) + 1
        counted.append(times)
    return bag_of(counted, known)
