"""What a dialect draws without words -> the same with words for people who do not see it: task boxes and footnote arrows."""

import re

from desk.words import Words
from generator.markdown.allow_list import INSIDE_ELEMENT

_BOX = re.compile(rf'<input\b(?={INSIDE_ELEMENT} type="checkbox")({INSIDE_ELEMENT})>')
_ARROW = re.compile(rf'<a\b(?={INSIDE_ELEMENT} class="footnote-backref")({INSIDE_ELEMENT})>')


def with_words(html: str, words: Words) -> str:
    """Task boxes, which nobody can tick on a page, as signs that are read out; footnotes' way back with a name."""

    def box(found: re.Match[str]) -> str:
        done = " checked" in found[1]
        label = words("mark.done" if done else "mark.open")
        return f'<span class="fd-box" role="img" aria-label="{label}">{"☑" if done else "☐"}</span>'

    if "<input" in html:
        html = _BOX.sub(box, html)
    if "footnote-backref" in html:
        html = _ARROW.sub(lambda found: f'<a{found[1]} aria-label="{words("mark.back")}">', html)
    return html
