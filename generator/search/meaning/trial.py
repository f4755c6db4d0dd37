"""An index with vectors -> how much the vectors may count, so that no site is searched worse than by words alone.

Judged by the golden queries of the site, or, where they are few, by titles of which every second word is left out.
Knows nothing of how vectors come about.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desk.data import Data, replace, to_json
from desk.kept import key_of
from generator.content.golden_queries import GoldenQuery
from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.kept import read_kept, write_kept
from generator.search.manifest import read_manifest, write_manifest
from generator.search.query import Compared, Index, open_index
from generator.search.words import fold, forms_of

# Fewer golden queries say little. Beyond so many questions, titles are no longer asked: vectors help every larger site.
ENOUGH, SMALL = 20, 1000
MOST_TITLES, LOOKED_AT = 60, 10
# So much of a mean reciprocal rank may be lost by answers that still stand where they have to.
ALLOWANCE = 0.01
# Half a title is made of the site's own words: where vectors won .03 with real rewordings, they lost 2 of 51 such halves.
FAVORED = 0.05
# The weights that are tried, as shares of the whole one.
SHARES = (1, 2 / 3, 1 / 3, 1 / 6)
_SHORTEST_TITLE = 3
# Raised when the same would be judged otherwise.
_VERSION = "trial 1"

Files = Mapping[str, bytes]


class Trial(Data, frozen=True, kw_only=True):
    """What is asked, where its answer is, how far up it has to stand; how many more may miss that; and what it is called.

    Half a title is made of the site's own words, and favors them: of a hundred, five may miss.
    """

    asked: Sequence[tuple[str, str, int]]
    judge: str
    spare: float = 0.0


def trial_of(entries: Sequence[SearchEntry], language: str, golden: Sequence[GoldenQuery]) -> Trial:
    """Golden queries where there are enough, else titles in part."""
    if len(golden) >= ENOUGH:
        asked = [(query.query, query.path, query.within) for query in golden]
        return Trial(asked=asked, judge=f"{len(asked)} golden queries")
    titles = list(_titles_in_part(entries, language)) if len(entries) < SMALL else []
    return Trial(asked=titles, judge=f"{len(titles)} titles in part" if titles else "default", spare=FAVORED)


def best_weight(files: Files, language: str, trial: Trial) -> int:
    """The greatest of some weights with which the search is not worse than by words alone; 0 where it is with all."""
    manifest = read_manifest(files[f"{language}.json"])
    if manifest.meaning is None:
        return 0
    full = manifest.meaning.weight
    if not trial.asked:
        return full
    index = open_index(files.__getitem__, language)
    # What is asked of the index is worked out once; only how much meaning counts differs from weight to weight.
    asked = [(index.compared(query), path, within) for query, path, within in trial.asked]
    missed, rank = _judged(index, asked, 0)
    most = missed + trial.spare * len(asked)
    for weight in [round(full * share) for share in SHARES]:
        now_missed, now_rank = _judged(index, asked, weight)
        if now_missed <= most and now_rank >= rank - max(ALLOWANCE, trial.spare):
            return weight
    return 0


def kept_weight(files: Files, language: str, trial: Trial, file: Path | None) -> int:
    """The same; of an index that was asked the same before, what came of it then."""
    if not trial.asked:
        return best_weight(files, language, trial)
    key = key_of("trial", *(part for name in sorted(files) for part in (name.encode(), files[name])), _told(trial))
    kept = read_kept(file, _VERSION)
    if kept and bytes(kept[0]) == key:
        return int(bytes(kept[1]))
    weight = best_weight(files, language, trial)
    write_kept(file, _VERSION, [key, b"%d" % weight])
    return weight


def with_weight(files: Files, language: str, weight: int) -> dict[str, bytes]:
    """The same index, in which vectors count otherwise. Its shards are the same, and keep their names."""
    name = f"{language}.json"
    manifest = read_manifest(files[name])
    if manifest.meaning is None:
        return dict(files)
    return {**files, name: write_manifest(replace(manifest, meaning=replace(manifest.meaning, weight=weight)))}


def _told(trial: Trial) -> bytes:
    return to_json([trial.asked, trial.spare])


def _judged(index: Index, asked: Sequence[tuple[Compared, str, int]], weight: int) -> tuple[int, float]:
    """How many answers do not stand as far up as they have to, and the mean reciprocal rank."""
    missed, total = 0, 0.0
    for compared, path, within in asked:
        found = [question.path for question in index.ranked(compared, weight, LOOKED_AT)]
        rank = found.index(path) + 1 if path in found else LOOKED_AT + 1
        missed += rank > within
        total += 1 / rank if rank <= LOOKED_AT else 0
    return missed, total / len(asked)


def _titles_in_part(entries: Sequence[SearchEntry], language: str) -> Iterator[tuple[str, str, int]]:
    function = function_words(language)
    titles = []
    for entry in entries:
        telling = [form for form in dict.fromkeys(forms_of(entry.title)) if fold(form) not in function]
        if len(telling) >= _SHORTEST_TITLE:
            titles.append((" ".join(telling[::2]) + " ", entry.path, 1))
    # Chosen among those that are long enough: a handful would let one accident decide.
    yield from titles[:: max(1, -(-len(titles) // MOST_TITLES))]
