"""Times to answer written out: "we reply within 24 hours", "le responderemos en un plazo de 2 días hábiles"."""

import re
from collections.abc import Iterator
from itertools import islice

from desk.duration import LARGEST, Duration
from desk.finding import Finding
from desk.settings import Settings
from desk.settings.model import Kind
from generator.rules.context import RuleContext
from generator.rules.prose.desk_values import Desk, shortened
from generator.rules.prose.languages import vocabulary_of
from generator.rules.prose.passages import Passage, readable
from generator.rules.prose.signs import Signs, places
from generator.rules.prose.vocabulary import PromiseWords, Vocabulary

_LONGEST = 40
# As far from its promise as a time may stand, with the addresses of links between.
_AROUND = 400
_MOST_ASKED = 1000
# Between the promise and its time there may be a few words: "we answer most messages within 24 hours".
_FURTHEST = 70
# "Our response time is usually under 2 hours"
_NEAREST = 25


def may_hold_response_time(signs: Signs, language: str, _about: RuleContext) -> bool:
    """Whether a text speaks of a time."""
    vocabulary = vocabulary_of(language)
    if vocabulary is None:
        return False
    promise = vocabulary.promise
    # A search for a word is fast, one for a pattern is not: most answers have no unit, or promise nothing.
    shape = signs.shape.replace(b"-", b" ")
    units = (at for unit in promise.unit_signs if unit in shape for at in places(unit, shape))
    for number, at in enumerate(islice(units, _MOST_ASKED + 1)):
        if number == _MOST_ASKED:
            return True
        near = signs.plain[max(0, at - _AROUND) : at + _AROUND].lower()
        is_told = "|" in near or any(sign in near for sign in promise.signs)
        if (
            is_told
            and promise.times.search(signs.plain, max(0, at - _LONGEST), at + _LONGEST)
            and ("|" in near or _is_promising(readable(near), promise))
        ):
            return True
    return False


def _is_promising(text: str, words: PromiseWords) -> bool:
    return bool(words.label.search(text) or words.answers.search(text))


def written_response_time(passage: Passage, desk: Desk) -> Iterator[Finding]:
    """A promise of the desk in prose, also where it is what the settings say."""
    vocabulary = vocabulary_of(passage.language)
    if vocabulary is None or not vocabulary.promise.times.search(passage.text):
        return
    for start, sentence in passage.sentences():
        found = _promised(sentence, passage.around, vocabulary.promise)
        if found is None:
            continue
        said = shortened(passage.text[start + found.start() : start + found.end()])
        duration = _duration(found, vocabulary.promise)
        call, value, agrees = _meant(duration, sentence, passage, desk.settings, vocabulary)
        tag, field = f"{{{{ {call} }}}}", "{{ response_time }}, or {{ estimate }}"
        if agrees:
            message = f"the response time '{said}' is written out, and will not change with site_config.yml"
        else:
            message = f"the response time '{said}' is not what site_config.yml says: {call} is {value}"
            tag = f"{tag}; a time of another sort goes below 'facts:' and is written {{{{ fact NAME }}}}"
        offset = start + found.start()
        yield from desk.found(passage, offset, message, rule="prose-response-time", tag=tag, field=field)


def _promised(sentence: str, around: str, words: PromiseWords) -> re.Match[str] | None:
    """The time that somebody of the desk promises to answer in."""
    labels = [(label.span(), _NEAREST) for label in words.label.finditer(sentence)]
    promises = [(promise.span(), _FURTHEST) for promise in words.answers.finditer(sentence)]
    for time in words.times.finditer(sentence):
        # "Response time: 2 hours" needs no "within", "we answer" does.
        likely = labels + (promises if time["within"] or time["next"] else [])
        if any(_belongs(time, span, most, sentence, words) for span, most in likely) or _fills_cell(
            time, around, words
        ):
            return time
    return None


def _belongs(time: re.Match[str], span: tuple[int, int], most: int, sentence: str, words: PromiseWords) -> bool:
    """Whether a time stands near enough to a promise, with nothing between that says what else it is for."""
    first, last = span
    between = sentence[last : time.start()] if last <= time.start() else sentence[time.end() : first]
    return len(between) <= most and not words.theirs.search(between)


def _fills_cell(time: re.Match[str], around: str, words: PromiseWords) -> bool:
    """Whether a time is all that stands in a cell of a table of response times."""
    before, after = time.string[: time.start()].rstrip(), time.string[time.end() :].lstrip()
    return before.endswith("|") and after.startswith("|") and bool(words.label.search(around))


def _duration(found: re.Match[str], words: PromiseWords) -> Duration | None:
    """The time as the settings would write it; the longer one of two."""
    if found["next"]:
        return Duration(1, "business days")
    said = re.sub(r"\s+", " ", (found["most"] or found["amount"]).lower())
    amount = int(said) if said.isdigit() else words.numbers.get(said, 0)
    name = found["unit"].lower().replace("í", "i").removesuffix("s")
    unit = words.units.get(name) or ("weeks" if name in {"week", "semana"} else "calendar days")
    if found["business"]:
        unit = "business hours" if unit == "hours" else "business days"
    return Duration(amount, unit) if 1 <= amount <= LARGEST else None


def _meant(
    duration: Duration | None, sentence: str, passage: Passage, settings: Settings, vocabulary: Vocabulary
) -> tuple[str, str, bool]:
    """The words of the tag that is probably meant, what it says, and whether the text says the same."""
    channels = settings.channels.offered
    likely = [channel for channel in channels if vocabulary.channels[channel].search(sentence)]
    kind: Kind = "complaint" if vocabulary.promise.complaint.search(f"{sentence} {passage.around}") else "request"
    times: dict[str, Duration] = {}
    topic = settings.topic(passage.topic)
    if topic and topic.response_time and kind == "request":
        times[f"response_time topic {topic.id}"] = topic.response_time
    # A sentence about complaints may be about requests too.
    for of_kind in dict.fromkeys((kind, "request")):
        for channel in likely or ("form", *channels):
            call = f"response_time {channel}{'' if of_kind == 'request' else ' complaint'}"
            times[call] = settings.response_times[channel][of_kind]
    equal = next((call for call, value in times.items() if value == duration), None)
    call = equal or next(iter(times))
    return call, str(times[call]), equal is not None
