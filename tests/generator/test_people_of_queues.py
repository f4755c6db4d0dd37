"""Who answers is nobody's business but the desk's: the people of the queues stand on no page and in no file (row N2)."""

from pathlib import Path

from tests.project import Project

QUEUES = """\
queues:
  general:
    people:
      - name: Zenobia Quill
        contact: zenobia.quill@sample.example
"""


def test_no_published_file_names_anybody_of_a_queue(tmp_path: Path) -> None:
    """Neither a page nor a file for programs; the backend, which gives cases to them, knows them."""
    project = Project.good(tmp_path)
    project.write("site_config.yml", project.read("site_config.yml") + QUEUES)
    built = project.build()
    published = [path for path, content in built.files.items() if b"enobia" in content]
    assert (published, b"Zenobia Quill" in built.bundle) == ([], True)


def test_a_queue_with_somebody_in_it_is_no_finding(tmp_path: Path) -> None:
    """Nor is a desk without queues: there the responsible persons answer (row C2)."""
    project = Project.good(tmp_path)
    assert project.check() == ""
    project.write("site_config.yml", project.read("site_config.yml") + QUEUES)
    assert project.check() == ""
