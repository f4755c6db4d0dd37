"""A text as a customer wrote it -> the same text without card numbers, passwords, keys and recovery phrases.

What they look like is written in desk.masking; theme/assets/frontdesk/mask.js does the same in the browser, before
anything is sent. Knows no case.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from contact.validation import Request
from desk.data import Data, replace
from desk.masking import CARDS, PHRASES, RULES, SORTS, word_lists
from desk.words import Words

# Small letters, one for one, so that positions stay; the Spanish ones beside those of ASCII.
_FOLDED = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZÑÁÉÍÓÚÜ", "abcdefghijklmnopqrstuvwxyzñáéíóúü")
_PLAIN = str.maketrans("ñáéíóúü", "naeiouu")
# A digit twice is more than 9: then its own two digits are added (Luhn's check, ISO/IEC 7812).
_HIGHEST_DIGIT = 9
_SHORTEST_CARD, _LONGEST_CARD = 14, 19


class Masked(Data, frozen=True, kw_only=True):
    """A text without its secrets, and the sorts that were found, in the order of `SORTS`."""

    text: str
    sorts: tuple[str, ...] = ()


class _Secret(Data, frozen=True, order=True):
    start: int
    end: int
    sort: str


def without_secrets(text: str, words: Words) -> Masked:
    """The text with `[card number removed]` and the like in the place of each secret, in the language of `words`."""
    found = _apart(_secrets(text))
    parts, kept = [], 0
    for secret in found:
        parts += [text[kept : secret.start], words(f"masked.{secret.sort}")]
        kept = secret.end
    sorts = {secret.sort for secret in found}
    return Masked(text="".join([*parts, text[kept:]]), sorts=tuple(sort for sort in SORTS if sort in sorts))


def without_typed_secrets(request: Request, words: Words) -> Request:
    """A request without secrets in what was typed freely, and the sorts that were found."""
    message, name = without_secrets(request.message, words), without_secrets(request.name, words)
    masked = tuple(sort for sort in SORTS if sort in message.sorts + name.sorts)
    return replace(request, message=message.text, name=name.text, masked=masked)


def secrets_named(sorts: Sequence[str], words: Words) -> str:
    """What was struck out, for a sentence: "a card number, a password"."""
    return ", ".join(words(f"masked.a.{sort}") for sort in sorts)


def _secrets(text: str) -> Iterator[_Secret]:
    folded = text.translate(_FOLDED)
    for rule in RULES:
        if not rule.hints or any(hint in folded for hint in rule.hints):
            for match in _compiled(rule.pattern).finditer(folded if rule.folded else text):
                yield _Secret(*match.span(2), rule.sort)
    yield from _phrases(folded)
    yield from _cards(folded)


def _apart(secrets: Iterable[_Secret]) -> list[_Secret]:
    """The secrets in the order of the text; those that overlap are one, of the sort that begins first."""
    apart: list[_Secret] = []
    for secret in sorted(secrets):
        if apart and secret.start < apart[-1].end:
            last = apart.pop()
            secret = _Secret(last.start, max(last.end, secret.end), last.sort)  # noqa: PLW2901 - the two together
        apart.append(secret)
    return apart


def _cards(text: str) -> Iterator[_Secret]:
    for run in _compiled(CARDS.run).finditer(text):
        before, after = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
        # Not within a word, a telephone number or an address of the web.
        if not _compiled("[a-z_+/]").match(before) and not _compiled("[a-z_]").match(after):
            yield from _cards_in(run[0], run.start())


def _cards_in(run: str, offset: int) -> Iterator[_Secret]:
    """Card numbers that begin and end with a group of digits: "4111 1111 1111 1111 12/27"."""
    groups = [match.span() for match in _compiled("[0-9]+").finditer(run)]
    first = 0
    while first < len(groups):
        last = _card_from(run, groups[first : first + _LONGEST_CARD])
        if last:
            yield _Secret(offset + groups[first][0], offset + groups[first + last - 1][1], "card")
        first += last or 1


def _card_from(run: str, groups: Sequence[tuple[int, int]]) -> int:
    """How many groups make up the longest card number that begins with the first one; 0 where none does."""
    digits, longest = "", 0
    for number, (start, end) in enumerate(groups, 1):
        digits += run[start:end]
        if len(digits) > _LONGEST_CARD:
            break
        if len(digits) >= _SHORTEST_CARD and _is_card(digits):
            longest = number
        if end - start < CARDS.shortest_group:
            break
    return longest


def _is_card(digits: str) -> bool:
    beginnings = (digits[:length] for length in range(1, 5))
    issued = any(len(digits) in CARDS.issuers.get(beginning, ()) for beginning in beginnings)
    return issued and _checksum(digits) % 10 == 0


def _checksum(digits: str) -> int:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - _HIGHEST_DIGIT if value > _HIGHEST_DIGIT else value for value in doubled)


def _phrases(text: str) -> Iterator[_Secret]:
    found = [(match[0].translate(_PLAIN), *match.span()) for match in _compiled(PHRASES.word).finditer(text)]
    if len(found) >= PHRASES.fewest:
        for known in word_lists().values():
            # Of most texts there are a few in each list, and one after the other need not be looked at.
            if sum(word in known for word, _, _ in found) >= PHRASES.fewest:
                yield from _phrases_in(found, known)


def _phrases_in(found: Sequence[tuple[str, int, int]], known: frozenset[str]) -> Iterator[_Secret]:
    """Runs of words of a list, with a mistyped one in between now and then."""
    run, end = _Run(), 0
    for word, start, stop in found:
        if start - end > PHRASES.farthest:
            yield from run.secret()
            run = _Run()
        end = stop
        if word in known:
            run.add(word, start, stop)
        elif not run.tolerates(word):
            yield from run.secret()
            run = _Run()
    yield from run.secret()


class _Run:
    """Words of a list, one after the other."""

    def __init__(self) -> None:
        self.known: list[str] = []
        self.mistyped = 0
        self.pending = False
        self.start = self.end = 0

    def add(self, word: str, start: int, end: int) -> None:
        self.start = self.start if self.known else start
        self.mistyped += self.pending
        self.pending = False
        self.known.append(word)
        self.end = end

    def tolerates(self, word: str) -> bool:
        """Whether a word that is in no list may be a mistyped one. Words before the first one do not matter."""
        self.pending = (
            bool(self.known)
            and not self.pending
            and self.mistyped <= len(self.known) // PHRASES.fewest
            and len(self.known) + self.mistyped not in PHRASES.lengths
            and bool(_compiled(PHRASES.mistyped).fullmatch(word))
        )
        return self.pending or not self.known

    def secret(self) -> Iterator[_Secret]:
        if len(self.known) >= PHRASES.fewest and len(set(self.known)) >= PHRASES.fewest_different:
            yield _Secret(self.start, self.end, "phrase")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
