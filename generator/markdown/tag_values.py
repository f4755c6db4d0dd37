"""What each desk tag says, from the settings, in the page's language."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import get_args

from desk.channels import CHANNELS, ChannelName
from desk.data import Data
from desk.form.action import CALLBACK_PAGE, offers_calls
from desk.settings import Settings
from desk.settings.model import KINDS, Kind
from desk.wording import duration, week_in_a_sentence
from desk.words import Words

# 8:00 AM, 4:00 p. m.: at the end of a line in a narrow column, the two halves stay together.
_HALVES = re.compile(r"(?<=\d) (?=[AaPp]\.?\s?[Mm])")


class TagContext(Data, frozen=True):
    """What tags may know. `root` leads from the page to the root of its language (`../../`)."""

    settings: Settings
    words: Words
    root: str


class Filled(Data, frozen=True):
    """A filled tag: as HTML for running text, and as escaped text for places where a link or a break may not stand."""

    html: str
    text: str

    @classmethod
    def plain(cls, text: str) -> "Filled":
        """The same text in both places."""
        return cls(escape(text), escape(text))

    @classmethod
    def link(cls, href: str, text: str) -> "Filled":
        """A link where links may stand."""
        return cls(f'<a href="{escape(href)}">{escape(text)}</a>', escape(text))


def unbroken(text: str) -> str:
    """A text with hours as it stands in a page: no time of day breaks in two."""
    return _HALVES.sub("\u00a0", text)


class TagError(Exception):
    """A tag is there but cannot be filled; `fix` is what to write."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def _phone(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ phone }}")
    phone = context.settings.channels.phone
    if phone is None:
        raise TagError("the desk has no phone", "add 'phone:' below 'channels:' in site_config.yml")
    # A number that breaks in the middle is misread.
    return Filled(
        f'<a class="fd-phone" href="tel:{escape(phone.number)}">{escape(phone.shown)}</a>', escape(phone.shown)
    )


def _email(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ email }}")
    email = context.settings.channels.email
    if email is None:
        raise TagError("the desk has no e-mail address", "add 'email:' below 'channels:' in site_config.yml")
    return Filled.link(f"mailto:{email.address}", email.address)


def _postal_address(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ postal_address }}")
    post = context.settings.channels.post
    if post is None:
        raise TagError("the desk has no postal address", "add 'post:' below 'channels:' in site_config.yml")
    lines = [escape(line) for line in post.address]
    return Filled(f'<span class="fd-address">{"<br>".join(lines)}</span>', ", ".join(lines))


def _hours(context: TagContext, arguments: Sequence[str]) -> Filled:
    calendars = context.settings.calendars
    (name,) = _take(arguments, 1, "{{ hours phone }}")
    if name not in calendars and name in CHANNELS:
        name = context.settings.channels.hours(_channel(name))
    if name not in calendars:
        raise TagError(f"'{name}' has no hours", f"use one of: {', '.join(calendars)}")
    sentence = week_in_a_sentence(calendars[name], context.words)
    return Filled(escape(unbroken(sentence)), escape(sentence))


def _response_time(context: TagContext, arguments: Sequence[str]) -> Filled:
    settings = context.settings
    match arguments:
        case ["topic", topic_id]:
            topic = settings.topic(topic_id)
            if topic is None:
                ids = [known.id for known in settings.topics]
                near = _nearest(topic_id, ids) or ids[:1]
                raise TagError(f"'{topic_id}' is not a topic", f"{{{{ response_time topic {near[0]} }}}}")
            return Filled.plain(
                duration(topic.response_time or settings.response_times["form"]["request"], context.words)
            )
        case [channel, *rest] if channel in CHANNELS and len(rest) <= 1:
            kind = rest[0] if rest else "request"
            if kind not in KINDS:
                raise TagError(
                    f"'{kind}' is neither request nor complaint", f"{{{{ response_time {channel} complaint }}}}"
                )
            return Filled.plain(duration(settings.response_times[_channel(channel)][_kind(kind)], context.words))
    raise TagError(f"name a channel: {', '.join(CHANNELS)}", "{{ response_time form }}")


def _fact(context: TagContext, arguments: Sequence[str]) -> Filled:
    (name,) = _take(arguments, 1, "{{ fact NAME }}")
    facts = context.settings.facts
    if name not in facts:
        near = _nearest(name, facts)
        fix = f"{{{{ fact {near[0]} }}}}" if near else f"add below 'facts:' in site_config.yml:\n  {name}: ..."
        raise TagError(f"there is no fact '{name}'", fix)
    return Filled.plain(facts[name].get(context.words.language, ""))


def _organisation(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ organisation }}")
    return Filled.plain(context.settings.organisation.name)


def _contact_form(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ contact_form }}")
    return Filled.link(f"{context.root}contact/", context.words("tag.contact-form"))


def _callback_form(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ callback_form }}")
    if not offers_calls(context.settings):
        raise TagError("no calls can be asked for", "add 'callback:' below 'phone:' in site_config.yml")
    return Filled.link(f"{context.root}{CALLBACK_PAGE}", context.words("tag.callback-form"))


def _hours_page(context: TagContext, arguments: Sequence[str]) -> Filled:
    _take(arguments, 0, "{{ hours_page }}")
    return Filled.link(f"{context.root}hours/", context.words("tag.hours-page"))


def _nearest(name: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only for what is wrong

    return get_close_matches(name, list(known), n=1)


def _take(arguments: Sequence[str], count: int, example: str) -> Sequence[str]:
    if len(arguments) != count:
        wanted = "nothing more" if count == 0 else "one word more"
        raise TagError(f"this tag takes {wanted}", example)
    return arguments


def _channel(name: str) -> ChannelName:
    return next(channel for channel in CHANNELS if channel == name)


def _kind(name: str) -> Kind:
    return next(kind for kind in get_args(Kind) if kind == name)


TAGS: Mapping[str, Callable[[TagContext, Sequence[str]], Filled]] = {
    "phone": _phone,
    "email": _email,
    "postal_address": _postal_address,
    "hours": _hours,
    "response_time": _response_time,
    "fact": _fact,
    "organisation": _organisation,
    "contact_form": _contact_form,
    "callback_form": _callback_form,
    "hours_page": _hours_page,
}
