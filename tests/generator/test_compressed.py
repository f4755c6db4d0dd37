"""Compressed copies beside the files of a site: they hold the same bytes, and are always the same themselves."""

import gzip
import hashlib
from pathlib import Path

import brotli
import pytest

from desk.data import from_json
from generator.build import publication_of, publish_built
from generator.compressed import KINDS, compressed
from generator.desk_only import publish_desk_only
from generator.published import MANIFEST
from tests.project import TODAY, Project

PAGE = b"<p>The same words again and again.</p>\n" * 100


@pytest.mark.parametrize(
    "path", ["index.html", "assets/plain.css", "a/b.js", "contact.json", "sitemap.xml", "hours.ics"]
)
def test_a_copy_holds_the_file(path: str) -> None:
    """What a browser unpacks is the file, letter by letter."""
    copies = compressed(path, PAGE, KINDS)
    assert sorted(copies) == [f"{path}.br", f"{path}.gz"]
    assert gzip.decompress(copies[f"{path}.gz"]) == PAGE
    assert brotli.decompress(copies[f"{path}.br"]) == PAGE
    assert all(len(copy) < len(PAGE) / 20 for copy in copies.values())


def test_a_copy_tells_no_time_and_no_machine() -> None:
    """The header of a .gz has neither a name, a time nor a system: two builds of one site are the same to the byte."""
    assert compressed("a.html", PAGE, ["gz"])["a.html.gz"][:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    assert compressed("a.html", PAGE, KINDS) == compressed("a.html", PAGE, KINDS)


def test_only_what_gains_is_compressed() -> None:
    """Pictures and the numbers of the search index are not; nor is a file that would grow."""
    assert compressed("photo.png", PAGE, KINDS) == {}
    assert compressed("assets/search/en/w0.bin", PAGE, KINDS) == {}
    assert compressed("a.txt", b"short", KINDS) == {}
    assert compressed("a.txt", b"", KINDS) == {}


def test_only_the_wanted_kinds_are_made() -> None:
    """Without the setting there are no copies."""
    assert compressed("a.html", PAGE, []) == {}
    assert list(compressed("a.html", PAGE, ["br"])) == ["a.html.br"]


def test_a_kind_that_there_is_not_is_explained(project: Project) -> None:
    """A misspelt kind is named with its line, and the nearest one offered."""
    project.change("site_config.yml", "organisation:", "precompressed: [gz, brr]\norganisation:")
    assert project.check() == (
        "site_config.yml:1: 'brr' is not a value of 'precompressed' [bad-value]\n    fix: write 'br'"
    )


def written(project: Project) -> Path:
    """The published site."""
    site = project.folder / "site"
    with publication_of(project.folder, site) as publication:
        publish_built(project.build(), project.folder, publication)
    return site


def assert_copies_hold_their_files(site: Path, endings: list[str]) -> None:
    for kind, unpack in (("gz", gzip.decompress), ("br", brotli.decompress)):
        copies = sorted(site.rglob(f"*.{kind}"))
        assert bool(copies) == (kind in endings)
        for copy in copies:
            assert unpack(copy.read_bytes()) == copy.with_suffix("").read_bytes(), copy


def test_the_site_has_copies_of_the_kinds_that_are_set(project: Project) -> None:
    """Each holds its file, also after an edit; those of a kind that is no longer set are gone, as in a clean build."""
    project.change("site_config.yml", "organisation:", "precompressed: [gz, br]\norganisation:")
    site = written(project)
    assert (site / "account" / "open-it" / "index.html.br").is_file()
    assert_copies_hold_their_files(site, ["gz", "br"])
    project.answer("Another answer, and a longer one.")
    written(project)
    assert_copies_hold_their_files(site, ["gz", "br"])
    project.change("site_config.yml", "[gz, br]", "[gz]")
    written(project)
    assert_copies_hold_their_files(site, ["gz"])


def test_a_notice_renews_the_copies_of_what_it_changes(project: Project) -> None:
    """A web server prefers a copy to its file: `--desk-only` leaves no old one there, and the manifest knows the new one."""
    project.change("site_config.yml", "organisation:", "precompressed: [gz, br]\norganisation:")
    site = written(project)
    notice = "notices:\n  - {id: a, from: 2026-11-20T00:00Z, to: 2026-12-20T00:00Z, text: {en: Late, es: Tarde}}\n"
    project.write("site_config.yml", project.read("site_config.yml") + notice)
    assert "desk.json" in publish_desk_only(project.folder, site, TODAY).files
    assert b"Tarde" in gzip.decompress((site / "desk.json.gz").read_bytes())
    assert_copies_hold_their_files(site, ["gz", "br"])
    hashes = from_json((site / MANIFEST).read_bytes(), dict[str, dict[str, str]])["files"]
    for name in ("desk.json", "desk.json.gz", "desk.json.br"):
        assert hashes[name] == hashlib.sha256((site / name).read_bytes()).hexdigest()
