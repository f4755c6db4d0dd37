"""Names that owners and imports choose stand in every page: none of them may become markup."""

from desk.bundle import Bundle
from desk.data import from_json
from tests.project import Project

EVIL = "<script src=/x.txt></script> & 'co' frontdesk-slot-main-tols"


def test_a_category_title_is_text_wherever_it_stands(project: Project) -> None:
    """The navigation of every page shows a title as it was written, tags and all; a slot's mark in it is no slot."""
    project.write("faq/en/account/_category.yml", f'title: "{EVIL}"\n')
    project.write("faq/es/account/_category.yml", f'title: "{EVIL}"\n')
    for path, data in project.build().files.items():
        if path.endswith(".html"):
            html = data.decode()
            assert "<script src=/x.txt>" not in html, path
            assert html.count("<h1") <= 1, path


def test_the_organization_is_text_wherever_it_stands(project: Project) -> None:
    """Header, footer, title and structured data show the name as it was written."""
    settings = project.read("site_config.yml")
    name = next(line for line in settings.splitlines() if line.strip().startswith("name:"))
    project.write("site_config.yml", settings.replace(name, f'  name: "{EVIL}"', 1))
    built = project.build()
    for path, data in built.files.items():
        if path.endswith(".html"):
            assert "<script src=/x.txt>" not in data.decode(), path
    shells = from_json(built.bundle, Bundle).shells.values()
    assert not any("<script src=/x.txt>" in piece for shell in shells for piece in shell.pieces)
