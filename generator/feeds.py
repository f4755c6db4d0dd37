"""Files that search engines and old links read: sitemap, robots, redirects."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urljoin

from desk.settings import Settings
from generator.content import Site
from generator.head import page_url
from generator.pages.page import Page

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


def sitemap(site: Site, pages: Sequence[Page], languages: Mapping[str, Sequence[str]]) -> bytes:
    """Every page that search engines may list, with its other languages and the day of its last review."""
    entries = [_entry(site, page, languages[page.path]) for page in pages if page.indexed]
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    start += ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return (start + "\n".join(entries) + "\n</urlset>\n").encode()


def _entry(site: Site, page: Page, languages: Sequence[str]) -> str:
    parts = [f"<loc>{escape(page_url(site, page.language, page.path))}</loc>"]
    question = site.questions[page.language].get(page.path)
    if question and question.reviewed:
        parts.append(f"<lastmod>{question.reviewed.isoformat()}</lastmod>")
    if len(languages) > 1:
        parts += [
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(page_url(site, language, page.path))}"/>'
            for language in languages
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
                canonical=escape(page_url(site, question.language, question.path)),
            )
            yield f"{site.root(question.language)}{mention.path}/index.html", page.encode()
