"""A template, and the one that extends it -> the first without the blocks that the other replaces: half as much to compile.

Knows no theme. Lines stay where they were, so that what Jinja says of one is true.
"""

import re

_BLOCK = re.compile(r"\{%[-+]?\s*(block|endblock)\b\s*(\w*)[^%]*%\}")
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+\"([^\"]+)\"\s*[-+]?%\}")


def without_unused_blocks(source: str, name: str, child: str) -> str:
    """The template `name`, as its `child` needs it; as it is, where the child extends another one or asks for its blocks."""
    extended = _EXTENDS.match(child)
    if extended is None or extended[1] != name or "super" in child:
        return source
    replaced = {found[2] for found in _BLOCK.finditer(child) if found[1] == "block"}
    pieces, kept_from, depth, began = [], 0, 0, 0
    for found in _BLOCK.finditer(source):
        if depth:
            depth += 1 if found[1] == "block" else -1
            if not depth:
                pieces.append("\n" * source.count("\n", began, found.start()))
                kept_from = found.start()
        elif found[1] == "block" and found[2] in replaced:
            pieces.append(source[kept_from : found.end()])
            depth, began = 1, found.end()
    # A block that never ends is for Jinja to complain of.
    return source if depth else "".join([*pieces, source[kept_from:]])
