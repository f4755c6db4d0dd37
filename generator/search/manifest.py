"""The manifest of an index: the one file with a fixed name, which says how to read all others and how to weigh what they hold.

Knows nothing of shards.
"""

from collections.abc import Mapping, Sequence

from desk.data import Data, UnreadableError, asdict, field, from_json, to_json

# Raised when an older search could not read a newer index, in the terminal or in the browser.
VERSION = 4
_GREATEST = 1 << 24
# Hexadecimal digits: enough to tell one version of a file from the ones before, and no more, for all are read before the
# first answer.
HASH = 6
SHARED = {"w": 4, "s": 4, "e": 4, "c": 8, "v": 8, "g": 8}


class Weights(Data, frozen=True, kw_only=True):
    """A word in tenths: `function` words tell less. A variant in tenths of that: what was typed may not be what was meant."""

    content: int = 10
    function: int = 4
    accent: int = 9
    typo: int = 8
    prefix: int = 8


class MeaningNumbers(Data, frozen=True, kw_only=True):
    """`weight` tenths of a cosine are added to the words' share. Of the vectors, `block` documents a file, few files are read.

    There are `groups` of documents with like meaning besides.
    """

    size: int
    weight: int
    block: int
    groups: int
    best: int
    near: int
    least: int


class Manifest(Data, frozen=True, kw_only=True):
    """`files` has for each kind of file the beginnings of the hashes of all, one after the other: their names hold them."""

    language: str
    stemmer: str
    files: dict[str, str]
    documents: int
    function: str
    words: list[str]
    spelling: list[str]
    endings: list[str]
    cards: int
    version: int = VERSION
    weights: Weights = field(default_factory=Weights)
    meaning: MeaningNumbers | None = None


class _Version(Data, frozen=True):
    version: int


def hashed(digests: Mapping[str, Sequence[bytes]]) -> dict[str, str]:
    """The `files` of a manifest: by kind the digests of all files. Of files that share a hash, only the first counts."""
    return {kind: "".join([digest.hex()[:HASH] for digest in own[:: shared(kind)]]) for kind, own in digests.items()}


def shared(kind: str) -> int:
    """So many neighbors share a hash: an edit changes few of these files, and few bytes are read before the first answer."""
    return SHARED.get(kind, 1)


def name_of(manifest: Manifest, kind: str, number: int) -> str:
    """The path of a file. Raises UnreadableError where there is none."""
    start = number // shared(kind) * HASH
    found = manifest.files.get(kind, "")[start : start + HASH]
    if len(found) != HASH:
        raise UnreadableError(f"there is no file {kind}{number}")
    return f"{manifest.language}/{kind}{number}-{found}.bin"


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
    divisors = [manifest.cards, *([meaning.size, meaning.block] if meaning else ())]
    if not all(0 <= number <= _GREATEST for number in numbers) or min(divisors) < 1:
        raise UnreadableError("a number of the manifest is out of bounds")
    return manifest
