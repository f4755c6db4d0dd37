"""The settings of a desk as frozen data. Times are minutes from local midnight; texts are keyed by language."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from desk.calendar import Calendar
from desk.channels import ChannelName, Channels
from desk.data import Data, field
from desk.duration import Duration
from desk.measured import Measured
from desk.place import Place
from desk.profiles.clocks import LegalClock
from desk.profiles.regulator import Regulator
from desk.queues import Queue, Updates
from desk.retention import NONE, Retention
from desk.settings.feedback import OFF, AskFeedback
from desk.settings.reports import NONE as NO_REPORTS
from desk.settings.reports import Reports
from desk.settings.search import Search
from desk.telephony import Telephony

ByLanguage = Mapping[str, str]
Kind = Literal["request", "complaint"]
ProofOfWork = Literal["auto", "always", "never"]
# The kinds of acknowledgement; desk.ack_choice says when each is sent.
AckKind = Literal["request", "complaint", "callback", "out-of-hours", "surge", "locked-out", "short"]
# What is sent later in the life of a case (desk.letter).
LetterKind = Literal["reply", "update", "resolution", "feedback"]
MailKind = AckKind | LetterKind
# For a class whose field is named `date`: from Python 3.14 on, that name means the field in all of the class.
Day = date

KINDS: tuple[Kind, ...] = ("request", "complaint")
# For whom somebody writes (row T3).
Customer = Literal["individual", "institution"]
CUSTOMERS: tuple[Customer, ...] = ("individual", "institution")
# What a topic may ask for.
TOPIC_ACKNOWLEDGEMENTS: tuple[AckKind, ...] = ("locked-out",)


class Organisation(Data, frozen=True, kw_only=True):
    """Whose desk it is. `site_url` ends in a slash and is where the site will be published."""

    name: str
    site_url: str
    description: ByLanguage


class Languages(Data, frozen=True, kw_only=True):
    """Language codes (`en`, `es`, `zh-Hant`); the default one lives at the root of the site."""

    default: str
    offered: tuple[str, ...]

    def root(self, language: str) -> str:
        """The URL, relative to the root of the site, below which a language lives: empty for the default one."""
        return "" if language == self.default else f"{language}/"


class Topic(Data, frozen=True, kw_only=True):
    """What a request is about. The queue decides who answers; `response_time` replaces that of the channel.

    `acknowledgement` is the kind of acknowledgement for requests about it, where it has one of its own.
    """

    id: str
    name: ByLanguage
    queue: str
    response_time: Duration | None = None
    acknowledgement: AckKind | None = None


class Responsible(Data, frozen=True, kw_only=True):
    """A person or role who answers for customer service from one day to another (row H1)."""

    role: str
    name: str
    contact: str
    start: date
    end: date | None = None

    def current(self, today: date) -> bool:
        """Whether in office on a day; both ends count."""
        return self.start <= today and (self.end is None or today <= self.end)


class Notice(Data, frozen=True, kw_only=True):
    """What customers should know now. In force from `start` until just before `end` (instants with time zone).

    It is about some `channels` and `topics`, or about all where they are empty. `surge` says that more messages come in than
    usual. Answers take `factor` times as long, or `response_time`, where one of them is set.
    """

    id: str
    start: datetime
    end: datetime
    text: ByLanguage
    surge: bool = False
    channels: tuple[ChannelName, ...] = ()
    topics: tuple[str, ...] = ()
    factor: float | None = None
    response_time: Duration | None = None

    def in_force(self, now: datetime) -> bool:
        """Whether the notice is shown at an instant."""
        return self.start <= now < self.end

    def concerns(self, channel: ChannelName, topic_id: str) -> bool:
        """Whether it is about messages by a channel on a topic."""
        return (not self.channels or channel in self.channels) and (not self.topics or topic_id in self.topics)

    def changed(self, usual: Duration) -> Duration | None:
        """How long an answer takes in place of the usual time; None where it is as quick as ever."""
        return self.response_time or (usual.times(self.factor) if self.factor else None)


class AssistantTest(Data, frozen=True, kw_only=True):
    """That somebody tested what an assistant answers (row I3): with which questions, and what came of it."""

    date: Day
    questions: str
    result: str
    link: str = ""


class Assistant(Data, frozen=True, kw_only=True):
    """A program that talks to customers, and the words that tell them so before they write (row I1).

    In the words, `{name}` stands for the name. `tests` are the record of its tests, the newest first, which should come
    every `tests_every` days.
    """

    name: str
    disclosure: ByLanguage
    tests: tuple[AssistantTest, ...] = ()
    tests_every: int = 90


class Complaints(Data, frozen=True, kw_only=True):
    """Where complaints go: the channels' own ways where none is set for complaints (row F3).

    `phone` is E.164, `shown` as people write it; `procedure` is the path of the answer that tells how complaints are handled;
    `regulators` are those to whom customers may complain as well.
    """

    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    shown: str = ""
    department: ByLanguage = field(default_factory=dict)
    procedure: str = ""
    regulators: tuple[Regulator, ...] = ()


class Limits(Data, frozen=True, kw_only=True):
    """What keeps programs from flooding the desk, and the desk from mailing strangers (rows E6, E7).

    Beyond `from_one_address` messages an hour, or `in_one_minute` from everybody, a browser has to solve a task first;
    beyond `refused_from_one_address` messages an hour there is no getting through.
    """

    proof_of_work: ProofOfWork = "auto"
    from_one_address: int = 20
    refused_from_one_address: int = 120
    in_one_minute: int = 60
    mails_a_day: int = 3


class Settings(Data, frozen=True, kw_only=True):
    """Everything that site_config.yml says."""

    organisation: Organisation
    languages: Languages
    channels: Channels
    calendars: Mapping[str, Calendar]
    response_times: Mapping[ChannelName, Mapping[Kind, Duration]]
    topics: tuple[Topic, ...]
    responsible: tuple[Responsible, ...]
    queues: Mapping[str, Queue] = field(default_factory=dict)
    updates: Updates = Updates()
    facts: Mapping[str, ByLanguage] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    assistant: Assistant | None = None
    profiles: tuple[str, ...] = ()
    complaints: Complaints | None = None
    clocks: tuple[LegalClock, ...] = ()
    retention: Retention = NONE
    measured: Measured | None = None
    limits: Limits = Limits()
    search: Search = Search()
    telephony: Telephony | None = None
    feedback: AskFeedback = OFF
    reports: Reports = NO_REPORTS
    dialect: str = "github"
    engine: str = "material"
    precompressed: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    def place(self, path: str) -> Place:
        """The line of a value by its dotted path (`channels.phone.number`), or of the nearest value around it."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places[path]

    def calendar(self, channel: ChannelName) -> Calendar:
        """The calendar by which a channel is answered."""
        return self.calendars[self.channels.hours(channel)]

    @property
    def used_calendars(self) -> dict[str, Calendar]:
        """The calendars by which a channel is answered, in the order of the settings."""
        used = self.channels.by_calendar()
        return {name: calendar for name, calendar in self.calendars.items() if name in used}

    @property
    def email_topic(self) -> str:
        """The topic of messages that arrive by mail: the one that is set, else `other`, else the last one."""
        chosen = self.channels.email.topic if self.channels.email else ""
        return chosen or ("other" if self.topic("other") else self.topics[-1].id)

    def time_zone(self, calendar: str) -> str:
        """The time zone of a calendar by its name; that of the form for one of earlier settings, which cases still name."""
        return (self.calendars.get(calendar) or self.calendar("form")).time_zone

    def disclosure(self, language: str) -> str:
        """What pages and mails in a language say of the assistant; empty where there is none."""
        assistant = self.assistant
        return assistant.disclosure.get(language, "").replace("{name}", assistant.name) if assistant else ""

    def notices_for(self, channel: ChannelName, topic_id: str, now: datetime) -> tuple[Notice, ...]:
        """The notices in force at an instant that are about messages by a channel on a topic."""
        return tuple(notice for notice in self.notices if notice.in_force(now) and notice.concerns(channel, topic_id))

    def topic(self, topic_id: str) -> Topic | None:
        """The topic of an id."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def queue_of(self, topic_id: str) -> str:
        """The queue of a topic; empty where there is no such topic."""
        topic = self.topic(topic_id)
        return topic.queue if topic else ""
