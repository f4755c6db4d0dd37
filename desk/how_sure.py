"""Measured figures -> sentences for pages and mails: how quickly people were answered, and how sure an estimate is (row R6).

Where there are no figures there is no sentence. Shares are rounded down, so none is said to be better than it was.
"""

from datetime import timedelta

from desk.channels import ChannelName
from desk.duration import parse_duration
from desk.measured import Figures, Group
from desk.settings.model import Kind, Settings
from desk.wording import duration, locale_of, month, number, percent, plain_day
from desk.words import Words


def measured_sentence(settings: Settings, words: Words) -> str:
    """How quickly all messages were answered."""
    figures = settings.measured.figures if settings.measured else None
    everything = figures.group() if figures else None
    if figures is None or everything is None:
        return ""
    half, most = everything.half_within, everything.most_within
    values = {
        "period": _period(figures, words),
        "share": _share(everything, words),
        "messages": _messages(everything.messages, words),
        "half": duration(parse_duration(half), words) if half else "",
        "most": duration(parse_duration(most), words) if most else "",
    }
    return words("measured.all" if half and most else "measured.half" if half else "measured.share", **values)


def how_sure(settings: Settings, words: Words, *, channel: ChannelName, kind: Kind, topic_id: str) -> str:
    """How many messages like one were answered by the time that had been estimated."""
    figures = settings.measured.figures if settings.measured else None
    such = figures.such(channel, kind, topic_id) if figures else None
    if figures is None or such is None:
        return ""
    return words("measured.such", period=_period(figures, words), share=_share(such, words))


def share_in_time(settings: Settings, words: Words, *, channel: ChannelName, kind: Kind) -> str:
    """The same in a few words, for a table."""
    such = settings.measured.figures.such(channel, kind, "") if settings.measured else None
    return words("measured.in-time", share=_share(such, words)) if such else ""


def _share(group: Group, words: Words) -> str:
    return percent(100 * group.in_time // group.messages, words.language)


def _messages(count: int, words: Words) -> str:
    plural = locale_of(words.language).plural_form(count)
    pattern = words.get(f"measured.messages.{plural}", words.texts["measured.messages.other"])
    return pattern.format(count=number(count, words.language))


def _period(figures: Figures, words: Words) -> str:
    """`From July to September 2026`; days where they are no whole months."""
    first, last, language = figures.since, figures.until, words.language
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if not whole:
        return words("measured.days", first=plain_day(first, language), last=plain_day(last, language))
    if (first.year, first.month) == (last.year, last.month):
        return words("measured.month", month=month(first, language))
    one_year = first.year == last.year
    return words("measured.months", first=month(first, language, year=not one_year), last=month(last, language))
