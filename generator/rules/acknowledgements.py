"""Read and check the acknowledgement templates (rows E4, I5).

What is sent to every customer must not fail, and must say what it has to.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desk.acknowledgement import FIELDS, KINDS_ACKNOWLEDGED, PARTS, REQUIRED_IN_BODY, REQUIRED_IN_SUBJECT
from desk.bundle import AckTemplate
from desk.finding import Finding, unknown_name
from desk.place import Place
from desk.templates import fields_used, problems


def read_ack_templates(
    folders: Sequence[Path], languages: Sequence[str], findings: list[Finding]
) -> Mapping[str, Mapping[str, AckTemplate]]:
    """The templates by language and kind. `folders` in falling priority: the project's own before the product's."""
    found: dict[str, dict[str, AckTemplate]] = {}
    for language in languages:
        for kind in KINDS_ACKNOWLEDGED:
            parts = [_part(folders, language, f"{kind}.{part}", findings) for part in PARTS]
            found.setdefault(language, {})[kind] = AckTemplate(subject=parts[0].strip(), text=parts[1], html=parts[2])
    return found


def _part(folders: Sequence[Path], language: str, name: str, findings: list[Finding]) -> str:
    file = f"ack_templates/{language}/{name}"
    source = next((folder / language / name for folder in folders if (folder / language / name).is_file()), None)
    if source is None:
        fix = f"copy it from another language and translate it, or take '{language}' out of 'languages:'"
        findings.append(Finding(place=Place(file), rule="no-template", message=f"there is no template {file}", fix=fix))
        return ""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        findings.append(
            Finding(
                place=Place(file), rule="not-utf8", message="this file is not UTF-8 text", fix="save it again as UTF-8"
            )
        )
        return ""
    findings.extend(_checked(file, text))
    return text


def _checked(file: str, text: str) -> Iterator[Finding]:
    broken = list(problems(text, FIELDS))
    for problem in broken:
        place = Place(file, problem.line)
        if problem.name:
            yield unknown_name(
                problem.name,
                tuple(FIELDS),
                place,
                what="a field of acknowledgements",
                rule="unknown-field",
                write="{{{{ {} }}}}",
            )
        else:
            yield Finding(
                place=place,
                rule="bad-template",
                message=problem.message,
                fix="write fields as {{ reference }}, and nothing else",
            )
    if broken:
        return
    if file.endswith("subject.txt") and "\n" in text.strip():
        yield Finding(
            place=Place(file, 2), rule="bad-template", message="a subject is one line", fix="delete the other lines"
        )
    required = REQUIRED_IN_SUBJECT if file.endswith("subject.txt") else REQUIRED_IN_BODY
    used = fields_used(text)
    for name in required:
        if name not in used:
            message = f"an acknowledgement has to show {{{{ {name} }}}}: {FIELDS[name]}"
            yield Finding(place=Place(file), rule="missing-field", message=message, fix=f"{{{{ {name} }}}}")
