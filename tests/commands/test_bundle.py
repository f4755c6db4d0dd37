"""frontdesk bundle: the zip and the template for AWS."""

import json

from frontdesk.aws_bundle.contents import HERE, MACHINES
from frontdesk.commands.bundle import PYTHONS
from tests.aws.template import template
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


def test_command_refuses_a_python_that_aws_does_not_run(run: Run) -> None:
    """It becomes a word of another command, and the runtime of the functions."""
    ran = run("bundle", "--python", "3.13; import os")
    assert ran.code == 2
    assert "argument --python: invalid choice: '3.13; import os'" in ran.err


def test_the_template_knows_the_same_pythons_and_processors() -> None:
    """What can be bundled can be deployed."""
    parameters = template()["Parameters"]
    assert parameters["Runtime"]["AllowedValues"] == [f"python{version}" for version in PYTHONS]
    assert sorted(parameters["Architecture"]["AllowedValues"]) == sorted(MACHINES)
