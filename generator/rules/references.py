"""Rules about what content names: topics, related questions, old addresses, categories."""

import re
from collections.abc import Iterator
from datetime import date

from desk.finding import Finding, unknown_name
from desk.place import Place
from generator.content import Question, Site
from generator.content.model import Mention
from generator.content.near_names import near_names
from generator.rules.context import RuleContext
from generator.rules.names import RESERVED, WRITTEN


def unknown_topic(question: Question, about: RuleContext) -> Iterator[Finding]:
    """A question's topic is one of the settings, so that reports can join answers and requests (row F2)."""
    if question.topic and question.topic not in about.topics:
        what = "a topic of site_config.yml"
        yield unknown_name(
            question.topic,
            about.topics,
            question.place("topic"),
            what=what,
            rule="unknown-topic",
            write="topic: {}",
        )


def related_nowhere(site: Site, _today: date) -> Iterator[Finding]:
    """Each related question is there, published, in the same language, and another one."""
    unreadable = site.all_unreadable()
    for language in site.languages:
        drafts, pending = site.drafts_in(language), site.pending(language)
        known = frozenset(site.questions[language])
        there = known | unreadable
        for question in site.questions[language].values():
            for mention in question.related:
                if mention.path in pending:
                    yield _related_pending(mention, language)
                elif mention.path == question.path or mention.path not in there:
                    yield _related_nowhere(mention, question, known, drafts)


def _related_pending(mention: Mention, language: str) -> Finding:
    message = f"the related question '{mention.path}' is not translated into '{language}' yet, and is left out here"
    return Finding(
        place=mention.place,
        rule="missing-translation",
        message=message,
        fix=f"write faq/{language}/{mention.path}.md; nothing has to be changed here",
        severity="warning",
    )


def _related_nowhere(mention: Mention, question: Question, known: frozenset[str], drafts: frozenset[str]) -> Finding:
    if mention.path == question.path:
        message, fix = "a question is not related to itself", "take it out of 'related'"
    elif mention.path in drafts:
        message = f"the related question '{mention.path}' is still a draft"
        fix = "take it out until that is published"
    else:
        near = near_names(known).nearest(mention.path)
        message = f"there is no question '{mention.path}' in '{question.language}'"
        fix = f"write '{near}'" if near else "take it out of 'related'"
    return Finding(place=mention.place, rule="related-nowhere", message=message, fix=fix)


def redirect_clash(site: Site, _today: date) -> Iterator[Finding]:
    """An old address leads to one question, and is no longer anybody's own."""
    claimed: dict[tuple[str, str], str] = {}
    own = {language: site.questions[language].keys() | site.categories[language].keys() for language in site.languages}
    for question in site.all_questions():
        taken = own[question.language]
        for mention in question.redirect_from:
            key = (question.language, mention.path)
            if not _is_address(mention.path):
                message = f"'{mention.path}' is no address on this site"
                fix = "redirect_from: [category/old-name]"
            elif mention.path in taken or mention.path.partition("/")[0] in (*RESERVED, *WRITTEN, *site.languages):
                message = f"the old address '{mention.path}' belongs to a page that is still there"
                fix = "take it out of 'redirect_from'"
            elif key in claimed:
                message = f"the old address '{mention.path}' is claimed by {claimed[key]} too"
                fix = "leave it in one of the two"
            else:
                claimed[key] = question.file
                continue
            yield Finding(place=mention.place, rule="redirect-clash", message=message, fix=fix)


def _is_address(path: str) -> bool:
    """Whether a folder of the site may bear this path; old sites had capitals, spaces and endings such as .html."""
    parts = path.split("/")
    return all(part not in {"", ".", ".."} and not re.search(r"[\\:?#%\x00-\x1f]", part) for part in parts)


def nested_category(site: Site, _today: date) -> Iterator[Finding]:
    """Every folder with questions says what it is called."""
    for language in site.languages:
        for folder in sorted(site.folders(language) - site.categories[language].keys()):
            if site.cannot_be_read(language, folder):
                continue
            place = Place(f"faq/{language}/{folder}/_category.yml")
            message = f"the category '{folder}' has no _category.yml"
            title = folder.rpartition("/")[2].replace("-", " ").capitalize()
            yield Finding(place=place, rule="no-category-file", message=message, fix=f"title: {title}")
