"""Files that search engines and old links read: sitemap, robots, redirects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urljoin

from desk.settings import Settings
from generator.content import Site
from generator.head import page_url

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
    root = site.settings.organisation.site_url
    roots = {language: root + site.root(language) for language in site.languages}
    entries = [_entry(site, language, path, languages[path], roots) for language, path in pages]
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    start += ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return (start + "\n".join(entries) + "\n</urlset>\n").encode()


def _entry(site: Site, language: str, path: str, languages: Sequence[str], roots: Mapping[str, str]) -> str:
    below = escape(f"{path}/" if path else "")
    parts = [f"<loc>{escape(roots[language])}{below}</loc>"]
    question = site.questions[language].get(path)
    if question and question.reviewed:
        parts.append(f"<lastmod>{question.reviewed.isoformat()}</lastmod>")
    if len(languages) > 1:
        parts += [
            f'<xhtml:link rel="alternate" hreflang="{other}" href="{escape(roots[other])}{below}"/>'
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
