"""The page of one question: breadcrumbs, answer, last review, related questions, contact block (rows F1, F2)."""

from datetime import date

from desk.data import Data
from desk.form.action import helpful_action
from desk.templates import safe
from desk.wording import plain_day
from generator.content import Question, Site
from generator.pages.contact_block import ask_url
from generator.pages.page import Frame, Page, contact_mark
from generator.pages.structured import breadcrumb_data, question_data

MOST_RELATED = 5
_NEXT_ONES = 3


class QuestionContent(Data, frozen=True, kw_only=True, array_like=True):
    """All that the page of a question is made from, besides its Frame: the same content gives the same page.

    `answer` is the digest of the rendered answer; `crumbs` is HTML, `steps` the same as pairs of title and address,
    `related` pairs of address and title from the root of the language.
    """

    language: str
    path: str
    title: str
    summary: str
    topic: str
    reviewed: date | None
    owner: str
    answer: bytes
    crumbs: str
    steps: tuple[tuple[str, str], ...]
    related: tuple[tuple[str, str], ...]
    helpful_action: str


def question_page(frame: Frame, content: QuestionContent, html: str, text: str) -> Page:
    """The page; `html` and `text` are the rendered answer with and without markup."""
    root = frame.root(content.path)
    main = frame.components.render(
        "question.html",
        words=frame.words,
        page=content.path,
        title=content.title,
        crumbs=safe(content.crumbs),
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
            breadcrumb_data(frame, (*content.steps, (content.title, content.path + "/"))),
        ),
    )


def helpful_address(site: Site, site_root: str) -> str:
    """Where "Was this helpful?" is sent from a page that lies so far below the root of the site."""
    return helpful_action(site.settings, site_root)


class Neighbors:
    """Which questions a page leads on to. Made once for a language: a category may hold thousands."""

    def __init__(self, site: Site, language: str) -> None:
        self._questions, self._site = site.questions[language], site
        self._places: dict[str, int] = {}

    def of(self, question: Question) -> list[Question]:
        """The questions that its author named; where nobody did, the next ones of its category."""
        named = [self._questions[mention.path] for mention in question.related if mention.path in self._questions]
        if named:
            return named[:MOST_RELATED]
        beside = self._site.in_category(question.language, question.category)
        if question.path not in self._places:
            self._places.update((other.path, at) for at, other in enumerate(beside))
        at = self._places[question.path]
        return [beside[(at + step) % len(beside)] for step in range(1, min(_NEXT_ONES, len(beside) - 1) + 1)]


def _reviewed(frame: Frame, content: QuestionContent) -> str:
    if content.reviewed is None:
        return ""
    day = plain_day(content.reviewed, frame.language)
    if not content.owner:
        return frame.words("question.reviewed-by-nobody", day=day)
    return frame.words("question.reviewed", day=day, owner=content.owner)
