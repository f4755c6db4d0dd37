"""Tags of HTML that the allow-list gave. Every value in them stands in double quotes, and holds no < or >."""

import re
from collections.abc import Callable

_ATTRIBUTE = re.compile(r'\s([^\s="]+)="([^"]*)"')


def changed(html: str, tags: re.Pattern[str], change: Callable[[str], str]) -> str:
    """The HTML with each of these tags replaced by what `change` makes of it."""
    return tags.sub(lambda found: change(found[0]), html)


def attributes(element: str) -> dict[str, str]:
    """The attributes of a start tag, escaped as they are."""
    return {found[1]: found[2] for found in _ATTRIBUTE.finditer(element)}
