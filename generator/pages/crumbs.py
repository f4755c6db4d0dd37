"""Where a page stands: home, then each category around it."""

from desk.templates import safe
from generator.content import Category
from generator.pages.page import Desk


def categories_around(desk: Desk, path: str) -> list[Category]:
    """The categories from the outermost to the one at `path` itself."""
    parts = path.split("/")
    paths = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    own = desk.site.categories[desk.language]
    return [own[path] for path in paths if path in own]


def crumbs(desk: Desk, root: str, inside: str) -> str:
    """The breadcrumbs of a page inside the category `inside` (empty for a page directly below home)."""
    around = categories_around(desk, inside) if inside else []
    items = [
        {"url": root, "title": desk.words("site.home")},
        *({"url": root + category.url, "title": category.title} for category in around),
    ]
    return safe(desk.components.render("crumbs.html", words=desk.words, items=items))
