"""frontdesk build: faq/ becomes site/ and the contact bundle."""

import re

from tests.commands.conftest import Run
from tests.project import Project, question


def test_a_good_project_is_built_and_summed_up(run: Run, project: Project) -> None:
    """Sizes, and by what each language is searched; the site and the bundle are there."""
    ran = run("build")
    assert (ran.code, ran.err) == (0, "")
    sizes = r"4 questions in 2 languages, \d+ files, 0\.\d MB -> site in \d+\.\d\d s\n"
    assert re.fullmatch(rf"{sizes}search in en: words alone\nsearch in es: words alone\n", ran.out)
    assert (project.folder / "site/account/open-it/index.html").is_file()
    assert (project.folder / ".frontdesk/bundle/bundle.json").is_file()


def test_output_names_the_folder(run: Run, project: Project) -> None:
    """Anywhere, from anywhere."""
    ran = run("build", "--project", str(project.folder), "--output", "public/help")
    assert ran.code == 0
    assert "-> public/help in" in ran.out
    assert (project.folder / "public/help/index.html").is_file()
    assert not (project.folder / "site").exists()


def test_verbose_prints_the_time_of_each_stage(run: Run) -> None:
    """On stderr, in the order in which they ran."""
    ran = run("build", "--verbose")
    stages = [line.split()[0] for line in ran.err.splitlines()]
    assert stages == (
        [
            "settings",
            "content",
            "answers",
            "rules",
            "shells",
            "pages",
            "pour",
            "check",
            "output",
            "search",
            "bundle",
        ]
    )


def test_an_error_stops_the_build_and_keeps_the_old_site(run: Run, project: Project) -> None:
    """All errors are shown; the site of the last build is as it was."""
    run("build")
    before = (project.folder / "site/account/open-it/index.html").read_bytes()
    project.answer("Call {{ phnoe }}, or see [this](gone.md).")
    ran = run("build")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "faq/en/account/open-it.md:7: the link gone.md leads nowhere [broken-link]\n"
        "    fix: correct the link, or take it out\n"
        "faq/en/account/open-it.md:7: 'phnoe' is not a desk tag [unknown-tag]\n"
        "    fix: write '{{ phone }}'; to show the braces themselves, write \\{{ phnoe }}\n"
        "2 errors. Nothing was published.\n"
    )
    assert (project.folder / "site/account/open-it/index.html").read_bytes() == before


def test_a_warning_is_shown_and_does_not_stop_the_build(run: Run, project: Project) -> None:
    """Unless --strict says so."""
    project.answer("# Steps\n\nSign up.")
    ran = run("build")
    warning = (
        "faq/en/account/open-it.md:7: warning: a heading with one # competes with the question, "
        "which is the title of the page [top-heading]\n    fix: start it with ##\n"
    )
    assert (ran.code, ran.err) == (0, warning)
    (project.folder / "site/index.html").unlink()
    strict = run("build", "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert strict.err == f"{warning}1 warning, and --strict. Nothing was published.\n"
    assert not (project.folder / "site/index.html").exists()
    assert [path.name for path in project.folder.iterdir() if path.suffix == ".new"] == []


def test_of_many_warnings_of_one_kind_the_first_five_are_shown(run: Run, project: Project) -> None:
    """And where to see them all."""
    for number in range(8):
        for language in ("en", "es"):
            project.write(f"faq/{language}/account/q-{number}.md", question(f"Number {number}?", "# One\n\nYes."))
    ran = run("build")
    assert ran.err.count("[top-heading]\n    fix") == 5
    assert ran.err.endswith("and 11 more warnings [top-heading]: `frontdesk check` lists them all\n")


def test_a_folder_of_somebody_else_is_not_replaced(run: Run, project: Project) -> None:
    """The message names the way out."""
    project.write("mine/letter.txt", "dear")
    ran = run("build", "--output", "mine")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "mine holds files that frontdesk did not write. Choose another folder with --output, or empty this one first.\n"
    )
    assert project.read("mine/letter.txt") == "dear"


def test_clean_forgets_what_earlier_builds_kept_and_nothing_else(run: Run, project: Project) -> None:
    """The request log is not a cache."""
    run("build")
    project.write(".frontdesk/cache/old", "x")
    project.write(".frontdesk/requests.sqlite3", "the log")
    assert run("build", "--clean").code == 0
    assert not (project.folder / ".frontdesk/cache/old").exists()
    assert project.read(".frontdesk/requests.sqlite3") == "the log"
