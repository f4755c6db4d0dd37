"""The ways to reach a desk as frozen data.

Knows no settings file: desk.settings.channels reads it.
"""

from collections.abc import Mapping
from typing import Literal

from desk.data import Data
from desk.duration import Duration

ChannelName = Literal["phone", "email", "form", "post"]

CHANNELS: tuple[ChannelName, ...] = ("phone", "email", "form", "post")


class Consent(Data, frozen=True, kw_only=True):
    """The words by which a customer agrees to be called, by language; `version` names them in the record (row C5)."""

    version: str
    text: Mapping[str, str]


class Callback(Data, frozen=True, kw_only=True):
    """Calls that customers may ask for, beside the number and never in its place (rows C1, C4). Made in the phone's hours.

    `countries` (ISO 3166) are those whose numbers are called; `goal` is the desk's own goal for the first attempt, of queues
    that have none; a window may begin so many `days_ahead`. `never_asked` is by language what nobody who calls asks for.
    """

    countries: tuple[str, ...]
    goal: Duration
    days_ahead: int
    consent: Consent
    never_asked: Mapping[str, tuple[str, ...]]


class Phone(Data, frozen=True, kw_only=True):
    """A telephone line. `number` is E.164 (`+12125550142`), `shown` the way the desk's country writes it."""

    number: str
    shown: str
    hours: str
    voicemail: bool
    callback: Callback | None = None


class Email(Data, frozen=True, kw_only=True):
    """The support address. Messages that arrive there by mail are filed under `topic`, or as `Settings.email_topic` says."""

    address: str
    hours: str
    topic: str = ""


class Form(Data, frozen=True, kw_only=True):
    """The contact form. `endpoint` is an absolute URL of the backend, or empty where it serves the site itself."""

    hours: str
    endpoint: str


class Post(Data, frozen=True, kw_only=True):
    """The postal address, one line a line."""

    address: tuple[str, ...]
    hours: str


class Channels(Data, frozen=True, kw_only=True):
    """The ways to reach the desk. The form is always there: the site exists for it."""

    form: Form
    phone: Phone | None = None
    email: Email | None = None
    post: Post | None = None

    def hours(self, channel: ChannelName) -> str:
        """The name of the calendar of a channel; that of the form for a channel that is not offered."""
        found = {"phone": self.phone, "email": self.email, "form": self.form, "post": self.post}[channel]
        return (found or self.form).hours

    @property
    def callback(self) -> Callback | None:
        """The calls that customers may ask for; None where none are offered."""
        return self.phone.callback if self.phone else None

    @property
    def offered(self) -> tuple[ChannelName, ...]:
        """The names of the channels that there are, in the order in which they are shown."""
        return tuple(channel for channel in CHANNELS if getattr(self, channel))

    def by_calendar(self) -> dict[str, list[ChannelName]]:
        """The channels that are offered, by the name of the calendar by which they are answered."""
        grouped: dict[str, list[ChannelName]] = {}
        for channel in self.offered:
            grouped.setdefault(self.hours(channel), []).append(channel)
        return grouped
