"""A number as it is typed after an option -> a number that can be counted to, or what the parser of options says instead.

Knows no command.
"""

import argparse
from collections.abc import Callable

_MOST_DIGITS = 18


def number_to(most: int | None = None) -> Callable[[str], int]:
    """What reads a number from 1, up to `most`. Raises argparse's error."""
    wanted = f"a number from 1 to {most}" if most else "a number from 1"

    def read(text: str) -> int:
        # More digits than these no machine can count to, and Python refuses to read thousands of them.
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0
        if not 1 <= number <= (most or number):
            raise argparse.ArgumentTypeError(f"give {wanted}")
        return number

    return read
