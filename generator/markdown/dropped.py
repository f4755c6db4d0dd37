"""What the allow-list takes out of an answer, said to its writer: nothing vanishes without a word."""

import re
from collections.abc import Iterator

from desk.finding import Finding
from desk.place import Place

_NAMES = "script|style|iframe|frame|object|embed|applet|form|button|select|textarea|video|audio|svg|math|link|meta|base|template"
_ELEMENT = re.compile(rf"<({_NAMES})\b", re.IGNORECASE)
# No dialect draws these by itself; so the Markdown, which has few tags, says first whether there can be any.
_NAMED = frozenset(_NAMES.split("|"))
_NAME = re.compile("<([a-zA-Z]+)")
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)
_DATA = re.compile(r"\ssrc=[\"']?data:", re.IGNORECASE)


def dropped(html: str, markdown: str, file: str, first_line: int) -> Iterator[Finding]:
    """Findings for `html` as the dialect made it, in which code is escaped already."""
    if not _NAMED & {name.lower() for name in _NAME.findall(markdown)} and "data:" not in html.lower():
        return
    for name in dict.fromkeys(found[1].lower() for found in _ELEMENT.finditer(html)):
        message = f"<{name}> is not shown: answers hold text, pictures and links only"
        fix = "take it out, or link to the page that has it"
        yield _finding(re.compile(rf"<{name}\b", re.IGNORECASE), message, fix, (markdown, file, first_line))
    if any(_DATA.search(image.partition(">")[0]) for image in _IMAGE.split(html)[1:]):
        message = "a picture written into the text (data:) is not shown"
        yield _finding(
            re.compile("data:"), message, "put the picture in a file beside the answer", (markdown, file, first_line)
        )


def _finding(sought: re.Pattern[str], message: str, fix: str, where: tuple[str, str, int]) -> Finding:
    markdown, file, first_line = where
    found = sought.search(markdown)
    line = first_line + (markdown.count("\n", 0, found.start()) if found else 0)
    return Finding(place=Place(file, line), rule="dropped-html", message=message, fix=fix, severity="warning")
