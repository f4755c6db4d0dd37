"""Text as it was typed -> text as it is recorded, and what is wrong with it.

Knows nothing of what a field is for: only whether it has one line, and how long it may be.
"""

import re
import unicodedata
from itertools import groupby

from desk.form import FormField
from desk.words import Words

# Word processors separate lines and pages by these; in a message they are line breaks.
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Half characters (surrogates) are in no Unicode text; JSON can spell them all the same.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Turn the direction of all that follows: harmless in a message, a disguise in a name.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A composed character comes of four at most: what is longer than that is too long, and is not looked at further.
_MOST_COMPOSED = 4
# The time that composing takes grows with the square of the marks in a row; languages have no more than this (UAX #15).
_MOST_MARKS = 30


def tidied(field: FormField, typed: str) -> str:
    """The text in Unicode's composed form, with plain line breaks and no white space around it."""
    if len(typed) > _MOST_COMPOSED * field.longest:
        return typed
    text = composed(typed).strip()
    if field.kind == "textarea":
        return _LINE_BREAKS.sub("\n", text)
    return text.replace("\t", " ")


def composed(typed: str) -> str:
    """The composed form; of a text with heaps of marks, the text as it is."""
    if typed.isascii():
        return typed
    runs = (len(list(run)) for is_mark, run in groupby(typed, _is_mark) if is_mark)
    return typed if max(runs, default=0) > _MOST_MARKS else unicodedata.normalize("NFC", typed)


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0


def problem(field: FormField, text: str, words: Words) -> str | None:
    """What is wrong with a tidied text, as a sentence for the customer."""
    one_line = field.kind != "textarea"
    # A second line in a name or an address could become a second header of a mail.
    if one_line and len(text.splitlines()) > 1:
        return words("form.line-break")
    if _CONTROL.search(text) or (one_line and _DIRECTION.search(text)):
        return words("form.control")
    if len(text) > field.longest:
        return words("form.too-long", limit=field.longest, length=len(text))
    return None


def printable(typed: str) -> str:
    """The text without control characters: what a page can show, and what a customer can see to mend."""
    return _CONTROL.sub("", _LINE_BREAKS.sub("\n", typed))


def is_seen(typed: str) -> bool:
    """Whether there is anything in it that can be read: a space of no width is nothing."""
    return any(symbol.isprintable() and not symbol.isspace() for symbol in typed)
