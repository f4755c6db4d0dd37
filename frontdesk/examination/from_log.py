"""The request log -> its seals up to a day, and the list of reports that were handed out. No case and no word of one."""

from collections.abc import Callable, Iterator
from datetime import date

from contact.kept_report import KeptReport
from contact.seal import sealed_heads
from contact.store import Seal, Store
from desk.data import to_json

Put = Callable[[str, bytes], None]


def put_seals(store: Store, day: date, put: Put) -> list[Seal]:
    """Every seal up to the day, one a line, and beside them what each was made over: references and hashes alone.

    Raises ValueError where what a seal was made over is not readable.
    """
    seals = [seal for seal in store.seals() if seal.day <= day]
    put("seals/seals.jsonl", b"".join(to_json(seal) + b"\n" for seal in seals))
    for seal in seals:
        put(f"seals/heads/{seal.day}.txt", b"".join(_lines(store, seal)))
    return seals


def _lines(store: Store, seal: Seal) -> Iterator[bytes]:
    """As contact.seal hashes them."""
    for head in sealed_heads(store, seal):
        yield f"{head.reference} {head.number} {head.digest}\n".encode()


def kept_reports(store: Store) -> list[KeptReport]:
    """All reports that were kept, without what they are made again from."""
    return list(store.reports())


def told(report: KeptReport) -> dict[str, object]:
    """What the list says of a report."""
    return {
        "id": report.id,
        "period": report.period,
        "profile": report.profile,
        "as_of": report.as_of,
        "made_at": report.made_at.isoformat(),
        "version": report.version,
        "sha256": report.digest,
        "seal": report.seal,
    }
