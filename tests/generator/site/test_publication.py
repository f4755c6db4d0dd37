"""What a build writes before it knows all of its site: nobody sees it, and it makes no difference to what is published."""

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kept.store import LostError
from generator.output import OutputError
from generator.publication import Publication
from tests.generator.site.published import publish
from tests.generator.site.test_output import Fixed, content

OLD = Fixed({"index.html": b"old", "fees/index.html": b"fees"})
EARLY = Fixed({"index.html": b"new", "hours/index.html": b"hours"})
ALL = Fixed({**EARLY, "assets/search/en.json": b"search"})

# `a` is a file in some sites and a folder in others.
_SITES = st.dictionaries(st.sampled_from(["a", "a/b", "a/c/d", "e/f", "g"]), st.sampled_from([b"1", b"2"]), min_size=1)
_PROPER = _SITES.filter(lambda site: not ("a" in site and {"a/b", "a/c/d"} & site.keys()))


@given(before=st.none() | _PROPER, after=_PROPER, early=st.sets(st.sampled_from(["a", "a/b", "a/c/d", "e/f", "g"])))
def test_whatever_was_begun_the_same_is_published(
    before: dict[str, bytes] | None, after: dict[str, bytes], early: set[str]
) -> None:
    """Into an empty folder, over another site and over the same one; and the next build finds nothing to do."""
    with TemporaryDirectory() as place:
        target, notes = Path(place) / "site", Path(place) / "notes"
        if before is not None:
            publish(Fixed(before), target, notes=notes)
        with Publication(target, notes=notes) as publication:
            publication.begin(Fixed({path: data for path, data in after.items() if path in early}))
            if before is not None:
                assert content(target) == before
            published = publication.end(Fixed(after))
        assert content(target) == after
        assert published.outputs() == set(after)
        assert sorted(path.name for path in Path(place).iterdir()) == ["notes", "site"]
        inodes = {path: (target / path).stat().st_ino for path in after}
        publish(Fixed(after), target, notes=notes)
        assert {path: (target / path).stat().st_ino for path in after} == inodes


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a site in it."""
    publish(OLD, tmp_path / "site", notes=tmp_path / "notes")
    return tmp_path / "site"


@pytest.mark.parametrize("with_notes", [True, False], ids=["changes", "whole"])
def test_what_was_begun_and_not_ended_leaves_no_trace(target: Path, *, with_notes: bool) -> None:
    """An error in the search, `--strict` or Ctrl-C: the site that was there, and nothing beside it."""
    notes = target.with_name("notes") if with_notes else None
    with Publication(target, notes=notes) as publication:
        publication.begin(EARLY)
        assert sorted(path.suffix for path in target.parent.iterdir()) == ["", "", ".new"]
    assert content(target) == OLD
    assert sorted(path.name for path in target.parent.iterdir()) == ["notes", "site"]


def test_a_build_that_begins_again_forgets_what_it_began(target: Path) -> None:
    """As it does when what it kept turns out to be damaged."""
    with Publication(target, notes=target.with_name("notes")) as publication:
        publication.begin(Fixed({"index.html": b"wrong", "gone/index.html": b"wrong"}))
        publication.begin(EARLY)
        publication.end(ALL)
    assert content(target) == ALL


class Lost(Fixed):
    """A page of these cannot be had any more."""

    def __getitem__(self, path: str) -> bytes:
        if path == "hours/index.html":
            raise LostError
        return super().__getitem__(path)


def test_a_page_that_is_lost_is_asked_for_anew(target: Path) -> None:
    """Whoever ends with other files after that publishes those."""
    with Publication(target) as publication:
        with pytest.raises(LostError):
            publication.begin(Lost(EARLY))
        with pytest.raises(LostError):
            publication.end(Lost(ALL))
        publication.end(ALL)
    assert content(target) == ALL


def test_a_full_disk_is_heard_of_at_once(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost, and nothing is left beside the site."""

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Publication(target, notes=target.with_name("notes")) as publication:
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OutputError) as caught:
            publication.begin(EARLY)
    assert str(caught.value) == (
        f"the site could not be written to {target}: No space left on device. The site that was there is unchanged."
    )
    assert content(target) == OLD
    assert sorted(path.name for path in target.parent.iterdir()) == ["notes", "site"]
