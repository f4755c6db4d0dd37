"""The choices that a form offers, from the settings: topics, kinds, languages."""

from collections.abc import Mapping, Sequence

from desk.settings.model import CUSTOMERS, KINDS, Settings
from desk.wording import language_name
from desk.words import Words


def request_options(settings: Settings, words: Words) -> Mapping[str, Sequence[tuple[str, str]]]:
    """(value, text) pairs for each choice of the request form, in the page's language."""
    topics = [(topic.id, topic.name.get(words.language, topic.id)) for topic in settings.topics]
    return {
        "kind": [(kind, words(f"form.kind.{kind}")) for kind in KINDS],
        "customer": [(customer, words(f"form.customer.{customer}")) for customer in CUSTOMERS],
        "topic": [("", words("form.topic.choose")), *topics],
        "language": [(language, language_name(language)) for language in settings.languages.offered],
    }
