"""Where cases are kept: the port that the rest of the code knows, and one module for each store behind it."""

from contact.store.port import (
    Appended,
    Change,
    Entry,
    Finished,
    Head,
    NewCase,
    NewMail,
    OutboxState,
    Recorded,
    ReferenceTakenError,
    Seal,
    SealedDayError,
    Search,
    Store,
    StoreError,
    Vote,
)

__all__ = [
    "Appended",
    "Change",
    "Entry",
    "Finished",
    "Head",
    "NewCase",
    "NewMail",
    "OutboxState",
    "Recorded",
    "ReferenceTakenError",
    "Seal",
    "SealedDayError",
    "Search",
    "Store",
    "StoreError",
    "Vote",
]
