"""Home, category and search pages: the ways to find a question (row F6)."""

from desk.templates import safe
from generator.content import Category
from generator.pages.contact_block import SPECIAL_DAYS_SHOWN
from generator.pages.crumbs import crumbs
from generator.pages.organisation import organisation_data
from generator.pages.page import Contact, Desk, Page


def home_page(desk: Desk, contact: Contact) -> Page:
    """Search first, categories below."""
    organisation = desk.site.settings.organisation
    main = desk.components.render(
        "home.html",
        words=desk.words,
        root="./",
        description=organisation.description.get(desk.language, ""),
        categories=[_card(desk, category, "./") for category in desk.site.below(desk.language, "")],
        contact=contact("./", ""),
    )
    return Page(
        language=desk.language,
        path="",
        title=desk.words("home.title"),
        description=organisation.description.get(desk.language, ""),
        main=main,
        layout="wide",
        structured=(organisation_data(desk, shown=("phone",), ahead=SPECIAL_DAYS_SHOWN),),
    )


def category_page(desk: Desk, category: Category, summaries: dict[str, str], contact: Contact) -> Page:
    """The questions of a category with their summaries, and the categories inside it."""
    root = desk.root(category.path)
    questions = desk.site.in_category(desk.language, category.path)
    main = desk.components.render(
        "category.html",
        words=desk.words,
        crumbs=crumbs(desk, root, category.parent),
        title=category.title,
        summary=category.summary,
        below=[_card(desk, inner, root) for inner in desk.site.below(desk.language, category.path)],
        questions=[
            {"url": root + item.url, "title": item.title, "summary": summaries[item.path]} for item in questions
        ],
        contact=contact(root, ""),
    )
    return Page(
        language=desk.language,
        path=category.path,
        title=category.title,
        description=category.summary,
        main=main,
        category=category.path.partition("/")[0],
    )


def search_page(desk: Desk, contact: Contact) -> Page:
    """Results where scripts run; without them the list of all questions."""
    root = desk.root("search")
    categories = desk.site.categories[desk.language].values()
    listed = [
        {
            "url": root + category.url,
            "title": category.title,
            "questions": [
                {"url": root + item.url, "title": item.title}
                for item in desk.site.in_category(desk.language, category.path)
            ],
        }
        for category in categories
    ]
    site_root = desk.site_root("search")
    main = desk.components.render(
        "search.html",
        words=desk.words,
        root=root,
        site_root=site_root,
        categories=[category for category in listed if category["questions"]],
        contact=contact(root, ""),
    )
    title = desk.words("search.title")
    return Page(
        language=desk.language,
        path="search",
        title=title,
        description=desk.words("search.label"),
        main=main,
        category="search",
        indexed=False,
    )


def _card(desk: Desk, category: Category, root: str) -> dict[str, object]:
    questions = desk.site.questions[desk.language]
    below = sum(path.startswith(category.path + "/") for path in questions)
    icon = desk.icon(category.icon) if category.icon else None
    return {
        "url": root + category.url,
        "title": category.title,
        "summary": category.summary,
        "icon": safe(icon) if icon else "",
        "count": desk.count(below),
    }
