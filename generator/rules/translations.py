"""Rules about languages: what is offered in one is offered in all (row W3)."""

from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter

from desk.finding import Finding, Severity
from desk.place import Place
from desk.words import Words
from generator.content import Site


def missing_translation(site: Site, _today: date) -> Iterator[Finding]:
    """Each question is there in every language; `translation: pending` turns the error into a warning."""
    first, *others = (own.keys() for own in site.questions.values())
    if all(own == first for own in others):
        return
    drafts = {(draft.language, draft.path) for draft in site.drafts}
    for question in site.all_questions():
        for language in site.languages:
            if question.path in site.questions[language] or site.cannot_be_read(language, question.path):
                continue
            target = f"faq/{language}/{question.path}.md"
            draft = (language, question.path) in drafts
            state = "is only a draft" if draft else "is missing"
            message = f"the translation of this question into '{language}' {state} ({target})"
            until = "" if question.translation_pending else ", or until then add here: translation: pending"
            fix = f"publish {target}" if draft else f"write {target}{until}"
            severity: Severity = "warning" if question.translation_pending else "error"
            yield Finding(
                place=Place(question.file), rule="missing-translation", message=message, fix=fix, severity=severity
            )


def missing_category_translation(site: Site, _today: date) -> Iterator[Finding]:
    """A category that has questions in a language has a title in it; one without questions there may wait."""
    folders = {language: site.folders(language) for language in site.languages}
    for categories in site.categories.values():
        for category in categories.values():
            for other in site.languages:
                there = category.path in site.categories[other] or site.cannot_be_read(other, category.path)
                if category.path in folders[other] and not there:
                    target = f"faq/{other}/{category.path}/_category.yml"
                    message = f"the category '{category.path}' has no title in '{other}' ({target})"
                    yield Finding(
                        place=Place(category.file),
                        rule="missing-translation",
                        message=message,
                        fix=f"write {target}: title: ...",
                    )


def missing_words(words: Mapping[str, Words], expected: Mapping[str, str]) -> Iterator[Finding]:
    """Every text of the product is there in every language of the site, and names the same {values}.

    `expected` are the product's own English texts: a text that names another value would fail in front of a customer.
    """
    for language, own in words.items():
        place = Place(f"theme/words/{language}.yml")
        for key in expected:
            if key not in own.texts and own.texts:
                yield Finding(place=place, rule="missing-words", message=f"'{key}' is missing", fix=f'{key}: "..."')
        for key, text in own.texts.items():
            yield from _wrong_values(place, key, text, _values(expected.get(key, "")) or set())


def _wrong_values(place: Place, key: str, text: str, allowed: set[str]) -> Iterator[Finding]:
    named = _values(text)
    if named is None:
        message = f"'{key}' has a brace that is not closed"
        yield Finding(
            place=place,
            rule="bad-words",
            message=message,
            fix="write a value as {name}, and a brace itself as {{ or }}",
        )
        return
    for name in sorted(named - allowed):
        known = ", ".join(f"{{{value}}}" for value in sorted(allowed))
        fix = f"use {known}" if known else "write it without braces"
        yield Finding(place=place, rule="bad-words", message=f"'{key}' is given no value {{{name}}}", fix=fix)


def _values(text: str) -> set[str] | None:
    """The names in braces; None where the braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
