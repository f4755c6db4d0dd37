"""Site and answers -> every page composed: one whose content is as it was is not composed again (rows F1 to F6, W1).

What stands in all pages is not part of them here: shell, notices and contact block are poured in last, by
generator.stages.pouring.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path

from desk.data import packed, replace, to_json
from desk.form.action import offers_calls
from desk.kept import beside, key_of
from desk.templates import Components
from desk.wording import language_name
from desk.words import Words
from generator.checked_html import read_page
from generator.content import Site
from generator.engines.port import Layout
from generator.head import head, language_links
from generator.pages.callback import CALLBACK, callback_page
from generator.pages.crumbs import Crumbs
from generator.pages.desk_pages import contact_page, hours_page, missing_page
from generator.pages.group import Group, category_content, group_of, listed, question_contents
from generator.pages.listing import SearchContent, cards, category_page, counts_of, home_page, search_page
from generator.pages.notices import notices_page
from generator.pages.page import CONTACT_MARK, Desk, Page, desk_of, server_root
from generator.pages.question import QuestionContent, question_page
from generator.pages.search_words import search_words
from generator.pages.status import status_page
from generator.shells import Shells
from generator.stages.answers import Answers
from generator.stages.planned import GroupKeys, Own, OwnRead, Pages, Planned
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
        self._own, self._reads, self._groups = shop.shelf(Own), shop.shelf(OwnRead), shop.shelf(GroupKeys)
        self.missing: list[_Missing] = []
        self.counts = {language: counts_of(site, language) for language in site.languages}
        self._where = where
        # Kept, for to look a name up is to load all that is known of a language: a fiftieth of a second for two.
        self._names = shop.kept(
            "names of languages", [packed(site.languages)], dict[str, str], lambda: _names(site.languages)
        )
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
        site, frame = self._site, self._frames[language]
        crumbs = Crumbs(frame)
        paths = dict.fromkeys([*site.categories[language], *site.with_questions(language)])
        groups = {path: self._group(language, path) for path in paths}
        keys = {path: self._keys(group, crumbs) for path, group in groups.items()}
        shown = [path for path, group in groups.items() if group.members and path in site.categories[language]]
        yield from self._desk_pages(language)
        yield self._search_page(language, [groups[path] for path in shown], [keys[path].listed for path in shown])
        for path in site.categories[language]:
            yield Planned(language=language, path=path, key=keys[path].category, category=path.partition("/")[0])
        found = {
            member.path: (key, member.topic)
            for path, group in groups.items()
            for member, key in zip(group.members, keys[path].questions, strict=True)
        }
        for path in site.questions[language]:
            key, topic = found[path]
            yield Planned(language=language, path=path, key=key, category=path.partition("/")[0], topic=topic)

    def compose(self, missing: _Missing) -> None:
        """Draw a page and keep what is its own."""
        key, language, path, draw = missing
        page, frame = draw(), self._frames[language]
        pieces = tuple(page.main.split(CONTACT_MARK))
        own = Own(
            f"{escape(page.title)} – {escape(frame.name)}".encode(),
            head(frame, page, self._where.languages[path]).encode(),
            b"" if path == MISSING else language_links(frame, path, self._where.elsewhere(path), self._names).encode(),
            tuple(map(str.encode, pieces)),
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

    def _search_page(self, language: str, groups: Sequence[Group], listings: Sequence[bytes]) -> Planned:
        frame = self._frames[language]

        def draw() -> Page:
            return search_page(frame, SearchContent(language=language, categories=tuple(map(listed, groups))))

        key = self._key(language, packed(listings), self._where.key("search"))
        return self._planned(key, language, "search", draw, category="search", indexed=False)

    def _group(self, language: str, path: str) -> Group:
        rendered, below = self._answers.rendered, cards(self._site, language, path, self.counts[language])

        def told(path: str) -> tuple[str, bytes]:
            answer = rendered[language, path]
            return answer.summary, answer.digest

        return group_of(self._site, self._frames[language], path, below, told)

    def _keys(self, group: Group, crumbs: Crumbs) -> GroupKeys:
        """The keys of the pages of a category. Those of a group that is as it was are not worked out again."""
        language, where = group.language, self._where.key
        own = where(group.path) if group.path in self._site.categories[language] else b""
        elsewhere = [where(member.path) for member in group.members]
        key = key_of("group", self._frame_keys[language], packed(group), own, packed(elsewhere))
        keys = self._groups.get(key)
        if keys is None:
            keys = GroupKeys(
                category=self._key(language, packed(category_content(group)), own),
                listed=key_of("listed", packed(listed(group))),
                questions=tuple(map(partial(self._key, language), map(packed, question_contents(group)), elsewhere)),
            )
            self._groups.put(key, keys)
        if not self._shop.store.has_all([*keys.pages(), *(beside(page, b"r") for page in keys.pages())]):
            self._add_missing(group, keys, crumbs)
        return keys

    def _add_missing(self, group: Group, keys: GroupKeys, crumbs: Crumbs) -> None:
        language, frame, answers = group.language, self._frames[group.language], self._answers
        if group.path in self._site.categories[language]:
            content = category_content(group)
            self._add(keys.category, language, group.path, lambda: category_page(frame, content, crumbs))
        for key, question in zip(keys.questions, question_contents(group), strict=True):

            def draw(question: QuestionContent = question) -> Page:
                texts = answers.texts(language, question.path)
                return question_page(frame, question, texts.html, texts.text, crumbs)

            self._add(key, language, question.path, draw)

    def _key(self, language: str, content: bytes, elsewhere: bytes) -> bytes:
        return key_of("page", self._frame_keys[language], content, elsewhere)

    def _add(self, key: bytes, language: str, path: str, draw: Callable[[], Page]) -> None:
        store = self._shop.store
        if not (store.has(key) and store.has(beside(key, b"r"))):
            self.missing.append((key, language, path, draw))

    def _planned(
        self,
        key: bytes,
        language: str,
        path: str,
        draw: Callable[[], Page],
        *,
        layout: Layout = "page",
        category: str = "",
        indexed: bool = True,
    ) -> Planned:
        self._add(key, language, path, draw)
        return Planned(
            language=language,
            path=path,
            key=key,
            layout=layout,
            category=category,
            indexed=indexed,
        )


def _names(languages: Iterable[str]) -> dict[str, str]:
    """Each language in its own words."""
    return {language: language_name(language) for language in languages}
