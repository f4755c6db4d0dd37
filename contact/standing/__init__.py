"""The events of a case -> how it stands: what it is, who takes care of it, what was said, and what has to be done by when.

The one place that says what follows from an event; commands, lists and reports ask here. Pure; knows no settings and no
clock: what depended on them was written into the events.
"""

from contact.standing.changes import CHANGING, after, standing_of
from contact.standing.model import LOOKED_AT_AGAIN, CallState, Standing
from contact.standing.work import TASKS, Task, Work, work_of

__all__ = [
    "CHANGING",
    "LOOKED_AT_AGAIN",
    "TASKS",
    "CallState",
    "Standing",
    "Task",
    "Work",
    "after",
    "standing_of",
    "work_of",
]
