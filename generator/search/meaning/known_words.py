"""Forms -> their stems, weights and small general vectors, each worked out once and then kept.

The package is only read where a form is new.
"""

import sys
from collections.abc import Sequence
from importlib.util import cache_from_source
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desk.data import Data, replace
from generator.search.function_words import function_words
from generator.search.kept import read_kept, write_kept
from generator.search.meaning.general import SIZE, Few, general_vectors
from generator.search.meaning.packages import PIECES, WEIGHTS, general_folder, is_known
from generator.search.meaning.sums import Whole
from generator.search.stems import algorithm_of, stemmer
from generator.search.words import fold

# What a word adds to the vector of a text: the same whole numbers with which a query weighs its words.
CONTENT, FUNCTION = 10, 4
# Raised when the same form would get another vector.
_VERSION = "known words 1"


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

    def with_more(self, forms: Sequence[str], language: str) -> "KnownWords":
        """With forms that are new."""
        general = general_vectors(language)
        stem, function = stemmer(algorithm_of(language)), function_words(language)
        stems = dict(zip(self.stems, range(len(self.stems)), strict=True))
        stem_of = np.array([stems.setdefault(stem(form), len(stems)) for form in forms], dtype=np.int32)
        weights = np.array([FUNCTION if fold(form) in function else CONTENT for form in forms], dtype=np.uint8)
        return KnownWords(
            frequent=self.frequent,
            forms=[*self.forms, *forms],
            rows=np.concatenate([self.rows, general.few(forms)]) if general else self.rows,
            stems=list(stems),
            stem_of=np.concatenate([self.stem_of, stem_of]),
            weights=np.concatenate([self.weights, weights]),
        )


def known_words(forms: Sequence[str], language: str, cache: Path | None) -> KnownWords | None:
    """These forms, the frequent words of the language, and what earlier builds asked for; None where it has no vectors."""
    folder = general_folder() if is_known(language) else None
    if folder is None:
        return None
    file = cache / f"known-words-{language}" if cache else None
    stamps = [(folder / name).stat() for name in (WEIGHTS, PIECES)]
    version = f"{_VERSION} {[(stamp.st_size, stamp.st_mtime_ns) for stamp in stamps]}"
    known = _read(file, version)
    if not known.forms:
        known = _frequent(language, version)
    new = [form for form, number in zip(forms, known.numbers_of(forms).tolist(), strict=True) if number < 0]
    if new:
        known = known.with_more(new, language)
        _write(file, version, known)
    return known


def _frequent(language: str, version: str) -> KnownWords:
    """The frequent words of the language: they depend on no site, and are kept beside the code, as Python keeps modules."""
    file = Path(cache_from_source(__file__)).with_name(f"frequent-{language}.bin")
    known = _read(file, version)
    general = None if known.forms else general_vectors(language)
    if general:
        words = general.frequent()
        known = replace(known, frequent=len(words)).with_more(words, language)
        _write(None if sys.dont_write_bytecode else file, version, known)
    return known


def _read(file: Path | None, version: str) -> KnownWords:
    parts = read_kept(file, version) or [memoryview(part) for part in (b"0", b"", b"", b"", b"", b"")]
    forms, stems = (str(parts[place], "utf-8", "surrogatepass").split("\n") for place in (1, 2))
    return KnownWords(
        frequent=int(bytes(parts[0])),
        forms=forms if parts[1] else [],
        stems=stems if parts[2] else [],
        rows=np.frombuffer(parts[3], np.int16).reshape(-1, SIZE),
        stem_of=np.frombuffer(parts[4], np.int32),
        weights=np.frombuffer(parts[5], np.uint8),
    )


def _write(file: Path | None, version: str, known: KnownWords) -> None:
    texts = ["\n".join(words).encode("utf-8", "surrogatepass") for words in (known.forms, known.stems)]
    columns = [column.tobytes() for column in (known.rows, known.stem_of, known.weights)]
    write_kept(file, version, [b"%d" % known.frequent, *texts, *columns])
