"""A template of fields and plain ifs -> the fields that it shows to everybody, without Jinja, which takes a hundred times longer.

Knows only what nearly every template is made of. What it does not know, desk.templates reads, and says what is wrong.
"""

import re
from collections.abc import Collection

# Longer or deeper ones are for Jinja to judge.
LONGEST, DEEPEST = 50_000, 20

_TAG = re.compile(r"\{\{ *(?P<field>[a-z_]+) *\}\}|\{% *(?:if +(?P<condition>[a-z_]+)|(?P<word>else|endif)) *%\}")
# Any other tag, and a brace before one, which makes another tag of it.
_OPENING = re.compile(r"\{[{%#\0]")


class _Branches:
    """An `if` that is being read: the fields shown in its first branch, and in its `else`, where it has one."""

    def __init__(self) -> None:
        self.first: set[str] = set()
        self.other: set[str] | None = None

    @property
    def open(self) -> set[str]:
        """Where the next field belongs."""
        return self.first if self.other is None else self.other


def plainly_shown(source: str, fields: Collection[str]) -> frozenset[str] | None:
    """The fields that are shown whatever they hold; None for a template that Jinja has to read.

    What this gives an answer for is free of problems.
    """
    if len(source) > LONGEST or _OPENING.search(_TAG.sub("\0", source)):
        return None
    whole, inner = _Branches(), list[_Branches]()
    for tag in _TAG.finditer(source):
        name = tag["field"] or tag["condition"]
        if name and name not in fields:
            return None
        around = inner[-1] if inner else whole
        if tag["field"]:
            around.open.add(name)
        elif tag["condition"]:
            inner.append(_Branches())
        elif not inner or (tag["word"] == "else" and around.other is not None):
            return None
        elif tag["word"] == "else":
            around.other = set()
        else:
            inner.pop()
            (inner[-1] if inner else whole).open.update(around.first & (around.other or set()))
        if len(inner) > DEEPEST:
            return None
    return None if inner else frozenset(whole.first)
