"""The block beside every answer: how to reach a person, when, and how long it takes (rows P1, I2, W1)."""

from urllib.parse import urlencode

from desk.templates import safe
from desk.wording import duration, place_of, week
from generator.pages.page import Desk


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
        phone_week=week(calendar, desk.words),
        phone_place=place_of(calendar.time_zone, desk.language),
        form_time=duration(own_time or settings.response_times["form"]["request"], desk.words),
        ask=ask_url(root, topic) if form else "",
    )
    return safe(html)


def ask_url(root: str, topic: str) -> str:
    """The contact form, with the topic chosen already."""
    return f"{root}contact/" + (f"?{urlencode({'topic': topic})}" if topic else "")
