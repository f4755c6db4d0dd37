"""A finding is a place, what is wrong there, and text to paste that mends it."""

from collections.abc import Iterable, Sequence
from typing import Literal

from desk.data import Data, asdict
from desk.place import Place

Severity = Literal["error", "warning"]

# Of these, other findings may only be the consequence.
FIRST = frozenset({"broken-yaml"})

# Of one warning rule, a build prints this many; `frontdesk check` prints them all.
WARNINGS_SHOWN_PER_RULE = 5


class Finding(Data, frozen=True, kw_only=True):
    """One thing a person has to mend. An error stops the build; a warning does not, unless `--strict` says so."""

    place: Place
    rule: str
    message: str
    fix: str
    severity: Severity = "error"

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else "warning: "
        fix = self.fix.replace("\n", "\n         ")
        return _visible(f"{self.place}: {mark}{self.message} [{self.rule}]\n    fix: {fix}")

    def as_json(self) -> dict[str, object]:
        """The finding as a program reads it: file, line, rule, severity, message, fix."""
        flat = asdict(self)
        place = flat.pop("place")
        return {**asdict(place), **flat}


def _visible(text: str) -> str:
    """Without characters that a terminal would obey: a finding may quote what somebody else wrote."""
    return "".join(letter if letter.isprintable() or letter == "\n" else f"\\x{ord(letter):02x}" for letter in text)


class FindingsError(Exception):
    """Raised by a stage that cannot go on; carries every finding, not the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(findings)
        super().__init__("\n".join(map(str, self.findings)))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What cannot be read at all, then the rest, by file, line and rule, each once: the same on every machine."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda finding: (finding.rule not in FIRST, finding.place, finding.rule, finding.message),
        )
    )


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop a build."""
    return tuple(finding for finding in findings if finding.severity == "error")


def counted(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`."""
    broken = len(errors(findings))
    doubtful = len(findings) - broken
    parts = [numbered(broken, "error"), numbered(doubtful, "warning")] if doubtful else [numbered(broken, "error")]
    return ", ".join(parts)


def numbered(number: int, noun: str) -> str:
    """`1 file`, `2,000 files`."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def shortened(findings: Sequence[Finding]) -> str:
    """Findings as text, all errors but only the first few warnings of a rule, with a count of the rest."""
    lines: list[str] = []
    shown: dict[str, int] = {}
    for finding in findings:
        if finding.severity == "warning":
            shown[finding.rule] = shown.get(finding.rule, 0) + 1
            if shown[finding.rule] > WARNINGS_SHOWN_PER_RULE:
                continue
        lines.append(str(finding))
    for rule, count in shown.items():
        if count > WARNINGS_SHOWN_PER_RULE:
            lines.append(
                f"and {count - WARNINGS_SHOWN_PER_RULE} more warnings [{rule}]: `frontdesk check` lists them all"
            )
    return "\n".join(lines)


def unknown_name(
    name: str, allowed: Sequence[str], place: Place, *, what: str, rule: str, write: str = "{}"
) -> Finding:
    """A finding for a name that nothing here bears, with the nearest one that something does."""
    from difflib import get_close_matches  # noqa: PLC0415 - for who mistyped a name, and no command that lists

    near = get_close_matches(name, allowed, n=1, cutoff=0.5)
    fix = f"write '{write.format(near[0])}'" if near else f"use one of: {', '.join(allowed)}"
    return Finding(place=place, rule=rule, message=f"'{name}' is not {what}", fix=fix)
