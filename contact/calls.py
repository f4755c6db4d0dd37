"""A call as the telephone system counted it: when it began, how long the caller waited, what came of it (rows P2, P4, P7).

Names nobody: a number, a name or a word that was spoken never comes in here.
"""

from datetime import datetime
from typing import Literal, get_args

from desk.data import Data

CallChannel = Literal["phone", "voicemail", "callback"]
CALL_CHANNELS: tuple[CallChannel, ...] = get_args(CallChannel)
# Empty: the telephone system does not say.
CallOutcome = Literal["answered", "abandoned", "voicemail", "callback", ""]
CALL_OUTCOMES: tuple[CallOutcome, ...] = ("answered", "abandoned", "voicemail", "callback")


class CallRecord(Data, frozen=True, kw_only=True):
    """One call. `id` is its own: the same one again is the same call.

    `waited` and `talked` are in seconds. None is not measured, which is not zero: who counts it as zero makes a queue of an
    hour look like none. `source` says who counted, such as `twilio` or the name of an imported file.
    """

    id: str
    began_at: datetime
    queue: str
    channel: CallChannel = "phone"
    waited: int | None = None
    talked: int | None = None
    outcome: CallOutcome = ""
    source: str = ""
