"""An ImportResult -> what a person reads in the terminal, and what a program reads."""

from collections import defaultdict
from collections.abc import Iterator

from desk.finding import Finding
from generator.importing.model import ImportResult

SHOWN_PER_RULE = 10


def as_text(result: ImportResult, *, everything: bool = False) -> str:
    """The counts, then the findings by rule, the first few of each or all."""
    return "\n".join([*_counts(result), *_findings(result, everything=everything), *_next(result)]) + "\n"


def as_json(result: ImportResult) -> dict[str, object]:
    """Everything, with every finding."""
    return {
        "language": result.language,
        "dry_run": result.dry_run,
        "read": result.read,
        "articles": result.articles,
        "categories": result.categories,
        "made": dict(result.made),
        "dropped_keys": dict(result.dropped_keys),
        "old_host": result.old_host,
        "files": list(result.files),
        "findings": [finding.as_json() for finding in result.findings],
    }


def _counts(result: ImportResult) -> Iterator[str]:
    done = "Would import" if result.dry_run else "Imported"
    categories = _many(result.categories, "new category", "new categories")
    yield f"{done} {_many(result.articles, 'article')} and {categories} into faq/{result.language}/."
    width = max((len(what) for what, count in result.made.items() if count), default=0)
    for what, count in result.made.items():
        if count:
            host = f"   (the articles lived at {result.old_host})" if what == "links" and result.old_host else ""
            yield f"  {what:<{width}}  {count:>5}{host}"
    if result.dropped_keys:
        keys = ", ".join(f"{key} ({count})" for key, count in sorted(result.dropped_keys.items()))
        yield f"  front matter that has no place here and was dropped: {keys}"


def _findings(result: ImportResult, *, everything: bool) -> Iterator[str]:
    rules: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        rules[finding.rule].append(finding)
    if rules:
        yield f"\nA person must look at {_many(len(result.findings), 'place')}:"
    for rule in sorted(rules, key=lambda rule: (len(rules[rule]), rule)):
        found = rules[rule]
        yield f"\n{rule} ({len(found)})"
        shown = found if everything else found[:SHOWN_PER_RULE]
        yield from map(str, shown)
        if len(found) > len(shown):
            yield f"and {len(found) - len(shown)} more [{rule}]: --all shows them"


def _next(result: ImportResult) -> Iterator[str]:
    yield ""
    if result.dry_run:
        yield "Nothing was written. Lines are those of the files that would be."
    elif result.articles:
        yield "Next: frontdesk build"
    else:
        yield "Nothing was imported."


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one}" if count == 1 else f"{count} {more or one + 's'}"
