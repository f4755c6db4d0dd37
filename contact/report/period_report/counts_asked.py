"""What the tables of a period report ask for: how many came, of what sort, what became of them, and what is open."""

from contact.report.document import Column, Table, Where
from contact.report.period_report.asking import NO, RECEIVED, RESOLVED, YES, count, share

_KINDS = (
    count("received", "Received", asked="Q1 S"),
    count("requests", "Requests", {"kind": ("request",)}, asked="T3 S"),
    count("complaints", "Complaints", {"kind": ("complaint",)}, asked="T3 S"),
)
_CAME = (
    "Messages that came in during the period, each once, as what they are classified now. A letter or a call counts when it "
    "came, also where it was written down later. The total is the number of cases in the log that came in "
    "during the period."
)


def _received(name: str, title: str, *by: str, columns: tuple[Column, ...] = _KINDS) -> Table:
    return Table(
        id=name, title=title, definition=_CAME, source="cases", columns=columns, rows=(), by=by, where=RECEIVED
    )


RECEIVED_TABLES = (
    _received(
        "received-by-kind",
        "Received, by kind and customer",
        "kind",
        columns=(
            count("received", "Received", asked="Q1 S"),
            count("individuals", "From individuals", {"customer": ("individual",)}, asked="T3 S"),
            count("institutions", "From institutions", {"customer": ("institution",)}, asked="T3 S"),
            count("vulnerable", "Marked as vulnerable", {"vulnerable": YES}, asked="Q5 V"),
            count(
                "automatic",
                "Automatic mail",
                {"automatic": YES},
                "Automatic mail that nobody took up; it is answered by nobody.",
            ),
            count(
                "suspected",
                "Suspected",
                {"suspected": YES},
                "Looks like the work of a program, and nobody replied to it or let its acknowledgement go.",
            ),
            count(
                "erased",
                "Erased",
                {"erased": YES},
                "The customer's texts were erased later; the case counts as it did before.",
                "N3 M",
            ),
        ),
    ),
    _received("received-by-channel", "Received, by channel", "channel"),
    _received("received-by-topic", "Received, by topic", "topic"),
    _received("received-by-language", "Received, by language", "language"),
    _received("received", "Received, by kind, channel and topic", "kind", "channel", "topic", columns=_KINDS[:1]),
)

_OPEN: Where = {"open": YES}
OPEN_TABLES = (
    Table(
        id="open",
        title="Open cases",
        definition="A case is open from when it came in until it is resolved or erased, and again once it is reopened; automatic "
        "mail that nobody took up never is. Open at the start, and taken in, and come back, are together those closed and those "
        "open at the end.",
        source="cases",
        by=("kind",),
        columns=(
            count("at-start", "Open at the start", {"open_at_start": YES}, asked="Q5 V"),
            count(
                "taken-in",
                "Taken in",
                {"received_in": YES, "automatic": NO},
                "Received in the period, without automatic mail.",
            ),
            count(
                "came-back",
                "Come back",
                {"came_back": YES},
                "Received and closed before the period, reopened in it, and open at its end.",
            ),
            count(
                "closed",
                "Closed",
                {"closed_in": YES},
                "Open at the start or taken in, and not open at the end.",
                "Q5 V",
            ),
            count(
                "at-end",
                "Open at the end",
                {"open_at_end": YES},
                "At the end of the period, or of the log where that ends before.",
                "Q2 S",
            ),
        ),
        rows=(),
    ),
    Table(
        id="updates",
        title="Updates due to customers",
        definition="Of the cases of the period that are open as of the report: whether customers know when to hear of it again.",
        source="cases",
        by=("kind",),
        where=_OPEN,
        columns=(
            count("open", "Open", asked="R2 S"),
            count("due", "Update due later", {"update": ("due",)}, asked="R2 S"),
            count("overdue", "Update overdue", {"update": ("overdue",)}, asked="R2 S"),
            count("waiting", "Waiting for the customer", {"update": ("waiting",)}),
            count("none", "No day set", {"update": ("none",)}),
            Column(id="updates", title="Updates told so far", measure="sum", of="updates", row="R2", mark="S"),
        ),
        rows=(),
    ),
)

_LESS: Where = {"outcome": ("partial", "not")}
_OUTCOMES = (
    count("resolved", "Resolved", asked="R4 V"),
    count("full", "In full", {"outcome": ("full",)}, asked="R4 V"),
    count("partial", "In part", {"outcome": ("partial",)}, asked="R4 V"),
    count("not", "Not", {"outcome": ("not",)}, asked="R4 V"),
    count("explained", "In part or not: with an explanation", {**_LESS, "explained": YES}, asked="R4 V"),
    count("remedies", "In part or not: with remedies", {**_LESS, "remedies": YES}, asked="R4 V"),
)
_RESOLVED_NOW = "Cases whose latest resolution falls into the period and was not undone by reopening."


def outcomes(name: str, title: str, by: str, where: Where, *, draft: bool = False) -> Table:
    """What became of what was asked for."""
    return Table(
        id=name,
        title=title,
        definition=_RESOLVED_NOW,
        source="cases",
        by=(by,),
        where=where,
        columns=_OUTCOMES,
        rows=(),
        draft=draft,
    )


OUTCOME_TABLES = (
    outcomes("outcomes-by-kind", "Outcomes, by kind", "kind", RESOLVED),
    outcomes("outcomes-by-topic", "Outcomes, by topic", "topic", RESOLVED),
    Table(
        id="redress",
        title="Redress paid, by currency",
        definition=_RESOLVED_NOW
        + " Of those, the ones of which a resolution named an amount; the latest amount counts.",
        source="cases",
        by=("redress_currency",),
        where={**RESOLVED, "redress": YES},
        columns=(
            count("cases", "Cases", asked="Q5 V"),
            Column(
                id="amount", title="Amount", unit="money", measure="sum", of="redress_hundredths", row="Q5", mark="V"
            ),
        ),
        rows=(),
    ),
    Table(
        id="reclassified",
        title="Reclassified",
        definition="Cases received in the period whose kind, topic or customer was changed at least once, also where it was "
        "changed back: what they were taken for at first, and what they are now.",
        source="cases",
        by=("first_kind", "kind"),
        where={**RECEIVED, "reclassified": YES},
        columns=(count("cases", "Cases", asked="T3 S"),),
        rows=(),
    ),
    Table(
        id="reopened",
        title="Reopened",
        definition="Cases received in the period that were reopened at least once.",
        source="cases",
        by=("kind",),
        where=RECEIVED,
        columns=(
            count("received", "Received"),
            count("reopened", "Reopened", {"reopened": YES}),
            share("share", "Share reopened", {"reopened": YES}, {}),
        ),
        rows=(),
    ),
)
