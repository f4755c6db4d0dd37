"""The name of a mail in the outbox -> what it is, and of which event. Knows no template: to ask costs nothing.

`acknowledgement` and `acknowledgement-4` acknowledge messages; `reply-5` and the like are letters (contact.letters).
"""

from typing import get_args

from desk.settings.model import LetterKind

_KINDS: tuple[LetterKind, ...] = get_args(LetterKind)


def kind_of(mail: str) -> LetterKind:
    """`reply-5` is a reply. Raises ValueError for what is no letter."""
    sort = mail.partition("-")[0]
    for kind in _KINDS:
        if kind == sort:
            return kind
    raise ValueError(f"{mail} is no letter")


def is_letter(mail: str) -> bool:
    """Whether a mail of the outbox is a letter, and no acknowledgement."""
    return mail.partition("-")[0] in _KINDS


def event_number(mail: str) -> int:
    """Of which event of its case a mail is: `acknowledgement-4` answers the fourth; the first has no number."""
    _, _, number = mail.partition("-")
    return int(number) if number else 1
