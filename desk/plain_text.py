"""Text for mail programs that show nothing but text: short lines, and numbers that read the right way round.

Knows no template and no field.
"""

from collections.abc import Iterator

# RFC 5322 asks for 78 at most; a reply that quotes the text puts two characters before each line.
LONGEST_LINE = 76
# In a line of Arabic or Hebrew, +1 212-555-0142 would read 0142-555-212 1+ without it. The isolates (U+2066, U+2069) do no
# more for a number, and are twenty years younger: what does not know them yet ignores them.
_MARK = "\N{LEFT-TO-RIGHT MARK}"


def left_to_right(text: str) -> str:
    """Text that keeps its order in a line that runs from right to left."""
    return f"{_MARK}{text}{_MARK}"


def wrapped(text: str) -> str:
    """The same text in lines of at most LONGEST_LINE characters, where its words allow it.

    Lines that begin with a space stay as they are: what stands there is to be copied.
    """
    parts: list[str] = []
    for line in text.splitlines():
        if len(line) <= LONGEST_LINE or line.startswith(" "):
            parts.append(line.rstrip())
        else:
            parts += _parts(line)
    return "\n".join(parts) + "\n"


def _parts(line: str) -> Iterator[str]:
    current = ""
    # Not split at other white space: 5:00 p. m. holds together with a space that does not break.
    for word in line.split(" "):
        longer = f"{current} {word}" if current else word
        if len(longer) > LONGEST_LINE and current:
            yield current
            longer = word
        current = longer
    yield current
