"""How many there are of each part of a whole -> the parts that may be shown: none that is small, alone or by subtraction.

Parts that do not overlap; contact.report.shown does the same for groups of many kinds at once.
"""

from collections.abc import Mapping


def shown_parts(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """What may be shown where the whole is shown too. Of a part in which there is nobody, nothing is told."""
    hidden = {part for part, count in counts.items() if 0 < count < least}
    # The smallest go first, until what is hidden is so much that nobody can be told from it.
    for part in sorted(counts, key=lambda part: (counts[part], part)):
        if not 0 < sum(counts[one] for one in hidden) < least:
            break
        if counts[part]:
            hidden.add(part)
    return frozenset(counts) - hidden
