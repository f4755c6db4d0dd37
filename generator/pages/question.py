"""The page of one question: breadcrumbs, answer, last review, related questions, contact block (rows F1, F2)."""

from desk.form.action import helpful_action
from desk.templates import safe
from desk.wording import plain_day
from generator.content import Question
from generator.markdown import Answer
from generator.pages.contact_block import ask_url
from generator.pages.crumbs import crumbs
from generator.pages.page import Contact, Desk, Page
from generator.pages.structured import breadcrumb_data, question_data

MOST_RELATED = 5


def question_page(desk: Desk, question: Question, answer: Answer, contact: Contact) -> Page:
    """The page. `contact` gives the contact block of (root, topic)."""
    root = desk.root(question.path)
    main = desk.components.render(
        "question.html",
        words=desk.words,
        page=question.path,
        title=question.title,
        crumbs=crumbs(desk, root, question.category),
        answer=safe(answer.html),
        untranslated=False,
        reviewed=_reviewed(desk, question),
        related=[{"url": root + other.url, "title": other.title} for other in related(desk, question)],
        helpful_action=helpful_action(desk.site.settings, desk.site_root(question.path)),
        ask=ask_url(root, question.topic),
        contact=contact(root, question.topic),
    )
    return Page(
        language=question.language,
        path=question.path,
        title=question.title,
        description=answer.summary,
        main=main,
        category=question.path.partition("/")[0],
        structured=(question_data(question, answer), breadcrumb_data(desk, question)),
    )


def related(desk: Desk, question: Question) -> list[Question]:
    """The questions that its author named; where nobody did, the next ones of its category."""
    questions = desk.site.questions[question.language]
    named = [questions[mention.path] for mention in question.related if mention.path in questions]
    if named:
        return named[:MOST_RELATED]
    beside = list(desk.site.in_category(question.language, question.category))
    at = beside.index(question)
    return (beside[at + 1 :] + beside[:at])[:3]


def _reviewed(desk: Desk, question: Question) -> str:
    if question.reviewed is None:
        return ""
    day = plain_day(question.reviewed, desk.language)
    if not question.owner:
        return desk.words("question.reviewed-by-nobody", day=day)
    return desk.words("question.reviewed", day=day, owner=question.owner)
