"""Read `callback:` below `channels.phone`: calls that customers may ask for beside the number (rows C1 to C5)."""

import re
from collections.abc import Iterator, Sequence

from desk.channels import Callback, Consent
from desk.duration import Duration, parse_duration
from desk.fields import Fields
from desk.phone import is_country
from desk.yaml_lines import Listing

GOAL = Duration(30, "minutes")
DAYS_AHEAD = 7
MOST_DAYS_AHEAD = 30

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_DAYS = re.compile(r"(\d{1,3}) days?")


def refuse_alone(phone: Fields) -> None:
    """There is no call without a number and its hours (row C4)."""
    for key, example in (("number", 'number: "+1 212 555 0142"'), ("hours", "hours: office")):
        if "callback" in phone.table.entries and key not in phone.table.entries:
            reason = f"in addition to a telephone number that is answered, not in its place: '{key}' is missing"
            phone.refuse(key, f"a call is offered {reason}", example, rule="callback-alone")


def read_callback(phone: Fields, languages: Sequence[str]) -> Callback | None:
    """What is offered; None where no calls are."""
    fields = phone.inside("callback")
    if fields is None:
        return None
    found = Callback(
        countries=_countries(fields),
        goal=fields.parsed("goal", f"goal: {GOAL}", parse_duration, "a time") or GOAL,
        days_ahead=fields.parsed("days_ahead", f"days_ahead: {DAYS_AHEAD} days", _days, "a number of days")
        or DAYS_AHEAD,
        consent=_consent(fields, languages),
        never_asked=_never_asked(fields, languages),
    )
    fields.close()
    return found


def _countries(fields: Fields) -> tuple[str, ...]:
    """Of the desk's choice: a call abroad costs, and may be asked for by somebody who earns by it."""
    example = "countries: [US, CA]"
    items = fields.items("countries", example)
    if not items:
        fields.missing("countries", example)
    for item in items:
        if not is_country(item.text):
            message = f"'{item.text}' is no country with telephone numbers"
            fields.refuse("countries", message, "use codes of two letters such as US, CA or GB", place=item.place)
    return tuple(dict.fromkeys(item.text for item in items))


def _consent(fields: Fields, languages: Sequence[str]) -> Consent:
    inner = fields.inside("consent")
    texts = "\n".join(f"    {language}: ..." for language in languages)
    example = f'consent:\n  version: "1"\n  text:\n{texts}'
    if inner is None:
        fields.missing("consent", example)
        return Consent(version="", text={})
    version = inner.text("version", 'version: "1"')
    if version and not _VERSION.fullmatch(version):
        message = f"'{version}' is no name of a version"
        inner.refuse("version", message, 'use letters, digits, dots and hyphens, such as: version: "2026-11"')
    found = Consent(version=version, text=inner.by_language("text", languages, "text: You may call me at this number."))
    inner.close()
    return found


def _never_asked(fields: Fields, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What nobody who calls for the desk asks for: the page lists it, so that nobody is taken in by another caller."""
    if len(languages) == 1 and isinstance(fields.table.entries.get("never_asked"), Listing):
        return {languages[0]: fields.texts("never_asked", "never_asked: [..., ...]")}
    example = "never_asked:\n" + "\n".join(f"  {language}: [..., ...]" for language in languages)
    inner = fields.inside("never_asked")
    if inner is None:
        fields.missing("never_asked", example)
        return {}
    found = dict(_lists(inner, languages))
    inner.close(what="a language of this site")
    return found


def _lists(inner: Fields, languages: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language in languages:
        example = f"{language}: [..., ...]"
        items = inner.texts(language, example)
        if not items:
            inner.missing(language, example)
        yield language, items


def _days(text: str) -> int:
    found = _DAYS.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= MOST_DAYS_AHEAD:
        raise ValueError(f"write from 1 to {MOST_DAYS_AHEAD} days")
    return int(found[1])
