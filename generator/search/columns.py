"""How often each form stands in each field of each question, as columns of numbers: joined, chosen from, numbered anew.

Knows nothing of texts.
"""

import numpy as np
from numpy.typing import NDArray

from desk.data import Data, replace
from generator.search.chunks import Whole

# In the order in which ranking weighs them.
FIELDS = ("title", "synonyms", "about", "summary", "body")
MOST_TIMES = (1 << 16) - 1
_BITS = 32

Numbers = NDArray[np.int32]
Times = NDArray[np.uint16]


class Column(Data, frozen=True):
    """One field of all questions: the number of the question, ascending; of a form in it; how often it stands there."""

    documents: Whole
    forms: Numbers
    times: Times


class Counted(Data, frozen=True):
    """`forms` are sorted, and each stands somewhere. Text `t` is field `t % len(FIELDS)` of question `t // len(FIELDS)`.

    It has the forms `numbers[starts[t]:starts[t + 1]]`, with `times` at the same places.
    """

    forms: list[str]
    starts: Whole
    numbers: Numbers
    times: Times

    @property
    def documents(self) -> int:
        """How many questions there are."""
        return len(self.starts) // len(FIELDS)

    def texts(self) -> Whole:
        """The number of the text of each place."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def column(self, field: str) -> Column:
        """What stands in one field."""
        texts = self.texts()
        here = texts % len(FIELDS) == FIELDS.index(field)
        return Column(texts[here] // len(FIELDS), self.numbers[here], self.times[here])


def joined(one: Counted, other: Counted) -> Counted:
    """The texts of both; `other` knows all forms."""
    if not len(one.numbers):
        return replace(other, starts=np.concatenate([one.starts, other.starts[1:]]))
    return Counted(
        other.forms,
        np.concatenate([one.starts, one.starts[-1] + other.starts[1:]]),
        np.concatenate([one.numbers, other.numbers]),
        np.concatenate([one.times, other.times]),
    )


def chosen(counts: Counted, texts: Whole) -> Counted:
    """These texts of it, in this order."""
    starts = np.concatenate([[0], np.cumsum(np.diff(counts.starts)[texts])])
    stretches = _stretches(counts.starts, texts)
    numbers, times = (
        np.concatenate([column[:0], *(column[here] for here in stretches)]) for column in (counts.numbers, counts.times)
    )
    return Counted(counts.forms, starts, numbers, times)


def _stretches(starts: Whole, texts: Whole) -> list[slice]:
    """Where these texts stand; neighbors stand in one stretch: after an edit there are three."""
    borders = np.append(np.flatnonzero(np.diff(texts, prepend=-2) != 1), len(texts))
    firsts, lasts = texts[borders[:-1]], texts[borders[1:] - 1]
    return [slice(first, end) for first, end in zip(starts[firsts].tolist(), starts[lasts + 1].tolist(), strict=True)]


def renumbered(counts: Counted) -> Counted:
    """With the forms that are in use, sorted: it tells nothing of what was counted before."""
    used = np.zeros(len(counts.forms), np.bool_)
    used[counts.numbers] = True
    order = sorted(np.flatnonzero(used).tolist(), key=counts.forms.__getitem__)
    numbers = np.zeros(len(counts.forms), np.int32)
    numbers[order] = np.arange(len(order))
    return Counted([counts.forms[number] for number in order], counts.starts, numbers[counts.numbers], counts.times)


def with_more(counts: Counted, forms: list[str], texts: Whole, numbers: Whole, times: Whole) -> Counted:
    """With more forms in some texts, which ascend; `forms` are those of `counts` and more behind them."""
    changed = np.unique(texts)
    before = chosen(counts, changed)
    places = np.repeat(np.arange(len(changed)), np.diff(before.starts))
    keys = np.concatenate([places, np.searchsorted(changed, texts)]) << _BITS | np.concatenate(
        [before.numbers, numbers]
    )
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(np.concatenate([before.times, times])[order], first) if len(first) else times
    more = Counted(
        forms,
        np.searchsorted(keys[first] >> _BITS, np.arange(len(changed) + 1)),
        (keys[first] & ((1 << _BITS) - 1)).astype(np.int32),
        np.minimum(sums, MOST_TIMES).astype(np.uint16),
    )
    order = np.arange(len(counts.starts) - 1)
    order[changed] = len(order) + np.arange(len(changed))
    return chosen(joined(counts, more), order)
