"""Rules about synonyms.yml and `synonyms:`: each must add something to the search, and none may drown it.

A phrase is what the search takes it for: `Webhooks` and `webhook` are one.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from desk.finding import Finding
from desk.place import Place
from generator.content import Site
from generator.content.synonyms import SynonymGroup, written_out
from generator.search.entry import SearchEntry

if TYPE_CHECKING:
    from generator.search.phrases import Key, Phrases
    from generator.search.synonyms import Reach

# A synonym that leads to so much of the site no longer tells one answer from another. Plain words of a trade, such as `sign in`
# or `phone`, stand in a tenth to a fifth of the questions of a small help center; these are worth their synonyms.
BROAD_SHARE = 0.25
BROAD_NUMBER = 5

_EXAMPLES = 3


def _phrases(language: str) -> "Phrases":
    from generator.search.phrases import Phrases  # noqa: PLC0415 - its stemmers take a while: only where there are synonyms

    return Phrases(language)


def synonym_empty(site: Site, _today: date) -> Iterator[Finding]:
    """A synonym has a word that says something: "how do I" stands everywhere."""
    for language in site.languages:
        if language not in site.synonyms:
            continue
        phrases = _phrases(language)
        for group in site.synonyms[language]:
            for phrase in dict.fromkeys((*group.said, *group.written)):
                if not phrases.content(phrase.text):
                    found = "everything" if phrases.key(phrase.text) else "nothing"
                    message = f"'{phrase.text}' has no word of its own: the search would find {found} by it"
                    fix = "add the word that matters, or take it out"
                    yield Finding(place=phrase.place, rule="synonym-empty", message=message, fix=fix)


def synonym_repeated(site: Site, _today: date) -> Iterator[Finding]:
    """What the search takes for one word anyway needs no group, and no word needs two groups."""
    for language in site.languages:
        if language not in site.synonyms:
            continue
        phrases = _phrases(language)
        said: dict[tuple[Key, bool], SynonymGroup] = {}
        for group in site.synonyms[language]:
            yield from _repeated_inside(group, phrases)
            for key in dict.fromkeys(phrases.key(phrase.text) for phrase in group.said):
                first = said.setdefault((key, group.both_ways), group)
                if key and first is not group:
                    yield _repeated_elsewhere(group, first, key, phrases)
                    break


def _repeated_inside(group: SynonymGroup, phrases: "Phrases") -> Iterator[Finding]:
    seen: dict[Key, str] = {}
    for phrase in group.said if group.both_ways else (*group.written, *group.said):
        key = phrases.key(phrase.text)
        if key in seen:
            message = f"'{phrase.text}' and '{seen[key]}' are one word to the search"
            if phrase.text == seen[key]:
                message = f"'{phrase.text}' stands here twice"
            left = [other.text for other in group.said if other is not phrase]
            enough, before = (1, "- ") if group.both_ways else (0, "people_say: ")
            fix = before + written_out(left) if len(left) > enough else "delete all of it"
            yield Finding(place=phrase.place, rule="synonym-repeated", message=message, fix=fix, severity="warning")
        elif key:
            seen[key] = phrase.text


def _repeated_elsewhere(group: SynonymGroup, first: SynonymGroup, key: "Key", phrases: "Phrases") -> Finding:
    phrase = next(phrase for phrase in group.said if phrases.key(phrase.text) == key)
    message = f"'{phrase.text}' stands in line {first.place.line} too"
    fix = "take it out of one of the two"
    if group.both_ways:
        joined = dict.fromkeys(other.text for other in (*first.said, *group.said))
        fix = f"make one line of the two: - {written_out(joined)}"
    return Finding(place=phrase.place, rule="synonym-repeated", message=message, fix=fix, severity="warning")


def synonym_findings(
    site: Site, entries: Mapping[str, Sequence[SearchEntry]], reached: Mapping[str, Sequence["Reach"]]
) -> Iterator[Finding]:
    """Synonyms that lead to too much or to nothing. `entries` are what is searched, before any synonym was added."""
    for language, own in entries.items():
        for reach in reached[language]:
            if not reach.entries:
                yield _unused(reach.group)
            else:
                yield from _broad_group(reach, own)
        yield from _broad_in_front_matter(site, language, own)


def _unused(group: SynonymGroup) -> Finding:
    """Probably a typing mistake, or the answer is gone."""
    written = [phrase.text for phrase in group.written]
    message = f"no answer uses {_listed(written)}, so this line changes nothing"
    fix = "add the word that your answers use, or delete the line"
    return Finding(place=group.place, rule="synonym-unused", message=message, fix=fix, severity="warning")


def _broad_group(reach: "Reach", entries: Sequence[SearchEntry]) -> Iterator[Finding]:
    """The phrase by which most is found that was not found by it before."""
    group = reach.group
    phrase = max(reach.new, key=lambda text: len(reach.new[text]))
    new = reach.new[phrase]
    if not _is_broad(len(new), len(entries)):
        return
    blamed = max(reach.uses, key=lambda text: reach.uses[text])
    message = (
        f"who types '{phrase}' is led to {len(new)} of {len(entries)} questions more, "
        f"because '{blamed}' stands in so many: {_examples(entries, new)}"
    )
    left = [other.text for other in group.written if other.text != blamed]
    fix = f"take '{blamed}' out, or write a phrase that fewer questions use"
    if group.both_ways and len(left) > 1:
        fix += f": - {written_out(left)}"
    yield Finding(place=group.place, rule="synonym-broad", message=message, fix=fix, severity="warning")


def _broad_in_front_matter(site: Site, language: str, entries: Sequence[SearchEntry]) -> Iterator[Finding]:
    if not _is_broad(sum(bool(entry.synonyms) for entry in entries), len(entries)):
        return
    phrases = _phrases(language)
    having: dict[Key, list[tuple[int, str]]] = {}
    for number, entry in enumerate(entries):
        for key, text in {phrases.key(text): text for text in entry.synonyms}.items():
            having.setdefault(key, []).append((number, text))
    for found in having.values():
        if not _is_broad(len(found), len(entries)):
            continue
        numbers = [number for number, _ in found]
        text = found[0][1]
        message = (
            f"'{text}' is a synonym of {len(found)} of {len(entries)} questions, "
            f"and no longer tells one from another: {_examples(entries, numbers)}"
        )
        question = site.questions[language].get(entries[numbers[0]].path)
        yield Finding(
            place=question.place("synonyms") if question else Place(f"faq/{language}"),
            rule="synonym-broad",
            message=message,
            fix=f"leave '{text}' where it answers best, and take it out of the others",
            severity="warning",
        )


def _is_broad(number: int, of: int) -> bool:
    return number > BROAD_NUMBER and number > BROAD_SHARE * of


def _examples(entries: Sequence[SearchEntry], numbers: Sequence[int]) -> str:
    shown = ", ".join(entries[number].path for number in numbers[:_EXAMPLES])
    return f"{shown}, ..." if len(numbers) > _EXAMPLES else shown


def _listed(texts: Sequence[str]) -> str:
    quoted = [f"'{text}'" for text in texts]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
