"""A report that was handed out: which one it was, when it was made and over which log, and the digest of its bytes.

Knows no figure: what is needed to make it again byte for byte lies in `basis`, which only contact.report reads.
"""

from datetime import date, datetime

from desk.data import Data


class KeptReport(Data, frozen=True, kw_only=True):
    """One report. `digest` is the SHA-256 of its JSON, `seal` the digest of the log's seal that it was made over.

    `version` is that of its format, `as_of` the last day in UTC whose events count. A list of reports leaves `basis` empty.
    """

    id: str
    period: str
    profile: str
    as_of: date
    seal: str
    made_at: datetime
    version: int
    digest: str
    basis: bytes = b""
