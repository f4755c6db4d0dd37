"""Where a page stands: home, then each category around it."""

from desk.templates import safe
from generator.pages.page import Desk


def crumbs(desk: Desk, root: str, inside: str) -> str:
    """The breadcrumbs of a page inside the category `inside` (empty for a page directly below home)."""
    around = desk.site.around(desk.language, inside)
    items = [
        {"url": root, "title": desk.words("site.home")},
        *({"url": root + category.url, "title": category.title} for category in around),
    ]
    return safe(desk.components.render("crumbs.html", words=desk.words, items=items))
