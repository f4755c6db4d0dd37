"""Questions and answers of a language -> the files of its search, and what is wrong with its synonyms and golden queries.

An index whose questions are as they were is taken as it was; of one that changed, the search keeps what it can.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from desk.data import Data, packed, to_json
from desk.finding import Finding, Severity
from desk.folders import Folders
from desk.kept import key_of
from generator.content import Question, Site
from generator.kept.store import LostError
from generator.search.entry import SearchEntry
from generator.stages.answers import Answers
from generator.stages.workshop import Workshop

# An answer that an index knew before takes so many times less than a new one.
_KNOWN = 20


class Searched(Data, frozen=True, array_like=True):
    """The files of one language's search below the root of the site; `told` is for whoever builds."""

    files: dict[str, bytes]
    told: str
    findings: tuple[Finding, ...]


class SearchStage:
    """What is searched in each language."""

    def __init__(self, shop: Workshop, site: Site, answers: Answers, broken_golden: Severity) -> None:
        self._shop, self._site, self._answers = shop, site, answers
        self._broken_golden = broken_golden
        self._shelf = shop.shelf(Searched)
        self._keys = {language: self._key(language) for language in site.languages}

    def waiting(self) -> set[str]:
        """The languages of which no index of these questions is there."""
        return {language for language in self._site.languages if not self._shop.store.has(self._keys[language])}

    def known(self) -> dict[str, Searched]:
        """The others, as an earlier build made them."""
        waiting = self.waiting()
        return {language: self.found(language) for language in self._site.languages if language not in waiting}

    def tasks(self, but: frozenset[str] = frozenset()) -> list[Callable[[], None]]:
        """What is left to do, a task a language."""
        waiting = self.waiting() - but
        if min(len(waiting), self._shop.free - 1) > 1:
            # Processes that are forked off then share it: it takes a tenth of a second to import. A single one is faster alone.
            import_module("generator.search.meaning.chosen")
        return [partial(self._search, language) for language in self._site.languages if language in waiting]

    def items(self, but: frozenset[str] = frozenset()) -> int:
        """How much that is, counted in new answers."""
        searched = sum(len(self._site.questions[language]) for language in self.waiting() - but)
        return max(self._answers.new, searched // _KNOWN)

    def found(self, language: str) -> Searched:
        """What a task, or an earlier build, made."""
        searched = self._shelf.get(self._keys[language])
        if searched is None:
            raise LostError
        return searched

    def _key(self, language: str) -> bytes:
        """Over all that is searched and shown of a language."""
        site, rendered = self._site, self._answers.rendered
        about = _Surroundings(site, language)
        entries = [
            (path, own.title, own.synonyms, about.of(own), (answer := rendered[language, path]).summary, answer.digest)
            for path, own in site.questions[language].items()
        ]
        others = (site.settings.search.meaning, site.synonyms.get(language, ()), site.golden.get(language, ()))
        return key_of("search", language.encode(), self._broken_golden.encode(), packed(entries), to_json(others))

    def _entries(self, language: str) -> list[SearchEntry]:
        """By path: the number of a question in the index is then its own, whatever is written in it."""
        questions = sorted(self._site.questions[language].values(), key=lambda question: question.path)
        about = _Surroundings(self._site, language)
        return [self._entry(question, *about.of(question)) for question in questions]

    def _entry(self, question: Question, crumbs: tuple[str, ...], about: str) -> SearchEntry:
        language, path = question.language, question.path
        rendered = self._answers.rendered[language, path]
        return SearchEntry(
            path=path,
            title=question.title,
            synonyms=question.synonyms,
            summary=rendered.summary,
            about=about,
            crumbs=crumbs,
            digest=key_of(
                "entry", packed((question.title, question.synonyms, about, rendered.summary)), rendered.digest
            ),
            load=lambda: self._answers.texts(language, path).text,
        )

    def _search(self, language: str) -> None:
        # Numbers are calculated with libraries that take a tenth of a second to import: only where an index is made.
        from generator.rules.golden_queries import golden_findings  # noqa: PLC0415 - see above
        from generator.rules.synonyms import synonym_findings  # noqa: PLC0415 - see above
        from generator.search.meaning import meant_index  # noqa: PLC0415 - see above
        from generator.search.stemmer_kept import kept_stemmer_script  # noqa: PLC0415 - see above
        from generator.search.stems import algorithm_of  # noqa: PLC0415 - see above
        from generator.search.synonyms import expanded, reaches  # noqa: PLC0415 - see above

        site, entries = self._site, self._entries(language)
        golden = site.golden.get(language, ())
        cache = Folders(self._shop.project).cache / "search"
        reached = reaches(entries, site.synonyms.get(language, ()), language, cache)
        found = meant_index(expanded(entries, reached), language, site.settings.search.meaning, golden, cache)
        findings = [*synonym_findings(site, {language: entries}, {language: reached})]
        if golden:
            from generator.search import open_index  # noqa: PLC0415 - see above

            search = open_index(found.files.__getitem__, language).paths
            findings += golden_findings(site, {language: search}, self._broken_golden)
        files = {f"assets/search/{name}": content for name, content in found.files.items()}
        algorithm = algorithm_of(language)
        if algorithm:
            files[f"assets/frontdesk/stemmer-{algorithm}.js"] = kept_stemmer_script(algorithm)
        self._shelf.put(self._keys[language], Searched(files, found.told, tuple(findings)))


class _Surroundings:
    """The titles of the categories around a question, and the words around it: `I cannot get in` stands in no own title."""

    def __init__(self, site: Site, language: str) -> None:
        self._site, self._language = site, language
        self._found: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {}

    def of(self, question: Question) -> tuple[tuple[str, ...], str]:
        """Of all questions of a category about the same topic they are the same."""
        path, name = question.path.rpartition("/")[0], question.topic
        found = self._found.get((path, name))
        if found is None:
            crumbs = tuple(category.title for category in self._site.around(self._language, path))
            topic = self._site.settings.topic(name)
            found = (crumbs, " ".join([*crumbs, topic.name.get(self._language, "") if topic else ""]))
            self._found[path, name] = found
        return found
