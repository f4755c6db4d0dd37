"""Notices -> what pages show of them: the banner, the page with all of them, and by how much answers take longer (rows U1, U2).

Without a script a page shows those of the day of its build, with their dates, so that they never become wrong.
"""

from html import escape

from desk.channels import ChannelName
from desk.settings.model import Kind, Notice
from desk.templates import safe
from desk.wording import duration, number, plain_day
from desk.words import Words
from generator.notice_times import State, day_span, notice_dates, notice_slowness, state_on
from generator.pages.page import Desk, Page, contact_mark
from generator.slower_times import slower_time, slower_times

STATES: tuple[State, ...] = ("current", "planned", "past")


def banner(desk: Desk, root: str) -> str:
    """The notices of today as HTML, for a page whose language root is `root`; empty where there is none."""
    settings, words = desk.site.settings, desk.words
    return "".join(
        f'<div class="fd-notice" data-id="{escape(notice.id)}"><p>'
        f"<strong>{escape(notice_dates(notice, settings, words))}:</strong> "
        f"<span>{escape(notice.text[desk.language])}</span> "
        f'<a href="{escape(root)}notices/">{escape(words("notice.all"))}</a></p></div>'
        for notice in _in_state(desk, "current")
    )


def channel_notices(desk: Desk) -> str:
    """Those of today about a way to reach the desk, as HTML for the block that names these ways."""
    settings, language = desk.site.settings, desk.language
    return safe(
        "".join(
            f'<p data-id="{escape(notice.id)}"><strong>{escape(notice_dates(notice, settings, desk.words))}:</strong> '
            f"<span>{escape(notice.text[language])}</span></p>"
            for notice in _in_state(desk, "current")
            if notice.channels
        )
    )


def slower_line(desk: Desk, channel: ChannelName, kind: Kind, topic: str = "", *, short: bool = False) -> str:
    """How long an answer takes today because of a notice, marked as HTML; theme/assets/frontdesk/notices.js keeps it true."""
    settings, words = desk.site.settings, desk.words
    start, end = day_span(settings, desk.today)
    found = slower_time(slower_times(settings, start, end), channel, kind, topic)
    html = desk.components.render(
        "slower.html",
        channel=channel,
        kind=kind,
        topic=topic,
        short=short,
        text=notice_slowness(found, settings, words) if found else "",
    )
    return safe(html)


def notices_page(desk: Desk) -> Page:
    """All notices: in force, planned, and those that are over as long as the settings keep them."""
    words = desk.words
    main = desk.components.render(
        "notices.html",
        words=words,
        day=plain_day(desk.today, desk.language),
        lists=[
            {
                "state": state,
                "title": words(f"notice.{state}"),
                "none": words(f"notice.none-{state}"),
                "notices": [_entry(desk, notice) for notice in _in_state(desk, state)],
            }
            for state in STATES
        ],
        contact=contact_mark(desk.root("notices"), ""),
    )
    return Page(
        language=desk.language,
        path="notices",
        title=words("notice.title"),
        description=words("notice.intro"),
        main=main,
        category="notices",
    )


def _in_state(desk: Desk, state: State) -> list[Notice]:
    """Those of today, or to come, in the order in which they begin; those that are over, the latest first."""
    settings = desk.site.settings
    found = [notice for notice in settings.notices if state_on(notice, settings, desk.today) == state]
    return sorted(found, key=lambda notice: notice.start, reverse=state == "past")


def _entry(desk: Desk, notice: Notice) -> dict[str, str]:
    settings, words = desk.site.settings, desk.words
    about = [words(f"notice.channel.{channel}") for channel in notice.channels]
    about += [topic.name[desk.language] for topic in settings.topics if topic.id in notice.topics]
    return {
        "id": notice.id,
        "dates": notice_dates(notice, settings, words),
        "text": notice.text[desk.language],
        "about": words("notice.about", what=", ".join(about)) if about else "",
        "time": _time(notice, words),
    }


def _time(notice: Notice, words: Words) -> str:
    """How long answers take while it is in force; empty where it changes nothing."""
    if notice.response_time:
        return words("notice.time", duration=duration(notice.response_time, words))
    return words("notice.times", factor=number(notice.factor, words.language)) if notice.factor else ""
