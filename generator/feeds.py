"""Files that search engines and old links read: sitemap, robots, redirects."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from urllib.parse import urljoin

from desk.settings import Settings
from generator.content import Site
from generator.head import page_url

_PATH = "\x00"
_SPECIAL = re.compile("[&<>\"']")
_MOVED = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={url}">
<main><p><a href="{url}">{title}</a></p></main>
</html>
"""


def sitemap(site: Site, pages: Iterable[tuple[str, str]], languages: Mapping[str, Sequence[str]]) -> bytes:
    """Pages that search engines may list, as language and path, with their other languages and the day of their last review."""
    entries = _Entries(site)
    listed = [entries.of(language, path, languages[path]) for language, path in pages]
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    start += ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return (start + "\n".join(listed) + "\n</urlset>\n").encode()


class _Entries:
    """An entry has its path in several places; all else of it is the same for many pages."""

    def __init__(self, site: Site) -> None:
        root = site.settings.organisation.site_url
        self._questions = site.questions
        self._roots = {language: escape(root + site.root(language)) for language in site.languages}
        # With a sign for the path that no address has.
        self._forms: dict[tuple[str, tuple[str, ...], date | None], str] = {}

    def of(self, language: str, path: str, languages: Sequence[str]) -> str:
        """The entry of a page."""
        question = self._questions[language].get(path)
        about = (language, tuple(languages), question.reviewed if question else None)
        form = self._forms.get(about)
        if form is None:
            form = self._forms[about] = self._form(*about)
        return form.replace(_PATH, f"{escape(path) if _SPECIAL.search(path) else path}/" if path else "")

    def _form(self, language: str, languages: Sequence[str], reviewed: date | None) -> str:
        parts = [f"<loc>{self._roots[language]}{_PATH}</loc>"]
        if reviewed:
            parts.append(f"<lastmod>{reviewed.isoformat()}</lastmod>")
        if len(languages) > 1:
            parts += [
                f'<xhtml:link rel="alternate" hreflang="{other}" href="{self._roots[other]}{_PATH}"/>'
                for other in languages
            ]
        return f"<url>{''.join(parts)}</url>"


def robots(settings: Settings) -> bytes:
    """Everything may be read; the search page and the backend have nothing to index."""
    site_map = urljoin(settings.organisation.site_url, "sitemap.xml")
    return f"User-agent: *\nDisallow: /_desk/\nSitemap: {site_map}\n".encode()


def redirects(site: Site) -> Iterator[tuple[str, bytes]]:
    """A small page at each address that a question had before, which leads to the new one without a script."""
    for question in site.all_questions():
        for mention in question.redirect_from:
            page = _MOVED.format(
                language=question.language,
                title=escape(question.title),
                url=escape("../" * (mention.path.count("/") + 1) + question.url),
                canonical=escape(
                    page_url(site.settings.organisation.site_url, site.root(question.language), question.path)
                ),
            )
            yield f"{site.root(question.language)}{mention.path}/index.html", page.encode()
