"""What a dialect draws without words -> the same with words for people who do not see it: task boxes and footnote arrows."""

from desk.words import Words
from generator.markdown.elements import attributes


def with_words(tag: str, words: Words) -> str:
    """A task box, which nobody can tick on a page, as a sign that is read out; a footnote's way back with a name."""
    if tag.startswith("<input"):
        has = attributes(tag)
        if has["type"] != "checkbox":
            return tag
        done = "checked" in has
        label = words("mark.done" if done else "mark.open")
        return f'<span class="fd-box" role="img" aria-label="{label}">{"☑" if done else "☐"}</span>'
    if "footnote-backref" in tag and attributes(tag).get("class") == "footnote-backref":
        return f'{tag[:-1]} aria-label="{words("mark.back")}">'
    return tag
