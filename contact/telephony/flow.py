"""How far a call has come, and what the caller has done -> what they hear next.

Pure: the same call at the same instant hears the same. Records nothing; knows no provider's names.
"""

from collections.abc import Iterator
from datetime import datetime

from contact.telephony.call import Call, address
from contact.telephony.script import (
    GoOn,
    HangUp,
    Hold,
    Keys,
    Leave,
    Play,
    Record,
    Say,
    Script,
    Silence,
)
from contact.telephony.spoken import Speaker, speaker, speakers
from desk.bundle import Bundle
from desk.calendar import Calendar, is_open
from desk.data import Data, replace
from desk.settings.model import Settings
from desk.telephony import Telephony

MINUTE = 60
# So long callers wait between two pieces of news of the line, where there is no music.
QUIET_SECONDS = 25
# What a caller may press while they wait.
CALL_ME, LEAVE_MESSAGE = "1", "2"
AGREE = "1"
REPEAT = "0"


class Waiting(Data, frozen=True, kw_only=True):
    """What is known of somebody's wait: which one in the line, and how long it takes, in seconds, as measured lately."""

    position: int | None
    hold: int | None
    may_call_back: bool


class Flow(Data, frozen=True, kw_only=True):
    """What is said at an instant."""

    bundle: Bundle
    telephony: Telephony
    now: datetime

    @property
    def settings(self) -> Settings:
        """Those in force."""
        return self.bundle.settings

    def begin(self, call: Call) -> Script:
        """Somebody calls: which language, where there are several."""
        offered = speakers(self.bundle, self.telephony)
        if len(offered) == 1:
            return [offered[0].greeting(), *self._welcome(replace(call, language=offered[0].words.language))]
        keys = [speaker.say("language", digit=digit) for digit, speaker in enumerate(offered, start=1)]
        silent = replace(call, step=call.step + 1, language=self.settings.languages.default)
        return [
            offered[0].greeting(),
            Keys(words=keys, next=self._address("language", call)),
            GoOn(next=address(self.settings, "welcome", silent)),
        ]

    def language(self, call: Call, key: str) -> Script:
        """They have chosen a language, or pressed another key."""
        offered = self.settings.languages.offered
        chosen = offered[int(key) - 1] if key.isdecimal() and 1 <= int(key) <= len(offered) else offered[0]
        return self._welcome(replace(call, language=chosen))

    def welcome(self, call: Call) -> Script:
        """They have not chosen: the site's first language."""
        return self._welcome(call)

    def menu(self, call: Call) -> Script:
        """The topics once more."""
        return [*self._menu(call)]

    def topic(self, call: Call, key: str) -> Script:
        """They have chosen a topic, or pressed another key."""
        menu = self.telephony.menu
        if key == REPEAT:
            return self.menu(call)
        if not key.isdecimal() or not 1 <= int(key) <= len(menu):
            return [self._speaker(call).say("wrong-key"), *self._menu(call)]
        return self.line(replace(call, topic=menu[int(key) - 1]))

    def line(self, call: Call) -> Script:
        """Into the line for their topic; who pressed no key is put through all the same."""
        call = replace(call, topic=call.topic or self.settings.email_topic)
        calendar = self._calendar(call.topic)
        if not is_open(calendar, self.now):
            return self._closed(call, calendar)
        queue = self.telephony.provider_queue(self.settings.queue_of(call.topic))
        queued = replace(call, queued_at=self.now)
        return [Hold(queue=queue, meanwhile=self._address("waiting", queued), next=self._address("left", queued))]

    def waiting(self, call: Call, waiting: Waiting) -> Script:
        """While they wait: how the line stands, what they may do instead, and then music or silence."""
        if not is_open(self._calendar(call.topic), self.now):
            # Nobody will come any more today.
            return [Leave()]
        speaker = self._speaker(call)
        news = [speaker.own("waiting"), *speaker.place_in_line(waiting.position), speaker.hold(waiting.hold)]
        offers = [*self._offers(speaker, waiting)]
        after = Play(address=self.telephony.music) if self.telephony.music else Silence(seconds=QUIET_SECONDS)
        if not offers:
            return [*news, after]
        return [Keys(words=[*news, *offers, after], next=self._address("instead", call))]

    def instead(self, call: Call, key: str, *, may_call_back: bool) -> Script:
        """They would rather not wait."""
        speaker = self._speaker(call)
        if key == CALL_ME and may_call_back:
            asked = replace(call, asked_at=self.now)
            consent = [speaker.say("consent"), speaker.aloud(self._consent(speaker))]
            return [
                Keys(words=[*consent, speaker.say("agree")], next=self._address("agreed", asked)),
                *self._on_hold(call),
            ]
        if key == LEAVE_MESSAGE and self._voicemail:
            return [Leave()]
        return [*self._on_hold(call)]

    def goes_on(self, call: Call) -> Script:
        """They would rather wait on."""
        return [self._speaker(call).say("goes-on"), *self._on_hold(call)]

    def will_be_called(self, call: Call, reference: str, words: Say) -> Script:
        """A call back was recorded."""
        speaker = self._speaker(call)
        return [words, speaker.reference(reference), speaker.say("goodbye"), HangUp()]

    def voicemail(self, call: Call) -> Script:
        """They leave the line to leave a message, or nobody can come."""
        return [*self._record(call)]

    def closed(self, call: Call) -> Script:
        """They waited until the line closed."""
        return self._closed(call, self._calendar(call.topic))

    def is_open(self, call: Call) -> bool:
        """Whether somebody answers calls on the topic."""
        return is_open(self._calendar(call.topic), self.now)

    def thanks(self, call: Call, words: Say, reference: str) -> Script:
        """A message was recorded."""
        speaker = self._speaker(call)
        return [words, speaker.reference(reference), speaker.say("goodbye"), HangUp()]

    def end(self, call: Call, key: str) -> Script:
        """A last sentence."""
        return [self._speaker(call).say(key), HangUp()]

    def _welcome(self, call: Call) -> Script:
        speaker = self._speaker(call)
        said = [*speaker.disclosures(), *speaker.notices(self.now)]
        calendar = self.settings.calendar("phone")
        if not is_open(calendar, self.now):
            return [*said, *self._closed(call, calendar)]
        return [*said, *self._menu(call)]

    def _menu(self, call: Call) -> Iterator[Keys | GoOn]:
        if len(self.telephony.menu) > 1:
            words = [*self._speaker(call).choices()]
            yield Keys(words=words, next=self._address("topic", call))
        # Who cannot press keys, or does not, is put through as well.
        yield GoOn(next=self._address("line", call))

    def _closed(self, call: Call, calendar: Calendar) -> Script:
        speaker = self._speaker(call)
        return [*speaker.closed(calendar, self.now), *self._record(call)]

    def _record(self, call: Call) -> Iterator[Say | Record | HangUp]:
        speaker = self._speaker(call)
        if not self._voicemail:
            yield speaker.say("no-voicemail")
            yield HangUp()
            return
        yield speaker.own("voicemail")
        yield Record(
            next=self._address("voicemail", call),
            finished=self._address("recording", call),
            longest_seconds=self.telephony.voicemail_minutes * MINUTE,
        )
        # Reached where nothing was said.
        yield speaker.say("voicemail-empty")
        yield HangUp()

    def _offers(self, speaker: Speaker, waiting: Waiting) -> Iterator[Say]:
        if waiting.may_call_back:
            yield speaker.say("offer-callback")
        if self._voicemail:
            yield speaker.say("offer-voicemail")

    def _on_hold(self, call: Call) -> Iterator[GoOn]:
        yield GoOn(next=self._address("waiting", call))

    def _consent(self, speaker: Speaker) -> str:
        callback = self.settings.channels.callback
        return callback.consent.text[speaker.words.language] if callback else ""

    def _calendar(self, topic_id: str) -> Calendar:
        """The hours of the topic's queue, where it has its own; else those of the telephone."""
        topic = self.settings.topic(topic_id)
        queue = self.settings.queues.get(topic.queue) if topic else None
        own = self.settings.calendars.get(queue.hours) if queue else None
        phone = self.settings.calendar("phone")
        return own if own and is_open(phone, self.now) else phone

    @property
    def _voicemail(self) -> bool:
        phone = self.settings.channels.phone
        return phone is not None and phone.voicemail

    def _speaker(self, call: Call) -> Speaker:
        return speaker(self.bundle, self.telephony, call.language)

    def _address(self, place: str, call: Call) -> str:
        return address(self.settings, place, replace(call, step=call.step + 1))
