"""An address that we had the provider ask -> how far the call has come, and the next such address.

All that is known of a call travels in the addresses that it goes through: the provider signs each of them, so nobody else
can change one, and no process has to remember a call. They name nobody; of the caller there is nothing in them.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from desk.data import Data
from desk.form.action import DESK_FOLDER
from desk.settings.model import Settings

TWILIO = f"{DESK_FOLDER}telephony/twilio/"
# Who is asked the same question so often has put the receiver down beside the telephone.
MOST_STEPS = 40


class Call(Data, frozen=True, kw_only=True):
    """How far a call has come. `step` counts the addresses that it went through.

    `queued_at` is when the caller began to wait in a queue, `asked_at` when a call back was asked for, `waited` how many
    seconds they waited before they left the queue; None for what has not happened.
    """

    began_at: datetime
    step: int = 0
    language: str = ""
    topic: str = ""
    queued_at: datetime | None = None
    asked_at: datetime | None = None
    waited: int | None = None


def home(settings: Settings) -> str:
    """The address of the desk as the world sees it, which the provider asks and signs."""
    return settings.channels.form.endpoint or settings.organisation.site_url


def address(settings: Settings, place: str, call: Call) -> str:
    """Where a call goes on."""
    found: dict[str, object] = {"began": seconds_of(call.began_at), "step": call.step}
    found |= {"language": call.language, "topic": call.topic}
    found |= {name: seconds_of(at) for name, at in (("queued", call.queued_at), ("asked", call.asked_at)) if at}
    if call.waited is not None:
        found["waited"] = call.waited
    return f"{home(settings)}{TWILIO}{place}?" + urlencode(
        {name: value for name, value in found.items() if value != ""}
    )


def asked_address(settings: Settings, place: str, query: Mapping[str, str]) -> str:
    """The address that was asked, in full, as the provider knows and signs it."""
    return f"{home(settings)}{TWILIO}{place}" + (f"?{urlencode(query)}" if query else "")


def call_in(query: Mapping[str, str], settings: Settings) -> Call | None:
    """How far the call of such an address has come; None where it is not one of ours."""
    numbers = {name: _number(query.get(name, "")) for name in ("began", "step", "queued", "asked", "waited")}
    began, step = numbers["began"], numbers["step"]
    language, topic = query.get("language", ""), query.get("topic", "")
    known = language in {"", *settings.languages.offered} and (not topic or settings.topic(topic) is not None)
    if began is None or step is None or not known:
        return None
    return Call(
        began_at=_instant(began),
        step=step,
        language=language,
        topic=topic,
        queued_at=_instant(queued) if (queued := numbers["queued"]) is not None else None,
        asked_at=_instant(asked) if (asked := numbers["asked"]) is not None else None,
        waited=numbers["waited"],
    )


def _number(text: str) -> int | None:
    """A whole number of up to ten digits, as every one of ours is until the year 2286."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("9999999999") else None


def seconds_of(at: datetime) -> int:
    """An instant as addresses carry it."""
    return int(at.timestamp())


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def instant_from(text: str) -> datetime | None:
    """The instant that an address carries; None where it carries none."""
    found = _number(text)
    return None if found is None else _instant(found)
