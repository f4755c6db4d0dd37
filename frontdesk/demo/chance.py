"""A name -> chance that is the same each time. Knows no case."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Chance of its own for each name: what is drawn for one case changes nothing for another."""

    def __init__(self, name: str) -> None:
        self._random = Random(name)  # noqa: S311 - nothing is kept secret by it

    def of(self, share: float) -> bool:
        """Whether something happens that happens to this share."""
        return self._random.random() < share

    def between(self, least: float, most: float) -> float:
        return self._random.uniform(least, most)

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def skewed(self, middle: float, spread: float) -> float:
        """A number above 0, of which half are below `middle` and a few far above: as long as people take for things."""
        return middle * self._random.lognormvariate(0, spread)

    def one(self, some: Sequence[T]) -> T:
        return self._random.choice(some)

    def weighed(self, weights: Mapping[T, float]) -> T:
        """One of the keys, each as likely as its weight says."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def many(self, weights: Mapping[T, float], count: int) -> list[T]:
        return self._random.choices(list(weights), list(weights.values()), k=count)

    def minutes(self, least: float, most: float) -> timedelta:
        return timedelta(seconds=round(self.between(least, most) * 60))

    def hex(self, characters: int) -> str:
        return f"{self._random.getrandbits(4 * characters):0{characters}x}"
