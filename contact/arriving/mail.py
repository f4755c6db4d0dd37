"""An e-mail that arrived, as the desk understands it. Data only: contact.arriving.message reads it from bytes."""

from typing import Literal

from desk.data import Data

# What is larger is refused with the code that tells its sender so; mail services do not carry more either.
MOST_BYTES = 25 * 1024 * 1024
# Amazon SES takes 40 MB from a sender, who hears nothing more of it: whatever it has taken is recorded.
MOST_BYTES_OF_SES = 45 * 1024 * 1024
# Longer ones are cut in the case; the vault keeps the message whole.
LONGEST_TEXT = 50_000
LONGEST_LINE = 250
MOST_FILES = 50

# What whoever reads the text should know of it; the words are `arriving.remark.*`.
Remark = Literal["cut", "encrypted", "left-out", "no-text", "tnef"]


class TooLargeError(Exception):
    """The message is larger than its way in allows. Nothing of it has been looked at."""


class File(Data, frozen=True, kw_only=True):
    """A file that came with a message. `name` is fit for a folder; it may still say something about the customer."""

    name: str
    media_type: str
    content: bytes


class Sender(Data, frozen=True, kw_only=True):
    """Who wrote: exactly one address, or none and the reason why. `name` is what they call themselves."""

    address: str = ""
    name: str = ""
    problem: Literal["", "no-sender", "several-senders"] = ""


class ArrivedMail(Data, frozen=True, kw_only=True):
    """One message.

    `message_id` and those that it `answers` (nearest first) are in angle brackets; `language` is what the mail says of
    itself, as far as it does. `reply_to` is for people: nothing goes there by itself. `spam` is what a filter said.
    """

    sender: Sender
    reply_to: str
    subject: str
    text: str
    files: tuple[File, ...]
    message_id: str
    answers: tuple[str, ...]
    language: str
    spam: bool
    remarks: tuple[Remark, ...] = ()
