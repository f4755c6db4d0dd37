"""HTML of any origin -> HTML that can only show: no script, no style, no form, no frame, no event handler."""

import re

import nh3

from generator.markdown.elements import attributes

_TEXT = "abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
_BLOCKS = (
    "address article aside blockquote caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
)
_MORE = "header hr li ol p pre section summary ul a img table tbody td tfoot th thead tr col colgroup input label picture source"
TAGS = frozenset(f"{_TEXT} {_BLOCKS} {_MORE}".split())

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "name", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading"},
    "source": {"srcset", "media", "type"},
    "td": {"align", "colspan", "rowspan", "headers"},
    "th": {"align", "colspan", "rowspan", "scope", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "details": {"open"},
    "time": {"datetime"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
# Task lists and content tabs are made of these two; every other kind of input could ask customers for something.
_INPUTS = {"input": {"type": {"checkbox", "radio"}}}
_DOUBTFUL = re.compile(r"<(?:input|source)\b[^>]*>")
# The one address that nh3 does not look into.
_OTHER_SCHEME = re.compile(r"(?!https?://)[^:]*:")
_SCHEMES = {"http", "https", "mailto", "tel", "sms"}
# Made ready once: that takes as long as a short answer.
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    tag_attribute_values=_INPUTS,
    url_schemes=_SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def allowed(html: str) -> str:
    """The HTML without everything that is not on the list; of dropped elements the text stays, except of scripts and styles."""
    return _DOUBTFUL.sub(lambda found: _checked(found[0]), _CLEANER.clean(html))


def _checked(element: str) -> str:
    """An input whose type was not on the list has none now, which makes it a text field."""
    has = attributes(element)
    if element.startswith("<input"):
        return element if "type" in has else ""
    address = has.get("srcset", "")
    return element.replace(f' srcset="{address}"', "") if _OTHER_SCHEME.match(address) else element
