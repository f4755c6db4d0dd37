"""frontdesk bundle: the zip and the template for AWS."""

import json

import pytest

from frontdesk.aws_bundle.contents import HERE
from tests.commands.conftest import Run
from tests.project import Project


def test_command_writes_the_zip_and_a_template_that_names_it(run: Run, project: Project) -> None:
    """Into dist/, and says what it wrote."""
    assert run("build").code == 0
    ran = run("bundle", "--json")
    assert ran.code == 0
    said = json.loads(ran.out)
    assert said["size"] == (project.folder / "dist" / "frontdesk-lambda.zip").stat().st_size
    assert set(said["holds"]) >= {"desk", "contact", "babel", "bundle.json"}
    template = (project.folder / "dist" / "template.yaml").read_text(encoding="utf-8")
    assert f"Default: frontdesk-lambda-{said['sha256'][:16]}.zip" in template
    assert f"Default: python{HERE}" in template


def test_command_needs_a_build(run: Run, project: Project) -> None:
    """It packs what the last build handed over."""
    ran = run("bundle")
    assert ran.code == 1
    assert ran.err == "there is no contact bundle in .frontdesk/bundle: run `frontdesk build` first\n"


@pytest.mark.parametrize("version", ["3", "4.0", "python3.13", "3.13; import os"])
def test_command_refuses_what_is_no_version_of_python(run: Run, version: str) -> None:
    """It becomes a word of another command."""
    ran = run("bundle", "--python", version)
    assert ran.code == 2
    assert ran.err.endswith("error: argument --python: give a version such as 3.13\n")
