"""Read theme/words/<language>.yml into Words: the product's own texts, with the project's changes on top."""

from collections.abc import Sequence
from pathlib import Path

from desk.finding import Finding
from desk.place import Place
from desk.words import Words
from desk.yaml_lines import Text, read_table

# The product has words in it for certain.
_SHIPPED = "en"


def read_words(themes: Sequence[Path], language: str, default: str, findings: list[Finding]) -> Words:
    """The words of a language. `themes` in falling priority: the project's own theme before the product's.

    A language without words of its own is a finding.
    """
    files = [theme / "words" / f"{language}.yml" for theme in reversed(themes)]
    texts: dict[str, str] = {}
    for file in files:
        if file.is_file():
            texts |= _texts(file, findings)
    if not texts:
        message = f"the product has no words in '{language}' yet"
        source = default if default != language else _SHIPPED
        fix = f"copy theme/words/{source}.yml to theme/words/{language}.yml and translate it"
        findings.append(Finding(place=Place(f"theme/words/{language}.yml"), rule="no-words", message=message, fix=fix))
    return Words(language, texts)


def _texts(file: Path, findings: list[Finding]) -> dict[str, str]:
    table = read_table(file.read_text(encoding="utf-8"), f"theme/words/{file.name}", findings)
    entries = table.entries if table else {}
    for key, value in entries.items():
        if not isinstance(value, Text):
            message, fix = f"'{key}' is one text", f'{key}: "..."'
            findings.append(Finding(place=value.place, rule="bad-value", message=message, fix=fix))
    return {key: value.text for key, value in entries.items() if isinstance(value, Text)}
