"""Files -> a published site, in one go: what most tests of publishing begin with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.output import Files
from generator.publication import Publication
from generator.published import Published


def publish(
    files: Files,
    target: Path,
    *,
    notes: Path | None = None,
    kinds: Sequence[str] = (),
    jobs: int = 1,
    told: Callable[[str], None] | None = None,
) -> Published:
    """Write `files` (by path below `target`), with compressed copies of `kinds`; what is there now. Raises OutputError."""
    with Publication(target, notes=notes, told=told) as publication:
        return publication.end(files, kinds, jobs)
