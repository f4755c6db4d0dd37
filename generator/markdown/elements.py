"""HTML that the allow-list gave -> its text and its tags by turns, and what is asked of them.

Every value in these tags stands in double quotes, and holds no < or >.
"""

import re
from collections.abc import Sequence
from html import unescape

_APART = re.compile("(<[^>]*>)")
_ATTRIBUTE = re.compile(r'\s([^\s="]+)="([^"]*)"')
_IN_TEXT = "a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
_INLINE = re.compile(
    # The letters first: of most elements, they tell at once.
    rf"<(?=[/abcdeikmqstuvw])/?(?:{_IN_TEXT.replace(' ', '|')})\b[^>]*+>"
)
_TAGS = re.compile(r'<[^">]*+(?:"[^"]*+"[^">]*+)*>')


def apart(html: str) -> list[str]:
    """Text and tags by turns: a text, which may be empty, comes first and last."""
    return _APART.split(html)


def attributes(element: str) -> dict[str, str]:
    """The attributes of a start tag, escaped as they are."""
    return {found[1]: found[2] for found in _ATTRIBUTE.finditer(element)}


def plain_text(html: str) -> str:
    """What a reader would hear: no markup, single spaces."""
    return _single_spaced(_without_tags(html))


def said(pieces: Sequence[str]) -> str:
    """The same of HTML that was taken apart; a tag may have been replaced by whatever HTML since."""
    words = list(pieces)
    words[1::2] = map(_HEARD.__getitem__, pieces[1::2])
    return _single_spaced("".join(words))


def _single_spaced(text: str) -> str:
    return " ".join((unescape(text) if "&" in text else text).split())


def _without_tags(html: str) -> str:
    return _TAGS.sub(" ", _INLINE.sub("", html))


class _Heard(dict[str, str]):
    """What is heard of a tag: nothing, or a space."""

    def __missing__(self, tag: str) -> str:
        # A link, of which there are many that differ.
        return "" if tag.startswith('<a href="') and tag.find(">") == len(tag) - 1 else _without_tags(tag)


_HEARD = _Heard(
    {
        tag: _without_tags(tag)
        for name in f"{_IN_TEXT} p br hr ul ol li pre blockquote table thead tbody tr th td h1 h2 h3 h4 h5 h6".split()
        for tag in (f"<{name}>", f"</{name}>")
    }
)
