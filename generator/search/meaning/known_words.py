"""Forms -> their stems, weights and small general vectors, each worked out once and then kept.

The package is only read where a form is new.
"""

from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desk.data import Data, replace
from generator.search.function_words import function_words
from generator.search.kept import read_kept, write_kept
from generator.search.meaning.beside import kept_beside
from generator.search.meaning.general import SIZE, Few, GeneralVectors, general_vectors, package_version
from generator.search.meaning.general import frequent as frequent_words
from generator.search.meaning.sums import Whole
from generator.search.stems import algorithm_of, stemmer
from generator.search.words import fold

# What a word adds to the vector of a text: the same whole numbers with which a query weighs its words.
CONTENT, FUNCTION = 10, 4
# Raised when the same form would get another vector.
_VERSION = "known words 2"


class KnownWords(Data, frozen=True, kw_only=True):
    """The first `frequent` of the forms are the frequent words of the language.

    By form: its vector, the place of its stem, its weight.
    """

    frequent: int
    forms: list[str]
    rows: Few
    stems: list[str]
    stem_of: NDArray[np.int32]
    weights: NDArray[np.uint8]

    def numbers_of(self, forms: Sequence[str]) -> Whole:
        """The place of each form here; -1 for one that is new."""
        places = dict(zip(self.forms, range(len(self.forms)), strict=True))
        return np.fromiter(map(places.get, forms, repeat(-1)), np.int64, len(forms))

    def with_more(self, forms: Sequence[str], language: str, general: GeneralVectors) -> "KnownWords":
        """With forms that are new."""
        stem, function = stemmer(algorithm_of(language)), function_words(language)
        stems = dict(zip(self.stems, range(len(self.stems)), strict=True))
        stem_of = np.array([stems.setdefault(stem(form), len(stems)) for form in forms], dtype=np.int32)
        weights = np.array([FUNCTION if fold(form) in function else CONTENT for form in forms], dtype=np.uint8)
        return KnownWords(
            frequent=self.frequent,
            forms=[*self.forms, *forms],
            rows=np.concatenate([self.rows, general.few(forms)]),
            stems=list(stems),
            stem_of=np.concatenate([self.stem_of, stem_of]),
            weights=np.concatenate([self.weights, weights]),
        )


def known_words(forms: Sequence[str], language: str, cache: Path | None) -> KnownWords | None:
    """These forms, the frequent words of the language, and what earlier builds asked for; None where it has no vectors."""
    general = general_vectors(language, cache)
    if general is None:
        return None
    file = cache / f"known-words-{language}" if cache else None
    version = f"{_VERSION} {package_version()}"
    frequent = _frequent(general, language, version, cache)
    own = read_kept(file, version)
    known = _joined(frequent, _read(own)) if own else frequent
    new = [form for form, number in zip(forms, known.numbers_of(forms).tolist(), strict=True) if number < 0]
    if new:
        known = known.with_more(new, language, general)
        write_kept(file, version, _written(known, known.frequent, len(frequent.stems)))
    return known


def _frequent(general: GeneralVectors, language: str, version: str, cache: Path | None) -> KnownWords:
    """The frequent words of the language: they depend on no site."""

    def made() -> list[bytes]:
        words = frequent_words()
        nothing = KnownWords(
            frequent=len(words),
            forms=[],
            rows=np.zeros((0, SIZE), np.int16),
            stems=[],
            stem_of=np.zeros(0, np.int32),
            weights=np.zeros(0, np.uint8),
        )
        return _written(nothing.with_more(words, language, general))

    found = _read(kept_beside(f"frequent-{language}.bin", version, cache, made))
    return replace(found, frequent=len(found.forms))


def _joined(frequent: KnownWords, own: KnownWords) -> KnownWords:
    return KnownWords(
        frequent=frequent.frequent,
        forms=frequent.forms + own.forms,
        rows=np.concatenate([frequent.rows, own.rows]),
        stems=frequent.stems + own.stems,
        stem_of=np.concatenate([frequent.stem_of, own.stem_of]),
        weights=np.concatenate([frequent.weights, own.weights]),
    )


def _read(parts: Sequence[bytes | memoryview]) -> KnownWords:
    forms, stems = (str(part, "utf-8", "surrogatepass").split("\n") if part else [] for part in parts[3:])
    return KnownWords(
        frequent=0,
        stem_of=np.frombuffer(parts[0], np.int32),
        rows=np.frombuffer(parts[1], np.int16).reshape(-1, SIZE),
        weights=np.frombuffer(parts[2], np.uint8),
        forms=forms,
        stems=stems,
    )


def _written(known: KnownWords, forms: int = 0, stems: int = 0) -> list[bytes]:
    """Without the first of its forms and stems."""
    columns = [column[forms:].tobytes() for column in (known.stem_of, known.rows, known.weights)]
    texts = ["\n".join(words).encode("utf-8", "surrogatepass") for words in (known.forms[forms:], known.stems[stems:])]
    return [*columns, *texts]
