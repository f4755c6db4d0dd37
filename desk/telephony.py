"""How the telephone is answered by a provider's service, as frozen data.

Knows no settings file: desk.settings.telephony reads it.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from desk.data import Data, field

Provider = Literal["twilio", "connect"]
PROVIDERS: tuple[Provider, ...] = get_args(Provider)
# What an owner may have spoken in other words than ours; `telephony.<name>` of the words otherwise.
SpokenText = Literal["greeting", "recorded", "closed", "voicemail", "waiting"]
SPOKEN_TEXTS: tuple[SpokenText, ...] = get_args(SpokenText)
# One press of a key each; 0 says the menu again.
MOST_CHOICES = 9
LONGEST_VOICEMAIL_MINUTES = 10


class Voice(Data, frozen=True, kw_only=True):
    """Who speaks a language: the language as the provider names it (`es-US`), and one of its voices, or its usual one."""

    language: str
    name: str = ""


# What the provider has for the languages that the product speaks itself.
VOICES: Mapping[str, Voice] = {
    "en": Voice(language="en-US", name="Polly.Joanna"),
    "es": Voice(language="es-US", name="Polly.Lupe"),
}


class Telephony(Data, frozen=True, kw_only=True):
    """Which service answers the telephone, and what it says.

    `account` is our name there; `queues` are the provider's names for our queues where they differ. `menu` are the topics
    that a caller may choose from, in this order. `texts` are spoken in place of the product's words, by name and language.
    `recorded` says that conversations are recorded, and callers are told so; `messages_from` is who sends text messages,
    empty where none are sent; `music` is what callers hear while they wait, empty for silence.
    """

    provider: Provider
    account: str
    menu: tuple[str, ...]
    queues: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    recorded: bool = False
    messages_from: str = ""
    music: str = ""
    voicemail_minutes: int = 3

    def voice(self, language: str) -> Voice:
        """Who speaks a language."""
        return self.voices.get(language) or VOICES.get(language) or Voice(language=language)

    def provider_queue(self, queue: str) -> str:
        """What the provider calls one of our queues."""
        return self.queues.get(queue, queue)
