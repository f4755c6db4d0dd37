"""The HTML of a mail -> the text that its reader sees, roughly as it is laid out.

Goes through the text once, so that no HTML makes it slow; what comes out is text, and is escaped wherever it is shown.
"""

import re
from html import unescape

# A tag, or what begins a comment or a declaration. Any other `<` is text, and costs no step of its own.
_MARKUP = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)|[!?/])")
# More than a long newsletter has. What stands behind them is left out, and a sign tells so; the whole mail is kept anyway.
MOST_TAGS = 50_000
_LEFT_OUT = "\n\n[...]"
# Ends a tag, or begins a value in which a `>` ends nothing.
_STOP = re.compile(r">|=[ \t\r\n]*([\"'])")
# Nothing in them is read as text, nor by a browser as tags.
_SKIPPED = frozenset({"script", "style", "title", "template", "xmp"})
_LINES = (
    "address article aside blockquote br center dd div dl dt fieldset figure footer form header hr main nav ol pre section "
    "table tr ul"
)
_BREAKS = (
    dict.fromkeys(_LINES.split(), "\n")
    | dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6"), "\n\n")
    | dict.fromkeys(("td", "th"), " ")
)
# The standard library raises for a number of thousands of digits.
_ABSURD_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u200c]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def text_from_html(html: str) -> str:
    """The text, a paragraph a paragraph and an item a line."""
    pieces: list[str] = []
    at = 0
    for _ in range(MOST_TAGS):
        markup = _MARKUP.search(html, at)
        pieces.append(_words(html[at : markup.start()] if markup else html[at:]))
        if markup is None:
            break
        at = _past_markup(html, markup, pieces)
        if at < 0:
            break
    else:
        pieces.append(_LEFT_OUT)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _past_markup(html: str, markup: re.Match[str], pieces: list[str]) -> int:
    """Behind a tag, an element of which nothing is read, or a comment; -1 where it never ends."""
    if markup[2] is None:
        return _past_declaration(html, markup.start())
    name = markup[2].lower()
    at = _tag_end(html, markup.end())
    pieces.append(_break(name, closing=bool(markup[1])))
    return _past_element(html, at, name) if name in _SKIPPED and not markup[1] else at


def _words(text: str) -> str:
    return unescape(_ABSURD_NUMBER.sub("\ufffd", text.replace("\n", " ")))


def _break(name: str, *, closing: bool) -> str:
    if name == "li":
        return "" if closing else "\n- "
    return _BREAKS.get(name, "")


def _past_declaration(html: str, opens: int) -> int:
    """Behind a comment or a declaration; -1 where it never ends."""
    if html.startswith("<!--", opens):
        end = html.find("-->", opens + 2)
        return end if end < 0 else end + len("-->")
    return html.find(">", opens) + 1 or -1


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
