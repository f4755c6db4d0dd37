"""The message to which a mail is the answer -> the headers by which mail programs show the two together.

Message-IDs of others are strangers' words: what is not one, or is too long, is left out.
"""

import re
from collections.abc import Sequence

from desk.data import Data

# RFC 5322, 3.6.4, without comments and quotes. Real ones have up to a hundred characters.
_ID = re.compile(r"<[^\s<>@\"\\]{1,200}@[^\s<>@\"\\]{1,200}>", re.ASCII)
# The first names the thread, the latest are what mail programs know of it.
MOST_REFERENCES = 12


class Thread(Data, frozen=True, kw_only=True):
    """The Message-ID of the message that came, and the ids in its References, oldest first."""

    message_id: str = ""
    references: Sequence[str] = ()


def thread_of(message_id: str, references: str = "") -> Thread:
    """From the two headers as they came, whatever is in them."""
    (own,) = _ids(message_id)[-1:] or [""]
    earlier = [one for one in dict.fromkeys(_ids(references)) if one != own]
    kept = earlier if len(earlier) < MOST_REFERENCES else [earlier[0], *earlier[2 - MOST_REFERENCES :]]
    return Thread(message_id=own, references=tuple(kept))


def thread_headers(thread: Thread) -> dict[str, str]:
    """In-Reply-To and References, one id a line; nothing where the message had no name."""
    if not thread.message_id:
        return {}
    return {"In-Reply-To": thread.message_id, "References": "\r\n ".join([*thread.references, thread.message_id])}


def _ids(text: str) -> list[str]:
    return [found for found in _ID.findall(text) if found.isprintable() and found.isascii()]
