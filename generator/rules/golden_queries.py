"""Rules about golden queries: each names a question that is there, and the search finds it where it has to stand."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from desk.finding import Finding, Severity
from generator.content import Question, Site
from generator.content.golden_queries import GoldenQuery
from generator.content.near_names import near_names
from generator.content.synonyms import written_out
from generator.search.golden import Judged, Search, judged

if TYPE_CHECKING:
    from generator.search.phrases import Phrases

_PLACES = {1: "first", 3: "among the first three"}


def golden_lists(site: Site, severity: Severity) -> Iterator[Finding]:
    """What is wrong with the lists themselves, whatever the search finds (row F6)."""
    yield from _nowhere(site, severity)
    yield from _repeated(site, severity)


def _nowhere(site: Site, severity: Severity) -> Iterator[Finding]:
    """A golden query names a published question of its own language."""
    for language, queries in site.golden.items():
        own = site.questions[language]
        moved = {old.path: question.path for question in own.values() for old in question.redirect_from}
        drafts, pending = site.drafts_in(language), site.pending(language)
        for golden in queries:
            if golden.path in own or site.cannot_be_read(language, golden.path):
                continue
            near = near_names(frozenset(own)).nearest(golden.path)
            message, fix = f"there is no question '{golden.path}' in '{language}'", "take the golden query out"
            if golden.path in moved:
                message = f"the question '{golden.path}' has moved to '{moved[golden.path]}'"
                fix = f"{golden.key}: {moved[golden.path]}"
            elif golden.path in drafts:
                message, fix = f"the question '{golden.path}' is still a draft", "take this out until that is published"
            elif golden.path in pending:
                message = f"the question '{golden.path}' is not translated into '{language}' yet"
                fix = f"write faq/{language}/{golden.path}.md, or take this out until then"
            elif near:
                fix = f"{golden.key}: {near}"
            yield Finding(place=golden.path_place, rule="golden-nowhere", message=message, fix=fix, severity=severity)


def _repeated(site: Site, severity: Severity) -> Iterator[Finding]:
    """Nobody can keep two wishes for one query, and one wish is enough."""
    for queries in site.golden.values():
        asked: dict[str, list[GoldenQuery]] = {}
        for golden in queries:
            before = asked.setdefault(" ".join(golden.query.casefold().split()), [])
            same = next((earlier for earlier in before if earlier.path == golden.path), None)
            other = next((earlier for earlier in before if earlier.within == golden.within == 1), None)
            before.append(golden)
            if same:
                message, fix = f"{_asked(golden, same)} already", "delete one of the two"
                yield Finding(place=golden.place, rule="golden-repeated", message=message, fix=fix, severity="warning")
            elif other:
                message = f"{_asked(golden, other)} too, and there '{other.path}' has to be first"
                fix = f"write 'first_three:' in both places: first_three: {golden.path}"
                yield Finding(place=golden.place, rule="golden-repeated", message=message, fix=fix, severity=severity)


def _asked(golden: GoldenQuery, earlier: GoldenQuery) -> str:
    return f"'{golden.query}' is asked in line {earlier.place.line}"


def golden_findings(site: Site, searches: Mapping[str, Search], severity: Severity) -> Iterator[Finding]:
    """A finding for each golden query that the site's own search does not answer as it should (row F6)."""
    from generator.search.phrases import Phrases  # noqa: PLC0415 - its stemmers take a while: only where a search is asked

    for language, search in searches.items():
        queries = site.golden.get(language, ())
        phrases, own = Phrases(language), site.questions[language]
        there = [golden for golden in queries if golden.path in own]
        for result in judged(there, search) if there else ():
            if not result.holds:
                yield Finding(
                    place=result.golden.place,
                    rule="golden-query",
                    message=_what_was_found(result, own),
                    fix=_what_helps(result, own, phrases),
                    severity=severity,
                )


def _what_was_found(result: Judged, own: Mapping[str, Question]) -> str:
    golden = result.golden
    better = [_named(own[path]) for path in result.found[: golden.within] if path in own]
    wanted, place = _named(own[golden.path]), _PLACES[golden.within]
    reason = f"it has to be {place}: {golden.reason.rstrip('.')}"
    if not better:
        return f"'{golden.query}' finds nothing. {wanted} is meant; {reason}"
    where = f"only in place {result.rank}" if result.rank else "not at all"
    return f"'{golden.query}' finds {', '.join(better)} first, and {wanted} {where}; {reason}"


def _named(question: Question) -> str:
    return f"'{question.title}' ({question.path})"


def _what_helps(result: Judged, own: Mapping[str, Question], phrases: "Phrases") -> str:
    """The words that are missing in the question, ready to paste; where none is, what else helps."""
    golden, wanted = result.golden, own[result.golden.path]
    if not phrases.key(golden.query):
        return "there is no letter and no digit in it to search for: write what customers type, or take it out"
    known = set(phrases.text(wanted.title, *wanted.synonyms, wanted.summary))
    missing = [word for word in dict.fromkeys(phrases.content(golden.query)) if not known.issuperset(phrases.key(word))]
    if missing:
        line = f"synonyms: {written_out((*wanted.synonyms, *missing))}"
        return (
            f"in {wanted.file}, add those of these words that belong to it to the question, or to its synonyms:\n{line}"
        )
    others = ", ".join(own[path].file for path in result.found[: golden.within] if path in own)
    helps = f"all these words stand in {wanted.file} already; take them out of {others} where they don't belong"
    if all(phrases.key(synonym) != phrases.key(golden.query) for synonym in wanted.synonyms):
        helps += ", or add the whole of it, as customers type it:\n"
        helps += f"synonyms: {written_out((*wanted.synonyms, golden.query))}"
    if golden.within == 1:
        helps += f"\nor, if the other one answers it as well: first_three: {golden.path}"
    return helps
