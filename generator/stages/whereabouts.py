"""A site -> at which paths it has pages in which languages, and which page stands for another one where that is missing."""

from desk.data import packed
from desk.form.action import offers_calls
from generator.content import Site
from generator.pages.callback import CALLBACK
from generator.pages.page import languages_by_path

MISSING = "404"
# The desk's own pages, which every language has.
_OWN = ("", "search", "contact", "hours", "notices", "status", MISSING)


class Whereabouts:
    """Where the pages of a site are. `languages` says in which languages there is a page at each path."""

    def __init__(self, site: Site) -> None:
        self._site = site
        own = (*_OWN, CALLBACK) if offers_calls(site.settings) else _OWN
        self.languages = languages_by_path(
            {language: {*own, *site.categories[language], *site.questions[language]} for language in site.languages}
        )
        # Most pages are there in every language.
        self._everywhere = len(site.languages)

    def elsewhere(self, path: str) -> dict[str, str]:
        """The page itself in each language; where it is missing there, the nearest category, then home."""
        there = self.languages[path]
        return {
            language: path if language in there else self._nearest(path, language) for language in self._site.languages
        }

    def key(self, path: str) -> bytes:
        """Another one where one of these is."""
        there = self.languages[path]
        return b"" if len(there) == self._everywhere else packed((there, self.elsewhere(path)))

    def _nearest(self, path: str, language: str) -> str:
        while path and path not in self._site.categories[language]:
            path = path.rpartition("/")[0]
        return path
