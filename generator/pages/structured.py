"""schema.org data for search engines, from the same texts as the visible page."""

from collections.abc import Mapping, Sequence

from generator.pages.page import Frame

_CONTEXT = "https://schema.org"


def question_data(language: str, title: str, text: str) -> Mapping[str, object]:
    """A page with one question and its accepted answer."""
    return {
        "@context": _CONTEXT,
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": title,
                "acceptedAnswer": {"@type": "Answer", "text": text},
            }
        ],
    }


def breadcrumb_data(frame: Frame, steps: Sequence[tuple[str, str]]) -> Mapping[str, object]:
    """The way from home over `steps`, pairs of title and address from the root of the language."""
    base = frame.site_url + frame.languages.root(frame.language)
    named = [(frame.words("site.home"), ""), *steps]
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": base + url}
            for number, (name, url) in enumerate(named, start=1)
        ],
    }
