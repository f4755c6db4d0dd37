"""Read the ways to reach the desk below `channels:`."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from desk.calendar import Calendar
from desk.channels import Channels, Email, Form, Phone, Post
from desk.fields import Fields
from desk.finding import unknown_name
from desk.phone import parse_phone, shown_phone
from desk.settings.callback import read_callback, refuse_alone
from desk.settings.model import Topic

_THIS_MACHINE = {("http", host) for host in ("127.0.0.1", "::1", "localhost")}
_ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]+")


def read_channels(
    fields: Fields, languages: Sequence[str], calendars: Mapping[str, Calendar], topics: Sequence[Topic]
) -> Channels:
    """Phone, e-mail, form and post; those that are left out are not offered, except the form."""
    inner = fields.inside("channels")
    if inner is None:
        fields.missing("channels", "channels:\n  email:\n    address: support@your-company.com\n    hours: office")
        return Channels(form=Form(hours="", endpoint=""))
    reader = _Reader(inner, languages, calendars, topics)
    channels = Channels(form=reader.form(), phone=reader.phone(), email=reader.email(), post=reader.post())
    inner.close()
    return channels


class _Reader:
    def __init__(
        self, fields: Fields, languages: Sequence[str], calendars: Mapping[str, Calendar], topics: Sequence[Topic]
    ) -> None:
        self.fields, self.languages, self.calendars, self.topics = fields, languages, calendars, topics

    def hours(self, fields: Fields) -> str:
        names = tuple(self.calendars)
        name = fields.text("hours", f"hours: {names[0] if names else 'office'}")
        if name and names and name not in names:
            place = fields.place("hours")
            fields.findings.append(
                unknown_name(name, names, place, what="a calendar below 'hours:'", rule="bad-value", write="hours: {}")
            )
        return name

    def phone(self) -> Phone | None:
        fields = self.fields.inside("phone")
        if fields is None:
            return None
        # First: that a number is missing is said once.
        refuse_alone(fields)
        example = 'number: "+1 212 555 0142"'
        fields.text("number", example)
        number = fields.parsed("number", example, parse_phone, "a telephone number with its country code") or ""
        shown = shown_phone(number) if number else ""
        channel = Phone(
            number=number,
            shown=shown,
            hours=self.hours(fields),
            voicemail=fields.flag("voicemail", default=False),
            callback=read_callback(fields, self.languages),
        )
        fields.close()
        return channel

    def email(self) -> Email | None:
        fields = self.fields.inside("email")
        if fields is None:
            return None
        example = "address: support@your-company.com"
        fields.text("address", example)
        address = fields.parsed("address", example, email_address, "an e-mail address") or ""
        channel = Email(address=address, hours=self.hours(fields), topic=self.topic(fields))
        fields.close()
        return channel

    def topic(self, fields: Fields) -> str:
        ids = [topic.id for topic in self.topics]
        name = fields.optional_text("topic", f"topic: {ids[-1] if ids else 'other'}") or ""
        if name and ids and name not in ids:
            place = fields.place("topic")
            fields.findings.append(
                unknown_name(name, ids, place, what="a topic below 'topics:'", rule="bad-value", write="topic: {}")
            )
        return name

    def form(self) -> Form:
        fields = self.fields.inside("form")
        if fields is None:
            self.fields.missing("form", f"form:\n  hours: {next(iter(self.calendars), 'office')}")
            return Form(hours="", endpoint="")
        example = "endpoint: https://requests.your-company.com/"
        endpoint = fields.parsed("endpoint", example, _endpoint, "the https address of the backend") or ""
        channel = Form(hours=self.hours(fields), endpoint=endpoint)
        fields.close()
        return channel

    def post(self) -> Post | None:
        fields = self.fields.inside("post")
        if fields is None:
            return None
        address = fields.text("address", "address: |\n  Your Company\n  1 Main Street")
        lines = tuple(line.strip() for line in address.splitlines() if line.strip())
        channel = Post(address=lines, hours=self.hours(fields))
        fields.close()
        return channel


def email_address(text: str) -> str:
    """An e-mail address, as far as one can tell without writing to it. Raises ValueError."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError
    return text


def _endpoint(text: str) -> str:
    parts = urlsplit(text)
    # On the machine itself, to try it out, there are no certificates.
    if not parts.hostname or (parts.scheme != "https" and (parts.scheme, parts.hostname) not in _THIS_MACHINE):
        raise ValueError("it starts with https://")
    return text if text.endswith("/") else text + "/"
