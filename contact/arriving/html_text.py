"""The HTML of a mail -> the text that its reader sees, roughly as it is laid out.

Goes through the text once, so that no HTML makes it slow; what comes out is text, and is escaped wherever it is shown.
"""

import re
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Ends a tag, or begins a value in which a `>` ends nothing.
_STOP = re.compile(r">|=[ \t\r\n]*([\"'])")
# Nothing in them is read as text, nor by a browser as tags.
_SKIPPED = frozenset({"script", "style", "title", "template", "xmp"})
_NEW_LINE = re.compile(
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figure|footer|form|header|hr|main|nav|ol|pre|section|"
    "table|tr|ul"
)
_NEW_PARAGRAPH = re.compile("p|h[1-6]")
_CELLS = frozenset({"td", "th"})
# The standard library raises for a number of thousands of digits.
_ABSURD_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u200c]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def text_from_html(html: str) -> str:
    """The text, a paragraph a paragraph and an item a line."""
    pieces: list[str] = []
    at = 0
    while (opens := html.find("<", at)) >= 0:
        pieces.append(_words(html[at:opens]))
        tag = _TAG.match(html, opens)
        if tag is None:
            at = _past_declaration(html, opens)
            if at == opens + 1:
                pieces.append("<")
        else:
            closing, name = tag[1], tag[2].lower()
            at = _tag_end(html, tag.end())
            pieces.append(_break(name, closing=bool(closing)))
            if name in _SKIPPED and not closing:
                at = _past_element(html, at, name)
        if at < 0:
            break
    else:
        pieces.append(_words(html[at:]))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _words(text: str) -> str:
    return unescape(_ABSURD_NUMBER.sub("\ufffd", text.replace("\n", " ")))


def _break(name: str, *, closing: bool) -> str:
    if _NEW_LINE.fullmatch(name):
        return "\n"
    if name == "li":
        return "" if closing else "\n- "
    if _NEW_PARAGRAPH.fullmatch(name):
        return "\n\n"
    return " " if name in _CELLS else ""


def _past_declaration(html: str, opens: int) -> int:
    """Behind a comment or a declaration; behind the sign itself where it begins neither. -1 where it never ends."""
    if html.startswith("<!--", opens):
        end = html.find("-->", opens + 2)
        return end if end < 0 else end + len("-->")
    if html.startswith(("<!", "<?", "</"), opens):
        return html.find(">", opens) + 1 or -1
    return opens + 1


def _tag_end(html: str, at: int) -> int:
    """Behind the `>` of a tag, passing over quoted values; -1 where it never ends."""
    while stop := _STOP.search(html, at):
        quote = stop[1]
        if quote is None:
            return stop.end()
        closes = html.find(quote, stop.end())
        if closes < 0:
            # A quotation mark that is never closed was not meant as one. This is the last of its kind: no time is lost.
            return html.find(">", stop.end()) + 1 or -1
        at = closes + 1
    return -1


def _past_element(html: str, at: int, name: str) -> int:
    """Where the closing tag of an element begins; -1 where there is none, as browsers have it."""
    if at < 0:
        return at
    closes = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
    return closes.start() if closes else -1
