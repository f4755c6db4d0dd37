"""Turn YAML text into nodes by PyYAML, or into a finding that says what is wrong with it and how to mend it.

Imported when there is something to read: PyYAML takes 20 ms, and most front matter does without it.
"""

import re

import yaml

from desk.finding import Finding
from desk.place import Place
from desk.yaml_nodes import Listing, Node, Table, Text, refused

# A settings file of 1 MiB would hold some 20,000 lines; more is a mistake or an attack.
LARGEST_TEXT = 1024 * 1024
DEEPEST = 12
# A text of fewer characters cannot nest deep enough to do harm.
SHORT = 4096
# Up to here each place that is too deep gets its own line.
DEEPEST_READ = 200

TAB = "indent with spaces; a tab is not allowed"

_COLON = re.compile(r":(?:\s|$)")
# A line that begins with a word, and not with what begins a list, a comment or a quoted text.
_KEY_ONLY = re.compile(r" *([^\W\d][\w-]*)(:?)[ \t]*(\S.*)?")

_NO_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")


def parsed(text: str, file: str, findings: list[Finding], first_line: int) -> Node | None:
    """What a text holds; None where it cannot be read (a finding says why)."""
    start = Place(file, first_line)
    if len(text) > LARGEST_TEXT:
        findings.append(refused(start, "this is larger than 1 MiB", "split it, or take out what is no setting"))
        return None
    # YAML ends a line at these; editors, and so people, do not.
    text = text.translate(_NO_LINE_ENDS)
    if _too_deep(text):
        findings.append(_nested(start))
        return None
    try:
        composed = yaml.compose(text, Loader=_LOADER)
        return _Walk(file, first_line, findings).node(composed, 0) if composed else Table({}, start)
    except yaml.MarkedYAMLError as error:
        unclosed = any(what in (error.context or "") for what in ("quoted scalar", "flow "))
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        lines = text.splitlines() or [""]
        # What is never closed is missed after the last line.
        row = min(mark.line if mark else 0, len(lines) - 1)
        row, message, fix = _missing_colon(lines, row, error) or (row, *_broken(error, lines[row]))
        findings.append(refused(Place(file, first_line + row), message, fix))
        return None
    except yaml.reader.ReaderError as error:
        line = text.encode("utf-8")[: error.position].count(b"\n") if isinstance(error.position, int) else 0
        place = Place(file, first_line + _line_of_control(text, line))
        fix = "delete the character (it often comes with text pasted from another program)"
        findings.append(
            refused(place, f"the invisible control character {_name_of(error.character)} is not allowed", fix)
        )
        return None


class _Walk:
    """Turns PyYAML's nodes into ours, and refuses what settings never need."""

    def __init__(self, file: str, first_line: int, findings: list[Finding]) -> None:
        self.file, self.first_line, self.findings = file, first_line, findings
        self.seen: set[int] = set()

    def node(self, node: yaml.Node, depth: int) -> Node:
        place = Place(self.file, self.first_line + node.start_mark.line)
        if depth > DEEPEST:
            self.findings.append(_nested(place))
            return Text("", place)
        # An alias gives the same node again; nine levels of them expand to a billion.
        if id(node) in self.seen:
            self.findings.append(
                refused(place, "YAML anchors and aliases (&, *) are not used here", "write the value out")
            )
            return Text("", place)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.table(node, place, depth)
        if isinstance(node, yaml.SequenceNode):
            return Listing(tuple(self.node(item, depth + 1) for item in node.value), place)
        # libyaml's loader says '' for a plain scalar where PyYAML's own says None.
        return Text(node.value, place, quoted=bool(getattr(node, "style", None)))

    def table(self, node: yaml.MappingNode, place: Place, depth: int) -> Table:
        table = Table({}, place)
        for key, value in node.value:
            key_place = Place(self.file, self.first_line + key.start_mark.line)
            if not isinstance(key, yaml.ScalarNode):
                self.findings.append(refused(key_place, "a key must be plain text", "write 'key: value'"))
            elif key.value in table.entries:
                first = table.places[key.value].line
                message = f"'{key.value}' is set twice here (first in line {first})"
                self.findings.append(
                    Finding(place=key_place, rule="repeated-key", message=message, fix="delete one of the two")
                )
            else:
                table.entries[key.value] = self.node(value, depth + 1)
                table.places[key.value] = key_place
        return table


def _missing_colon(lines: list[str], row: int, error: yaml.MarkedYAMLError) -> tuple[int, str, str] | None:
    """The line that is a key without its colon, what is wrong with it, and the fix.

    YAML sees it only in the line below, where the text that begins here meets a colon.
    """
    if "mapping values" in (error.problem or ""):
        top = row
        while top and not _COLON.search(lines[top - 1]):
            top -= 1
        above = lines[top - 1].rstrip() if top else ":"
        top = next((number for number in range(top, row) if _KEY_ONLY.fullmatch(lines[number].rstrip())), row)
        if top == row or not above.endswith(":"):
            return None
    elif "expected ':'" in (error.problem or "") and error.context_mark:
        top = min(error.context_mark.line, len(lines) - 1)
    else:
        return None
    found = _KEY_ONLY.fullmatch(lines[top].rstrip())
    if found is None:
        return None
    key, glued, value = found.groups()
    wrong = "there is no space after the colon" if glued else f"there is no colon after '{key}'"
    missing = "a space" if glued else "a colon and a space"
    return top, f"this is not valid YAML: {wrong}", f"write {missing} after '{key}{glued}': {key}: {value or '...'}"


def _broken(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """What is wrong, and the fix."""
    problem = error.problem or error.context or "it cannot be read"
    fixes = (
        (
            "mapping values are not allowed",
            'put the value in quotes, because it contains a colon: key: "text: more text"',
        ),
        ("another document", "delete the line '---'"),
        ("alias", 'put the value in quotes: key: "*text"'),
        ("escape character", "write \\\\ for a backslash, or use single quotation marks"),
        ("\\t", TAB),
        ("tab character", TAB),
        ("cannot start any token", TAB if "\t" in line else 'put the value in quotes: key: "@text"'),
        ("quoted scalar", "close the quotation mark that is opened here"),
        ("flow node", "take out a comma too much, and put a word that begins with # in quotes, here or a line above"),
        ("flow sequence", "close the bracket that is opened here: [one, two]"),
        ("flow mapping", "close the brace that is opened here: {en: one, es: two}"),
        ("", TAB if "\t" in line else "write it as 'key: value', one a line, and indent with two spaces"),
    )
    said = f"{problem} {error.context}"
    fix = next(fix for part, fix in fixes if part in said)
    return f"this is not valid YAML: {problem}", fix


def _too_deep(text: str) -> bool:
    """PyYAML calls itself for each level, and half a million brackets overflow the stack; events come one by one."""
    depth = 0
    if len(text) < SHORT:
        return False
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST_READ:
                return True
    except yaml.YAMLError:
        return False  # composing it says what is wrong
    return False


def _nested(place: Place) -> Finding:
    return refused(place, "this is nested too deeply", f"use at most {DEEPEST} levels")


def _line_of_control(text: str, otherwise: int) -> int:
    """PyYAML counts the position of a forbidden character in bytes or characters by loader; so find it ourselves."""
    for number, line in enumerate(text.split("\n")):
        if any(yaml.reader.Reader.NON_PRINTABLE.search(character) for character in line):
            return number
    return otherwise


def _name_of(character: object) -> str:
    code = character if isinstance(character, int) else ord(str(character)[0])
    return f"U+{code:04X}"


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
