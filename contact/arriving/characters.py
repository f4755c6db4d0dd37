"""Bytes in whatever encoding a mail claims -> clean Unicode text.

Knows no mail. An encoding that is wrong or unknown costs some characters, never the text.
"""

import codecs
import re

from contact.validation.text import composed, printable

# Names that programs write for what is really another encoding, or a smaller part of it.
_REALLY = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "johab": "johab",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_ALIASES = {"iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "windows-874": "cp874", "x-sjis": "cp932"}
# Python also calls archives, escapes and host names encodings; some of them are slow, and none is in a mail.
_TEXT_ENCODING = re.compile(
    r"utf-(7|8|8-sig|16|16-be|16-le|32|32-be|32-le)|cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w|mac-\w+|ascii|hz|ptcp154|"
    r"gb2312|gbk|gb18030|big5(hkscs)?|euc_\w+|shift_jis\w*|johab|tis-620|kz1048"
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# They turn the direction of what follows, or cannot be seen at all: a disguise in a name.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
# A composed character comes of a few; so much more than the limit is never needed.
_BEFORE_COMPOSING = 4


def decoded(content: bytes, claimed: str = "") -> str:
    """The text, by its byte order mark, as UTF-8 where it is that, as it claims, else as Windows wrote it in the West."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    encoding = _known(claimed)
    # What is valid UTF-8 beyond ASCII was hardly meant as anything else, whatever it claims to be.
    if not encoding or encoding in {"utf-8", "cp1252"}:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "utf-8" if encoding == "utf-8" else "cp1252"
    try:
        return content.decode(encoding, "replace")
    # A codec that fails on more than single characters, as that of UTF-7 may.
    except ValueError:
        return content.decode("cp1252", "replace")


def one_line(text: str, longest: int) -> str:
    """The text on one line, without what cannot be seen, in Unicode's composed form and no longer than that."""
    seen = _UNSEEN.sub("", printable(text[: _BEFORE_COMPOSING * longest]))
    return composed(" ".join(seen.split()))[:longest].strip()


def many_lines(text: str, longest: int) -> tuple[str, bool]:
    """The text without control characters, in composed form; and whether it had to be cut."""
    tidy = composed(printable(text[: _BEFORE_COMPOSING * longest]).strip())
    return tidy[:longest], len(text) > _BEFORE_COMPOSING * longest or len(tidy) > longest


def _known(claimed: str) -> str:
    name = claimed.strip().strip("\"'").lower()
    # The name comes out of a mail: nothing that is longer, or has a NUL in it, is looked up.
    if not re.fullmatch(r"[a-z0-9][a-z0-9_.:-]{1,40}", name):
        return ""
    try:
        found = codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return ""
    found = _REALLY.get(found, found)
    return found if _TEXT_ENCODING.fullmatch(found) else ""
