"""What the search keeps between builds saves time and changes nothing: the index is that of a build without it (row B3)."""

import os
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from desk.data import replace
from generator.search import SearchEntry
from generator.search.analysis import counted
from generator.search.index import index_of
from generator.search.kept import write_kept
from generator.search.vectors import Meaning, WordVectors
from tests.generator.search.indexes import entry

_WORDS = [
    f"{one}{two}{three}" for one in ("bar", "cor", "désti", "mi") for two in "aeiou" for three in ("l", "ns", "ting")
]
_SIZE = 4


def made(draw: random.Random, path: str) -> SearchEntry:
    """A question of made up words; some are strange to the search."""
    words = [*_WORDS, "e-mail", "sha256", "\uff33\uff29\uff2d", "手数料", "how"]
    title, body = (" ".join(draw.choices(words, k=count)) for count in (4, 30))
    return entry(path, title, body, summary=body[:40], synonyms=(draw.choice(words),))


def edited(draw: random.Random, entries: Sequence[SearchEntry]) -> list[SearchEntry]:
    """One question more, less, moved, or with other words."""
    found = list(entries)
    place = draw.randrange(len(found))
    kind = draw.choice(["new", "gone", "body", "title", "moved", "added", "twice"])
    if kind == "new":
        found.insert(place, made(draw, f"a/{draw.random()}"))
    elif kind == "gone":
        del found[place]
    elif kind == "moved":
        found.append(found.pop(place))
    elif kind == "twice":
        found.append(replace(found[place], path=f"b/{draw.random()}"))
    else:
        found[place] = replace(found[place], **{kind: " ".join(draw.choices([*_WORDS, "zebra"], k=5))})
    return found


def built(entries: Sequence[SearchEntry], cache: Path | None, *, with_meaning: bool) -> dict[str, bytes]:
    """The index of these questions."""
    draw = np.random.default_rng(len(entries))
    meaning = Meaning(
        size=_SIZE,
        weight=15,
        words=WordVectors.of({word: (9, [1, -2, 3, -4]) for word in ("cora", "zebra")}, _SIZE),
        documents=draw.integers(-7, 8, (len(entries), _SIZE)).astype(np.int8),
    )
    return index_of(counted(entries, "es", cache), entries, "es", meaning if with_meaning else None, cache)


@pytest.mark.parametrize("with_meaning", [False, True], ids=["words", "meaning"])
def test_after_any_edits_the_index_is_that_of_a_clean_build(tmp_path: Path, *, with_meaning: bool) -> None:
    """Questions come, go, move and change; what others had done before is not to be seen (row B3)."""
    draw = random.Random(4)  # noqa: S311 - made up questions, not secrets
    entries = [made(draw, f"a/{number:02}") for number in range(40)]
    for _ in range(25):
        entries = edited(draw, entries)
        found = built(entries, tmp_path, with_meaning=with_meaning)
        assert found == built(entries, None, with_meaning=with_meaning)


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    """Each file in turn with another byte somewhere, cut off, empty, or a folder in its place (row B3)."""
    draw = random.Random(5)  # noqa: S311 - made up questions, not secrets
    entries = [made(draw, f"a/{number:02}") for number in range(20)]
    clean = built(entries, tmp_path, with_meaning=True)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["counted-es", "packed-es-with-meaning"]
    for file in files:
        whole = file.read_bytes()
        places = [0, 16, len(whole) // 2, len(whole) - 1]
        flipped = [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in places]
        for damaged in (*flipped, whole[:-1], whole[:40], b""):
            file.write_bytes(damaged)
            assert built(entries, tmp_path, with_meaning=True) == clean
            assert file.read_bytes() == whole
        file.unlink()
        file.mkdir()
        assert built(entries, tmp_path, with_meaning=True) == clean
        file.rmdir()


def test_a_body_is_read_only_where_it_is_new(tmp_path: Path) -> None:
    """A question with a known digest is not read again (row B3)."""

    def forbidden() -> str:
        raise AssertionError

    entries = [made(random.Random(number), f"a/{number}") for number in range(9)]  # noqa: S311 - made up questions
    kept = [replace(question, digest=question.known_by()) for question in entries]
    first = built(kept, tmp_path, with_meaning=False)
    unread = [replace(question, body="", load=forbidden) for question in kept]
    assert built(unread, tmp_path, with_meaning=False) == first
    changed = [replace(unread[0], digest=b"other", load=lambda: "zebra"), *unread[1:]]
    assert built(changed, tmp_path, with_meaning=False) != first


def test_what_stopped_processes_left_is_thrown_away(tmp_path: Path) -> None:
    """A build that finds a mistake stops its search while it writes; what another build writes now is left to it."""
    old, young = tmp_path / ".trial-en.7.new", tmp_path / ".trial-en.8.new"
    for file in (old, young, tmp_path / ".trial-es.7.new"):
        file.write_bytes(b"half of it")
    os.utime(old, (0, 0))
    os.utime(tmp_path / ".trial-es.7.new", (0, 0))
    write_kept(tmp_path / "trial-en", "1", [b"whole"])
    assert sorted(file.name for file in tmp_path.iterdir()) == [".trial-en.8.new", ".trial-es.7.new", "trial-en"]
