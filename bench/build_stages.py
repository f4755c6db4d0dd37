"""How long does a build take, and beside it MkDocs with Material on the same answers? `python -m bench.build_stages`."""

import shutil
import sys
import tempfile
from pathlib import Path

from bench.timing import TOP, quietest_command, say, show
from desk.yaml_lines import Text, read_table
from generator.content.front_matter import split

OURS = "frontdesk build, as after an edit"
OWNED = ("site_config.yml", "faq", "ack_templates", "theme")
COPIES = int(sys.argv[1]) if sys.argv[1:] else 1


def main() -> None:
    """Ours from nothing, ours with the shells kept, and MkDocs."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        project = _project(Path(folder, "project"))
        documents = _documents(project, Path(folder, "mkdocs"))
        say(f"{len(list((project / 'faq').rglob('*.md')))} answers")
        build: list[str | Path] = [sys.executable, "-m", "frontdesk", "build", "--project", project]
        mkdocs: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "-f"]
        results = {
            "frontdesk build --clean": quietest_command([*build, "--clean"]),
            OURS: quietest_command(build),
            "mkdocs + material": quietest_command([*mkdocs, documents / "mkdocs.yml"]),
            "mkdocs + material, navigation.prune": quietest_command([*mkdocs, documents / "pruned.yml"]),
        }
        show("processor seconds", "s", {name: result[0] for name, result in results.items()}, OURS)
        show("wall seconds", "s", {name: result[1] for name, result in results.items()}, OURS)
        sizes = {OURS: _megabytes(project / "site")}
        sizes |= {name: _megabytes(documents / name) for name in ("mkdocs", "pruned")}
        show("output", "MB", sizes, OURS)


def _project(folder: Path) -> Path:
    folder.mkdir()
    for name in OWNED:
        source = TOP / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder)
    for copy in range(1, COPIES):
        _copy_answers(folder / "faq", copy)
    return folder


def _copy_answers(faq: Path, number: int) -> None:
    """The same answers once more under other addresses, so that larger sites can be measured."""
    for category in [file.parent for file in faq.rglob("_category.yml") if not file.parent.name[-1].isdigit()]:
        for file in list(category.glob("*.md")):
            if not file.stem[-1].isdigit():
                lines = file.read_text(encoding="utf-8").split("\n")
                kept = [line for line in lines if not line.startswith(("redirect_from:", "related:"))]
                (category / f"{file.stem}-{number}.md").write_text("\n".join(kept), encoding="utf-8")


def _documents(project: Path, folder: Path) -> Path:
    """The same answers as a site of MkDocs: the question as the title, the tags as they stand."""
    for file in (project / "faq").rglob("*.md"):
        target = folder / "docs" / file.relative_to(project / "faq")
        target.parent.mkdir(parents=True, exist_ok=True)
        front, body, _ = split(file.read_text(encoding="utf-8"))
        table = read_table(front or "", file.name, [])
        title = table.entries.get("question") if table else None
        heading = title.text if isinstance(title, Text) else file.stem
        target.write_text(f"# {heading}\n\n{body}", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Help\n", encoding="utf-8")
    for name, features in (("mkdocs", "[]"), ("pruned", "[navigation.prune]")):
        settings = f"site_name: Bench\nsite_dir: {name}\ntheme: {{name: material, font: false, features: {features}}}\n"
        (folder / f"{name}.yml").write_text(settings, encoding="utf-8")
    return folder


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    main()
