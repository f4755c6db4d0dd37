"""Text -> the forms by which it is found, in lower case: words, parts of identifiers, bigrams of scripts without spaces.

Knows nothing of languages. docs/running/search-index.md lists the steps, which `search-engine.js` takes as well.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

# What stands in the index is no longer; who pastes a key into the box still finds its beginning.
LONGEST_FORM = 40
# `e-mail` is written `email`, `log-in` `login`; but nobody writes `uptodate`.
SHORT_PART = 2
_CACHED_RUNS = 200_000

# Scripts that set no spaces between words: Han, Kana, Hangul, Thai, Lao, Myanmar, Khmer.
WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_FIRST_WITHOUT_SPACES = WITHOUT_SPACES[0]
# The same letters in another width, as East Asian keyboards write them.
_OTHER_WIDTHS = re.compile("[\uff01-\uffee]+")
_HYPHENS = re.compile("[-\u2010\u2011]")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_PLAIN_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"})
_ENYE = "ñ"
_ASCII_PIECES = re.compile("[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# To `re`, `\w` is a letter, a digit or `_`, but no mark.
_RUNS = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")


def forms_of(text: str) -> list[str]:
    """Every form of a text in order, each as often as it stands there."""
    return [form for run in runs_of(text) for form in forms_of_run(run)]


def runs_of(text: str) -> list[str]:
    """Letters, marks, digits and `_` that stand together, parts of one word joined by hyphens."""
    if text.isascii():
        return _RUNS.findall(text)
    normal = normalized(text)
    found: list[str] = _runs_in(normal).findall(normal)
    return found


@lru_cache(maxsize=_CACHED_RUNS)
def forms_of_run(run: str) -> tuple[str, ...]:
    """What one run is found by. A text has few different ones, so each is taken apart once."""
    is_plain = run.isalpha() and (run.islower() or run[1:].islower() or run.isupper())
    if (is_plain or run.isdecimal()) and not _has_spaceless(run):
        return (run.lower()[:LONGEST_FORM],)
    return tuple(form[:LONGEST_FORM] for form in _forms(run))


def fold(form: str) -> str:
    """A form without accents; `ñ` is a letter of its own."""
    if form.isascii():
        return form
    return _ENYE.join(_without_accents(part) for part in form.split(_ENYE))


def is_spaceless(form: str) -> bool:
    """Of a script that sets no spaces, where every form is a bigram or one sign alone."""
    return form[:1] >= _FIRST_WITHOUT_SPACES and _spaceless().match(form) is not None


def _has_spaceless(run: str) -> bool:
    return not run.isascii() and max(run) >= _FIRST_WITHOUT_SPACES and _spaceless().search(run) is not None


# Classes of so many signs take ten milliseconds to compile, and most sites have none of them.
@cache
def _spaceless() -> re.Pattern[str]:
    return re.compile(f"[{WITHOUT_SPACES}]")


@cache
def _stretches() -> re.Pattern[str]:
    return re.compile(f"[{WITHOUT_SPACES}]+|[^{WITHOUT_SPACES}]+")


def has_digit(form: str) -> bool:
    """A number, or a name with one: nobody can tell what was meant by another."""
    if form.isalpha():
        return False
    if form.isascii():
        return any(map(str.isdigit, form))
    return any(unicodedata.category(sign)[0] == "N" for sign in form)


def ends_in_a_word(text: str) -> bool:
    """Nothing stands behind the last run: it may still be unfinished."""
    normal = normalized(text)
    runs = runs_of(normal)
    return bool(runs) and normal.endswith(runs[-1])


def normalized(text: str) -> str:
    """The text in the signs of which runs are made: one width, letters with their marks composed."""
    if text.isascii():
        return text
    return unicodedata.normalize(
        "NFC", _OTHER_WIDTHS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    )


def utf8_of(text: str) -> bytes:
    """The normalized text in UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) == len(text):
        return data
    # Letters of another width begin with this byte, and few others do: they are looked for only where it stands.
    normal = normalized(text) if b"\xef" in data else unicodedata.normalize("NFC", text)
    return normal.encode("utf-8", "surrogatepass")


def _without_accents(text: str) -> str:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", plain).translate(_PLAIN_LETTERS)


def _forms(run: str) -> Iterator[str]:
    parts = run.split("-") if run.isascii() else _HYPHENS.split(run)
    if len(parts) > 1 and len(run) - len(parts) < LONGEST_FORM and any(len(part) <= SHORT_PART for part in parts):
        yield "".join(parts).lower()
    for part in parts:
        for name in _names(part):
            yield from _by_script(name.lower())


def _names(part: str) -> Iterator[str]:
    """An identifier whole, then its pieces; any other word alone."""
    pieces = _pieces(part)
    whole = part.replace("_", "")
    if whole:
        yield whole
    if len(pieces) > 1:
        yield from (piece for piece in pieces if len(piece) >= SHORT_PART)


def _pieces(part: str) -> list[str]:
    """`sendRawTransaction` at its capitals, `sha256` at its digits, `max_size` at its underscore."""
    if part.isascii():
        return _ASCII_PIECES.findall(part)
    return [piece for word in part.split("_") for piece in _pieces_by_kind(word)]


def _pieces_by_kind(word: str) -> Iterator[str]:
    """The same in any script."""
    kinds = _kinds(word)
    start = 0
    for at in range(1, len(word)):
        before, here = kinds[at - 1], kinds[at]
        acronym_ends = before == here == "Lu" and at + 1 < len(word) and kinds[at + 1] == "Ll"
        between = (before == "Ll" and here == "Lu") or ((before == "N") != (here == "N"))
        if acronym_ends or between:
            yield word[start:at]
            start = at
    if word:
        yield word[start:]


def _kinds(word: str) -> list[str]:
    """`Lu`, `Ll`, another letter `L`, or a digit `N`; a mark is what stands before it."""
    kinds: list[str] = []
    for sign in word:
        category = unicodedata.category(sign)
        if category[0] == "M" and kinds:
            kinds.append(kinds[-1])
        else:
            kinds.append(category if category in {"Lu", "Ll"} else "N" if category[0] == "N" else "L")
    return kinds


def _by_script(word: str) -> Iterator[str]:
    if not _has_spaceless(word):
        yield word
        return
    for stretch in _stretches().findall(word):
        if is_spaceless(stretch) and len(stretch) > 1:
            yield from (one + other for one, other in pairwise(stretch))
        else:
            yield stretch


def _runs_in(text: str) -> re.Pattern[str]:
    if text.isascii() or not any(unicodedata.category(sign)[0] == "M" for sign in set(text)):
        return _RUNS
    # A class with signs beyond the first plane is searched range by range, which takes eight times as long.
    return _runs_with_marks(sys.maxunicode if max(text) > "\uffff" else 0xFFFF)


@cache
def _runs_with_marks(last: int) -> re.Pattern[str]:
    """For texts whose signs are all up to `last`."""
    sign = rf"[\w{_marks(last)}]+"
    return re.compile(f"{sign}(?:[-\u2010\u2011]{sign})*")


def _marks(last: int) -> str:
    """The marks as ranges for a character class; `re` knows no Unicode categories."""
    ranges: list[list[int]] = []
    for point in range(0x300, last + 1):
        if unicodedata.category(chr(point))[0] == "M":
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(final)}" for first, final in ranges)
