"""The block beside every answer: how to reach a person, when, and how long it takes (rows P1, I2, W1)."""

from datetime import timedelta
from html import escape
from urllib.parse import urlencode

from desk.form.action import CALLBACK_PAGE, hold_action, offers_calls
from desk.how_sure import how_sure
from desk.templates import safe
from desk.wording import duration, told_on
from generator.pages.hours_block import sign, week_table
from generator.pages.notices import channel_notices, slower_line
from generator.pages.page import Desk

# A block that stands on every page is short: only what comes soon is named there.
SPECIAL_DAYS_SHOWN = timedelta(days=14)


def contact_slot(
    desk: Desk, root: str, *, topic: str = "", form: bool = True, callback: bool = True, hold: str = ""
) -> str:
    """The block, marked as HTML, for a page whose language root is `root`.

    A topic is handed on to the form, and has its own time; a page that is one of the two forms does without a link to it.
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
        hold=hold,
        phone_week=week_table(desk, calendar, ahead=SPECIAL_DAYS_SHOWN, title=desk.words("contact.hours")),
        phone_clock=told_on(calendar, desk.words),
        form_time=duration(own_time or settings.response_times["form"]["request"], desk.words),
        notices=channel_notices(desk),
        form_slower=slower_line(desk, "form", "request", topic),
        form_sure=how_sure(settings, desk.words, channel="form", kind="request", topic_id=topic),
        ask=ask_url(root, topic) if form else "",
        call=ask_url(root, topic, CALLBACK_PAGE) if callback and offers_calls(settings) else "",
    )
    return safe(html)


def hold_line(desk: Desk, path: str) -> str:
    """How long callers wait right now, which a script asks for (row P4); nothing where no telephone service tells."""
    settings, words = desk.site.settings, desk.words
    if not settings.telephony:
        return ""
    html = desk.components.render(
        "hold.html",
        address=hold_action(settings, desk.site_root(path)),
        one=words.texts.get("telephony.hold.one", words.texts["telephony.hold.other"]),
        other=words.texts["telephony.hold.other"],
        unmeasured=words("telephony.hold.not-measured"),
        site_root=desk.site_root(path),
    )
    return safe(html)


def ask_url(root: str, topic: str, page: str = "contact/") -> str:
    """The contact form, or another one, with the topic chosen already."""
    return f"{root}{page}" + (f"?{urlencode({'topic': topic})}" if topic else "")


def if_broken(desk: Desk) -> str:
    """Whom to call where the backend cannot be reached: written into the page beforehand, since nothing else can say it then."""
    channels = desk.site.settings.channels
    if channels.phone:
        number = f'<a class="fd-phone" href="tel:{escape(channels.phone.number)}">{escape(channels.phone.shown)}</a>'
        return escape(desk.words.texts["contact.broken"]).replace("{phone}", number)
    return escape(desk.words("contact.broken-email", email=channels.email.address)) if channels.email else ""
