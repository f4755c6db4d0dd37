"""The pages of the desk itself: contact form, hours, and the page for addresses that lead nowhere."""

from urllib.parse import urljoin

from desk.channels import CHANNELS, ChannelName
from desk.form import REQUEST_FORM, form_html
from desk.form.action import form_action
from desk.form.options import request_options
from desk.how_sure import measured_sentence, share_in_time
from desk.legal_wording import clock_lines
from desk.settings.model import KINDS
from desk.templates import safe
from desk.wording import duration, told_on
from generator.calendar_file import CALENDAR_FILE
from generator.pages.contact_block import contact_slot, hold_line, if_broken
from generator.pages.hours_block import SPECIAL_DAYS_SHOWN, sign, special_days, week_table
from generator.pages.notices import slower_line
from generator.pages.organisation import organisation_data
from generator.pages.page import Desk, Page, contact_mark


def contact_page(desk: Desk) -> Page:
    """The form, which needs no account (row L1), and the postal address beside it (row E10)."""
    settings, words = desk.site.settings, desk.words
    form = form_html(
        REQUEST_FORM,
        words,
        action=form_action(settings, desk.site_root("contact"), desk.language),
        options=request_options(settings, words),
        values={"language": desk.language},
        errors={},
        disclosure=settings.disclosure(desk.language),
    )
    main = desk.components.render(
        "contact-page.html",
        words=words,
        root=desk.root("contact"),
        form=safe(form),
        broken=safe(if_broken(desk)),
        post=settings.channels.post,
        contact=contact_slot(desk, desk.root("contact"), form=False, hold=hold_line(desk, "contact")),
    )
    title = words("contact.title")
    return Page(
        language=desk.language,
        path="contact",
        title=title,
        description=words("contact.intro"),
        main=main,
        category="contact",
    )


def hours_page(desk: Desk) -> Page:
    """Weekly hours, special days ahead and response times of every channel (rows P2, R1)."""
    words, channels = desk.words, desk.site.settings.channels
    main = desk.components.render(
        "hours.html",
        words=words,
        calendars=[_calendar(desk, same) for same in channels.by_calendar().values()],
        times=[_times(desk, channel) for channel in channels.offered],
        measured=measured_sentence(desk.site.settings, words),
        clocks=clock_lines(desk.site.settings, words),
        contact=contact_mark(desk.root("hours"), ""),
        calendar_file=CALENDAR_FILE,
        subscribe=_subscribe(desk),
        site_root=desk.site_root("hours"),
    )
    title = words("hours.title")
    return Page(
        language=desk.language,
        path="hours",
        title=title,
        description=words("hours.estimate"),
        main=main,
        category="hours",
        structured=(organisation_data(desk, shown=CHANNELS, ahead=SPECIAL_DAYS_SHOWN),),
    )


def missing_page(desk: Desk, root: str) -> Page:
    """404: search, categories, and a person. Its links start at the root of the server, since it is shown anywhere."""
    main = desk.components.render("missing.html", words=desk.words, root=root, contact=contact_mark(root, ""))
    title = desk.words("missing.title")
    return Page(
        language=desk.language,
        path="404",
        title=title,
        description=desk.words("missing.text"),
        main=main,
        category="404",
        indexed=False,
    )


def _calendar(desk: Desk, channels: list[ChannelName]) -> dict[str, object]:
    """Channels that share a calendar share its table."""
    words, settings = desk.words, desk.site.settings
    calendar = settings.calendar(channels[0])
    titles = [words(f"hours.channel.{channel}") for channel in channels]
    phone = settings.channels.phone if "phone" in channels else None
    return {
        "title": ", ".join([titles[0], *(title[:1].lower() + title[1:] for title in titles[1:])]),
        "phone": phone,
        "sign": sign(desk, channels[0]),
        "week": week_table(desk, calendar, ahead=None, title=words("contact.hours")),
        "clock": told_on(calendar, words),
        "voicemail": bool(phone and phone.voicemail),
        "zone": calendar.time_zone,
        "special": special_days(desk, calendar, SPECIAL_DAYS_SHOWN),
    }


def _subscribe(desk: Desk) -> str:
    """The address at which a calendar program looks again every day."""
    root = urljoin(desk.site.settings.organisation.site_url, desk.site.root(desk.language))
    return f"webcal:{root.partition(':')[2]}{CALENDAR_FILE}"


def _times(desk: Desk, channel: ChannelName) -> dict[str, str]:
    times = desk.site.settings.response_times[channel]
    title = desk.words(f"hours.channel.{channel}")
    shares = {
        f"{kind}_share": share_in_time(desk.site.settings, desk.words, channel=channel, kind=kind) for kind in KINDS
    }
    slower = {f"{kind}_slower": slower_line(desk, channel, kind, short=True) for kind in KINDS}
    return {
        "title": title,
        "request": duration(times["request"], desk.words),
        "complaint": duration(times["complaint"], desk.words),
        **shares,
        **slower,
    }
