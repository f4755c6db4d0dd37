"""What a dialect draws without words -> the same with words for people who do not see it: task boxes and footnote arrows."""

from desk.words import Words
from generator.markdown.elements import attributes, changed


def with_words(html: str, words: Words) -> str:
    """Task boxes, which nobody can tick on a page, as signs that are read out; footnotes' way back with a name."""

    def box(element: str) -> str:
        has = attributes(element)
        if has["type"] != "checkbox":
            return element
        done = "checked" in has
        label = words("mark.done" if done else "mark.open")
        return f'<span class="fd-box" role="img" aria-label="{label}">{"☑" if done else "☐"}</span>'

    def arrow(element: str) -> str:
        named = attributes(element).get("class") == "footnote-backref"
        return f'{element[:-1]} aria-label="{words("mark.back")}">' if named else element

    if "<input" in html:
        html = changed(html, {"input"}, box)
    return changed(html, {"a"}, arrow) if "footnote-backref" in html else html
