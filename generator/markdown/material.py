"""The `material` dialect: Python-Markdown with the extensions that writers of Material for MkDocs expect."""

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
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
# Highlighting would need inline styles or a style sheet of its own; code is shown as it is.
SETTINGS: dict[str, dict[str, Any]] = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": False},
}


class MaterialDialect:
    """Python-Markdown, set up once and reset between answers."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=SETTINGS)

    def html(self, markdown: str) -> str:
        """The HTML of one answer."""
        self._markdown.reset()
        return self._markdown.convert(markdown)
