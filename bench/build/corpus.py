"""Real articles -> a help centre of any size in two languages: the same for everybody, and the same each time.

Knows no builder: what an article looks like for one of them stands in `forms.py`.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bench.build.articles import Original, is_prose

LANGUAGES = ("en", "es")
# Of real help centres: some fifty answers in a category, some ten categories in a group.
IN_A_CATEGORY = 50
IN_A_GROUP = 10
# One new word in so many, as real help centres of some thousand articles have them: otherwise the index would stop growing.
NEW_WORD_EVERY = 220
SUMMARY = 150
MORE_PARAGRAPHS = 2
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`_]|<[^>]*>")
_SYLLABLES = tuple(consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeio")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: where it stands (`group-00/part-003/article-00150`), its text in blocks, and the two it leads to."""

    language: str
    category: str
    slug: str
    title: str
    summary: str
    blocks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """Below the language."""
        return f"{self.category}/{self.slug}"


@dataclass(frozen=True)
class Corpus:
    """So many articles in all languages together, made one at a time: 50,000 of them need not be in memory."""

    real: Sequence[Original]
    size: int

    @property
    def each(self) -> int:
        """Articles in one language; those of one number are translations of each other."""
        return self.size // len(LANGUAGES)

    @property
    def categories(self) -> list[str]:
        """Paths of all categories: groups, and the categories in them."""
        last = (self.each - 1) // IN_A_CATEGORY
        groups = [_group(number) for number in range(last // IN_A_GROUP + 1)]
        return groups + [_category(number * IN_A_CATEGORY) for number in range(last + 1)]

    def articles(self, language: str) -> Iterator[Article]:
        """All of a language, in the order of their numbers."""
        for number in range(self.each):
            yield self.article(language, number)

    def article(self, language: str, number: int) -> Article:
        """A real article with about half of its paragraphs replaced by those of others."""
        draw = random.Random(f"{language} {number}")  # noqa: S311 -- a sample, not a secret
        blocks = [self._replaced(block, draw) for block in self.real[number % len(self.real)].blocks]
        # What was left out of the real one: pictures, HTML, links.
        blocks += [self._replaced(draw.choice(self._prose), draw) for _ in range(MORE_PARAGRAPHS)]
        prose = next((block for block in blocks if is_prose(block)), "")
        return Article(
            language=language,
            category=_category(number),
            slug=_slug(number),
            title=self.title(language, number),
            summary=" ".join(_MARKS.sub(r"\1", prose)[:SUMMARY].split()).rpartition(" ")[0],
            blocks=(*blocks, f"Article {language}-{number:05}, {_new_word(draw)}."),
            links=tuple(self._link(language, other) for other in self._neighbours(number)),
        )

    def title(self, language: str, number: int) -> str:
        """The real title; from the second round on with the name of a thing, as `Reset the clock (Bafelo 12)`."""
        turn, place = divmod(number, len(self.real))
        draw = random.Random(f"{language} {turn}")  # noqa: S311 -- a sample, not a secret
        name = f" ({_new_word(draw).title()} {turn})" if turn else ""
        return f"{self.real[place].title}{name}"

    def _replaced(self, block: str, draw: random.Random) -> str:
        if not is_prose(block):
            return block
        text = draw.choice(self._prose) if draw.random() < 0.5 else block  # noqa: PLR2004 -- half of them
        words = text.split(" ")
        if draw.random() < len(words) / NEW_WORD_EVERY:
            words.insert(draw.randrange(1, len(words) + 1), _new_word(draw))
        return " ".join(words)

    @cached_property
    def _prose(self) -> list[str]:
        return [block for original in self.real for block in original.blocks if is_prose(block)]

    def _neighbours(self, number: int) -> tuple[int, int]:
        return (number + 1) % self.each, (number + IN_A_CATEGORY) % self.each

    def _link(self, language: str, number: int) -> tuple[str, str]:
        return f"{_category(number)}/{_slug(number)}", self.title(language, number)


def _category(number: int) -> str:
    place = number // IN_A_CATEGORY
    return f"{_group(place // IN_A_GROUP)}/part-{place:04}"


def _group(number: int) -> str:
    return f"group-{number:03}"


def _slug(number: int) -> str:
    return f"article-{number:05}"


def _new_word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=4))
