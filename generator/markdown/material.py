"""The `material` dialect: Python-Markdown with the extensions that writers of Material for MkDocs expect."""

from html import escape
from typing import Any

import markdown

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)


def _any_option(_language: str | None, inputs: dict[str, str], options: dict[str, str], *_rest: object) -> bool:
    """Take whatever stands behind the language (title, lines to highlight); a fence that is refused becomes prose."""
    options.update(inputs)
    return True


def _as_written(
    source: str, language: str | None, _name: str, options: dict[str, str], *_rest: object, **_more: object
) -> str:
    title = f'<span class="filename">{escape(options["title"])}</span>' if "title" in options else ""
    kind = f' class="language-{escape(language)}"' if language else ""
    return f'<div class="highlight">{title}<pre><code{kind}>{escape(source)}</code></pre></div>'


SETTINGS: dict[str, dict[str, Any]] = {
    # Highlighting cuts code into pieces, and with it the words that stand for desk tags; so code is shown as written.
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "*", "class": "", "format": _as_written, "validator": _any_option}]
    },
    # The other way, a style, does not pass the allow-list.
    "tables": {"use_align_attribute": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": False},
}


class MaterialDialect:
    """Python-Markdown, set up once and reset between answers."""

    longest = 100_000

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=SETTINGS)

    def html(self, markdown: str) -> str:
        """The HTML of one answer."""
        self._markdown.reset()
        return self._markdown.convert(markdown)

    def draws_blocks(self, _markdown: str) -> bool:
        """Never sure: an attribute list may write any attribute."""
        return False
