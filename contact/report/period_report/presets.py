"""The name of a profile -> what its report asks for: which tables, which list of cases, and how far that can be relied on.

A preset checks for rows of the requirements; that a report answers what a regulator asks for is for a person to say.
"""

from collections.abc import Mapping, Sequence

from contact.report.document import File, Table, Where
from contact.report.period_report.asking import RECEIVED, RESOLVED, YES, count, mean, share
from contact.report.period_report.counts_asked import OPEN_TABLES, OUTCOME_TABLES, RECEIVED_TABLES, outcomes
from contact.report.period_report.times_asked import (
    ANSWER_TABLES,
    CALL_TABLES,
    FEEDBACK_TABLES,
    RESOLUTION_TABLES,
)
from desk.data import Data

ALL_TABLES = (
    *RECEIVED_TABLES,
    *RESOLUTION_TABLES,
    *ANSWER_TABLES,
    *OPEN_TABLES,
    *OUTCOME_TABLES,
    *CALL_TABLES,
    *FEEDBACK_TABLES,
)


class Preset(Data, frozen=True, kw_only=True):
    """What is asked for. `draft` says that the mapping has not been checked against the regulator's own text."""

    tables: Sequence[Table]
    files: Sequence[File] = ()
    draft: bool = False
    notes: Sequence[str] = ()


_COMPLAINT: Where = {"kind": ("complaint",)}
_MICA_STEPS = Table(
    id="mica-steps",
    title="Complaints: average time of each step",
    definition="Complaints received in the period. Each time is counted from when the complaint came in; that of the "
    "acknowledgement from when it was recorded.",
    source="cases",
    by=("topic",),
    where={**RECEIVED, **_COMPLAINT},
    columns=(
        count("complaints", "Complaints", asked="Q4 V"),
        count("acknowledged", "Acknowledged", {"acknowledgement": ("sent", "delivered")}, asked="Q4 V"),
        mean("acknowledged-mean", "Mean to the acknowledgement", "acknowledged_seconds", "Q4 V"),
        count("answered", "Answered", {"answered": YES}, asked="Q4 V"),
        mean("answered-mean", "Mean to the first answer", "answered_minutes", "Q4 V"),
        count("resolved", "Decided", {"resolved": YES}, asked="Q4 V"),
        mean("resolved-mean", "Mean to the decision", "resolution_minutes", "Q4 V"),
    ),
    rows=(),
)
_MICA_LIMITS = Table(
    id="mica-limits",
    title="Complaints: over the limit, by step",
    definition="Legal clocks of the profile mica, of complaints received in the period. Over the limit: decided after it, or not "
    "decided and the limit is past.",
    source="clocks",
    by=("clock",),
    where={**RECEIVED, "profile": ("mica",)},
    columns=(
        count("complaints", "Complaints", asked="Q4 V"),
        count("over", "Over the limit", {"state": ("missed", "overdue")}, asked="Q4 V"),
        count("within", "Within the limit", {"state": ("kept",)}, asked="Q4 V"),
        count("running", "Running", {"state": ("running",)}, asked="Q4 V"),
    ),
    rows=(),
)
_UK = Table(
    id="uk-complaints",
    title="Complaints return (draft mapping)",
    definition="Upheld: resolved in full or in part. The bands come from the clocks of the profile uk-disp that were in force "
    "when the complaint came; 'without a clock' are complaints from before. The legal entity is the organisation above.",
    source="cases",
    by=("topic",),
    where=_COMPLAINT,
    columns=(
        count("at-start", "Open at the start", {"open_at_start": YES}, asked="Q5 V"),
        count("received", "Received", RECEIVED, asked="Q5 V"),
        count("closed", "Closed", RESOLVED, asked="Q5 V"),
        count(
            "within-3-days", "Closed within 3 business days", {**RESOLVED, "band": ("3-business-days",)}, asked="Q5 V"
        ),
        count(
            "within-8-weeks", "Closed within 8 weeks", {**RESOLVED, "band": ("8-weeks",)}, "And after 3 days.", "Q5 V"
        ),
        count("longer", "Closed later", {**RESOLVED, "band": ("longer",)}, asked="Q5 V"),
        count("no-clock", "Closed, without a clock", {**RESOLVED, "band": ("no-clock",)}),
        count("upheld", "Upheld", {**RESOLVED, "outcome": ("full", "partial")}, asked="Q5 V"),
        share("upheld-share", "Share upheld", {**RESOLVED, "outcome": ("full", "partial")}, RESOLVED, "Q5 V"),
        count("at-end", "Open at the end", {"open_at_end": YES}, asked="Q5 V"),
        count("vulnerable", "Received from vulnerable customers", {**RECEIVED, "vulnerable": YES}, asked="Q5 V"),
    ),
    rows=(),
    draft=True,
)
_ASIC = Table(
    id="asic-complaints",
    title="Complaints (draft mapping)",
    definition="The sums of the list of complaints that comes with this report.",
    source="cases",
    by=("topic",),
    where=_COMPLAINT,
    columns=(
        count("at-start", "Open at the start", {"open_at_start": YES}, asked="Q6 S"),
        count("received", "Received", RECEIVED, asked="Q6 S"),
        count("resolved", "Resolved", RESOLVED, asked="Q6 S"),
        count("at-end", "Open at the end", {"open_at_end": YES}, asked="Q6 S"),
    ),
    rows=(),
    draft=True,
)
_ASIC_FILE = File(
    id="asic-complaints",
    title="Complaints, one a row",
    definition="Complaints that were received, resolved or open in the period. Open: at its end; resolved, outcome and remedy: "
    "as of the report, also where that was later.",
    where=_COMPLAINT,
    columns={
        "complaint_id": "reference",
        "received": "received",
        "channel": "channel",
        "product_or_service": "topic",
        "complainant": "customer",
        "vulnerable": "vulnerable",
        "status_open": "open_at_end",
        "resolved": "resolved_at",
        "outcome": "outcome",
        "remedy_currency": "redress_currency",
        "remedy_hundredths": "redress_hundredths",
    },
    draft=True,
)

PRESETS: Mapping[str, Preset] = {
    "": Preset(tables=ALL_TABLES),
    "nydfs": Preset(
        tables=ALL_TABLES,
        notes=("This report checks for rows of the requirements under the heading NYDFS. Nothing is filed by itself.",),
    ),
    "mica": Preset(
        tables=(
            _MICA_STEPS,
            _MICA_LIMITS,
            outcomes("mica-outcomes", "Complaints: outcomes, by topic", "topic", {**RESOLVED, **_COMPLAINT}),
            *ALL_TABLES,
        ),
        notes=("For the report to the management body; it goes to the addressee named above.",),
    ),
    "uk-disp": Preset(
        tables=(_UK, *ALL_TABLES),
        draft=True,
        notes=("Draft mapping: the return changes in 2027. A period without complaints gives a nil return.",),
    ),
    "asic": Preset(
        tables=(_ASIC, *ALL_TABLES),
        files=(_ASIC_FILE,),
        draft=True,
        notes=("Draft mapping: one row a complaint, every six months (--period 2026-H2); without any, a nil return.",),
    ),
}
