"""A script -> TwiML, a signature -> whether Twilio made it, a text message -> sent.

The one place that knows Twilio's library. Whoever answers no telephone never imports it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from contact.telephony.script import GoOn, HangUp, Hold, Keys, Leave, Play, Record, Say, Script, Silence, Step
from contact.texting import TextError

if TYPE_CHECKING:
    from twilio.rest import Client
    from twilio.twiml.voice_response import VoiceResponse

NOT_INSTALLED = "the library of Twilio is not installed: pip install 'frontdesk[telephony]'"
# A person waits for nothing here, but the outbox has others to send.
SEND_SECONDS = 20
_TOO_MANY, _SERVER = 429, 500
# Silence after which a recording ends.
_QUIET_SECONDS = 8
# Of the end of a recording.
_POUND = "#"


class NotInstalledError(Exception):
    """Twilio's library is missing; the message says what to do."""


class Fields(dict[str, list[str]]):
    """A form in which a name may come several times, as the library wants to read it."""

    def getall(self, name: str) -> list[str]:
        """All values of a name."""
        return self[name]


def installed() -> None:
    """Raise NotInstalledError where the library is missing."""
    try:
        import twilio.request_validator  # noqa: F401, PLC0415 - see the top
    except ImportError as error:
        raise NotInstalledError(f"{NOT_INSTALLED} ({error})") from error


def is_signed(address: str, fields: Mapping[str, Sequence[str]], signature: str, token: str) -> bool:
    """Whether whoever knows the token asked for this address with this form. Takes as long for a wrong signature."""
    from twilio.request_validator import RequestValidator  # noqa: PLC0415 - see the top

    form = Fields({name: list(values) for name, values in fields.items()})
    return bool(RequestValidator(token).validate(address, form, signature))


def twiml(script: Script) -> bytes:
    """A script as Twilio reads it."""
    from twilio.twiml.voice_response import VoiceResponse  # noqa: PLC0415 - see the top

    response = VoiceResponse()
    for step in script:
        _write(response, step)
    return str(response).encode()


def _write(response: Any, step: Step) -> None:  # noqa: ANN401 - an answer, or what is heard until a key is pressed
    match step:
        case Say():
            response.say(step.text, **_voice(step))
        case Play():
            response.play(step.address)
        case Silence():
            response.pause(length=step.seconds)
        case Keys():
            _keys(response, step)
        case Hold():
            response.enqueue(
                step.queue, action=step.next, method="POST", wait_url=step.meanwhile, wait_url_method="POST"
            )
        case Record():
            response.record(
                action=step.next,
                method="POST",
                max_length=step.longest_seconds,
                timeout=_QUIET_SECONDS,
                finish_on_key=_POUND,
                play_beep=True,
                recording_status_callback=step.finished,
                recording_status_callback_method="POST",
                recording_status_callback_event="completed",
            )
        case GoOn():
            response.redirect(step.next, method="POST")
        case Leave():
            response.leave()
        case HangUp():
            response.hangup()


def _keys(response: "VoiceResponse", step: Keys) -> None:
    gather = response.gather(
        input="dtmf", action=step.next, method="POST", num_digits=1, timeout=step.wait_seconds, finish_on_key=""
    )
    for heard in step.words:
        _write(gather, heard)


def _voice(step: Say) -> dict[str, str]:
    named = {"language": step.voice.language}
    return {**named, "voice": step.voice.name} if step.voice.name else named


class TwilioTexter:
    """Sends text messages through Twilio, in the name of `sender`: one of our numbers, or a messaging service."""

    def __init__(self, account: str, token: str, sender: str, address: str = "") -> None:
        self.account, self.token, self.sender, self.address = account, token, sender, address

    def send(self, number: str, text: str) -> str:
        """The name that Twilio gave the message. Raises TextError."""
        from twilio.base.exceptions import TwilioException, TwilioRestException  # noqa: PLC0415 - see the top

        # Its errors come with the number and the words: what is kept is the code alone.
        sender = {"messaging_service_sid" if self.sender.startswith("MG") else "from_": self.sender}
        try:
            sent = _client(self.account, self.token, self.address).messages.create(to=number, body=text, **sender)
        except TwilioRestException as error:
            passes = error.status == _TOO_MANY or error.status >= _SERVER
            raise TextError(f"twilio {error.code or error.status}", retry=passes) from None
        except (TwilioException, OSError) as error:
            raise TextError(f"twilio {type(error).__name__}", retry=True) from None
        return sent.sid or ""


@cache
def _client(account: str, token: str, address: str) -> "Client":
    from twilio.http.http_client import TwilioHttpClient  # noqa: PLC0415 - see the top
    from twilio.rest import Client  # noqa: PLC0415 - see the top

    client = Client(account, token, http_client=TwilioHttpClient(timeout=SEND_SECONDS))
    if address:
        client.api.base_url = address
    return client
