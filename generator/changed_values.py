"""Turn two readings of the settings into what desk tags say now and did not say before, and where each of them stands.

That is what somebody has to read again after a fee, a number or the hours have changed. Knows no files and no commits.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from desk.bundle import AckTemplate
from desk.data import Data
from desk.place import Place
from desk.settings import Settings
from desk.settings.model import KINDS
from desk.words import Words
from generator.markdown.tag_values import TAGS, TagContext, TagError
from generator.markdown.uses import Use

Templates = Mapping[str, Mapping[str, AckTemplate]]

# The fields of acknowledgements that say what a tag says, by the first word of the tag.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("human_route",),
    "email": ("human_route",),
    "hours": ("human_route", "estimate", "process"),
    "response_time": ("response_time", "estimate", "process"),
    "organisation": ("organisation",),
}


class Change(Data, frozen=True, kw_only=True):
    """A tag that says something else now, in the languages in which it does; empty where it says nothing.

    `answers` are the places of the tag, `templates` those of fields that depend on the same settings.
    """

    call: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    answers: tuple[Place, ...]
    templates: tuple[Place, ...]


def changes(
    before: Settings, after: Settings, words: Mapping[str, Words], uses: Sequence[Use], templates: Templates
) -> list[Change]:
    """What changed, in the order of the settings: the facts last."""
    calls = dict.fromkeys((*calls_of(after), *calls_of(before), *(use.call for use in uses)))
    found = []
    for call in calls:
        old, new = said(call, before, words), said(call, after, words)
        languages = [language for language in words if old[language] != new[language]]
        if languages:
            change = Change(
                call=call,
                before={language: old[language] for language in languages},
                after={language: new[language] for language in languages},
                answers=tuple(use.place for use in uses if use.call == call and use.language in languages),
                templates=tuple(_in_templates(call, templates, languages)),
            )
            found.append(change)
    return found


def calls_of(settings: Settings) -> Iterator[str]:
    """Every tag that depends on the settings, as it stands in its braces."""
    yield from ("organisation", "phone", "email", "postal_address")
    yield from (f"hours {name}" for name in settings.calendars)
    yield from (
        f"response_time {channel}{'' if kind == 'request' else f' {kind}'}"
        for channel in settings.channels.offered
        for kind in KINDS
    )
    yield from (f"response_time topic {topic.id}" for topic in settings.topics if topic.response_time)
    yield from (f"fact {name}" for name in settings.facts)


def said(call: str, settings: Settings, words: Mapping[str, Words]) -> dict[str, str]:
    """What a tag says by language; nothing where it cannot be filled."""
    name, *arguments = call.split() or [""]
    values = dict.fromkeys(words, "")
    for language, own in words.items():
        try:
            values[language] = unescape(TAGS[name](TagContext(settings, own, ""), arguments).text)
        except (KeyError, TagError):
            continue
    return values


def _in_templates(call: str, templates: Templates, languages: Sequence[str]) -> Iterator[Place]:
    fields = "|".join(_FIELDS.get(call.split(maxsplit=1)[0], ()))
    field = re.compile(rf"\{{\{{[^{{}}\n]*\b(?:{fields})\b")
    for language in languages if fields else ():
        for kind, template in templates.get(language, {}).items():
            for part, text in template.parts.items():
                for number, line in enumerate(text.split("\n"), start=1):
                    if field.search(line):
                        yield Place(f"ack_templates/{language}/{kind}.{part}", number)
