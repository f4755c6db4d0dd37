"""Site and answers -> every page composed: one whose content is as it was is not composed again (rows F1 to F6, W1).

What stands in all pages is not part of them here: shell, notices and contact block are poured in last, by
generator.stages.pouring.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from desk.data import packed, replace, to_json
from desk.form.action import offers_calls
from desk.kept import beside, key_of
from desk.templates import Components
from desk.words import Words
from generator.checked_html import read_page
from generator.content import Category, Question, Site
from generator.engines.port import Layout
from generator.head import head, language_links
from generator.pages.callback import CALLBACK, callback_page
from generator.pages.crumbs import crumbs
from generator.pages.desk_pages import contact_page, hours_page, missing_page
from generator.pages.listing import (
    CategoryContent,
    SearchContent,
    cards,
    category_page,
    counts_of,
    home_page,
    search_content,
    search_page,
)
from generator.pages.notices import notices_page
from generator.pages.page import CONTACT_MARK, Desk, Page, desk_of, server_root
from generator.pages.question import Neighbors, QuestionContent, helpful_address, question_page
from generator.pages.search_words import search_words
from generator.pages.status import status_page
from generator.shells import Shells
from generator.stages.answers import Answers
from generator.stages.planned import Own, OwnRead, Pages, Planned
from generator.stages.texts import contents_of
from generator.stages.whereabouts import MISSING, Whereabouts
from generator.stages.workshop import Workshop


def compose_pages(
    shop: Workshop,
    site: Site,
    words: Mapping[str, Words],
    answers: Answers,
    *,
    shells: Shells,
    themes: Sequence[Path],
) -> Pages:
    """Plan every page, and compose those that were not kept."""
    components = Components([theme / "components" for theme in themes], kept=shop.store)
    looks = key_of("components", *contents_of([theme / "components" for theme in themes]))
    desks = {
        language: desk_of(site, words[language], components, shells.icon, shop.today) for language in site.languages
    }
    where = Whereabouts(site)
    plan = _Plan(shop, site, where, answers, desks=desks, looks=looks)
    planned = [page for language in site.languages for page in plan.pages(language)]
    shop.each("pages", plan.missing, plan.compose)
    return Pages(
        planned=planned,
        languages=where.languages,
        desks=desks,
        desk_keys=plan.desk_keys,
        search_words={language: search_words(desk, plan.counts[language]) for language, desk in desks.items()},
    )


# What is left to do for a page: its key, its language and path, and how it is drawn.
_Missing = tuple[bytes, str, str, Callable[[], Page]]


class _Plan:
    """Knows what each page is made from, and which of them are missing."""

    def __init__(
        self,
        shop: Workshop,
        site: Site,
        where: Whereabouts,
        answers: Answers,
        *,
        desks: Mapping[str, Desk],
        looks: bytes,
    ) -> None:
        self._shop, self._site, self._answers, self._desks = shop, site, answers, desks
        self._own, self._reads = shop.shelf(Own), shop.shelf(OwnRead)
        self.missing: list[_Missing] = []
        self.counts = {language: counts_of(site, language) for language in site.languages}
        self._where = where
        self._frames = {language: desk.frame for language, desk in desks.items()}
        every = (to_json(replace(site.settings, places={})), shop.today.isoformat().encode(), looks)
        self.desk_keys = {code: key_of("desk pages", *every, to_json(desk.words)) for code, desk in desks.items()}
        self._frame_keys = {
            language: key_of(
                "frame", to_json((frame.name, frame.site_url, frame.languages)), looks, to_json(frame.words)
            )
            for language, frame in self._frames.items()
        }

    def pages(self, language: str) -> Iterator[Planned]:
        """All pages of a language."""
        yield from self._desk_pages(language)
        found = search_content(self._site, language)
        yield self._content_page(language, "search", found, lambda: search_page(self._frames[language], found))
        for category in self._site.categories[language].values():
            yield self._category(language, category)
        yield from self._questions(language)

    def compose(self, missing: _Missing) -> None:
        """Draw a page and keep what is its own."""
        key, language, path, draw = missing
        page, frame = draw(), self._frames[language]
        pieces = tuple(page.main.split(CONTACT_MARK))
        own = Own(
            f"{escape(page.title)} – {escape(frame.name)}",
            head(frame, page, self._where.languages[path]),
            "" if path == MISSING else language_links(frame, path, self._where.elsewhere(path)),
            pieces,
        )
        self._own.put(key, own)
        self._reads.put(beside(key, b"r"), OwnRead(read_page("".join(pieces)), len(pieces) - 1))

    def _desk_pages(self, language: str) -> Iterator[Planned]:
        desk = self._desks[language]
        top = cards(self._site, language, "", self.counts[language])
        root = server_root(desk)
        drawn: Iterable[tuple[str, Callable[[], Page], object]] = (
            ("", lambda: home_page(desk, top), top),
            ("contact", lambda: contact_page(desk), ()),
            ("hours", lambda: hours_page(desk), ()),
            ("notices", lambda: notices_page(desk), ()),
            ("status", lambda: status_page(desk), ()),
            (MISSING, lambda: missing_page(desk, root), ()),
        )
        if offers_calls(self._site.settings):
            drawn = (*drawn, (CALLBACK, lambda: callback_page(desk), ()))
        for path, draw, content in drawn:
            key = key_of("desk page", self.desk_keys[language], path.encode(), packed(content), self._where.key(path))
            layout: Layout = "page" if path else "wide"
            category = path.partition("/")[0]
            yield self._planned(key, language, path, draw, layout=layout, category=category, indexed=path != MISSING)

    def _category(self, language: str, category: Category) -> Planned:
        frame, rendered = self._frames[language], self._answers.rendered
        content = CategoryContent(
            language=language,
            path=category.path,
            title=category.title,
            summary=category.summary,
            crumbs=crumbs(frame, frame.root(category.path), self._site.around(language, category.parent)),
            below=cards(self._site, language, category.path, self.counts[language]),
            questions=tuple(
                (item.url, item.title, rendered[language, item.path].summary)
                for item in self._site.in_category(language, category.path)
            ),
        )
        return self._content_page(language, category.path, content, lambda: category_page(frame, content))

    def _questions(self, language: str) -> Iterator[Planned]:
        site, frame = self._site, self._frames[language]
        neighbors = Neighbors(site, language)
        around: dict[str, tuple[str, tuple[tuple[str, str], ...], str]] = {}
        for path, question in site.questions[language].items():
            if question.category not in around:
                above = site.around(language, question.category)
                steps = tuple((category.title, category.url) for category in above)
                action = helpful_address(site, frame.site_root(path))
                around[question.category] = (crumbs(frame, frame.root(path), above), steps, action)
            yield self._question(question, neighbors.of(question), *around[question.category])

    def _question(
        self,
        question: Question,
        related: Sequence[Question],
        crumbs: str,
        steps: tuple[tuple[str, str], ...],
        action: str,
    ) -> Planned:
        language, path = question.language, question.path
        frame, rendered = self._frames[language], self._answers.rendered[language, path]
        content = QuestionContent(
            language=language,
            path=path,
            title=question.title,
            summary=rendered.summary,
            topic=question.topic,
            reviewed=question.reviewed,
            owner=question.owner,
            answer=rendered.digest,
            crumbs=crumbs,
            steps=steps,
            related=tuple((other.url, other.title) for other in related),
            helpful_action=action,
        )

        def draw() -> Page:
            texts = self._answers.texts(language, path)
            return question_page(frame, content, texts.html, texts.text)

        return self._content_page(language, path, content, draw, topic=question.topic)

    def _content_page(
        self,
        language: str,
        path: str,
        content: QuestionContent | CategoryContent | SearchContent,
        draw: Callable[[], Page],
        *,
        topic: str = "",
    ) -> Planned:
        key = key_of("page", self._frame_keys[language], packed(content), self._where.key(path))
        category, indexed = path.partition("/")[0], path != "search"
        return self._planned(key, language, path, draw, category=category, topic=topic, indexed=indexed)

    def _planned(
        self,
        key: bytes,
        language: str,
        path: str,
        draw: Callable[[], Page],
        *,
        layout: Layout = "page",
        category: str = "",
        topic: str = "",
        indexed: bool = True,
    ) -> Planned:
        store = self._shop.store
        if not (store.has(key) and store.has(beside(key, b"r"))):
            self.missing.append((key, language, path, draw))
        return Planned(
            language=language,
            path=path,
            key=key,
            layout=layout,
            category=category,
            topic=topic,
            indexed=indexed,
        )
