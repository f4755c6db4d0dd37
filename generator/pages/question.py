"""The page of one question: breadcrumbs, answer, last review, related questions, contact block (rows F1, F2)."""

from datetime import date

from desk.data import Data
from desk.templates import safe
from desk.wording import plain_day
from generator.pages.contact_block import ask_url
from generator.pages.crumbs import Crumbs
from generator.pages.page import Frame, Page, contact_mark
from generator.pages.structured import breadcrumb_data, question_data


class QuestionContent(Data, frozen=True, kw_only=True, array_like=True):
    """All that the page of a question is made from, besides its Frame: the same content gives the same page.

    `answer` is the digest of the rendered answer; `steps` are the categories around it, `related` other questions, both as
    pairs of address and title from the root of the language.
    """

    language: str
    path: str
    title: str
    summary: str
    topic: str
    reviewed: date | None
    owner: str
    answer: bytes
    steps: tuple[tuple[str, str], ...]
    related: tuple[tuple[str, str], ...]
    helpful_action: str


def question_page(frame: Frame, content: QuestionContent, html: str, text: str, crumbs: Crumbs) -> Page:
    """The page; `html` and `text` are the rendered answer with and without markup."""
    root = frame.root(content.path)
    main = frame.components.render(
        "question.html",
        words=frame.words,
        page=content.path,
        title=content.title,
        crumbs=safe(crumbs.of(root, content.steps)),
        answer=safe(html),
        untranslated=False,
        reviewed=_reviewed(frame, content),
        related=[{"url": root + url, "title": title} for url, title in content.related],
        helpful_action=content.helpful_action,
        ask=ask_url(root, content.topic),
        contact=contact_mark(root, content.topic),
    )
    return Page(
        language=content.language,
        path=content.path,
        title=content.title,
        description=content.summary,
        main=main,
        topic=content.topic,
        category=content.path.partition("/")[0],
        structured=(
            question_data(content.language, content.title, text),
            breadcrumb_data(
                frame, (*((title, url) for url, title in content.steps), (content.title, content.path + "/"))
            ),
        ),
    )


def _reviewed(frame: Frame, content: QuestionContent) -> str:
    if content.reviewed is None:
        return ""
    day = plain_day(content.reviewed, frame.language)
    if not content.owner:
        return frame.words("question.reviewed-by-nobody", day=day)
    return frame.words("question.reviewed", day=day, owner=content.owner)
