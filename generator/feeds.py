"""Files that machines read: sitemap, robots, redirects, and contact.json with numbers, hours and response times."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from desk.calendar import openings_between
from desk.data import to_json
from desk.settings import Settings
from desk.settings.model import KINDS, ChannelName
from generator.content import Site
from generator.head import page_url
from generator.pages.page import Page

# The page's script knows for so many days ahead whether the desk is open, without any time zone logic.
DAYS_OF_OPENINGS = 400

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


def contact_json(settings: Settings, today: date) -> bytes:
    """Numbers, hours as pairs of minutes since 1970 (UTC), response times and notices: for apps and the page's own script."""
    channels: dict[str, dict[str, object]] = {}
    for channel, details in _details(settings).items():
        times = {kind: str(settings.response_times[channel][kind]) for kind in KINDS}
        channels[channel] = {**details, "hours": settings.channels.hours(channel), "response_time": times}
    zones = {name: calendar.time_zone for name, calendar in settings.calendars.items()}
    openings = {name: _openings(settings, name, today) for name in settings.calendars}
    organisation = settings.organisation.name
    notices = [
        {"id": notice.id, "start": _minutes(notice.start), "end": _minutes(notice.end), "text": notice.text}
        for notice in settings.notices
    ]
    return to_json(
        {
            "organisation": organisation,
            "channels": channels,
            "time_zones": zones,
            "openings": openings,
            "notices": notices,
        }
    )


def _details(settings: Settings) -> dict[ChannelName, dict[str, object]]:
    """How to reach each channel that is offered."""
    channels = settings.channels
    found: dict[ChannelName, dict[str, object]] = {}
    if channels.phone:
        found["phone"] = {"number": channels.phone.number, "shown": channels.phone.shown}
    if channels.email:
        found["email"] = {"address": channels.email.address}
    found["form"] = {"url": urljoin(settings.organisation.site_url, "contact/")}
    if channels.post:
        found["post"] = {"address": list(channels.post.address)}
    return found


def _openings(settings: Settings, name: str, today: date) -> list[list[int]]:
    calendar = settings.calendars[name]
    start = datetime.combine(today, time(), ZoneInfo(calendar.time_zone)).astimezone(UTC)
    found = openings_between(calendar, start, start + timedelta(days=DAYS_OF_OPENINGS))
    return [[_minutes(opening.start), _minutes(opening.end)] for opening in found]


def _minutes(instant: datetime) -> int:
    """Whole minutes since 1970 in UTC."""
    return int(instant.timestamp() // 60)
