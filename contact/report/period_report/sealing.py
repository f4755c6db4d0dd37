"""A report -> one that is kept: its digest, when it was made and over which seal, and what it takes to make it again (row Q3).

What happens to the cases later does not change it: it is made again over the log as it stood then, by what was kept.
"""

import zlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from contact.kept_report import KeptReport
from contact.report.document import VERSION, PeriodReport, Sealed
from contact.report.period_report.basis import Basis, unpacked_basis
from contact.report.period_report.counting import Reading
from contact.report.period_report.making import bytes_of, digest_of, made
from contact.store import Store
from desk.data import Data, UnreadableError

MOST_OF_A_NAME = 100


class NotSealableError(Exception):
    """The report cannot be sealed; the message says why, and what to do."""


class Again(Data, frozen=True, kw_only=True):
    """A kept report, made again. `differs` names what is not as it was: tables, or the seal of the log."""

    kept: KeptReport
    report: PeriodReport
    content: bytes
    differs: Sequence[str]


def newest_seal(store: Store, as_of: date | None) -> Sealed | None:
    """The newest seal of the log, or the newest up to a day."""
    found = next((seal for seal in reversed(store.seals()) if as_of is None or seal.day <= as_of), None)
    return Sealed(day=found.day, digest=found.digest) if found else None


def seal_report(basis: Basis, reading: Reading, now: datetime) -> tuple[KeptReport, PeriodReport, bool]:
    """Make a report and keep it; False where the same one is kept already. Raises NotSealableError, StoreError, OSError."""
    if basis.seal is None:
        raise NotSealableError("the log has no seal yet: run `frontdesk requests seal`")
    if basis.as_of < basis.end:
        last = (basis.end - timedelta(microseconds=1)).date()
        raise NotSealableError(
            f"the period is not over in the log: it is sealed up to {basis.seal.day}, and the period ends on {last} (UTC); run "
            "`frontdesk requests seal` once that day is over"
        )
    before = _kept_before(reading.store, basis)
    if before:
        again = made_again(before, reading)
        return before, again.report, False
    made_at = now.replace(microsecond=0)
    report, whole = made(basis, reading, made_at)
    kept = KeptReport(
        id=name_of(basis),
        period=basis.period,
        profile=basis.profile,
        as_of=basis.seal.day,
        seal=basis.seal.digest,
        made_at=made_at,
        version=VERSION,
        digest=digest_of(bytes_of(report)),
        basis=whole.packed(),
    )
    return kept, report, reading.store.keep_report(kept)


def made_again(kept: KeptReport, reading: Reading) -> Again:
    """A kept report, byte for byte unless something differs. Raises StoreError, UnreadableError, OSError."""
    basis = basis_in(kept)
    report, whole = made(basis, reading, kept.made_at)
    content = bytes_of(report)
    differs = []
    if digest_of(content) != kept.digest:
        differs = [f"table {name}" for name, digest in whole.digests.items() if basis.digests.get(name) != digest] or [
            "something beside the tables, such as the number of cases read"
        ]
    seal = next((seal for seal in reading.store.seals() if seal.day == kept.as_of), None)
    if seal is None or seal.digest != kept.seal:
        differs.append(f"the seal of {kept.as_of} in the log")
    return Again(kept=kept, report=report, content=content, differs=differs)


def basis_in(kept: KeptReport) -> Basis:
    """What a report was made from. Raises UnreadableError."""
    try:
        return unpacked_basis(kept.basis)
    except zlib.error as error:
        raise UnreadableError(str(error)) from error


def name_of(basis: Basis) -> str:
    """How a kept report is called: `2026-Q3-nydfs-2026-10-01`; the day is that of the seal."""
    day = basis.seal.day if basis.seal else basis.as_of.date()
    return f"{basis.period}-{basis.profile or 'all'}-{day}"[:MOST_OF_A_NAME]


def _kept_before(store: Store, basis: Basis) -> KeptReport | None:
    return store.report(name_of(basis))
