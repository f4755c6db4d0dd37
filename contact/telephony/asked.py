"""What a telephone service tells of a call: its name, who calls, what was pressed and recorded. Nothing in it is trusted."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from desk.data import Data
from desk.phone import parse_phone

LONGEST_FIELD = 2000
# The longest call that there is, and time for what is told after it.
OLDEST = timedelta(hours=26)
# Clocks differ.
EARLIEST = timedelta(minutes=5)

_RECORDING = re.compile(r"RE[0-9a-fA-F]{32}")
# What lies in a storage elsewhere would be an address of others for staff to open: Twilio's own leads there as well.
_RECORDING_PLACE = re.compile(r"https://[a-z0-9.-]+\.twilio\.com/[A-Za-z0-9/._-]+")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
# What Twilio writes in place of a number that was withheld: "anonymous", "restricted", "blocked", "unknown" and
# "unavailable", typed on the keys of a telephone.
_WITHHELD = frozenset({"266696687", "7378742833", "17378742833", "2562533", "8566696", "86282452253"})


class Asked(Data, frozen=True, kw_only=True):
    """What Twilio tells. `caller` is a number in E.164, empty where it was withheld; texts are empty where nothing came."""

    call_id: str
    caller: str
    fields: Mapping[str, str]

    def number(self, name: str) -> int | None:
        """A whole number, not negative; None where there is none."""
        text = self.fields.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999") else None

    @property
    def key(self) -> str:
        """The one key that was pressed, or nothing."""
        pressed = self.fields.get("Digits", "")
        return pressed if len(pressed) == 1 else ""

    @property
    def recording_id(self) -> str:
        """What Twilio calls the recording, where one was made."""
        found = self.fields.get("RecordingSid", "")
        return found if _RECORDING.fullmatch(found) else ""

    @property
    def recording(self) -> str:
        """Where a recording lies: with Twilio itself, as staff are to open it."""
        found, account = self.fields.get("RecordingUrl", ""), self.fields.get("AccountSid", "")
        if not found.startswith("https://"):
            return ""
        if _RECORDING_PLACE.fullmatch(found):
            return found
        return f"https://api.twilio.com/2010-04-01/Accounts/{account}/Recordings/{self.recording_id}"


def is_current(began_at: datetime, now: datetime) -> bool:
    """Whether a call that began then can still go on."""
    return now - OLDEST <= began_at <= now + EARLIEST


def caller_of(text: str) -> str:
    """The number in E.164 that a call comes from; empty where it is withheld, or no number of a telephone."""
    if not _NUMBER.fullmatch(text) or text[1:] in _WITHHELD:
        return ""
    try:
        return parse_phone(text)
    except ValueError:
        return ""
