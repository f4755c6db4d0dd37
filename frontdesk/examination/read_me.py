"""What is in a bundle -> the page that an examiner reads first. Knows nothing of how it was put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frontdesk.examination.that_day import ThatDay


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What was put in. `reports` are their folders; `synthetic` says that cases of the log were made up."""

    organisation: str
    day: date
    time_zone: str
    found: ThatDay
    seals: int
    reports: Sequence[str]
    version: str
    synthetic: bool


def read_me(contents: Contents) -> str:
    """In Markdown, which reads as plain text too."""
    return "\n".join(_lines(contents)) + "\n"


def _lines(contents: Contents) -> Iterator[str]:
    found = contents.found
    yield f"# {contents.organisation}: examination bundle as of {contents.day}"
    if contents.synthetic:
        yield "\n**SYNTHETIC: cases of this log were made up by demo-data. No customer wrote them.**"
    yield f"\nAll that is in `project/` stood there at the end of {contents.day} ({contents.time_zone}): it comes from the"
    yield f"commit {found.commit.name} of {found.commit.at.isoformat()}, the last one of the branch on that day."
    if found.place:
        yield f"The project lay in the folder `{found.place}` of its repository then."
    yield f"Put together by Frontdesk {contents.version}."
    yield "\n## How to check it\n"
    yield "    python3 verify.py\n"
    yield "It needs Python and nothing else. It says which file was changed, is missing or was added, and whether each seal of"
    yield "the log follows the one before it and was made over the heads that lie beside it. Then compare the SHA-256 of"
    yield "`manifest.json` with the one that you were given by another way: whoever could change all files could change the"
    yield "manifest as well. With the request log at hand, `frontdesk requests verify` holds the log itself against the seals."
    yield "\n## What is where\n"
    yield from _where(contents)
    yield "\n## What is not in it\n"
    yield "No word that a customer wrote, no name, address or number of one. References name cases; who is behind one, only the"
    yield "request log tells, to those who may read it. What the profiles check for is no statement that a law is kept."
    yield from _gaps(found)


def _where(contents: Contents) -> Iterator[str]:
    yield "- `project/`: settings (with hours), answers (`faq/`), acknowledgement templates, policies, of that day"
    for policy in contents.found.policies:
        yield f"- policy: `project/{policy}`"
    if contents.found.settings:
        yield "- `hours.json`: when the desk was open in the month before; `responsible.json`: who was responsible for it"
        yield "- `profile-checks.json`: what the profiles' checks say of the project of that day"
    for report in contents.reports:
        yield f"- `{report}/`: a report, as JSON, tables, a page and a workbook"
    yield "- `kept-reports.json`: all reports that have been sealed, each with its SHA-256"
    yield f"- `seals/`: the {contents.seals} seals of the request log up to that day, and what each was made over"


def _gaps(found: ThatDay) -> Iterator[str]:
    if found.unreadable:
        yield f"\nThis Frontdesk cannot read the settings of that day, so nothing was worked out of them: {found.unreadable}"
    for policy in found.missing:
        yield f"\nThe policy `{policy}`, which the settings name, was not there on that day."
    for path in found.left_out:
        yield f"\n`{path}` is a link or another repository, and is left out."
    if not found.templates:
        yield "\nThe project had no acknowledgement templates of its own: those of Frontdesk were in use."
    if found.unsaved:
        yield "\nThe project's folder has changes that are in no commit: they are not in this bundle."
