"""Groups of messages -> those that may be shown: none that is small, and none that tells of a small one by subtraction.

Whoever takes the groups of one kind that are shown from a larger one finds nothing, or at least LEAST messages (row Q7).
Knows how many messages there are of each, and nothing of what was measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple

from contact.report.groups import Cells, Key, groups_of, promises_of
from desk.measured import LEAST

Side = Literal["whole", "usual", "surge", "promise"]


class Node(NamedTuple):
    """A group, its part outside of a surge or in one, or the messages that a response time was promised for."""

    side: Side
    key: Key


Counts = Mapping[Node, int]


def shown_nodes(cells: Cells) -> frozenset[Node]:
    """What may be shown. Where the rest of a larger group is small, the smallest of the groups beside it is hidden too."""
    counts = _counts(cells)
    divisions = _divisions(counts)
    shown = {node for node, count in counts.items() if count >= LEAST}
    before = -1
    while before != len(shown):
        before = len(shown)
        for larger, parts in divisions:
            told = [part for part in parts if part in shown]
            if told and larger in shown and 0 < counts[larger] - sum(counts[part] for part in told) < LEAST:
                smallest = min(told, key=lambda node: (counts[node], node))
                shown -= {smallest, _same(smallest, counts)}
    return frozenset(shown)


def _counts(cells: Cells) -> Counts:
    sides: Mapping[Side, bool | None] = {"whole": None, "usual": False, "surge": True}
    counts = {
        Node(side, key): tally.messages
        for side, surge in sides.items()
        for key, tally in groups_of(cells, surge=surge).items()
    }
    return counts | {Node("promise", key): tally.messages for key, tally in promises_of(cells).items()}


def _divisions(counts: Counts) -> Sequence[tuple[Node, Sequence[Node]]]:
    """Each larger group with smaller ones that do not overlap: of one side, and by the same names."""
    found: dict[tuple[Node, object], list[Node]] = {}
    for node in counts:
        names = node.side if node.side == "promise" else tuple(map(bool, node.key))
        for larger in _larger(node):
            if larger in counts:
                found.setdefault((larger, names), []).append(node)
    # A group and its own parts overlap, so each side of a larger one is divided by itself.
    divided = ((larger, by_side) for (larger, _), parts in found.items() for by_side in _apart(larger, parts))
    return [(larger, parts) for larger, parts in divided if parts]


def _apart(larger: Node, parts: Sequence[Node]) -> Iterator[Sequence[Node]]:
    yield [part for part in parts if part.side in {larger.side, "promise"}]
    yield [part for part in parts if part.side not in {larger.side, "promise"}]


def _larger(node: Node) -> Iterator[Node]:
    sides: Mapping[Side, Sequence[Side]] = {"promise": ("usual", "whole"), "whole": ("whole",)}
    for side in sides.get(node.side, (node.side, "whole")):
        for parts in product(*(dict.fromkeys((value, "")) for value in node.key)):
            if (larger := Node(side, Key(*parts))) != node:
                yield larger


def _same(node: Node, counts: Counts) -> Node:
    """A group that had no surge is the same as its part without one: hidden together."""
    if Node("surge", node.key) in counts or node.side not in {"whole", "usual"}:
        return node
    return Node("usual" if node.side == "whole" else "whole", node.key)
