"""Read the section `telephony`: which service answers the telephone, and what it says."""

import re
from collections.abc import Sequence
from typing import cast
from urllib.parse import urlsplit

from desk.channels import Channels
from desk.fields import Fields
from desk.finding import unknown_name
from desk.phone import parse_phone
from desk.settings.model import Topic
from desk.telephony import (
    LONGEST_VOICEMAIL_MINUTES,
    MOST_CHOICES,
    PROVIDERS,
    SPOKEN_TEXTS,
    VOICES,
    Provider,
    Telephony,
    Voice,
)

_TWILIO_ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
_MESSAGING_SERVICE = re.compile(r"MG[0-9a-f]{32}")
_CONNECT_INSTANCE = re.compile(r"arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance/[0-9a-f-]{36}")
# Twilio's limit, the narrower one.
_LONGEST_QUEUE_NAME = 64
_ACCOUNTS = {
    "twilio": "account: AC0123456789abcdef0123456789abcdef",
    "connect": "account: arn:aws:connect:us-east-1:123456789012:instance/01234567-89ab-cdef-0123-456789abcdef",
}
_SENDER = 'messages_from: "+1 212 555 0142"'
_LENGTH = f"voicemail_minutes: {Telephony(provider='twilio', account='', menu=()).voicemail_minutes}"
_MUSIC = "music: https://www.your-company.com/hold.mp3"


def read_telephony(
    fields: Fields, languages: Sequence[str], channels: Channels, topics: Sequence[Topic]
) -> Telephony | None:
    """How the telephone is answered; None where no service of ours answers it."""
    inner = fields.inside("telephony")
    if inner is None:
        return None
    if not channels.phone:
        message = "there is no telephone to be answered: 'channels' has no 'phone'"
        fields.refuse("telephony", message, 'phone:\n  number: "+1 212 555 0142"\n  hours: office')
    reader = _Reader(inner, languages, topics)
    provider = reader.provider()
    telephony = Telephony(
        provider=provider,
        account=reader.account(provider),
        menu=reader.menu(),
        queues=reader.queues(),
        voices=reader.voices(),
        texts=reader.texts(),
        recorded=inner.flag("recorded", default=False),
        messages_from=reader.sender(provider),
        music=inner.parsed("music", _MUSIC, _https, "the https address of a sound file") or "",
        voicemail_minutes=reader.voicemail_minutes(),
    )
    inner.close()
    return telephony


class _Reader:
    def __init__(self, fields: Fields, languages: Sequence[str], topics: Sequence[Topic]) -> None:
        self.fields, self.languages, self.topics = fields, languages, topics

    def provider(self) -> Provider:
        if self.fields.node("provider") is None:
            self.fields.missing("provider", f"provider: {PROVIDERS[0]}")
        return cast("Provider", self.fields.choice("provider", PROVIDERS, PROVIDERS[0]))

    def account(self, provider: Provider) -> str:
        shape = _TWILIO_ACCOUNT if provider == "twilio" else _CONNECT_INSTANCE
        example = _ACCOUNTS[provider]
        self.fields.text("account", example)
        expected = "the SID of an account" if provider == "twilio" else "the ARN of an instance"
        return self.fields.parsed("account", example, lambda text: _shaped(text, shape), expected) or ""

    def menu(self) -> tuple[str, ...]:
        """The topics of the menu: those that are written, else the first ones, of which the last is for all the others."""
        ids = [topic.id for topic in self.topics]
        example = f"menu: [{', '.join(ids[:2])}]"
        written = self.fields.items("menu", example)
        for item in written:
            if ids and item.text not in ids:
                self.fields.findings.append(
                    unknown_name(item.text, ids, item.place, what="a topic below 'topics:'", rule="bad-value")
                )
        chosen = tuple(dict.fromkeys(item.text for item in written))
        if len(chosen) > MOST_CHOICES:
            message = f"{len(chosen)} choices are more than there are keys: the telephone has {MOST_CHOICES}"
            self.fields.refuse("menu", message, f"menu: [{', '.join(chosen[:MOST_CHOICES])}]")
        if chosen:
            return chosen
        last = "other" if "other" in ids else (ids[-1] if ids else "")
        return (*[topic for topic in ids if topic != last][: MOST_CHOICES - 1], *([last] if last else []))

    def queues(self) -> dict[str, str]:
        inner = self.fields.inside("queues")
        if inner is None:
            return {}
        known = tuple(dict.fromkeys(topic.queue for topic in self.topics))
        named: dict[str, str] = {}
        for queue, _ in inner.by_name(" Name of the queue at the provider"):
            example = f"{queue}: Name of the queue at the provider"
            named[queue] = inner.parsed(queue, example, _queue_name, "the name of a queue") or queue
            if queue not in known:
                what = "a queue of a topic"
                inner.findings.append(unknown_name(queue, known, inner.place(queue), what=what, rule="bad-value"))
        return named

    def voices(self) -> dict[str, Voice]:
        inner = self.fields.inside("voices")
        if inner is None:
            return {}
        found = {language: voice for language in self.languages if (voice := _voice(inner, language))}
        inner.close(what="a language of this site")
        return found

    def texts(self) -> dict[str, dict[str, str]]:
        inner = self.fields.inside("texts")
        if inner is None:
            return {}
        found = {
            name: dict(inner.by_language(name, self.languages, f"{name}: ...", required=False)) for name in SPOKEN_TEXTS
        }
        inner.close()
        return {name: texts for name, texts in found.items() if texts}

    def sender(self, provider: Provider) -> str:
        sender = self.fields.parsed("messages_from", _SENDER, _sender, "a telephone number or a messaging service")
        if sender and provider != "twilio":
            message = "text messages are sent through Twilio only"
            self.fields.refuse("messages_from", message, "take the line 'messages_from' out")
        return sender or ""

    def voicemail_minutes(self) -> int:
        expected = f"a number from 1 to {LONGEST_VOICEMAIL_MINUTES}"
        found = self.fields.parsed("voicemail_minutes", _LENGTH, _minutes, expected)
        return found or Telephony(provider="twilio", account="", menu=()).voicemail_minutes


def _voice(fields: Fields, language: str) -> Voice | None:
    inner = fields.inside(language)
    if inner is None:
        return None
    usual = VOICES.get(language) or Voice(language=language)
    written = inner.optional_text("language", f"language: {usual.language}")
    name = inner.optional_text("name", f"name: {usual.name or 'Polly.Joanna'}") or ""
    inner.close()
    return Voice(language=written or usual.language, name=name)


def _shaped(text: str, shape: re.Pattern[str]) -> str:
    if not shape.fullmatch(text):
        raise ValueError
    return text


def _queue_name(text: str) -> str:
    if not text.strip() or len(text) > _LONGEST_QUEUE_NAME or not text.isprintable():
        raise ValueError(f"it has 1 to {_LONGEST_QUEUE_NAME} characters")
    return text.strip()


def _sender(text: str) -> str:
    return text if _MESSAGING_SERVICE.fullmatch(text) else parse_phone(text)


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= LONGEST_VOICEMAIL_MINUTES:
        raise ValueError
    return int(text)


def _https(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("it starts with https://")
    return text
