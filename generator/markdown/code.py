"""Markdown -> the same without what stands in code and comments, line by line: for rules that look for what readers will see."""

import re

_FENCE = re.compile(
    r"^[ \t>]*(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$(?:.*?^[ \t>]*(?:\1|\2)[`~]*[ \t]*$|.*)", re.MULTILINE | re.DOTALL
)
# Longer ones are no code in a line, but a forgotten mark.
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).){1,500}?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")


def without_code(markdown: str) -> str:
    """The same lines, those of code emptied."""
    for pattern in (_FENCE, _COMMENT, _INLINE):
        markdown = pattern.sub(lambda found: "\n" * found[0].count("\n"), markdown)
    return "\n".join(_without_indented(markdown.split("\n")))


def _without_indented(lines: list[str]) -> list[str]:
    """Without the blocks that are code because they are indented; in a list, indented text belongs to an item."""
    kept: list[str] = []
    in_list, in_text = False, False
    for line in lines:
        if not line.strip():
            in_text = False
        elif _INDENTED.match(line) and not in_text and not in_list:
            kept.append("")
            continue
        else:
            in_list = bool(_ITEM.match(line)) or (in_list and (in_text or line[0] in " \t"))
            in_text = True
        kept.append(line)
    return kept
