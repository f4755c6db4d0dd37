"""Rules about what content names: topics, related questions, old addresses, categories."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import PurePosixPath

from desk.finding import Finding, unknown_name
from desk.place import Place
from generator.content import Site
from generator.rules.names import RESERVED, WRITTEN


def unknown_topic(site: Site, _today: date) -> Iterator[Finding]:
    """A question's topic is one of the settings, so that reports can join answers and requests (row F2)."""
    ids = tuple(topic.id for topic in site.settings.topics)
    for question in (*site.all_questions(), *site.drafts):
        if question.topic and question.topic not in ids:
            place = question.place("topic")
            yield unknown_name(
                question.topic, ids, place, what="a topic of site_config.yml", rule="unknown-topic", write="topic: {}"
            )


def related_nowhere(site: Site, _today: date) -> Iterator[Finding]:
    """Each related question is there, published, in the same language, and another one."""
    drafts = {(draft.language, draft.path) for draft in site.drafts}
    for question in site.all_questions():
        known = site.questions[question.language]
        for mention in question.related:
            if mention.path == question.path:
                yield Finding(
                    place=mention.place,
                    rule="related-nowhere",
                    message="a question is not related to itself",
                    fix="take it out of 'related'",
                )
            elif (question.language, mention.path) in drafts:
                message = f"the related question '{mention.path}' is still a draft"
                yield Finding(
                    place=mention.place,
                    rule="related-nowhere",
                    message=message,
                    fix="take it out until that is published",
                )
            elif mention.path not in known:
                near = get_close_matches(mention.path, known, n=1)
                fix = f"write '{near[0]}'" if near else "take it out of 'related'"
                message = f"there is no question '{mention.path}' in '{question.language}'"
                yield Finding(place=mention.place, rule="related-nowhere", message=message, fix=fix)


def redirect_clash(site: Site, _today: date) -> Iterator[Finding]:
    """An old address leads to one question, and is no longer anybody's own."""
    claimed: dict[tuple[str, str], str] = {}
    for question in site.all_questions():
        own = site.questions[question.language].keys() | site.categories[question.language].keys()
        for mention in question.redirect_from:
            key = (question.language, mention.path)
            if not _is_address(mention.path):
                message = f"'{mention.path}' is no address on this site"
                fix = "redirect_from: [category/old-name]"
            elif mention.path in own or mention.path.partition("/")[0] in (*RESERVED, *WRITTEN, *site.languages):
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
        folders = {question.category for question in site.questions[language].values()}
        folders = {
            str(folder)
            for path in folders
            for folder in (PurePosixPath(path), *PurePosixPath(path).parents)
            if str(folder) != "."
        }
        for folder in sorted(folders - site.categories[language].keys()):
            place = Place(f"faq/{language}/{folder}/_category.yml")
            message = f"the category '{folder}' has no _category.yml"
            title = folder.rpartition("/")[2].replace("-", " ").capitalize()
            yield Finding(place=place, rule="no-category-file", message=message, fix=f"title: {title}")
