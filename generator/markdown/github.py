"""The `github` dialect: what the preview of a pull request shows is what customers get. Rendered by comrak."""

import re

import comrak

from generator.content.front_matter import LARGEST_ANSWER
from generator.markdown.drawn import IN_TEXT

# What may begin HTML of the writer's own, but for what stands in running text; an address in angle brackets does not.
_BLOCK = re.compile(rf"<(?=[a-zA-Z/!?])(?!https?://[^<>\s]*>|!-- |/?(?:{IN_TEXT.replace(' ', '|')})(?=[\s/>]))")
# comrak puts an empty link into each heading, labelled in English; the page needs the heading's id only.
_HEADING_LINK = re.compile(
    r'(<h[1-6] id="[^"]*">(?:(?!</?h[1-6]).)*?)'
    r'<a href="#[^"]*" aria-label="[^"]*" data-heading-content="[^"]*" class="anchor"></a>(?=</h[1-6]>)',
    re.DOTALL,
)
_ANCHOR = re.compile(
    r'<a href="#[^"]*" aria-label="[^"]*" data-heading-content="[^"]*" class="anchor"></a>(?=</h[1-6]>)'
)


class GithubDialect:
    """CommonMark with GitHub's tables, task lists, strikethrough, autolinks, footnotes, alerts and heading ids."""

    longest = LARGEST_ANSWER

    def __init__(self) -> None:
        self._extensions = comrak.ExtensionOptions()
        for name in ("table", "tasklist", "strikethrough", "autolink", "footnotes", "alerts"):
            setattr(self._extensions, name, True)
        self._extensions.header_id_prefix = ""
        self._render = comrak.RenderOptions()
        # Raw HTML passes here and meets the allow-list next.
        self._render.unsafe_ = True

    def html(self, markdown: str) -> str:
        """The HTML of one answer."""
        html = comrak.render_markdown(markdown, extension_options=self._extensions, render_options=self._render)
        if 'class="anchor"' not in html:
            return html
        if "data-heading-content" not in markdown:
            return _ANCHOR.sub("", html)
        return _HEADING_LINK.sub(r"\1", html)

    def draws_blocks(self, markdown: str) -> bool:
        """Whether no HTML in it may begin one."""
        return _BLOCK.search(markdown) is None
