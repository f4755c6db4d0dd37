"""The whole log -> one case a line as JSON, with all that happened to it and nothing that names anybody (row Q7).

So that every figure of a report can be worked out by somebody else's program. After the cases come the calls, as the telephone
system counted them.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from contact.report.period_report.folding import is_of_the_first_message
from contact.store import History, Store
from desk.data import asdict

# What staff wrote in their own words, who they are, what others call the case, and proofs of texts: no figure needs them.
LEFT_OUT = frozenset(
    {
        *("by", "reason", "how", "external_reference", "entered_by", "to", "text", "attachments", "message_id", "mail"),
        *("personal_digest", "consent_digest", "disclosure_digest", "digest", "provider_id"),
    }
)
# Of these it is said whether they are about the acknowledgement of the first message: its name is left out.
_ABOUT_MAIL = frozenset(
    {"delivered", "bounced", "acknowledgement-failed", "acknowledgement-held", "acknowledgement-released"}
)


def lines(store: Store, since: datetime | None, until: datetime | None) -> Iterator[str]:
    """One line after the other, in the order in which cases were recorded. Raises StoreError."""
    for history in store.histories(since, until):
        yield _line({"reference": history.reference, "events": list(_events(history))})
    first, last = since or datetime(1970, 1, 1, tzinfo=UTC), until or datetime(9999, 1, 1, tzinfo=UTC)
    for call in store.calls(first, last):
        yield _line({"call": asdict(call) | {"began_at": call.began_at.isoformat()}})


def _events(history: History) -> Iterator[Mapping[str, object]]:
    for event in history.events:
        body = json.loads(event.body) if event.body else {}
        kept = {name: value for name, value in body.items() if name not in LEFT_OUT}
        if event.kind in _ABOUT_MAIL:
            kept["acknowledgement"] = is_of_the_first_message(event.body)
        yield {"number": event.number, "at": event.at.isoformat(), "kind": event.kind, "body": kept}


def _line(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
