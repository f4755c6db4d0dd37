"""Read and check the templates of acknowledgements and of letters (rows E4, I5, R4).

What is sent to every customer must not fail, and must say what it has to, whatever the fields hold.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desk.bundle import PARTS, AckTemplate
from desk.finding import Finding, unknown_name
from desk.mail_fields import MAIL_KINDS, MailFields, is_letter, mail_fields
from desk.place import Place
from desk.plain_template import plainly_shown
from desk.settings.model import MailKind
from desk.templates import fields_shown, problems
from desk.wording import direction

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RIGHT_TO_LEFT = re.compile(r"\bdir=[\"']?(rtl|\{\{ *direction *\}\})")


def read_ack_templates(
    folders: Sequence[Path], languages: Sequence[str], findings: list[Finding]
) -> Mapping[str, Mapping[str, AckTemplate]]:
    """The templates by language and kind. `folders` in falling priority: the project's own before the product's."""
    for language in languages:
        findings.extend(_strangers(folders, language))
    return {
        language: {kind: read_ack_template(folders, language, kind, findings) for kind in MAIL_KINDS}
        for language in languages
    }


def read_ack_template(folders: Sequence[Path], language: str, kind: MailKind, findings: list[Finding]) -> AckTemplate:
    """One template; where it is wrong, the findings say so, and nobody is to be sent it."""
    files = {part: _file(folders, language, f"{kind}.{part}") for part in PARTS}
    if not any(files.values()):
        findings.append(_missing(language, kind))
        return AckTemplate(subject="", text="", html="")
    parts = [_part(file, f"ack_templates/{language}/{kind}.{part}", findings) for part, file in files.items()]
    return AckTemplate(subject=parts[0].strip(), text=parts[1], html=parts[2])


def _file(folders: Sequence[Path], language: str, name: str) -> Path | None:
    return next((folder / language / name for folder in folders if (folder / language / name).is_file()), None)


def _strangers(folders: Sequence[Path], language: str) -> Iterator[Finding]:
    """Files that nobody would be sent: their name is misspelled."""
    known = [f"{kind}.{part}" for kind in MAIL_KINDS for part in PARTS]
    files = {
        file.name for folder in folders for file in (folder / language).glob("*") if file.suffix in {".txt", ".html"}
    }
    for name in sorted(files.difference(known)):
        place = Place(f"ack_templates/{language}/{name}")
        yield unknown_name(name, known, place, what="a part of any mail", rule="unknown-template")


def _missing(language: str, kind: MailKind) -> Finding:
    names = ", ".join(f"{kind}.{part}" for part in PARTS)
    return Finding(
        place=Place(f"ack_templates/{language}/{kind}.{PARTS[0]}"),
        rule="no-template",
        message=f"the {'mail' if is_letter(kind) else 'acknowledgement'} '{kind}' is not there in '{language}': {names}",
        fix=f"copy the three from another language and translate them, or take '{language}' out of 'languages:'",
    )


def _part(source: Path | None, file: str, findings: list[Finding]) -> str:
    if source is None:
        fix = "copy it from another language and translate it"
        findings.append(Finding(place=Place(file), rule="no-template", message=f"there is no template {file}", fix=fix))
        return ""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fix = "save it again as UTF-8"
        findings.append(Finding(place=Place(file), rule="not-utf8", message="this file is not UTF-8 text", fix=fix))
        return ""
    findings.extend(_checked(file, text))
    return text


def _checked(file: str, text: str) -> Iterator[Finding]:
    asked = mail_fields(Path(file).name.partition(".")[0])
    broken = list(_broken(file, text, asked)) if plainly_shown(text, asked.fields) is None else []
    yield from broken
    # What cannot be read cannot be asked what it shows.
    if not broken:
        yield from _layout(file, text)
        yield from _left_out(file, text, asked)


def _broken(file: str, text: str, asked: MailFields) -> Iterator[Finding]:
    for problem in problems(text, asked.fields):
        place = Place(file, problem.line)
        if problem.name:
            what = f"a field of {asked.all}"
            yield unknown_name(
                problem.name, tuple(asked.fields), place, what=what, rule="unknown-field", write="{{{{ {} }}}}"
            )
        else:
            fix = "write fields as {{ reference }}, and nothing else"
            yield Finding(place=place, rule="bad-template", message=problem.message, fix=fix)


def _layout(file: str, text: str) -> Iterator[Finding]:
    if file.endswith("subject.txt") and "\n" in text.strip():
        message, fix = "a subject is one line", "delete the other lines"
        yield Finding(place=Place(file, 2), rule="bad-template", message=message, fix=fix)
    language = file.split("/")[1]
    if file.endswith(".html") and direction(language) == "rtl" and not _RIGHT_TO_LEFT.search(text):
        message = f"'{language}' runs from right to left, and this HTML does not say so"
        fix = '<html lang="{{ language }}" dir="{{ direction }}">'
        yield Finding(place=Place(file), rule="bad-template", message=message, fix=fix)


def _left_out(file: str, text: str, asked: MailFields) -> Iterator[Finding]:
    required = asked.in_subject if file.endswith("subject.txt") else asked.in_body
    read = _uncommented(text, asked.fields) if file.endswith(".html") else text
    plain = plainly_shown(read, asked.fields)
    shown = fields_shown(read) if plain is None else plain
    for name in required:
        if name not in shown:
            message = f"{asked.one} has to show {{{{ {name} }}}}: {asked.fields[name]}"
            if re.search(rf"\b{name}\b", text):
                message += "; here it stands below an 'if' or in a comment"
            yield Finding(place=Place(file), rule="missing-field", message=message, fix=f"{{{{ {name} }}}}")
    for name in () if file.endswith("subject.txt") else asked.where_there:
        if not re.search(rf"\{{\{{[^}}]*\b{name}\b", read):
            message = f"{asked.one} has to show {{{{ {name} }}}} where it holds something: {asked.fields[name]}"
            fix = f"{{% if {name} %}}\n{{{{ {name} }}}}\n{{% endif %}}"
            yield Finding(place=Place(file), rule="missing-field", message=message, fix=fix)


def _uncommented(html: str, fields: Mapping[str, str]) -> str:
    """Without what no reader sees; as it is, where a comment holds one half of an `if`."""
    left = _COMMENT.sub("", html)
    return html if plainly_shown(left, fields) is None and any(problems(left, fields)) else left
