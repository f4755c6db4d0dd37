"""Findings as text, as JSON, as annotations of GitHub Actions, and as SARIF for code scanning."""

from collections.abc import Callable, Mapping, Sequence

from desk.data import to_json
from desk.finding import Finding
from frontdesk.version import VERSION


def formatted(findings: Sequence[Finding], form: str) -> str:
    """The findings in one of FORMATS."""
    return FORMATS[form](findings)


def _text(findings: Sequence[Finding]) -> str:
    return "\n".join(map(str, findings))


def _json(findings: Sequence[Finding]) -> str:
    return to_json([finding.as_json() for finding in findings]).decode()


def _github(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"::{finding.severity} file={_property(finding.place.file)},line={finding.place.line},title={_property(finding.rule)}"
        f"::{_data(f'{finding.message} (fix: {finding.fix})')}"
        for finding in findings
    )


def _data(text: str) -> str:
    """Escaped as the workflow commands of GitHub Actions want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(findings: Sequence[Finding]) -> str:
    rules = [{"id": rule} for rule in dict.fromkeys(finding.rule for finding in findings)]
    driver = {"name": "frontdesk", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}
    return to_json(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    ).decode()


def _result(finding: Finding) -> dict[str, object]:
    where = {"artifactLocation": {"uri": finding.place.file}, "region": {"startLine": finding.place.line}}
    return {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": f"{finding.message}\nFix: {finding.fix}"},
        "locations": [{"physicalLocation": where}],
    }


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
