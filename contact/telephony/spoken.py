"""Settings and a language -> the sentences that a caller hears. Knows no call and no provider."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from contact.reference import symbols_of
from contact.telephony.script import Say
from desk.bundle import Bundle
from desk.calendar import Calendar, is_open, next_opening
from desk.data import Data
from desk.estimate import Estimate
from desk.settings.model import Settings
from desk.telephony import SpokenText, Telephony
from desk.wording import holiday_name, instant, locale_of, week_in_a_sentence
from desk.words import Words

MINUTE = 60


class Speaker(Data, frozen=True, kw_only=True):
    """Speaks one language, in the voice that the settings give it."""

    settings: Settings
    telephony: Telephony
    words: Words

    def say(self, key: str, /, **values: object) -> Say:
        """A sentence of ours, `telephony.<key>`, filled."""
        return self.aloud(self.words(f"telephony.{key}", **values))

    def aloud(self, text: str) -> Say:
        """Any words."""
        return Say(text=" ".join(text.split()), voice=self.telephony.voice(self.words.language))

    def own(self, key: SpokenText, /, **values: str) -> Say:
        """A sentence that the owner may have put in other words, in which the same fields are filled."""
        text = self.telephony.texts.get(key, {}).get(self.words.language)
        if text is None:
            return self.say(key, **values)
        # Not `format`: an owner's text may hold any other braces.
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return self.aloud(text)

    def greeting(self) -> Say:
        """The first sentence of every call."""
        return self.own("greeting", organisation=self.settings.organisation.name)

    def disclosures(self) -> Iterator[Say]:
        """That a program takes part, and that calls are recorded: before anything else is said in this language (row I1)."""
        if disclosure := self.settings.disclosure(self.words.language):
            yield self.aloud(disclosure)
        if self.telephony.recorded:
            yield self.own("recorded")

    def notices(self, now: datetime) -> Iterator[Say]:
        """What all callers should know now (row U1)."""
        for notice in self.settings.notices:
            if notice.in_force(now) and not notice.topics and (not notice.channels or "phone" in notice.channels):
                yield self.aloud(notice.text[self.words.language])

    def choices(self) -> Iterator[Say]:
        """The topics of the menu, each with its key."""
        for digit, topic_id in enumerate(self.telephony.menu, start=1):
            if topic := self.settings.topic(topic_id):
                yield self.say("menu", topic=topic.name[self.words.language], digit=digit)
        yield self.say("repeat")

    def closed(self, calendar: Calendar, now: datetime) -> Iterator[Say]:
        """That nobody is there, why not if today is a special day, and when somebody is."""
        yield self.own("closed", hours=week_in_a_sentence(calendar, self.words))
        if reason := self._reason(calendar, now):
            yield self.say("closed-today", reason=reason)
        if opens := next_opening(calendar, now):
            yield self.say("opens", opens=instant(opens, calendar.time_zone, self.words))

    def by_when(self, key: str, estimate: Estimate) -> Say:
        """A sentence with the instant by which somebody is expected to answer."""
        zone = self.settings.time_zone(estimate.calendar)
        return self.say(key, estimate=instant(estimate.shown(zone), zone, self.words))

    def reference(self, reference: str) -> Say:
        """A reference, sign by sign, twice."""
        return self.say("reference", reference=", ".join(symbols_of(reference)))

    def place_in_line(self, position: int | None) -> Iterator[Say]:
        """Which one in the line the caller is; nothing where that is not known."""
        if position == 1:
            yield self.say("next")
        elif position:
            yield self.say("position", position=position)

    def hold(self, seconds: int | None) -> Say:
        """How long the wait is: as measured, in whole minutes rounded up; where it was not measured, that it was not."""
        if seconds is None:
            return self.say("hold.not-measured")
        minutes = max(1, -(-seconds // MINUTE))
        plural = locale_of(self.words.language).plural_form(minutes)
        key = f"hold.{plural}" if f"telephony.hold.{plural}" in self.words.texts else "hold.other"
        return self.say(key, minutes=minutes)

    def _reason(self, calendar: Calendar, now: datetime) -> str:
        for desk in calendar.desks():
            special = desk.special_days.get(now.astimezone(ZoneInfo(desk.time_zone)).date())
            if special and not is_open(desk, now) and (name := special.name.get(self.words.language)):
                return holiday_name(name, self.words)
        return ""


def speaker(bundle: Bundle, telephony: Telephony, language: str) -> Speaker:
    """Who speaks a language of the site; the default one where it is empty."""
    words = bundle.words_in(language or bundle.settings.languages.default)
    return Speaker(settings=bundle.settings, telephony=telephony, words=words)


def speakers(bundle: Bundle, telephony: Telephony) -> Sequence[Speaker]:
    """One for each language of the site that has words, in the order of the settings."""
    return [speaker(bundle, telephony, language) for language in bundle.settings.languages.offered]
