"""Home, category and search pages: the ways to find a question (row F6)."""

from collections import Counter
from collections.abc import Sequence

from desk.data import Data
from desk.templates import safe
from generator.content import Site
from generator.pages.contact_block import SPECIAL_DAYS_SHOWN
from generator.pages.crumbs import Crumbs
from generator.pages.organisation import organisation_data
from generator.pages.page import Desk, Frame, Page, contact_mark


class Card(Data, frozen=True, kw_only=True, array_like=True):
    """A category as the page around it shows it. `url` is from the root of the language, `count` that of all questions in it."""

    url: str
    title: str
    summary: str
    icon: str
    count: int


class CategoryContent(Data, frozen=True, kw_only=True, array_like=True):
    """All that the page of a category is made from, besides its Frame.

    `above` are address and title of the categories around it, `questions` address, title and summary of each.
    """

    language: str
    path: str
    title: str
    summary: str
    above: tuple[tuple[str, str], ...]
    below: tuple[Card, ...]
    questions: tuple[tuple[str, str, str], ...]


class ListedCategory(Data, frozen=True, array_like=True):
    """Address and title of a category, and of the questions directly in it."""

    url: str
    title: str
    questions: tuple[tuple[str, str], ...]


class SearchContent(Data, frozen=True, kw_only=True, array_like=True):
    """All that the search page is made from, besides its Frame: the categories that have questions of their own."""

    language: str
    categories: tuple[ListedCategory, ...]


def home_page(desk: Desk, cards: Sequence[Card]) -> Page:
    """Search first, categories below."""
    organisation = desk.site.settings.organisation
    description = organisation.description.get(desk.language, "")
    main = desk.components.render(
        "home.html",
        words=desk.words,
        root="./",
        description=description,
        categories=[_shown(desk, card, "./", desk.icon(card.icon) if card.icon else None) for card in cards],
        contact=contact_mark("./", ""),
    )
    return Page(
        language=desk.language,
        path="",
        title=desk.words("home.title"),
        description=description,
        main=main,
        layout="wide",
        structured=(organisation_data(desk, shown=("phone",), ahead=SPECIAL_DAYS_SHOWN),),
    )


def category_page(frame: Frame, content: CategoryContent, crumbs: Crumbs) -> Page:
    """The questions of a category with their summaries, and the categories inside it."""
    root = frame.root(content.path)
    main = frame.components.render(
        "category.html",
        words=frame.words,
        crumbs=safe(crumbs.of(root, content.above)),
        title=content.title,
        summary=content.summary,
        below=[_shown(frame, card, root) for card in content.below],
        questions=[
            {"url": root + url, "title": title, "summary": summary} for url, title, summary in content.questions
        ],
        contact=contact_mark(root, ""),
    )
    return Page(
        language=frame.language,
        path=content.path,
        title=content.title,
        description=content.summary,
        main=main,
        category=content.path.partition("/")[0],
    )


def search_page(frame: Frame, content: SearchContent) -> Page:
    """Results where scripts run; without them the list of all questions."""
    root = frame.root("search")
    main = frame.components.render(
        "search.html",
        words=frame.words,
        root=root,
        site_root=frame.site_root("search"),
        categories=[
            {
                "url": root + category.url,
                "title": category.title,
                "questions": [{"url": root + address, "title": name} for address, name in category.questions],
            }
            for category in content.categories
        ],
        contact=contact_mark(root, ""),
    )
    return Page(
        language=frame.language,
        path="search",
        title=frame.words("search.title"),
        description=frame.words("search.label"),
        main=main,
        category="search",
        indexed=False,
    )


def cards(site: Site, language: str, path: str, counts: Counter[str]) -> tuple[Card, ...]:
    """The categories directly inside another one, or at the top for the empty path."""
    return tuple(
        Card(
            url=category.url,
            title=category.title,
            summary=category.summary,
            icon=category.icon,
            count=counts[category.path],
        )
        for category in site.below(language, path)
    )


def counts_of(site: Site, language: str) -> Counter[str]:
    """How many questions each category holds, those of the categories inside it included."""
    counts: Counter[str] = Counter()
    for category in site.with_questions(language):
        own = len(site.in_category(language, category))
        parts = category.split("/")
        for depth in range(1, len(parts) + 1):
            counts["/".join(parts[:depth])] += own
    return counts


def _shown(frame: Frame, card: Card, root: str, icon: str | None = None) -> dict[str, object]:
    return {
        "url": root + card.url,
        "title": card.title,
        "summary": card.summary,
        "icon": safe(icon) if icon else "",
        "count": frame.count(card.count),
    }
