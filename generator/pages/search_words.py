"""A Site -> what the scripts of the search say and offer besides answers, one small JSON file a language (row F6).

It is fetched once somebody searches, so that no page carries it. Knows nothing of the index.
"""

from collections import Counter

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


def search_words(desk: Desk) -> bytes:
    """The texts with their {placeholders}, the categories that have questions, and where counts are sent, if anywhere."""
    settings, categories = desk.site.settings, desk.site.categories[desk.language]
    return to_json(
        {
            "words": {name: desk.words.texts[key] for name, key in _TEXTS.items()},
            "categories": [found for category in categories.values() if (found := _category(desk, category))["count"]],
            # From the root of the site, or in full.
            "counts": searches_action(settings, ""),
        }
    )


def _category(desk: Desk, category: Category) -> dict[str, object]:
    """`topic` is what most questions in it are about: the contact form begins with it."""
    inside = [
        question
        for path, question in desk.site.questions[desk.language].items()
        if path.startswith(category.path + "/")
    ]
    topics = Counter(question.topic for question in inside if question.topic).most_common(1)
    return {
        "path": category.path,
        "title": category.title,
        "summary": category.summary,
        "count": len(inside),
        "shown": desk.count(len(inside)),
        "topic": topics[0][0] if topics else "",
    }
