"""The block beside every answer: how to reach a person, when, and how long it takes (rows P1, I2, W1)."""

from datetime import timedelta
from urllib.parse import urlencode

from desk.how_sure import how_sure
from desk.templates import safe
from desk.wording import duration, told_on
from generator.pages.hours_block import sign, week_table
from generator.pages.notices import channel_notices, slower_line
from generator.pages.page import Desk

# A block that stands on every page is short: only what comes soon is named there.
SPECIAL_DAYS_SHOWN = timedelta(days=14)


def contact_slot(desk: Desk, root: str, *, topic: str = "", form: bool = True) -> str:
    """The block, marked as HTML, for a page whose language root is `root`.

    A topic is handed on to the form, and has its own time; the page that is the form does without a link to it.
    """
    settings = desk.site.settings
    calendar = settings.calendar("phone")
    about = settings.topic(topic)
    own_time = about.response_time if about else None
    html = desk.components.render(
        "contact.html",
        words=desk.words,
        root=root,
        phone=settings.channels.phone,
        email=settings.channels.email,
        phone_sign=sign(desk, "phone") if settings.channels.phone else "",
        phone_week=week_table(desk, calendar, ahead=SPECIAL_DAYS_SHOWN, title=desk.words("contact.hours")),
        phone_clock=told_on(calendar, desk.words),
        form_time=duration(own_time or settings.response_times["form"]["request"], desk.words),
        notices=channel_notices(desk),
        form_slower=slower_line(desk, "form", "request", topic),
        form_sure=how_sure(settings, desk.words, channel="form", kind="request", topic_id=topic),
        ask=ask_url(root, topic) if form else "",
    )
    return safe(html)


def ask_url(root: str, topic: str) -> str:
    """The contact form, with the topic chosen already."""
    return f"{root}contact/" + (f"?{urlencode({'topic': topic})}" if topic else "")
