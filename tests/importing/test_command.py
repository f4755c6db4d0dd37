"""frontdesk import, as a person types it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importing.conftest import Desk


def frontdesk_import(desk: Desk, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and messages of the command."""
    command = [sys.executable, "-m", "frontdesk", "import", "--project", str(desk.project), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_report(desk: Desk) -> None:
    """What was done, what a person must look at, and what comes next."""
    desk.have("site_config.yml", Path("site_config.yml").read_text(encoding="utf-8"))
    desk.write("help/a.md", "---\ntitle: A\nid: 1\n---\n[b](b.md)")
    desk.write("help/b.md", "---\ntitle: B\n---\n# One\n\n![b](b.png)")
    assert frontdesk_import(desk, str(desk.old)) == (
        0,
        """\
Imported 2 articles and 1 new category into faq/en/.
  headings changed      1
  links                 1
  front matter that has no place here and was dropped: id (1)

A person must look at 1 place:

missing-image (1)
faq/en/help/b.md:7: warning: the image b.png is not among the imported files [missing-image]
    fix: put it at faq/en/help/b.png, or take it out here

Next: frontdesk build
""",
        "",
    )


def test_many_findings_of_a_kind_are_shortened(desk: Desk) -> None:
    """Ten are shown; --all shows them all, and so does --json."""
    for number in range(12):
        desk.write(f"help/{number}.md", "Text")
    _, text, _ = frontdesk_import(desk, str(desk.old), "--dry-run")
    assert text.count("[no-front-matter]\n") == 10
    assert "\nand 2 more [no-front-matter]: --all shows them\n" in text
    assert text.endswith("\nNothing was written. Lines are those of the files that would be.\n")
    assert frontdesk_import(desk, str(desk.old), "--dry-run", "--all")[1].count("[no-front-matter]\n") == 12
    told = json.loads(frontdesk_import(desk, str(desk.old), "--dry-run", "--json")[1])
    assert (told["articles"], told["dry_run"], len(told["files"])) == (12, True, 14)
    assert [finding["rule"] for finding in told["findings"]].count("no-front-matter") == 12


def test_nothing_to_import(desk: Desk) -> None:
    """A folder without articles is a failure, not a success with nothing to show."""
    code, text, _ = frontdesk_import(desk, str(desk.old))
    assert (code, text) == (1, "Imported 0 articles and 0 new categories into faq/en/.\n\nNothing was imported.\n")


def test_no_such_folder(desk: Desk) -> None:
    """Wrong use is exit code 2."""
    assert frontdesk_import(desk, "nowhere") == (2, "", "frontdesk import: there is no folder nowhere\n")


def test_a_style_that_is_not_known(desk: Desk) -> None:
    """Those that are known are named."""
    code, _, message = frontdesk_import(desk, str(desk.old), "--from", "jekyll")
    assert code == 2
    # Newer versions of Python set no quotes around what there is.
    known = message.replace("'plain', 'zendesk'", "plain, zendesk")
    assert known.endswith("argument --from: invalid choice: 'jekyll' (choose from plain, zendesk)\n")


def test_broken_settings(desk: Desk) -> None:
    """They are explained, and nothing is imported."""
    desk.have("site_config.yml", "profiles: [x]\n")
    desk.write("help/a.md", "Text")
    code, text, message = frontdesk_import(desk, str(desk.old))
    assert (code, text) == (1, "")
    assert "site_config.yml:1: 'x' is not a profile [bad-value]" in message
    assert message.endswith("\nThe settings cannot be read. Nothing was imported.\n")


@pytest.mark.parametrize("option", ["--help"])
def test_help_has_an_example(desk: Desk, option: str) -> None:
    """As every command's has."""
    assert "frontdesk import ~/help-center --from zendesk" in frontdesk_import(desk, option)[1]


def test_every_finding_is_explained() -> None:
    """docs/running/import.md names each rule, and none that is gone."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path("generator/importing").glob("*.py"))
    rules = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"[,)]', source)) - {"latin-1", "utf-8", "utf-8-sig"}
    rules = {rule for rule in rules if not rule.startswith(("import-", "config-"))} | {"missing-image", "unreadable"}
    table = Path("docs/running/import.md").read_text(encoding="utf-8").split("## What a person must look at")[1]
    explained = {
        rule
        for row in re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
        for rule in re.findall(r"`([a-z0-9-]+)`", row)
    }
    assert explained == rules
