"""schema.org data for search engines, from the same Site as the visible text."""

from collections.abc import Mapping
from urllib.parse import urljoin

from generator.content import Question
from generator.markdown import Answer
from generator.pages.page import Desk

_CONTEXT = "https://schema.org"


def question_data(question: Question, answer: Answer) -> Mapping[str, object]:
    """A page with one question and its accepted answer."""
    return {
        "@context": _CONTEXT,
        "@type": "FAQPage",
        "inLanguage": question.language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.title,
                "acceptedAnswer": {"@type": "Answer", "text": answer.text},
            }
        ],
    }


def breadcrumb_data(desk: Desk, question: Question) -> Mapping[str, object]:
    """The way from home to the question."""
    base = urljoin(desk.site.settings.organisation.site_url, desk.site.root(desk.language))
    steps = [(desk.words("site.home"), base)]
    steps += [(category.title, base + category.url) for category in desk.site.around(desk.language, question.category)]
    steps.append((question.title, base + question.url))
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(steps, start=1)
        ],
    }
