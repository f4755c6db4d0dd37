"""The rules for counts of searches: from how many on words are shown, and how long they are kept.

Words that few people typed may name one of them. Knows neither how searches arrive nor how they are reported.
"""

from datetime import datetime, timedelta

from contact.store import Store

# Counted once a day for each sender: so many different people, or days.
FEWEST = 3
RARE_KEPT = timedelta(days=30)
# A quarter can be held against the same quarter of the year before.
KEPT = timedelta(days=460)


def forget_searches(store: Store, now: datetime) -> None:
    """Take away what has been kept for long enough. Raises StoreError."""
    today = now.date()
    store.forget_searches(FEWEST, rare_before=today - RARE_KEPT, before=today - KEPT)
