"""Ranked ids of each query -> nDCG@10, MRR, recall and the share without a result, with intervals by resampling questions.

Knows no search engine: only what was asked, what is right and what came back.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MEASURES = ("nDCG@10", "MRR", "R@1", "R@5", "none")
DEPTH = 10
SAMPLES = 2000
# The middle 95 of a hundred.
OUTSIDE = 0.025


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. `group` is the question that it puts in other words: queries of one question are not independent."""

    qid: str
    query: str
    relevant: tuple[str, ...]

    @property
    def group(self) -> str:
        """The first of the right answers."""
        return self.relevant[0]


def judged(asked: Asked, found: Sequence[str]) -> dict[str, float]:
    """All measures of one answer."""
    best = found[:DEPTH]
    ranks = [rank for rank, name in enumerate(best, start=1) if name in asked.relevant]
    gain = sum(1 / math.log2(rank + 1) for rank in ranks)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(asked.relevant), DEPTH) + 1))
    return {
        "nDCG@10": gain / ideal,
        "MRR": 1 / ranks[0] if ranks else 0.0,
        "R@1": _recall(asked, best[:1]),
        "R@5": _recall(asked, best[:5]),
        "none": 0.0 if found else 1.0,
    }


def _recall(asked: Asked, found: Sequence[str]) -> float:
    return len(set(found) & set(asked.relevant)) / len(asked.relevant)


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0


def interval(groups: Mapping[str, Sequence[float]], samples: int = SAMPLES, seed: int = 1) -> tuple[float, float]:
    """Between which means 95 of 100 resamplings lie: whole groups are drawn, with all the values they hold."""
    totals = [(math.fsum(values), len(values)) for values in groups.values()]
    draw = random.Random(seed)  # noqa: S311 -- a sample, not a secret
    means = []
    for _ in range(samples):
        drawn = draw.choices(totals, k=len(totals))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    return means[math.floor(samples * OUTSIDE)], means[math.ceil(samples * (1 - OUTSIDE)) - 1]


def grouped(asked: Sequence[Asked], values: Sequence[float]) -> dict[str, list[float]]:
    """The value of each query below the question that it rewords."""
    groups: dict[str, list[float]] = {}
    for one, value in zip(asked, values, strict=True):
        groups.setdefault(one.group, []).append(value)
    return groups


def sampled(asked: Sequence[Asked]) -> list[Asked]:
    """One rewording of each question, of each question another: it says nearly what all say, in less time."""
    kept = list(grouped_queries(asked).values())
    return [several[number % len(several)] for number, several in enumerate(kept)]


def grouped_queries(asked: Sequence[Asked]) -> dict[str, list[Asked]]:
    """The rewordings of each question."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.group, []).append(one)
    return groups


def difference(
    asked: Sequence[Asked], ours: Sequence[float], theirs: Sequence[float]
) -> tuple[float, tuple[float, float]]:
    """How far ours is ahead of theirs on the same queries, and between what: pairs stay together when questions are drawn."""
    ahead = [mine - other for mine, other in zip(ours, theirs, strict=True)]
    return mean(ahead), interval(grouped(asked, ahead))
