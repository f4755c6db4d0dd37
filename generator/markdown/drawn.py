"""HTML that a dialect drew -> the same as the allow-list would give it, where that is plain; None where only that can tell.

Every tag, address and entity is held against the few forms that are known to pass as they are, and every end tag against
the element that it ends. What is missing here is no harm: nh3 reads it. Knows nothing of which element may stand in which.
"""

import re

from generator.markdown.elements import apart
from generator.markdown.nesting import DEEPEST

# Elements that stand in running text. Of a writer's own HTML, these and comments may be in what is read here.
IN_TEXT = "a b br code del em i img kbd mark s small span strong sub sup u"

_OPENED = "b code del em i kbd mark s small span strong sub sup u p ul ol li pre blockquote table thead tbody tr th td"
_CLOSED = f"{_OPENED} a div section h1 h2 h3 h4 h5 h6"
_ALERTS = ("note", "tip", "important", "warning", "caution")
# Each known tag, with the tag that has to end it: none for what has no content, None for an end tag.
_KNOWN: dict[str, str | None] = {
    **{f"<{name}>": f"</{name}>" for name in _OPENED.split()},
    **{f"</{name}>": None for name in _CLOSED.split()},
    **{f'<{cell} align="{side}">': f"</{cell}>" for cell in ("td", "th") for side in ("left", "center", "right")},
    **{f'<div class="markdown-alert markdown-alert-{kind}">': "</div>" for kind in _ALERTS},
    '<p class="markdown-alert-title">': "</p>",
    '<sup class="footnote-ref">': "</sup>",
    '<section class="footnotes">': "</section>",
    **dict.fromkeys(("<br>", "<br />", "<hr />"), ""),
}

# Of a host, what every reader of addresses takes for one: no numbers, no punycode.
_HOST = r"(?:[a-zA-Z0-9]{1,40}(?:-[a-zA-Z0-9]{1,40}){0,5}\.){1,5}[a-zA-Z]{2,20}"
_ADDRESS = (
    rf"(?:https?://{_HOST}(?:[/?#](?:[a-zA-Z0-9_.~!$()*+,;=:@/?#%-]|&amp;)*)?"
    rf"|mailto:[a-zA-Z0-9_.+-]+@{_HOST}|[a-zA-Z0-9_./%-]*(?:#[a-zA-Z0-9_%-]*)?)"
)
_TEXT = r'(?:[^"&<>\xa0\x00-\x1f\x7f]|&(?:amp|lt|gt|quot);)*'
_FORM = re.compile(
    rf'<(?:(?P<a>a)(?: href="{_ADDRESS}"| (?:class|id|name|title)="{_TEXT}")+'
    rf'|(?P<img>img)(?: src="{_ADDRESS}"| (?:alt|class|height|id|title|width)="{_TEXT}")+(?: /)?'
    rf'|(?P<code>code) class="language-[a-zA-Z0-9_.+-]+"|(?P<span>span) class="{_TEXT}"'
    r'|(?P<ol>ol) start="[0-9]{1,9}"|(?P<heading>h[1-6]) id="[\w-]*"|(?P<li>li) id="fn-[\w-]*")>'
)
_ATTRIBUTE = re.compile(' ([a-z]+)="')
_FOOTNOTE = re.compile(r' data-footnotes?(?:-ref|-backref data-footnote-backref-idx="[\w-]*" aria-label="[^"]*")?(?=>)')
# Of an address in the words of a link, dialects make a link of its own, which no browser leaves in the other.
_LINK_IN_LINK = re.compile(r"<a [^<]*+(?:<(?!/?a[ >])[^<]*+)*<a ")
_COMMENT = re.compile("<!-- [^<>-]*(?:-(?!-)[^<>-]*)*-->")
_ENTITIES = ("&amp;", "&lt;", "&gt;", "&quot;")


def clean_already(html: str, *, with_html: bool = True) -> list[str] | None:
    """The clean form of HTML whose only block elements are a dialect's own: text and tags by turns.

    Without HTML in the Markdown, a dialect closes what it opens; `with_html`, this has to be looked after.
    """
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    if "data-footnote" in html:
        html = _FOOTNOTE.sub("", html)
    pieces = apart(html)
    tags = pieces[1::2]
    # Apart, so that no entity is made of two texts.
    if not _is_plain("\n".join(pieces[::2])):
        return None
    ends = _ends(set(tags))
    if ends is None or ((with_html or len(tags) > DEEPEST) and not _is_nested(tags, ends)):
        return None
    if _LINK_IN_LINK.search(html):
        return None
    if "&quot;" in html or "\xa0" in html:
        # In text they need no entity; in a value they do.
        pieces[::2] = [text.replace("&quot;", '"').replace("\xa0", "&nbsp;") for text in pieces[::2]]
    if " />" in html:
        pieces[1::2] = [tag.replace(" />", ">") for tag in tags]
    return pieces


def _is_plain(text: str) -> bool:
    """Whether there is nothing in a text between tags that readers of HTML would change."""
    if ">" in text or "<" in text or "\r" in text or "\0" in text:
        return False
    entities = text.count("&")
    return not entities or entities == sum(map(text.count, _ENTITIES))


def _ends(tags: set[str]) -> dict[str, str | None] | None:
    """Each tag with the one that has to end it; None where one of them has no known form."""
    if tags <= _KNOWN.keys():
        return _KNOWN
    ends = _KNOWN.copy()
    for tag in tags - _KNOWN.keys():
        found = _FORM.fullmatch(tag)
        if found is None or (tag.count('="') > 1 and _is_repeating(_ATTRIBUTE.findall(tag))):
            return None
        name = found[found.lastgroup or 0]
        ends[tag] = "" if name == "img" else f"</{name}>"
    return ends


def _is_repeating(names: list[str]) -> bool:
    return len(set(names)) != len(names)


def _is_nested(tags: list[str], ends: dict[str, str | None]) -> bool:
    """Whether each end tag ends what was opened last, and none stands too deep."""
    opened = [""]
    for tag in tags:
        end = ends[tag]
        if end:
            if len(opened) > DEEPEST:
                return False
            opened.append(end)
        elif end is None and opened.pop() != tag:
            return False
    return len(opened) == 1
