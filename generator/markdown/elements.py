"""HTML that the allow-list gave, element by element. Every value in it stands in double quotes, and may hold a < or > itself."""

import re
from collections.abc import Callable, Collection

_ELEMENT = re.compile(r'<(\w+)[^">]*(?:"[^"]*"[^">]*)*>')
_ATTRIBUTE = re.compile(r'\s([^\s="]+)="([^"]*)"')


def changed(html: str, names: Collection[str], change: Callable[[str], str]) -> str:
    """The HTML with each start tag of these names replaced by what `change` makes of it.

    All tags are read, one after the other: a search for one name alone would begin inside of other tags' values as well.
    """
    return _ELEMENT.sub(lambda found: change(found[0]) if found[1] in names else found[0], html)


def attributes(element: str) -> dict[str, str]:
    """The attributes of a start tag, escaped as they are."""
    return {found[1]: found[2] for found in _ATTRIBUTE.finditer(element)}
