"""GitHub's alerts -> Material's admonitions, titled in the page's language."""

import re

from desk.words import Words

_ALERT = re.compile(
    r'<div class="markdown-alert markdown-alert-(\w+)">\s*<p class="markdown-alert-title">(.*?)</p>', re.DOTALL
)
# Material has no "important" and no "caution"; these carry its colours for the same meaning.
_CLASSES = {"note": "note", "tip": "tip", "important": "info", "warning": "warning", "caution": "danger"}


def as_admonitions(html: str, words: Words) -> str:
    """Redraw each alert. A title that the writer chose stays; GitHub's own English one becomes a word of the language."""

    def redrawn(found: re.Match[str]) -> str:
        kind, title = found[1], found[2]
        own = title if title.lower() != kind else words(f"alert.{kind}")
        return f'<div class="admonition {_CLASSES.get(kind, "note")}"><p class="admonition-title">{own}</p>'

    return _ALERT.sub(redrawn, html) if "markdown-alert" in html else html
