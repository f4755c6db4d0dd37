"""The manifest of an index: the one file with a fixed name, which says how to read all others and how to weigh what they hold.

Knows nothing of shards.
"""

from dataclasses import asdict, dataclass, field

from desk.data import UnreadableError, from_json, to_json

# Raised when an older search could not read a newer index, in the terminal or in the browser.
VERSION = 3
_GREATEST = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A word in tenths: `function` words tell less. A variant in tenths of that: what was typed may not be what was meant."""

    content: int = 10
    function: int = 4
    accent: int = 9
    typo: int = 8
    prefix: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningNumbers:
    """`weight` tenths of a cosine are added to the words' share. Of the vectors, `group` documents a file, few files are read."""

    size: int
    weight: int
    group: int
    groups: int
    best: int
    near: int
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    language: str
    stemmer: str
    folder: str
    documents: int
    function: str
    words: list[str]
    spelling: list[str]
    endings: list[str]
    cards: int
    version: int = VERSION
    weights: Weights = field(default_factory=Weights)
    meaning: MeaningNumbers | None = None


@dataclass(frozen=True, slots=True)
class _Version:
    version: int


def write_manifest(manifest: Manifest) -> bytes:
    """JSON."""
    return to_json(manifest)


def read_manifest(content: bytes) -> Manifest:
    """Raises UnreadableError, also for one that another version wrote."""
    if from_json(content, _Version).version != VERSION:
        raise UnreadableError("another version of frontdesk built this site")
    manifest = from_json(content, Manifest)
    meaning = manifest.meaning
    numbers = [manifest.documents, *asdict(manifest.weights).values(), *(asdict(meaning).values() if meaning else ())]
    divisors = [manifest.cards, *([meaning.size, meaning.group] if meaning else ())]
    if not all(0 <= number <= _GREATEST for number in numbers) or min(divisors) < 1:
        raise UnreadableError("a number of the manifest is out of bounds")
    return manifest
