"""Vectors that are worked out once: a build that keeps them gives what a clean build gives, and an edit moves few (row F6)."""

import random
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.search.directions import derived
from desk.data import replace
from generator.search import SearchEntry
from generator.search.analysis import counted
from generator.search.grouping import MOST, centers, groups_of
from generator.search.kept import read_kept, write_kept
from generator.search.meaning import meant_index
from generator.search.meaning.beside import kept_beside
from generator.search.meaning.general import directions
from generator.search.meaning.packages import PIECES, general_folder
from generator.search.meaning.site_words import general_meaning
from generator.search.meaning.splitting import frequent_words, splitter_of, vocabulary_in
from generator.search.meaning.trial import kept_weight, trial_of
from generator.search.vectors import Meaning
from tests.generator.search.test_meaning import ENTRIES, needs_vectors

FOLDER = general_folder()
WORDS = [
    *("account", "accounts", "password", "overcharged", "unsubscribing", "blockchain", "qwertzuiopasdf", "x", "a1b2"),
    *("ñandú", "straße", "日本", "ए", "😀", "\u0301a", "l" * 40, "naïveté", "-", "_", "0.5", "中x中"),
]


def vectors(entries: list[SearchEntry], cache: Path | None) -> Meaning:
    found = general_meaning(counted(entries, "en"), [entry.known_by() for entry in entries], "en", cache)
    assert found
    return found


def is_same(one: Meaning, other: Meaning) -> bool:
    return (
        one.words.stems == other.words.stems
        and one.words.scales.tolist() == other.words.scales.tolist()
        and one.words.numbers.tolist() == other.words.numbers.tolist()
        and one.documents.tolist() == other.documents.tolist()
    )


def edited(entries: list[SearchEntry], draw: random.Random) -> list[SearchEntry]:
    """One question gets another text, goes, or comes, in words that are new or old."""
    at = draw.randrange(len(entries))
    text = " ".join(draw.choices([*WORDS, "the", "stolen", "transfer", "fees"], k=draw.randint(0, 30)))
    kind = draw.choice(["body", "title", "gone", "new"])
    if kind == "gone" and len(entries) > 1:
        return [*entries[:at], *entries[at + 1 :]]
    if kind == "new":
        return [*entries[:at], SearchEntry(path=f"new/{draw.random()}", title=text), *entries[at:]]
    return [*entries[:at], replace(entries[at], **{"body" if kind == "body" else "title": text}), *entries[at + 1 :]]


@needs_vectors
def test_words_are_taken_to_pieces_as_the_package_does_it() -> None:
    """Its tokenizer takes longer to load than a site takes to build (row F6)."""
    assert FOLDER
    described = (FOLDER / PIECES).read_bytes()
    vocabulary = vocabulary_in(described)
    tokenizer = Tokenizer.from_buffer(described)
    asked = [*WORDS, *frequent_words(vocabulary)[::50], *(f"{word}zings" for word in frequent_words(vocabulary)[::50])]
    expected = [found.ids for found in tokenizer.encode_batch(asked, add_special_tokens=False)]
    pieces, starts = splitter_of(vocabulary).split(asked)
    assert [own.tolist() for own in np.split(pieces, starts[1:])] == expected


@needs_vectors
def test_the_directions_are_those_of_the_package() -> None:
    """They are shipped, so that every machine has the same; two machines that derive them may differ in a last digit (row F6)."""
    assert abs(derived().astype(int) - directions()).max() <= 1


@needs_vectors
def test_after_any_edits_vectors_are_those_of_a_clean_build(tmp_path: Path) -> None:
    """Whatever was kept before (row F6)."""
    draw, entries = random.Random(6), list(ENTRIES)  # noqa: S311 - made up edits, not secrets
    for _ in range(12):
        assert is_same(vectors(entries, tmp_path), vectors(entries, None))
        entries = edited(entries, draw)


@needs_vectors
def test_an_edit_moves_the_vector_of_its_own_question() -> None:
    """And of no other, as long as no word passes a power of sixteen (row F6)."""
    entries = [*ENTRIES, *(replace(entry, path=f"{entry.path}-2", body=entry.title * 3) for entry in ENTRIES)]
    before, after = vectors(entries, None), vectors([replace(entries[0], body="password"), *entries[1:]], None)
    changed = np.flatnonzero((before.documents != after.documents).any(axis=1))
    assert changed.tolist() in ([], [0])


@needs_vectors
@pytest.mark.parametrize("harm", ["short", "changed", "empty", "folder"])
def test_a_damaged_file_of_kept_vectors_costs_time_only(tmp_path: Path, harm: str) -> None:
    """Each of them, whatever lies in its place (row F6)."""
    clean = meant_index(ENTRIES, "en", "words", (), None)
    assert meant_index(ENTRIES, "en", "words", (), tmp_path) == clean
    for file in [file for file in tmp_path.rglob("*") if file.is_file()]:
        raw = file.read_bytes()
        file.unlink()
        if harm == "folder":
            file.mkdir()
        else:
            middle = len(raw) // 2
            changed = raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]
            file.write_bytes({"short": raw[:-5], "changed": changed, "empty": b""}[harm])
    assert meant_index(ENTRIES, "en", "words", (), tmp_path) == clean


@needs_vectors
def test_an_index_that_stayed_the_same_is_not_tried_again(tmp_path: Path) -> None:
    """What came of the trial is believed for that index, and for no other (row F6)."""
    file = tmp_path / "trial"
    files, trial = meant_index(ENTRIES, "en", "words", (), None).files, trial_of(ENTRIES, "en", ())
    weight = kept_weight(files, "en", trial, file)
    kept = read_kept(file, "trial 1")
    assert kept
    write_kept(file, "trial 1", [kept[0], b"7"])
    assert kept_weight(files, "en", trial, file) == 7
    other = meant_index(ENTRIES[1:], "en", "words", (), None).files
    assert kept_weight(other, "en", trial_of(ENTRIES[1:], "en", ()), file) == weight


def test_what_depends_on_the_installation_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the code, or with the project where nothing may be written there; a damaged file costs time only (row F6)."""
    monkeypatch.setattr("generator.search.meaning.beside.cache_from_source", lambda _: str(tmp_path / "beside.pyc"))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    made: list[int] = []

    def make() -> list[bytes]:
        made.append(1)
        return [b"one", b"", b"two"]

    def asked() -> int:
        assert [bytes(part) for part in kept_beside("it.bin", "1", tmp_path / "project", make)] == [b"one", b"", b"two"]
        return len(made)

    assert (asked(), asked()) == (1, 1)
    (tmp_path / "it.bin").write_bytes(b"")
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert (asked(), asked()) == (2, 2)
    whole = (tmp_path / "project" / "it.bin").read_bytes()
    (tmp_path / "project" / "it.bin").write_bytes(whole[:-1])
    assert asked() == 3


def near_each_other(count: int) -> NDArray[np.int8]:
    """Vectors around thirty middles, the same at every call."""
    draw = np.random.default_rng(3)
    middles = draw.integers(-7, 8, (30, 16))
    near = middles[draw.integers(0, 30, count)] + draw.integers(-1, 2, (count, 16))
    clipped: NDArray[np.int8] = np.clip(near, -7, 7).astype(np.int8)
    return clipped


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 700])
def test_every_question_with_a_vector_is_in_one_group(count: int) -> None:
    """And none in a group that is too large (row F6)."""
    documents = near_each_other(count)
    documents[::7] = 0
    groups = groups_of(documents)
    assert sorted(int(place) for group in groups for place in group) == np.flatnonzero(documents.any(axis=1)).tolist()
    assert all(0 < len(group) <= MOST for group in groups)
    assert centers(documents, groups).shape == (len(groups), 16)


def test_questions_that_mean_the_same_are_still_parted() -> None:
    """However many there are (row F6)."""
    assert max(map(len, groups_of(np.ones((500, 4), np.int8)))) <= MOST


def test_groups_hold_what_is_alike() -> None:
    """Vectors around one middle stand together (row F6)."""
    documents = near_each_other(700)
    within = [documents[group].astype(float).std(axis=0).mean() for group in groups_of(documents)]
    assert np.mean(within) < documents.astype(float).std(axis=0).mean() / 2


def test_an_edit_changes_few_groups() -> None:
    """Of a small change most groups know nothing (row F6)."""
    documents = near_each_other(700)
    before = {group.tobytes() for group in groups_of(documents)}
    changed = []
    for place in range(0, 700, 70):
        other = documents.copy()
        other[place, :2] *= -1
        changed.append(len({group.tobytes() for group in groups_of(other)} - before))
    assert sorted(changed)[len(changed) // 2] <= len(before) / 4
