"""The telephone service (rows P2, P3): what is usual, what may be set, and what is refused."""

import pytest

from desk.telephony import VOICES, Telephony, Voice
from tests.desk.sample import SAMPLE, accepted, refused

ACCOUNT = "AC0123456789abcdef0123456789abcdef"
TWILIO = f"telephony:\n  provider: twilio\n  account: {ACCOUNT}\n"
ARN = "arn:aws:connect:us-east-1:123456789012:instance/01234567-89ab-cdef-0123-456789abcdef"
LINE = SAMPLE.count("\n") + 1


def test_usual_telephone() -> None:
    """Two lines are enough: nothing is recorded, no text message is sent, and all topics can be chosen."""
    settings = accepted(f"{SAMPLE}{TWILIO}")
    found = settings.telephony
    assert found == Telephony(provider="twilio", account=ACCOUNT, menu=tuple(topic.id for topic in settings.topics))
    assert (found.voice("es"), found.voice("pt"), found.provider_queue("access")) == (
        VOICES["es"],
        Voice(language="pt"),
        "access",
    )
    assert accepted(SAMPLE).telephony is None


def test_everything_that_may_be_set() -> None:
    """Names at the provider, voices, words, music, and who sends text messages."""
    queue = accepted(SAMPLE).topics[0].queue
    found = accepted(
        f"{SAMPLE}{TWILIO}  queues: {{{queue}: Team 1}}\n  voices: {{es: {{language: es-MX, name: Polly.Mia}}}}\n"
        "  texts: {greeting: {en: Hello., es: Hola.}}\n  recorded: yes\n  messages_from: +1 (212) 555-0142\n"
        "  music: https://music.example/hold.mp3\n  voicemail_minutes: 10\n"
    ).telephony
    assert found
    assert (found.queues, found.voices) == ({queue: "Team 1"}, {"es": Voice(language="es-MX", name="Polly.Mia")})
    assert (found.texts, found.recorded) == ({"greeting": {"en": "Hello.", "es": "Hola."}}, True)
    assert (found.messages_from, found.music, found.voicemail_minutes) == (
        "+12125550142",
        "https://music.example/hold.mp3",
        10,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "telephony:\n  account: x\n",
            (
                f"site_config.yml:{LINE + 1}: 'x' is not the SID of an account [bad-value]\n    fix: account: {ACCOUNT}\n"
                f"site_config.yml:{LINE + 1}: 'provider' is missing in 'telephony' [missing-key]\n"
                "    fix: provider: twilio"
            ),
        ),
        (
            f"telephony:\n  provider: connect\n  account: {ACCOUNT}\n  messages_from: +1 212 555 0142\n",
            (
                f"site_config.yml:{LINE + 2}: '{ACCOUNT}' is not the ARN of an instance [bad-value]\n"
                f"    fix: account: {ARN}\n"
                f"site_config.yml:{LINE + 3}: text messages are sent through Twilio only [bad-value]\n"
                "    fix: take the line 'messages_from' out"
            ),
        ),
    ],
)
def test_telephones_that_are_refused(text: str, message: str) -> None:
    """What is wrong is told with its line, and with what to write."""
    assert refused(f"{SAMPLE}{text}") == message


def test_telephone_without_a_number() -> None:
    """There is nothing to be answered where the desk has no telephone."""
    start, end = SAMPLE.index("  phone:\n    number"), SAMPLE.index("  email:\n")
    without = SAMPLE[:start] + SAMPLE[end:]
    line = without.count("\n") + 1
    assert refused(f"{without}{TWILIO}") == (
        f"site_config.yml:{line}: there is no telephone to be answered: 'channels' has no 'phone' [bad-value]\n"
        '    fix: phone:\n           number: "+1 212 555 0142"\n           hours: office'
    )
