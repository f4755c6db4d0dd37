"""Where a page stands: home, then each category around it."""

from collections.abc import Sequence

from generator.pages.page import Frame


class Crumbs:
    """The breadcrumbs of many pages: those of pages side by side are drawn once."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._drawn: dict[tuple[str, Sequence[tuple[str, str]]], str] = {}

    def of(self, root: str, above: tuple[tuple[str, str], ...]) -> str:
        """As HTML, for a page inside these categories (address and title, the outermost first); none directly below home."""
        drawn = self._drawn.get((root, above))
        if drawn is None:
            items = [("", self._frame.words("site.home")), *above]
            shown = [{"url": root + url, "title": title} for url, title in items]
            drawn = self._frame.components.render("crumbs.html", words=self._frame.words, items=shown)
            self._drawn[root, above] = drawn
        return drawn
