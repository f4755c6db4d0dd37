"""A question -> how often each form stands in each of its fields.

Looks at one question at a time, so that what comes of it can be kept for as long as the question stays as it is.
Knows nothing of other questions, weights or files.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.words import fold, forms_of_run, runs_of

# In the order in which ranking weighs them.
FIELDS = ("title", "synonyms", "about", "summary", "body")
# "I cannot get in" is made of nothing but function words: in short texts they tell, in bodies they only weigh.
WITHOUT_FUNCTION_WORDS = frozenset({"summary", "body"})


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The forms of each field in the order of FIELDS, each with how often it stands there."""

    fields: tuple[Mapping[str, int], ...]


def analyze(entry: SearchEntry, language: str) -> Analyzed:
    """Count the forms of one question."""
    texts = {
        "title": entry.title,
        "synonyms": " \n ".join(entry.synonyms),
        "about": entry.about,
        "summary": entry.summary,
        "body": entry.body,
    }
    dropped = function_words(language)
    return Analyzed(
        tuple(_counted(texts[name], dropped if name in WITHOUT_FUNCTION_WORDS else frozenset()) for name in FIELDS)
    )


def _counted(text: str, dropped: frozenset[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for run, times in Counter(runs_of(text)).items():
        for form in forms_of_run(run):
            counted[form] = counted.get(form, 0) + times
    if dropped:
        for form in [form for form in counted if (form if form.isascii() else fold(form)) in dropped]:
            del counted[form]
    return counted
