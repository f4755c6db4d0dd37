"""Turn YAML text into nodes that remember their lines.

Every scalar stays text as it was typed: `no`, `10:00` and `1.10` mean what the writer sees, not what YAML 1.1 makes of
them. Knows nothing of what the keys mean.
"""

from desk.finding import Finding
from desk.place import Place
from desk.yaml_nodes import Listing, Node, Table, Text, refused

__all__ = ["Listing", "Node", "Table", "Text", "read_listing", "read_table"]


def read_table(text: str, file: str, findings: list[Finding], *, first_line: int = 1) -> Table | None:
    """Parse `text`, whose first line is `first_line` of `file`; None where it is no YAML mapping (a finding says why)."""
    read = _read(text, file, findings, first_line)
    if read is None or isinstance(read, Table):
        return read
    message, fix = "this is no list of 'key: value' lines", "start with a line such as 'title: ...'"
    findings.append(refused(Place(file, first_line), message, fix))
    return None


def read_listing(text: str, file: str, findings: list[Finding], *, example: str) -> Listing | None:
    """Parse `text`, the whole of `file`; None where it is no YAML sequence (a finding says why, and shows `example`)."""
    read = _read(text, file, findings, 1)
    if read is None or isinstance(read, Listing):
        return read
    if isinstance(read, Table) and not read.entries:
        return Listing((), read.place)
    findings.append(refused(read.place, "this is no list: each item begins with a hyphen and a space", example))
    return None


def _read(text: str, file: str, findings: list[Finding], first_line: int) -> Node | None:
    from desk.yaml_parsing import parsed  # noqa: PLC0415 - PyYAML takes 20 ms, which most builds after an edit do without

    return parsed(text, file, findings, first_line)
