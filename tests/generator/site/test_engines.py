"""Both engines behind the port: the same site in another house; and the plain one, which is light and needs no Material."""

import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from bs4 import Tag

from desk.bundle import Bundle
from desk.data import from_json
from desk.words import Words
from generator.build import Built
from generator.engines.plain import PlainEngine
from generator.engines.plain_files import icon, plain_version
from generator.engines.port import House, ShellKey
from generator.starter import STARTER_THEME
from generator.wordbook import read_words
from tests.golden.cases import GoldenCase, golden_cases
from tests.project import Project, main_part, parsed

ROOT = Path(__file__).parents[3]
SHEETS = {"assets/material.css", "assets/plain.css"}
LARGEST_SHEET = 12_000
LARGEST_SCRIPTS = 15_000
# So much of a page is not its answer: head, header, navigation, contact block and footer, of a desk with one phone line.
LARGEST_HOUSE = 8_250

_WITHOUT_MATERIAL = """
import sys
from datetime import date
from pathlib import Path
sys.modules |= dict.fromkeys(("mkdocs", "material"))
from generator.build import build_site
files = build_site(Path(sys.argv[1]), date(2026, 11, 21)).files
print(sorted(name for name in sys.modules if name.startswith(("mkdocs.", "material."))), len(files))
"""


def with_engine(project: Project, engine: str) -> Mapping[str, bytes]:
    """The files of a project, drawn by an engine."""
    settings = re.sub(r"(?m)^engine:.*\n", "", project.read("site_config.yml"))
    project.write("site_config.yml", f"{settings.rstrip()}\nengine: {engine}\n")
    return project.build().files


def head_of(html: str) -> list[str]:
    """What programs read of a page's head, line by line; not its style sheets and scripts."""
    lines = html.partition("<head>")[2].partition("</head>")[0].splitlines()
    return sorted(line for line in lines if 'rel="stylesheet"' not in line and "<script src=" not in line)


def words_of(html: str) -> list[str]:
    """All that stands between tags."""
    return re.sub("<[^>]*>", " ", html).split()


def without_icons(html: str) -> str:
    """Icons are drawn by each engine in its own hand, or not at all."""
    return re.sub(r'<span class="fd-icon">.*?</span>\n?', "", html, flags=re.DOTALL)


def assert_same_site(material: Mapping[str, bytes], plain: Mapping[str, bytes]) -> None:
    """Same addresses, same `<main>`, same head for programs, same words around, and every other file to the byte."""
    assert sorted({*material} - SHEETS) == sorted({*plain} - SHEETS)
    for path in sorted({*material} - SHEETS):
        if path.endswith(".html") and b'http-equiv="refresh"' not in material[path]:
            pages = material[path].decode(), plain[path].decode()
            first, second = (without_icons(main_part(html)) for html in pages)
            assert first == second, path
            assert head_of(pages[0]) == head_of(pages[1]), path
            assert words_of(pages[0]) == words_of(pages[1]), path
        else:
            assert material[path] == plain[path], path


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.name)
def test_both_engines_draw_the_same_site(case: GoldenCase, tmp_path: Path) -> None:
    """All golden sites, with pages, structured data, index and feeds alike: the port is one."""
    shutil.copytree(case.folder / "site", tmp_path, dirs_exist_ok=True)
    assert_same_site(*(with_engine(Project(tmp_path), engine) for engine in ("material", "plain")))


def test_both_engines_draw_the_same_demonstration_desk(demo: Built, tmp_path: Path) -> None:
    """The desk of this repository too, with its notices, complaints, calendars and two languages."""
    for name in ("faq", "ack_templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site_config.yml", tmp_path)
    assert_same_site(demo.files, with_engine(Project(tmp_path), "plain"))


def test_both_engines_give_the_backend_a_shell_for_each_language(project: Project) -> None:
    """Confirmation, errors and status stand in the same house: each slot of the port is in the shell, `main` once."""
    for engine in ("material", "plain"):
        with_engine(project, engine)
        shells = from_json(project.build().bundle, Bundle).shells
        assert sorted(shells) == ["en", "es"]
        for shell in shells.values():
            slots = shell.pieces[1::2]
            assert {*slots} == {"title", "head", "languages", "notices", "main"}
            assert slots.count("main") == 1


def test_the_plain_engine_builds_where_material_is_not_installed(project: Project) -> None:
    """Neither MkDocs nor Material is imported, also with pages, icons and style sheets drawn for the first time."""
    project.change("site_config.yml", "organisation:", "engine: plain\norganisation:")
    command = [sys.executable, "-c", _WITHOUT_MATERIAL, str(project.folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("[] ")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files of the small project, drawn by the plain engine."""
    return MappingProxyType(with_engine(Project.good(tmp_path_factory.mktemp("plain")), "plain"))


def test_one_light_style_sheet_and_light_scripts(plain: Mapping[str, bytes]) -> None:
    """An ordinary page loads one style sheet under 12 KB and scripts under 15 KB in all, compressed; no font at all."""
    page = parsed(plain["account/open-it/index.html"])
    sheets = [str(link["href"]) for link in page.find_all("link", rel="stylesheet")]
    scripts = [str(script["src"]) for script in page.find_all("script", src=True)]
    assert sheets == ["../../assets/plain.css"]
    assert compressed_size(plain, sheets) < LARGEST_SHEET
    assert compressed_size(plain, scripts) < LARGEST_SCRIPTS
    assert b"@font-face" not in plain["assets/plain.css"]
    assert b"@import" not in plain["assets/plain.css"]


def compressed_size(files: Mapping[str, bytes], paths: list[str]) -> int:
    return sum(len(gzip.compress(files[path.removeprefix("../../")])) for path in paths)


@pytest.mark.parametrize("engine", ["material", "plain"])
def test_a_page_is_small(project: Project, engine: str) -> None:
    """What all pages carry stands in files: beside its answer a page has a few kilobytes, with either engine."""
    page = with_engine(project, engine)["account/open-it/index.html"]
    assert len(page) < LARGEST_HOUSE


def test_every_plain_page_can_be_read_by_everybody(plain: Mapping[str, bytes]) -> None:
    """W1, W2: one heading, one `<main>` that the first link leads to, named landmarks, a language; nothing inline."""
    for path, data in plain.items():
        if not path.endswith(".html"):
            continue
        page = parsed(data)
        assert [len(page.find_all(name)) for name in ("h1", "main", "header", "footer")] == [1, 1, 1, 1], path
        assert page.html
        assert page.html["lang"] == ("es" if path.startswith("es/") else "en")
        assert page.html["dir"] == "ltr"
        assert str(page.find("a")).startswith('<a class="fd-skip" href="#main">')
        assert page.find(id="main") is page.find("main")
        assert all(nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.find_all("nav")), path
        assert not page.find_all(style=True)
        assert not page.find_all("style")
        inline = [script for script in page.find_all("script") if not script.get("src")]
        assert {script["type"] for script in inline} <= {"application/ld+json"}, path


def test_the_plain_navigation_shows_where_one_is(plain: Mapping[str, bytes]) -> None:
    """The category of a question is marked beside it."""
    navigation = parsed(plain["account/open-it/index.html"]).find(id="categories")
    assert isinstance(navigation, Tag)
    assert [link.get_text() for link in navigation.select("[aria-current=true]")] == ["Your account"]


def test_a_language_that_runs_to_the_left(tmp_path: Path) -> None:
    """The page says so, and the style sheet knows no left and right, but of code, which runs to the right everywhere."""
    words: Words = read_words([STARTER_THEME], "en", "en", [])
    house = House(
        engine="plain",
        site_name="مكتب",
        site_url="https://a.example/",
        default_language="ar",
        policy="",
        backend_policy="",
        navigation={"ar": []},
        words={"ar": words.below_any("site", "search", "contact", "notice")},
        complaints={},
    )
    engine = PlainEngine(house, [STARTER_THEME])
    shell = engine.shell(ShellKey(layout="page", language="ar", depth=1))
    assert '<html lang="ar" dir="rtl"' in shell.pieces[0]
    sheet = engine.assets()["assets/plain.css"].decode()
    one_sided = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|[;{ ](?:left|right|float):|text-align: (?:left|right)", sheet
    )
    assert one_sided == ["text-align: left"]


def test_an_owners_colors_are_in_the_plain_style_sheet(project: Project) -> None:
    """The project's own desk.css takes the place of the product's, with a shell cache that is already there too."""
    with_engine(project, "plain")
    project.write("theme/assets/frontdesk/desk.css", ":root { --fd-brand: #663399; }\n")
    sheet = project.build().files["assets/plain.css"].decode()
    assert sheet.endswith(":root { --fd-brand: #663399; }\n")
    assert "--fd-brand: #1f5d8c" not in sheet


def test_an_owners_partials_are_shown_by_the_plain_engine(project: Project) -> None:
    """Header, footer and navigation of a project's theme are the same files for both engines."""
    project.write("theme/partials/desk-footer.html", "<footer>Our own foot</footer>\n")
    assert b"<footer>Our own foot</footer>" in with_engine(project, "plain")["index.html"]


def test_a_plain_icon_is_found_by_its_words(tmp_path: Path) -> None:
    """Names of Material's list lead to the nearest icon of our own; an owner may add some; others show no picture."""
    own = tmp_path / "theme"
    themes = [own, STARTER_THEME]
    shield = icon(themes, "shield")
    assert shield
    assert shield.startswith('<svg aria-hidden="true" ')
    assert icon(themes, "material/shield-lock") == shield
    assert icon(themes, "material/nothing-of-this-name") is None
    assert icon(themes, "material/../../secret") is None
    assert icon(themes, "") is None
    before = plain_version(themes)
    (own / "plain" / "icons").mkdir(parents=True)
    (own / "plain" / "icons" / "shield-lock.svg").write_text("<svg ></svg>", encoding="utf-8")
    assert icon(themes, "material/shield-lock") == '<svg aria-hidden="true" ></svg>'
    assert plain_version(themes) != before
