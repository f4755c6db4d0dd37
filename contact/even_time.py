"""An answer and when its request began -> the same answer, to leave at a moment that does not tell what was looked for.

Finding a case takes a little longer than finding none. What says "not found" leaves at whole quarters of a second.
"""

import math
from datetime import timedelta

from contact.http import HttpResponse
from desk.data import replace

# Longer than any store takes to find a case on a good day; on a bad one the next step comes.
STEP = timedelta(milliseconds=250)


def evened(answer: HttpResponse, began: float, now: float) -> HttpResponse:
    """The answer, put off until the next step. Both times are on the clock of time.monotonic."""
    step = STEP.total_seconds()
    steps = max(1, math.ceil((now - began) / step))
    return replace(answer, not_before=began + steps * step)
