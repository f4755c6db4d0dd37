"""Opening hours written out: "Monday to Friday, 9 to 5", "24/7", "de lunes a viernes de 9:00 a 17:00"."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from desk.calendar import MINUTES_A_DAY, WEEKDAYS, Calendar
from desk.finding import Finding
from generator.rules.context import RuleContext
from generator.rules.prose.clock import Span, says_when, span_as_said
from generator.rules.prose.desk_values import MOST_IN_A_PASSAGE, Desk, shortened
from generator.rules.prose.languages import vocabulary_of
from generator.rules.prose.passages import Passage
from generator.rules.prose.signs import Signs
from generator.rules.prose.vocabulary import ZONE, HoursWords, Vocabulary

_ALL_WEEK = tuple(range(7))
# As far from its hours as a day may stand, with all that is no text between them.
_NEAR = 200
_DIGIT = re.compile(r"\d|noon|clock|night|mediod|noche", re.IGNORECASE)
# "5 p.m" needs its second dot.
_DOTTED = re.compile(r"[ap]\.\s?m$", re.IGNORECASE)

# The spans of the days that are named; None is any day.
Stated = Mapping[int | None, frozenset[Span]]


def may_hold_hours(signs: Signs, language: str, _about: RuleContext) -> bool:
    """Whether there is anything like a span of hours in a text: one that says so itself, or has a day beside it."""
    vocabulary = vocabulary_of(language)
    if vocabulary is None:
        return False
    words = vocabulary.hours
    for number, found in enumerate(signs.matches(partial(_hint, words), words.signs)):
        if number == MOST_IN_A_PASSAGE or found["always"]:
            return True
        near = max(0, found.start() - _NEAR), found.end() + _NEAR
        if span_as_said(found[0]) and (says_when(found[0]) or _day(words).search(signs.plain, *near)):
            return True
    return False


def written_hours(passage: Passage, desk: Desk) -> Iterator[Finding]:
    """Hours of the desk in prose, also where they are what the settings say: they will not follow the next change."""
    vocabulary = vocabulary_of(passage.language)
    if vocabulary is None or not _DIGIT.search(passage.text):
        return
    for start, sentence in passage.sentences():
        found = _may_state(sentence, vocabulary.hours) and _stated(sentence, passage.around, vocabulary.hours)
        if found:
            (first, last), stated = found
            last += (
                bool(_DOTTED.search(passage.text, start + first, start + last))
                and passage.text[start + last :][:1] == "."
            )
            said = shortened(passage.text[start + first : start + last])
            channel, calendar, agrees = _meant(stated, sentence, desk, vocabulary)
            tag, field = f"{{{{ hours {channel} }}}}", "{{ human_route }}, which says when"
            if agrees:
                message = f"the hours '{said}' are written out, and will not change with site_config.yml"
            else:
                settled = f"{calendar.name} is open {_week(calendar)}"
                message = f"the hours '{said}' are not what site_config.yml says: {settled}"
                tag = f"{tag}, or whose hours they are"
            yield from desk.found(passage, start + first, message, rule="prose-hours", tag=tag, field=field)


def _may_state(sentence: str, words: HoursWords) -> bool:
    """Whether there is a span at all: asked first, as it is told fastest."""
    return any(True for _ in Signs(sentence).matches(partial(_hint, words), words.signs))


def _stated(sentence: str, around: str, words: HoursWords) -> tuple[Span, Stated] | None:
    """Where hours begin and end, and what they say; None where there are none, or somebody else's."""
    if words.others.search(sentence):
        return None
    always = words.always.search(sentence)
    if always and words.always_desk.search(sentence):
        return always.span(), dict.fromkeys(_ALL_WEEK, frozenset({(0, MINUTES_A_DAY)}))
    if not words.desk.search(sentence) and (not words.desk.search(around) or words.others.search(around)):
        return None
    stated: dict[int | None, frozenset[Span]] = {}
    places: list[re.Match[str]] = []
    for pattern in _patterns(words):
        places = places or [found for found in pattern.finditer(sentence) if _is_clear(found, words)]
    for found in places:
        _add(stated, found, words)
    if not places and (bare := words.bare.search(sentence)):
        span = _span(words).search(sentence, bare.end(), bare.end() + 60)
        if span and says_when(span[0]) and (said := span_as_said(span[0])):
            return span.span(), {None: frozenset({said})}
    if not stated:
        return None
    return (places[0].start(), places[-1].end()), stated


def _is_clear(found: re.Match[str], words: HoursWords) -> bool:
    """`2 to 5 business days` are no hours; `9 to 5, Monday to Friday` are."""
    after = found.start("days") > found.start("span")
    return says_when(found["span"]) or not after or re.sub(r"\s+", " ", found["days"].lower()) not in words.spread


def _add(stated: dict[int | None, frozenset[Span]], found: re.Match[str], words: HoursWords) -> None:
    spans = [span_as_said(text) for text in (found["span"], found.groupdict().get("more")) if text]
    days = _days(found["days"], words)
    if days and all(spans):
        for day in days:
            stated[day] = stated.get(day, frozenset()) | {span for span in spans if span}


@lru_cache(maxsize=8)
def _hint(words: HoursWords) -> re.Pattern[str]:
    return re.compile(rf"\b{words.span}|(?P<always>{words.always.pattern})", re.IGNORECASE)


@lru_cache(maxsize=8)
def _span(words: HoursWords) -> re.Pattern[str]:
    return re.compile(rf"\b{words.span}", re.IGNORECASE)


@lru_cache(maxsize=8)
def _day(words: HoursWords) -> re.Pattern[str]:
    names = "|".join((*words.day_numbers, *words.spread)).replace(" ", r"\s+")
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _patterns(words: HoursWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Days before hours, and hours before days."""
    day = rf"\b(?:{'|'.join(sorted(words.day_numbers, key=len, reverse=True))})\b"
    joined = rf"(?:\s*(?:{words.through}|{words.also})\s*)"
    spread = "|".join(words.spread).replace(" ", r"\s+")
    days = rf"(?P<days>{day}(?:{joined}{day}){{0,6}}|\b(?:{spread})\b)"
    more = rf"(?:\s*(?:,|and|&|y)\s*(?:de\s+|from\s+)?(?:las?\s+)?(?P<more>{words.span}))?"
    forward = rf"{days}{words.before}(?P<span>\b{words.span}){more}"
    backward = rf"(?P<span>\b{words.span}){ZONE}[\s,(|]*(?:on\s+|de\s+|los\s+)?{days}"
    return re.compile(forward, re.IGNORECASE), re.compile(backward, re.IGNORECASE)


def _days(text: str, words: HoursWords) -> list[int]:
    """`Monday to Thursday and Saturday` as the numbers of the days."""
    said = re.sub(r"\s+", " ", text.lower())
    if said in words.spread:
        first, last = words.spread[said]
        return list(range(first, last + 1))
    days: list[int] = []
    names = "|".join(sorted(words.day_numbers, key=len, reverse=True))
    end = 0
    for found in re.finditer(rf"\b(?:{names})\b", said):
        day = words.day_numbers[found[0]]
        between = said[end : found.start()].strip()
        if days and re.fullmatch(words.through, between):
            day += 7 if day < days[-1] else 0
            days += [number % 7 for number in range(days[-1] + 1, day)]
            day %= 7
        days.append(day)
        end = found.end()
    return days


def _meant(stated: Stated, sentence: str, desk: Desk, vocabulary: Vocabulary) -> tuple[str, Calendar, bool]:
    """The tag's word for the calendar that is probably meant, the calendar, and whether it says the same."""
    settings = desk.settings
    offered = settings.channels.offered
    likely = [channel for channel in offered if vocabulary.channels[channel].search(sentence)]
    names = {channel: settings.channels.hours(channel) for channel in (*likely, *offered)} | {
        name: name for name in settings.calendars
    }
    for word, name in list(names.items())[: len(likely) or None]:
        if _agrees(stated, settings.calendars[name]):
            return word, settings.calendars[name], True
    word = next(iter(names))
    calendar = settings.calendars[names[word]]
    # What several calendars say together is no week that could be compared.
    return word, calendar, not calendar.weekly


def _agrees(stated: Stated, calendar: Calendar) -> bool:
    week = [frozenset((hours.opens, hours.closes) for hours in day) for day in calendar.weekly]
    if not week:
        return False
    return all(spans in week if day is None else spans == week[day] for day, spans in stated.items())


def _week(calendar: Calendar) -> str:
    """The week in the words of the settings."""
    rows = (
        (
            WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}",
            ", ".join(f"{_clock(span.opens)}-{_clock(span.closes)}" for span in hours),
        )
        for first, last, hours in calendar.runs()
    )
    return "; ".join(f"{days} {said}" for days, said in rows if said)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
