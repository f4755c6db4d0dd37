"""The `github` dialect: what the preview of a pull request shows is what customers get. Rendered by comrak."""

import re

import comrak

# comrak puts an empty link into each heading, labelled in English; the page needs the heading's id only.
_HEADING_LINK = re.compile(
    r'(<h[1-6] id="[^"]*">(?:(?!</?h[1-6]).)*?)'
    r'<a href="#[^"]*" aria-label="[^"]*" data-heading-content="[^"]*" class="anchor"></a>(?=</h[1-6]>)',
    re.DOTALL,
)


class GithubDialect:
    """CommonMark with GitHub's tables, task lists, strikethrough, autolinks, footnotes, alerts and heading ids."""

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
        return _HEADING_LINK.sub(r"\1", html)
