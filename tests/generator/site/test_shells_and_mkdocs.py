"""Material's templates are filled without MkDocs, and nobody can tell: where MkDocs fills them, the bytes are the same."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import get_context
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import normalize_url

from desk.finding import Finding
from desk.settings import read_settings
from generator.content import read_site
from generator.engines.frame import base_of, frame
from generator.engines.material import MaterialEngine
from generator.engines.mkdocs_context import url
from generator.engines.mkdocs_settings import settings_of
from generator.engines.port import ABSOLUTE, ANYWHERE, House, Layout, ShellKey
from generator.engines.unused_blocks import without_unused_blocks
from generator.house import house_of
from generator.starter import STARTER_THEME
from generator.wordbook import read_words
from tests.project import TODAY, Project

LAYOUTS: tuple[Layout, ...] = ("page", "wide")


def house(project: Project) -> House:
    findings: list[Finding] = []
    settings = read_settings(project.folder, TODAY)
    words = {language: read_words([STARTER_THEME], language, "en", findings) for language in ("en", "es")}
    return house_of(read_site(project.folder, settings, findings), words)


def by_mkdocs(house: House, themes: list[Path], key: ShellKey) -> str:
    """The page as MkDocs itself makes it."""
    theme = {"language": key.language, "font": False, "features": []}
    config = settings_of({"site_name": house.site_name, "site_url": house.site_url}, theme, themes)
    context = get_context(Navigation([], []), Files([]), config, base_url=base_of(house, key.depth))
    page: str = config.theme.get_env().get_template("main.html").render({**context, "desk": frame(house, key)})
    return page


def test_each_shell_is_what_mkdocs_makes_of_it(project: Project) -> None:
    """In each layout, language, depth and category (row F1)."""
    drawn = house(project)
    engine = MaterialEngine(drawn, [STARTER_THEME])
    for layout in LAYOUTS:
        for language in ("en", "es"):
            for depth, category in ((0, ""), (1, "account"), (2, "account"), (ANYWHERE, ""), (ABSOLUTE, "contact")):
                key = ShellKey(layout=layout, language=language, depth=depth, category=category)
                assert engine.page(key) == by_mkdocs(drawn, [STARTER_THEME], key), key


@pytest.mark.parametrize(
    "asked",
    [
        "{{ config.site_name }} {{ config.site_url }} {{ config.repo_url }} {{ config['edit_uri'] }} {{ config.nonsense }}",
        "{{ config.theme.locale }} {{ config.theme['name'] }} {{ config.theme.palette is defined }} {{ config.theme.font }}",
        "{{ config.theme.icon }} {{ config.theme.favicon }} {{ config.theme.features }} {{ config.theme | length }}",
        "{{ 'rss' in config.plugins }} {{ config.extra.version is defined }} {{ config.extra_css }} {{ config.extra.a }}",
        "{{ nav | length }} {{ nav.homepage }} {{ nav.items }} {{ pages }} {{ page }} {{ mkdocs_version }} {{ extra_css }}",
        "{% trans %}words{% endtrans %} {{ 'a/b.js' | script_tag }} {{ build_date_utc.year }} {{ 'theme' in config }}",
    ],
)
def test_a_template_of_a_project_may_ask_for_all_that_mkdocs_knows(project: Project, asked: str) -> None:
    """What Material does not ask for comes from MkDocs itself (row F1)."""
    drawn = house(project)
    project.write("theme/partials/desk-footer.html", f"<footer>{asked}</footer>\n")
    themes = [project.folder / "theme", STARTER_THEME]
    key = ShellKey(layout="page", language="es", depth=1)
    assert MaterialEngine(drawn, themes).page(key) == by_mkdocs(drawn, themes, key)


@pytest.mark.parametrize(
    "block",
    [
        "{% block footer %}{{ super() }}<i>ours</i>{% endblock %}",
        "{% block container %}<main>{% block content %}{{ desk.slots.main }}{% endblock %}</main>{% endblock %}",
        "{% block content %}{{ desk.slots.main }}{% endblock %}{% block extrahead %}<!-- ours -->{% endblock %}",
        "{%- block scripts -%}{% for i in [1, 2] %}{{ i }}{% endfor %}{%- endblock scripts -%}",
    ],
)
def test_a_project_may_replace_any_block_of_materials_page(project: Project, block: str) -> None:
    """Blocks that nobody sees are left out before the page is compiled; those that somebody asks for are there (row F1)."""
    drawn = house(project)
    project.write("theme/main.html", f'{{% extends "base.html" %}}\n{block}\n')
    themes = [project.folder / "theme", STARTER_THEME]
    key = ShellKey(layout="page", language="en", depth=1)
    assert MaterialEngine(drawn, themes).page(key) == by_mkdocs(drawn, themes, key)


def test_what_is_left_out_of_a_template_leaves_its_lines() -> None:
    """A mistake in line 5 of a template is in line 5, also below a block that was left out."""
    source = "{% block a %}\n{% block b %}\n{% endblock %}\n{% endblock %}\n{{ x }}{% block c %}c{% endblock %}"
    child = '{% extends "base.html" %}{% block a %}{% endblock %}'
    left = "{% block a %}\n\n\n{% endblock %}\n{{ x }}{% block c %}c{% endblock %}"
    assert without_unused_blocks(source, "base.html", child) == left
    assert without_unused_blocks(source, "other.html", child) == source
    assert without_unused_blocks(source, "base.html", child + "{{ super() }}") == source
    assert without_unused_blocks(source[:-14], "base.html", child.replace("block a", "block c")) == source[:-14]


_WRITTEN = st.one_of(
    st.sampled_from(
        ["", ".", "..", "../a", "a/../b/", "#top", "/a", "//host/a", "https://a.b/c", "mailto:a@b.c", "a b?c#d"]
    ),
    st.text("ab/.#:?", max_size=8),
)


@given(_WRITTEN, st.sampled_from([".", "..", "../..", "/", "/help", "https://help.sample.example"]))
def test_an_address_is_written_as_mkdocs_writes_it(written: str, base: str) -> None:
    """For a template that stands at no page (row F1)."""
    found: Any = written
    assert url({"base_url": base}, found) == normalize_url(written, None, base)
