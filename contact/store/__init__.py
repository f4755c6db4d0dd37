"""Where cases are kept: the port that the rest of the code knows, and one module for each store behind it."""

from contact.store.port import Entry, NewCase, OutboxState, Recorded, ReferenceTakenError, Store, StoreError, Vote

__all__ = ["Entry", "NewCase", "OutboxState", "Recorded", "ReferenceTakenError", "Store", "StoreError", "Vote"]
