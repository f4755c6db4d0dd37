"""What strangers wrote -> text that a terminal shows as it is: whatever steers it, or cannot be seen, is spelled out.

U+202E turns round all that follows, a control character can rewrite the lines above, and what is invisible makes two names
look alike. Knows no terminal; what is written into files stays as it was typed.
"""

import re
import unicodedata

# Controls, formatting, half characters, private use, separators of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Persian and emoji are joined by two of them, which turn nothing round.
_HARMLESS = frozenset("\t\u200c\u200d")
# Letters by name, and blank.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_PLAIN = re.compile(r"[ -~\n]*")
_LAST_OF_FOUR_DIGITS = 0xFFFF


def visible(text: str) -> str:
    """The text, in which what nobody would see stands as `<U+202E>`: also a line break."""
    return text if _PLAIN.fullmatch(text) and "\n" not in text else "".join(map(_shown, text))


def visible_lines(text: str) -> str:
    """The same for a text whose line breaks are meant."""
    return "\n".join(map(visible, text.split("\n")))


def visible_json(text: str) -> str:
    """JSON that means the same, with such characters as JSON spells them: a backslash, `u` and a number."""
    return text if _PLAIN.fullmatch(text) else "".join(map(_spelled, text))


def _is_unseen(character: str) -> bool:
    return character in _BLANK_LETTERS or (unicodedata.category(character) in _UNSEEN and character not in _HARMLESS)


def _shown(character: str) -> str:
    return f"<U+{ord(character):04X}>" if _is_unseen(character) else character


def _spelled(character: str) -> str:
    # The line breaks between values are JSON's own; within a text, JSON has none.
    if character == "\n" or not _is_unseen(character):
        return character
    number = ord(character)
    if number <= _LAST_OF_FOUR_DIGITS:
        return f"\\u{number:04x}"
    high, low = divmod(number - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
