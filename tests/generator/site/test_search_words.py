"""What the scripts of the search say and offer, built with the site (row F6)."""

import json

from contact.edges.site_files import site_answer
from contact.http import HttpRequest
from tests.generator.site.published import publish
from tests.project import Project


def test_categories_come_with_their_topic_and_size(project: Project) -> None:
    """Where nothing is found, categories are offered that have questions, and the form about what they are about."""
    project.write("faq/es/empty/_category.yml", "title: Vacía\nsummary: Nada todavía.\n")
    found = json.loads(project.build().files["assets/frontdesk/search-es.json"])
    assert found["categories"] == [
        {
            "path": "account",
            "title": "Su cuenta",
            "summary": "Abrir, modificar o cerrar.",
            "count": 2,
            "shown": "2 preguntas",
            "topic": "account",
        }
    ]
    assert (found["words"]["show"], found["words"]["ask"]) == ("Mostrar todas las preguntas", "Contáctenos")


def test_counts_go_nowhere_unless_the_owner_says_so(project: Project) -> None:
    """Off by default: the scripts get no address to which they could send a count."""
    path = "assets/frontdesk/search-en.json"
    assert json.loads(project.build().files[path])["counts"] == ""
    settings = project.read("site_config.yml")
    project.write("site_config.yml", settings + "search:\n  counting: true\n")
    assert json.loads(project.build().files[path])["counts"] == "_desk/searches"


def test_pages_say_where_their_index_is(project: Project) -> None:
    """A page at any depth leads the script to the index of its language and to the pages of it."""
    script = project.page("es/account/open-it/index.html").select_one("script[data-index]")
    assert script is not None
    assert (script["data-index"], script["data-language"], script["data-root"]) == (
        "../../../assets/search/es.json",
        "es",
        "../../../es/",
    )


def test_pieces_of_the_index_are_kept_for_ever(project: Project) -> None:
    """A piece has the hash of its content in its address, so a browser never asks again; the manifest it asks for each time."""
    files = project.build().files
    publish(files, project.folder / "site")
    piece = next(path for path in files if path.startswith("assets/search/en/") and path.endswith(".bin"))
    kept = [
        site_answer(project.folder / "site", HttpRequest(method="GET", path=path)).headers["cache-control"]
        for path in (piece, "assets/search/en.json", "assets/search/en/w0-000000.bin")
    ]
    assert kept == ["public, max-age=31536000, immutable", "no-cache", "no-cache"]
