"""A category and its questions, as one value -> what their pages are made from, and what the search page lists of them.

All that these pages know of others stands in the value: where it is the same, so are all of them.
"""

from collections.abc import Callable, Iterator
from datetime import date

from desk.data import Data
from desk.form.action import helpful_action
from generator.content import Site
from generator.content.model import Mention
from generator.pages.listing import Card, CategoryContent, ListedCategory
from generator.pages.page import Frame
from generator.pages.question import QuestionContent

MOST_RELATED = 5
_NEXT_ONES = 3

# Addresses from the root of the language, with their titles.
Named = tuple[tuple[str, str], ...]
# The summary of the answer at a path, and its digest.
Told = Callable[[str], tuple[str, bytes]]


class Member(Data, frozen=True, array_like=True):
    """A question of the category. `answer` is the digest of its rendered answer; `related` are those that its author named."""

    path: str
    title: str
    topic: str
    reviewed: date | None
    owner: str
    summary: str
    answer: bytes
    related: Named


class Group(Data, frozen=True, array_like=True):
    """`above` are the categories around it, the outermost first, `steps` the same and itself; `below` those inside it."""

    language: str
    path: str
    title: str
    summary: str
    above: Named
    steps: Named
    below: tuple[Card, ...]
    helpful_action: str
    members: tuple[Member, ...]


def group_of(site: Site, frame: Frame, path: str, below: tuple[Card, ...], told: Told) -> Group:
    """The category at a path, as its pages see it."""
    language = frame.language
    category, around = site.categories[language].get(path), site.around(language, path)
    above = around[:-1] if category else around
    questions = site.questions[language]

    def named(mentions: tuple[Mention, ...]) -> Named:
        found = [questions[mention.path] for mention in mentions if mention.path in questions]
        return tuple((other.url, other.title) for other in found[:MOST_RELATED])

    return Group(
        language,
        path,
        category.title if category else "",
        category.summary if category else "",
        tuple((one.url, one.title) for one in above),
        tuple((one.url, one.title) for one in around),
        below,
        helpful_action(site.settings, frame.site_root(f"{path}/question" if path else "question")),
        tuple(
            [
                Member(
                    question.path,
                    question.title,
                    question.topic,
                    question.reviewed,
                    question.owner,
                    *told(question.path),
                    named(question.related) if question.related else (),
                )
                for question in site.in_category(language, path)
            ]
        ),
    )


def category_content(group: Group) -> CategoryContent:
    """What the page of the category is made from."""
    return CategoryContent(
        language=group.language,
        path=group.path,
        title=group.title,
        summary=group.summary,
        above=group.above,
        below=group.below,
        questions=tuple((f"{member.path}/", member.title, member.summary) for member in group.members),
    )


def listed(group: Group) -> ListedCategory:
    """What the search page says of it."""
    questions = tuple((f"{member.path}/", member.title) for member in group.members)
    return ListedCategory(f"{group.path}/", group.title, questions)


def question_contents(group: Group) -> Iterator[QuestionContent]:
    """What the page of each question is made from. It leads on to the questions that its author named, else to the next ones."""
    members = group.members
    for at, member in enumerate(members):
        following = [members[(at + step) % len(members)] for step in range(1, min(_NEXT_ONES, len(members) - 1) + 1)]
        yield QuestionContent(
            language=group.language,
            path=member.path,
            title=member.title,
            summary=member.summary,
            topic=member.topic,
            reviewed=member.reviewed,
            owner=member.owner,
            answer=member.answer,
            steps=group.steps,
            related=member.related or tuple((f"{other.path}/", other.title) for other in following),
            helpful_action=group.helpful_action,
        )
