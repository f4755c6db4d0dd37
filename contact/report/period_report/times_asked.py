"""What the tables of a period report ask for: how long it took, and whether it was in time."""

from contact.report.document import Table, Where
from contact.report.period_report.asking import RECEIVED, RESOLVED, SCORES, YES, count, mean, share, times

_TO_RESOLUTION = (
    "From when the message came in to its latest resolution, as long as that was not undone by reopening. Times are those of "
    "the resolved ones alone; n says how many they are."
)
_BY = {"kind": "kind", "channel": "channel", "topic": "topic"}
_DONE: Where = {"resolved": YES}


def _resolution(basis: str, words: str, where: Where, by: str) -> Table:
    return Table(
        id=f"resolution-{basis}-by-{by}",
        title=f"Time from receipt to resolution: {words}, by {_BY[by]}",
        definition=_TO_RESOLUTION,
        source="cases",
        by=(by,),
        where=where,
        columns=(
            count("cases", words.capitalize(), asked="Q2 S"),
            count("resolved", "Resolved (n)", _DONE, asked="Q2 S"),
            count("open", "Still open", {"open": YES}, "As of the report.", "Q2 S"),
            *times("resolution_minutes", asked="Q2 S"),
            *times("resolution_business_minutes", asked="Q2 S", prefix="business-", words=", business time"),
        ),
        rows=(),
    )


RESOLUTION_TABLES = tuple(
    _resolution(basis, words, where, by)
    for basis, words, where in (
        ("received-in", "received in the period", RECEIVED),
        ("resolved-in", "resolved in the period", RESOLVED),
    )
    for by in _BY
)

_MISSED: Where = {"estimate": ("missed",)}
_KEPT: Where = {"estimate": ("kept",)}
_BOTH: Where = {"estimate": ("kept", "missed")}
ANSWER_TABLES = (
    Table(
        id="acknowledgement",
        title="Acknowledgements",
        definition="What became of the acknowledgement of the messages received in the period. One that came back does not count "
        "as sent. The delay is that from when the case was recorded to when the mail was handed over.",
        source="cases",
        by=("channel",),
        where=RECEIVED,
        columns=(
            count("received", "Received", asked="E3 V"),
            count("acknowledged", "Acknowledged", {"acknowledgement": ("sent", "delivered")}, asked="E3 V"),
            count("failed", "Failed", {"acknowledgement": ("failed", "bounced")}, "Given up, or came back.", "E8 D"),
            count("pending", "Pending", {"acknowledgement": ("waiting",)}, asked="E8 D"),
            count("held", "Held", {"acknowledgement": ("held",)}, "Waits until a person lets it go.", "E8 D"),
            count(
                "on-page",
                "On the page",
                {"acknowledgement": ("on-page",)},
                "No address was given: the page was the acknowledgement.",
            ),
            count(
                "by-person",
                "By a person",
                {"acknowledgement": ("by-person", "in-call")},
                "In the call in which it came, or by who wrote it down.",
            ),
            count("none", "None due", {"acknowledgement": ("none",)}, "Automatic mail."),
            *times("acknowledged_seconds", asked="E3 V", prefix="delay-", words=" delay"),
        ),
        rows=(),
    ),
    Table(
        id="first-reply",
        title="First answer by a person",
        definition="The first reply, update, call or resolution by a person, told to the customer or not. "
        "To assign a case, or to acknowledge it, is none.",
        source="cases",
        by=("channel",),
        where={**RECEIVED, "automatic": ("no",)},
        columns=(
            count("received", "Received, without automatic mail", asked="E1 V"),
            count("answered", "Answered (n)", {"answered": YES}, asked="E1 V"),
            count("none", "Not answered yet", {"answered": ("no",)}, asked="E1 V"),
            *times("answered_minutes", asked="E1 V"),
            *times("answered_business_minutes", asked="E1 V", prefix="business-", words=", business time"),
        ),
        rows=(),
    ),
    Table(
        id="estimate",
        title="Answered within the estimate given",
        definition="An estimate is no guarantee. Kept: a person answered by the instant that this customer was told. Missed: "
        "nobody had. An estimate that was not past, as of the report, is in neither, answered or not; nor is automatic mail, nor "
        "what looks like the work of a program.",
        source="cases",
        by=("channel",),
        where=RECEIVED,
        columns=(
            count("kept", "Kept", _KEPT, asked="R6 D"),
            count("missed", "Missed", _MISSED, asked="R6 D"),
            count("not-due", "Not past yet", {"estimate": ("not-due",)}),
            count("left-out", "Left out", {"estimate": ("automatic", "suspected")}),
            share("share", "Share kept", _KEPT, _BOTH, "R6 D"),
            share(
                "share-without-surge",
                "Share kept, outside of a surge",
                {**_KEPT, "surge": ("no",)},
                {**_BOTH, "surge": ("no",)},
                "U2 S",
            ),
            share("share-in-surge", "Share kept, in a surge", {**_KEPT, "surge": YES}, {**_BOTH, "surge": YES}, "U2 S"),
        ),
        rows=(),
    ),
    Table(
        id="legal-clocks",
        title="Legal clocks",
        definition="Clocks of the cases received in the period, by the profiles that were in force when they came. Kept, missed: "
        "resolved before or after the clock had run down. Running, overdue: not resolved. Ended: erased, or automatic mail.",
        source="clocks",
        by=("profile", "clock"),
        where=RECEIVED,
        columns=(
            count("clocks", "Clocks", asked="R5 M"),
            count("kept", "Kept", {"state": ("kept",)}, asked="R5 M"),
            count("missed", "Missed", {"state": ("missed",)}, asked="R5 M"),
            count("running", "Running", {"state": ("running",)}, asked="R5 M"),
            count("overdue", "Overdue", {"state": ("overdue",)}, asked="R5 M"),
            count("ended", "Ended", {"state": ("ended",)}),
            share("share", "Share kept", {"state": ("kept",)}, {"state": ("kept", "missed", "overdue")}, "R5 M"),
        ),
        rows=(),
    ),
)

_WITHIN: Where = {"callback_goal": ("within",)}
_CALLBACKS = Table(
    id="callbacks",
    title="Calls that customers asked for",
    definition="Asked for in the period; of a case that asked more than once, the latest. The goal is the desk's own, for the "
    "first attempt, and no promise to anybody. Late: tried after the goal; or not at all, and the "
    "goal is past or the call was given up. A customer who called it off before the goal is in neither.",
    source="cases",
    by=("queue",),
    where={"callback_in": YES},
    columns=(
        count("requested", "Asked for", asked="C1 S"),
        count("within", "Tried within the goal", _WITHIN, asked="C3 S"),
        count("late", "Late", {"callback_goal": ("late",)}, asked="C3 S"),
        count("open", "Goal not past yet", {"callback_goal": ("open",)}),
        count("not-called", "Called off before the goal", {"callback_goal": ("not-called",)}),
        share("share", "Share tried within the goal", _WITHIN, {"callback_goal": ("within", "late")}, "C3 S"),
        count("reached", "Reached", {"callback": ("reached",)}, asked="C1 S"),
        count("missed", "Ended without being reached", {"callback": ("ended",)}, asked="C1 S"),
        count("waiting", "Still to be called", {"callback": ("requested", "attempted")}, asked="C1 S"),
        *times("callback_minutes", asked="C3 S"),
    ),
    rows=(),
)
_CALLS = Table(
    id="calls",
    title="Calls, as the telephone system counted them",
    definition="Calls that began in the period, and before the instant named 'as of'. What was not measured is left out of a "
    "time and never taken for zero. Within three minutes: of the calls whose waiting was measured, those that waited 180 "
    "seconds at most.",
    source="calls",
    by=("queue",),
    columns=(
        count("calls", "Calls", asked="P4 S"),
        count("answered", "Answered", {"outcome": ("answered",)}, asked="P2 V"),
        count("abandoned", "Abandoned", {"outcome": ("abandoned",)}),
        count("voicemail", "Voicemail", {"outcome": ("voicemail",)}, asked="P3 S"),
        count("callback", "Callback instead of waiting", {"outcome": ("callback",)}, asked="P5 M"),
        count("not-said", "Outcome not said", {"outcome": ("",)}),
        count("measured", "Waiting measured (n)", {"waited_within": ("3-minutes", "longer")}, asked="P4 S"),
        count("not-measured", "Waiting not measured", {"waited_within": ("not-measured",)}, asked="P4 S"),
        *times("waited", asked="P4 S", prefix="wait-", words=" wait"),
        share(
            "within-3-minutes",
            "Within three minutes",
            {"waited_within": ("3-minutes",)},
            {"waited_within": ("3-minutes", "longer")},
            "P7 S",
        ),
        mean("talk-mean", "Mean talk", "talked"),
    ),
    rows=(),
)
_VOICEMAIL = Table(
    id="voicemail",
    title="Voicemail returned",
    definition="Voicemails received in the period, and the time to the first answer by a person.",
    source="cases",
    by=("channel",),
    where={**RECEIVED, "channel": ("voicemail",)},
    columns=(
        count("received", "Received", asked="P3 S"),
        count("returned", "Returned (n)", {"answered": YES}, asked="P3 S"),
        *times("answered_minutes", asked="P3 S"),
    ),
    rows=(),
)
CALL_TABLES = (_CALLBACKS, _CALLS, _VOICEMAIL)

FEEDBACK_TABLES = (
    Table(
        id="feedback",
        title="Feedback",
        definition="Customers who were asked in the period what they think of it, and what they answered, from 1 to 5.",
        source="cases",
        by=("topic",),
        where={"asked_in": YES},
        columns=(
            count("asked", "Asked", asked="K1 S"),
            count("answered", "Answered", {"score": SCORES}, asked="K1 S"),
            share("share", "Share answered", {"score": SCORES}, {}, "K1 S"),
            mean("mean", "Mean", "score", "K1 S"),
            *(count(f"score-{score}", f"Score {score}", {"score": (score,)}, asked="K1 S") for score in SCORES),
        ),
        rows=(),
    ),
)
