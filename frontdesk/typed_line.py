"""One line of words as it is typed after an option -> the same, or what the parser of options says instead.

What goes into the log stays there for ever: no line break, nothing that steers a terminal, no page of text. Knows no command.
"""

import argparse

LONGEST = 200
# Persian names are written with them, and they turn nothing round.
_JOINERS = {0x200C: None, 0x200D: None}


def typed_line(text: str) -> str:
    """A line that can be read, without white space around it. Raises argparse's error."""
    line = text.strip()
    if not line.translate(_JOINERS).isprintable():
        raise argparse.ArgumentTypeError("write one line, of characters that can be seen")
    if len(line) > LONGEST:
        raise argparse.ArgumentTypeError(f"write {LONGEST} characters at most; these are {len(line):,}")
    return line
