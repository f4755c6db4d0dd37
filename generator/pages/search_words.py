"""A Site -> what the scripts of the search say and offer besides answers, one small JSON file a language (row F6).

It is fetched once somebody searches, so that no page carries it. Knows nothing of the index.
"""

from collections import Counter, defaultdict

from desk.data import to_json
from desk.form.action import searches_action
from generator.content import Category
from generator.pages.page import Desk

# By the names that the scripts know them by.
_TEXTS = {
    "one": "search.results.one",
    "other": "search.results.other",
    "none": "search.none",
    "next": "search.none-next",
    "every": "search.all-results",
    "nearest": "search.nearest",
    "weak": "search.weak",
    "ask": "question.ask",
    "filled": "search.filled",
    "show": "search.show-all",
    "statusOne": "search.status.one",
    "statusOther": "search.status.other",
    "statusNone": "search.status.none",
    "answers": "search.answers",
    "answersOne": "search.answers.one",
    "answersOther": "search.answers.other",
    "newTab": "search.new-tab",
}


def search_words(desk: Desk, counts: Counter[str]) -> bytes:
    """The texts with their {placeholders}, the categories that have questions, and where counts are sent, if anywhere."""
    settings, categories = desk.site.settings, desk.site.categories[desk.language]
    topics = _topics(desk)
    return to_json(
        {
            "words": {name: desk.words.texts[key] for name, key in _TEXTS.items()},
            "categories": [
                _category(desk, category, inside, topics[category.path])
                for category in categories.values()
                if (inside := counts[category.path])
            ],
            # From the root of the site, or in full.
            "counts": searches_action(settings, ""),
        }
    )


def _category(desk: Desk, category: Category, inside: int, topics: Counter[str]) -> dict[str, object]:
    """`topic` is what most questions in it are about: the contact form begins with it."""
    return {
        "path": category.path,
        "title": category.title,
        "summary": category.summary,
        "count": inside,
        "shown": desk.count(inside),
        "topic": topics.most_common(1)[0][0] if topics else "",
    }


def _topics(desk: Desk) -> dict[str, Counter[str]]:
    """How often each topic is that of a question in a category, those of the categories inside it included."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path, question in desk.site.questions[desk.language].items():
        parts = path.split("/")
        for depth in range(1, len(parts)) if question.topic else ():
            found["/".join(parts[:depth])][question.topic] += 1
    return found
