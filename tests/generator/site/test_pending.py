"""An answer that waits for its translation breaks nothing in the other language."""

from pathlib import Path

from tests.project import Project, question


def test_a_link_to_it_leads_to_the_language_that_has_it(tmp_path: Path) -> None:
    """From either language, with the right number of folders; in `related` it is left out."""
    project = Project.good(tmp_path)
    project.write("faq/en/account/lost.md", question("Lost?", "Lock it.", "translation: pending"))
    project.write("faq/es/account/caro.md", question("¿Caro?", "No.", "translation: pending"))
    front = "related: [account/lost, account/close-it]"
    project.answer("[lost](lost.md#now)", front, language="es")
    project.answer("[dear](caro.md)")
    assert 'href="../../../account/lost/"' in project.shown("es/account/open-it/index.html")
    assert 'href="../../es/account/caro/"' in project.shown()
    assert {finding.severity for finding in project.findings()} == {"warning"}
    shown = project.build().files["es/account/open-it/index.html"].decode()
    assert "Lost?" not in shown
    assert 'href="../../account/close-it/"' in shown
