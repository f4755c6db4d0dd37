"""How deep the elements of an HTML text stand inside one another, told by its tags alone.

What reads HTML as browsers do (nh3) takes time by the square of the depth, so the depth has to be known before. Where a
browser would close an element by itself, this may count on: 100 elements that nobody closed are refused either way.
"""

import re
from collections import Counter

DEEPEST = 100
# Inside these, tags are read by rules of their own, which are not followed here: so there may not be many.
_FOREIGN = re.compile(r"<(?:svg|math)\b", re.IGNORECASE)
_MOST_FOREIGN = 2_000

# To the > that ends the tag: one in the quotes of a value does not.
_ATTRIBUTES = (
    r"(?:[ \t\n\f\r/]+|[^ \t\n\f\r/>][^ \t\n\f\r/>=]*"
    r"(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*)?)?)*(?:>|\Z)"
)
_LITERAL = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript"
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/[^a-z])[^>]*"
    rf"|<(?P<literal>{_LITERAL})(?=[ \t\n\f\r/>]){_ATTRIBUTES}.*?(?:</(?P=literal)(?=[ \t\n\f\r/>])|\Z)"
    rf"|<(?P<end>/?)(?P<name>[a-z][^ \t\n\f\r/>]*){_ATTRIBUTES}",
    re.DOTALL | re.IGNORECASE,
)
# A tag in lower case, with nothing in it that could be taken for the end of it, or such a comment; and elements of which the
# inside is no HTML.
_SIMPLE_TAG = re.compile(
    r'<(/?)([a-z][a-z0-9]*+)(?=[ >])[^<>"\']*+(?:"[^<>"]*+"[^<>"\']*+)*>|<!-- [^<>-]*(?:-(?!-)[^<>-]*)*-->'
)
_UNRULY = frozenset(f"{_LITERAL}|svg|math|plaintext|template|frameset|select".split("|"))
_ALWAYS_EMPTY = "area base body br col embed head hr html image img input link meta param source track wbr"
_STYLING = "a b big code em font i nobr s small strike strong tt u"
_BLOCKS = """
    address applet article aside blockquote button center dd details dir div dl dt fieldset figcaption figure footer form
    frameset h1 h2 h3 h4 h5 h6 header hgroup iframe li listing main marquee menu nav noembed noframes noscript object ol p
    plaintext pre script search section select style summary template textarea title ul xmp
"""
_ENDING_A_PARAGRAPH = "blockquote details div dl h1 h2 h3 h4 h5 h6 ol p pre section table ul"

_NEVER_OPEN = frozenset(_ALWAYS_EMPTY.split())
# Left open, these go on in everything that follows, whatever is closed around them.
_STYLES = frozenset(_STYLING.split())
_CELLS = frozenset({"td", "th"})
_PARTS = frozenset({"table", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", *_CELLS})
_WALLS = frozenset({"table", "caption", "applet", "marquee", "object", "template", *_CELLS})
# An end tag of any other element closes none of these.
_SPECIAL = _PARTS | frozenset(_BLOCKS.split())
_P = frozenset({"p"})
_CLOSED_BY = {
    "li": frozenset({"li", "p"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd", "p"})),
    **dict.fromkeys(("rt", "rp"), frozenset({"rt", "rp"})),
    **dict.fromkeys(_CELLS, _CELLS | _P),
    "tr": _CELLS | _P | {"tr", "caption", "colgroup"},
    **dict.fromkeys(("tbody", "thead", "tfoot"), _PARTS - {"table"} | _P),
    **dict.fromkeys(_ENDING_A_PARAGRAPH.split(), _P),
}


def too_deep(html: str) -> int | None:
    """The offset of the first tag that opens more than DEEPEST elements; None where there is none."""
    if html.count("<") - html.count("</") <= DEEPEST:
        return None
    if _is_orderly(html):
        return None
    if (foreign := _FOREIGN.search(html)) and html.count("<") > _MOST_FOREIGN:
        return foreign.start()
    opened: list[str] = []
    styles: Counter[str] = Counter()
    for found in _TAG.finditer(html):
        name = (found["name"] or "").lower()
        if not name or name in _NEVER_OPEN:
            continue
        (_close if found["end"] else _open)(name, opened, styles)
        if len(opened) + styles.total() > DEEPEST:
            return found.start()
    return None


def _is_orderly(html: str) -> bool:
    """Whether each element is closed by its own end tag, and none stands too deep: told without the rules of browsers.

    Of what these close or leave out on top of that, there is only less.
    """
    tags = _SIMPLE_TAG.findall(html)
    if len(tags) != html.count("<"):
        return False
    opened: list[str] = []
    for end, name in tags:
        if end:
            if not opened or opened.pop() != name:
                return False
        elif name and name not in _NEVER_OPEN:
            if name in _UNRULY or len(opened) == DEEPEST:
                return False
            opened.append(name)
    return True


def _open(name: str, opened: list[str], styles: Counter[str]) -> None:
    if name in _STYLES:
        # A link inside a link closes the first one.
        styles[name] = 1 if name == "a" else styles[name] + 1
        return
    if name in _PARTS and name != "table" and not {"table", "template"} & set(opened):
        return
    while opened and opened[-1] in _CLOSED_BY.get(name, ()):
        opened.pop()
    opened.append(name)


def _close(name: str, opened: list[str], styles: Counter[str]) -> None:
    if name in _STYLES:
        styles[name] = max(0, styles[name] - 1)
        return
    walls = {"table", "template"} if name in _PARTS else _WALLS if name in _SPECIAL else _SPECIAL
    for at in range(len(opened) - 1, -1, -1):
        if opened[at] == name:
            # What a form left open goes on behind it.
            del opened[at : at + 1 if name == "form" else None]
            return
        if opened[at] in walls:
            return
