"""Where a page stands: home, then each category around it."""

from collections.abc import Sequence

from generator.content import Category
from generator.pages.page import Frame


def crumbs(frame: Frame, root: str, around: Sequence[Category]) -> str:
    """The breadcrumbs, as HTML, of a page inside these categories, the outermost first; none for a page directly below home."""
    items = [
        {"url": root, "title": frame.words("site.home")},
        *({"url": root + category.url, "title": category.title} for category in around),
    ]
    return frame.components.render("crumbs.html", words=frame.words, items=items)
