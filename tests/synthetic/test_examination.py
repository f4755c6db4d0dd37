"""frontdesk report bundle: what an examiner asks for, as it stood on a day, in a folder that proves itself (row H3)."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from contact.keys import LocalKeys
from contact.log import Log
from contact.store.sqlite import SqliteStore
from frontdesk.cli import main
from tests.commands.conftest import Ran, Run, run
from tests.project import Project

__all__ = ["run"]

POLICY = "Grundsätze der Bearbeitung/Über uns.md"
DAY = "2024-09-30"
ASKED = ("report", "bundle", "--as-of", DAY, "--jobs", "1")


def git(folder: Path, *words: str, day: str = "2024-07-01") -> None:
    """What a colleague does with git on a day."""
    who = {"NAME": "Sample", "EMAIL": "sample@example.com", "DATE": f"{day}T12:00:00Z"}
    told = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    environment = {**os.environ, **told, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env=environment)


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "-A", day=day)
    git(folder, "commit", "-q", "-m", "x", day=day)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a past: its policies were renamed, an answer and a person changed, and a quarter lies in the log."""
    project = Project.good(tmp_path_factory.mktemp("past"))
    project.write(".gitignore", ".frontdesk\nsite\n")
    project.change("site_config.yml", "from: 2026-01-01", "from: 2024-01-01")
    settings = project.read("site_config.yml")
    project.write("site_config.yml", settings + "reports:\n  policies: [Grundsätze der Bearbeitung]\n")
    project.write(POLICY, "We answer.\n")
    (project.folder / POLICY).with_name("a link.md").symlink_to("/etc/passwd")
    git(project.folder, "init", "-q", "-b", "main")
    commit(project.folder, "2024-07-01")
    project.change("site_config.yml", "[Grundsätze der Bearbeitung]", "[policies]")
    git(project.folder, "mv", "Grundsätze der Bearbeitung", "policies")
    project.change("site_config.yml", "head@sample.example", "new@sample.example")
    project.change("faq/en/account/open-it.md", "Sign up", "Begin")
    commit(project.folder, "2024-10-05")
    there = ("--project", str(project.folder))
    assert main(("build", *there)) == 0
    assert main(("demo-data", "--cases", "30", "--period", "2024-Q3", *there)) == 0
    return project


@pytest.fixture
def bundle(history: Project, run: Run) -> Run:
    """`bundle(output, ...)` is `frontdesk report bundle` of that project, of the last day of the quarter."""

    def ran(output: Path, *words: str) -> Ran:
        return run(*ASKED, "--project", str(history.folder), "--output", str(output), *words)

    return ran


def checked(folder: Path) -> Ran:
    """What the script in a bundle says, run by a Python that has nothing else."""
    ran = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, text=True, env={}, check=False
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_bundle_is_what_stood_there_that_day(bundle: Run, tmp_path: Path) -> None:
    """Settings, answers, templates and policies of the commit of that day, also what was renamed or changed since."""
    ran = bundle(tmp_path / "out")
    inside = tmp_path / "out"
    assert ran.code == 0
    assert (inside / "project" / POLICY).read_text(encoding="utf-8") == "We answer.\n"
    assert "Sign up" in (inside / "project/faq/en/account/open-it.md").read_text(encoding="utf-8")
    assert json.loads((inside / "responsible.json").read_text(encoding="utf-8")) == [
        {
            "contact": "head@sample.example",
            "from": "2024-01-01",
            "in_office": True,
            "name": "",
            "role": "Head of Customer Service",
            "to": None,
        }
    ]
    assert set(json.loads((inside / "hours.json").read_text(encoding="utf-8"))) == {"office"}
    read_me = (inside / "README.md").read_text(encoding="utf-8")
    assert f"- policy: `project/{POLICY}`" in read_me
    assert "The policy `policies`, which the settings name, was not there on that day." in read_me
    assert "**SYNTHETIC: cases of this log were made up by demo-data. No customer wrote them.**" in read_me
    assert not (inside / "project" / "policies").exists()


def test_what_is_not_in_it_is_said(history: Project, bundle: Run, tmp_path: Path) -> None:
    """Links are not followed, and what is in no commit yet is not taken for what stood there."""
    history.write("policies/new.md", "Not committed.\n")
    assert bundle(tmp_path / "out").code == 0
    history.remove("policies/new.md")
    read_me = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "`Grundsätze der Bearbeitung/a link.md` is a link or another repository, and is left out." in read_me
    assert "The project's folder has changes that are in no commit: they are not in this bundle." in read_me
    assert not list((tmp_path / "out").rglob("a link.md"))


def test_quarter_that_was_not_over_is_said(bundle: Run, tmp_path: Path) -> None:
    """Days of the log end in UTC: on its last one a quarter in New York has four hours to go (row H3)."""
    said = "2024-Q3 was not over at 2024-10-01T00:00Z, where that day of the log ends: figures can grow\n"
    assert said in bundle(tmp_path / "out", "--period", "2024-Q3").err
    report = json.loads((tmp_path / "out/reports/2024-Q3-all/report.json").read_text(encoding="utf-8"))
    assert not report["complete"]


def test_kept_report_is_in_it_byte_for_byte(history: Project, run: Run, bundle: Run, tmp_path: Path) -> None:
    """Without a period, the latest report that was sealed by that day; its bytes are those of the list (row Q3)."""
    there = ("--project", str(history.folder), "--jobs", "1")
    assert run("report", "seal", "--period", "2024-08", *there).code == 0
    assert run("report", "bundle", "--as-of", "2024-12-01", *there, "--output", str(tmp_path / "out")).code == 0
    (kept,) = json.loads((tmp_path / "out/kept-reports.json").read_text(encoding="utf-8"))
    report = (tmp_path / "out/reports" / kept["id"] / "report.json").read_bytes()
    assert hashlib.sha256(report).hexdigest() == kept["sha256"]


def test_bundle_proves_itself(bundle: Run, tmp_path: Path) -> None:
    """A script of thirty lines finds a byte that was changed, a file that is missing or was added, and a broken seal."""
    inside = tmp_path / "out"
    ran = bundle(inside)
    digest = hashlib.sha256((inside / "manifest.json").read_bytes()).hexdigest()
    files = len(json.loads((inside / "manifest.json").read_text(encoding="utf-8"))["files"])
    fine = f"{files} files are as they were put together, and the seals follow each other\n"
    assert ran.out == f"{digest}  manifest.json\n"
    assert checked(inside) == Ran(0, f"{fine}SHA-256 of manifest.json: {digest}\n", "")
    (inside / "hours.json").write_text("{}", encoding="utf-8")
    (inside / "responsible.json").unlink()
    (inside / "added ö.txt").write_text("x", encoding="utf-8")
    assert checked(inside).code == 1
    assert checked(inside).out.splitlines()[:3] == [
        "responsible.json: is missing",
        "added ö.txt: is not in the manifest",
        "hours.json: was changed",
    ]


def test_broken_chain_of_seals_is_found(bundle: Run, tmp_path: Path) -> None:
    """Also where somebody made the manifest anew: a seal is over its day's heads and the seal before (row T2)."""
    inside = tmp_path / "out"
    bundle(inside)
    manifest = json.loads((inside / "manifest.json").read_text(encoding="utf-8"))
    name = next(one for one in sorted(manifest["files"]) if "heads/" in one and (inside / one).stat().st_size)
    (inside / name).write_bytes((inside / name).read_bytes().replace(b" 1 ", b" 2 ", 1) + b"x")
    manifest["files"][name] = hashlib.sha256((inside / name).read_bytes()).hexdigest()
    (inside / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    day = Path(name).stem
    assert checked(inside).out.splitlines()[0] == (
        f"{day}: this seal does not follow the one before, or was not made over its heads"
    )


def test_nobody_is_named(history: Project, bundle: Run, tmp_path: Path) -> None:
    """No word, name, address or number of a customer is in any of its files, not even packed in a workbook."""
    inside = tmp_path / "out"
    assert bundle(inside, "--period", "2024-Q3").code == 0
    store = SqliteStore(history.folder / ".frontdesk" / "requests.sqlite3")
    log = Log(store=store, keys=LocalKeys())
    found = [log.texts(case) for case in store.walk()]
    typed = {text.encode() for one in found if one for text in one.fields.values() if text}
    store.close()
    assert len(typed) > 30
    whole = b""
    for path in inside.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                whole += b"".join(parts.read(name) for name in parts.namelist())
        elif path.is_file():
            whole += path.read_bytes()
    assert [text for text in typed if text in whole] == []


def test_zip_is_the_same_twice(bundle: Run, tmp_path: Path) -> None:
    """With the report of a period as it stood that day; whoever asks again gets the same bytes."""
    for name in ("first.zip", "second.zip"):
        assert bundle(tmp_path / name, "--period", "2024-Q3", "--profile", "nydfs").code == 0
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as parts:
        assert "reports/2024-Q3-nydfs/report.json" in parts.namelist()
        parts.extractall(tmp_path / "read")
    report = json.loads((tmp_path / "read/reports/2024-Q3-nydfs/report.json").read_text(encoding="utf-8"))
    assert report["as_of"] <= "2024-10-01T00:00:00Z"
    assert checked(tmp_path / "read").code == 0


def test_what_cannot_be_known_is_said(project: Project, run: Run, tmp_path: Path) -> None:
    """Outside of git, before the first commit, in a history that was cut off, on a day that is not over: one sentence."""
    assert run("build").code == 0
    output = ("--output", str(tmp_path / "out"))
    outside = run(*ASKED, *output)
    assert outside.code == 1
    assert outside.err == (
        f"{project.folder.resolve()} is in no git repository: what stood there on that day is not known\n"
    )
    git(project.folder, "init", "-q", "-b", "main")
    assert run(*ASKED, *output).err == f"the git repository of {project.folder.resolve()} has no commit yet\n"
    commit(project.folder, "2025-01-01")
    assert run(*ASKED, *output).err == "the git history begins after that day: nothing of the project was there yet\n"
    future = run("report", "bundle", "--as-of", "2999-01-01", *output)
    assert (future.code, future.err) == (2, "2999-01-01 is not over yet: take a day that is\n")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    full = run(*ASKED, "--output", str(tmp_path / "full"))
    assert full.err == f"{tmp_path / 'full'} is not empty: name a new folder, or a file that ends in .zip\n"


def test_project_that_was_moved_is_found(project: Project, run: Run, tmp_path: Path) -> None:
    """In a repository with other things, also where its folder had another name on that day."""
    repository = tmp_path / "repository"
    old, new = repository / "front desk", repository / "Kundendienst für alle"
    old.mkdir(parents=True)
    git(repository, "init", "-q", "-b", "main")
    shutil.copytree(project.folder, old, dirs_exist_ok=True)
    (repository / ".gitignore").write_text(".frontdesk\nsite\n", encoding="utf-8")
    commit(repository, "2024-07-01")
    git(repository, "mv", "front desk", "Kundendienst für alle")
    assert run("build", "--project", str(new)).code == 0
    (new / "faq/en/account/close-it.md").unlink()
    commit(repository, "2024-12-01")
    there = ("--project", str(new), "--output")
    for day, then in ((DAY, "front desk"), ("2024-12-05", "Kundendienst für alle")):
        assert run("report", "bundle", "--as-of", day, *there, str(tmp_path / day)).code == 0
        read_me = (tmp_path / day / "README.md").read_text(encoding="utf-8")
        assert f"The project lay in the folder `{then}` of its repository then." in read_me
        assert (tmp_path / day / "project/faq/en/account/close-it.md").exists() is (day == DAY)
        assert checked(tmp_path / day).code == 0


def test_history_that_was_cut_off_is_no_history(history: Project, run: Run, tmp_path: Path) -> None:
    """A shallow clone does not say what stood there before."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", history.folder.as_uri(), str(shallow))
    assert run("build", "--project", str(shallow)).code == 0
    ran = run("report", "bundle", "--project", str(shallow), "--as-of", DAY, "--output", str(tmp_path / "out"))
    assert (ran.code, ran.err) == (
        1,
        "the git history is cut off before that day: fetch the whole of it with `git fetch --unshallow`\n",
    )
