"""A gap that `frontdesk report gaps` found -> what is known of the answer that would fill it, before anybody has written it.

The words come from searches, which hold nothing personal (contact.abuse.search_words). Writes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from desk.data import Data, UnreadableError, read
from desk.finding import Finding
from desk.settings import Settings
from generator.content import Site, read_site

REPORT = "gaps"
# Of a comment in a file.
LONGEST_REASON = 200


class NoStubError(Exception):
    """Nothing can be started; the message says why."""


class _Nearest(Data, frozen=True):
    page: str
    question: str


class Picked(Data, frozen=True):
    """A gap, as the report's JSON has it."""

    number: int
    sort: str
    language: str
    times: int
    of: int
    topic: str = ""
    topic_name: str = ""
    words: str = ""
    page: str = ""
    nearest: _Nearest | None = None


class _Report(Data, frozen=True):
    report: str
    since: str
    until: str
    gaps: tuple[Picked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """What stands in a new file. `words` are what people looked for in `language`, for which it has to be found."""

    title: str
    category: str
    topic: str
    language: str = ""
    words: str = ""
    related: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    def synonyms_in(self, language: str) -> tuple[str, ...]:
        """Words of a language help the search in no other one."""
        return (self.words,) if self.words and language == self.language else ()

    def reasons_for(self, file: PurePath) -> Iterator[str]:
        """The comments at the top of its file: `en/account/close-it.md`, below faq/."""
        for number, reason in enumerate(self.reasons, 1):
            yield f"{number}. {_on_one_line(reason)}"
        language, path = file.parts[0], PurePath(*file.parts[1:]).with_suffix("")
        if self.synonyms_in(language):
            yield f"Once it is written, keep it found: add to faq/{language}/golden_queries.yml"
            yield f"  - query: {_quoted(self.words)}"
            yield f"    first: {path.as_posix()}"
            yield f"    reason: {_quoted(_on_one_line(self.reasons[0]))}"


def picked_gap(file: Path, number: int) -> tuple[Picked, str]:
    """The gap of a number in a report, and the days that it tells of. Raises NoStubError."""
    try:
        report = read(file, _Report)
    except (UnreadableError, OSError) as error:
        raise NoStubError(f"{file}: no report of gaps ({error}); run `frontdesk report gaps --output {file}`") from None
    if report.report != REPORT:
        raise NoStubError(
            f"{file}: a report of {report.report}, not of gaps; run `frontdesk report gaps --output {file}`"
        )
    for gap in report.gaps:
        if gap.number == number:
            return gap, f"{report.since} to {report.until}"
    raise NoStubError(f"{file}: there is no gap {number}; it has {len(report.gaps)}")


def stub_of(picked: tuple[Picked, str], project: Path, settings: Settings, *, title: str, category: str) -> Stub:
    """What is known of the question, with the title and the folder that were given instead. Raises NoStubError."""
    gap, days = picked
    ignored: list[Finding] = []
    site = read_site(project, settings, ignored)
    if gap.page and not title.strip():
        raise NoStubError(_there_already(gap, site))
    title = title.strip() or _title(gap)
    nearest = gap.nearest.page if gap.nearest else ""
    category = category or nearest.rpartition("/")[0]
    if not title:
        raise NoStubError("the question is empty")
    if not category:
        raise NoStubError(
            "the site has no question that is near to it: say which folder it belongs to, --category account"
        )
    return Stub(
        title=title,
        category=category,
        topic=_topic(gap, nearest, site),
        language=gap.language,
        words=gap.words,
        related=(nearest,) if nearest in site.questions.get(gap.language, {}) else (),
        reasons=tuple(_reasons(gap, days)),
    )


def _there_already(gap: Picked, site: Site) -> str:
    question = site.questions.get(gap.language, {}).get(gap.page)
    where = question.file if question else gap.page
    return f"gap {gap.number} is about an answer that is there: mend {where}, or give a question of its own to ask"


def _title(gap: Picked) -> str:
    words = gap.words or gap.topic_name or gap.topic
    return f"{words[:1].upper()}{words[1:]}?" if words else ""


def _topic(gap: Picked, nearest: str, site: Site) -> str:
    """That of the gap, if there is such a topic; else that of the nearest question."""
    topics: Mapping[str, object] = {topic.id: topic for topic in site.settings.topics}
    question = site.questions.get(gap.language, {}).get(nearest)
    found = gap.topic or (question.topic if question else "")
    return found if found in topics else site.settings.topics[-1].id


def _reasons(gap: Picked, days: str) -> Iterator[str]:
    told = {
        "topic": f"{gap.times} of {gap.of} messages were about '{gap.topic_name or gap.topic}', which no answer is about",
        "search": f"{gap.times} of {gap.of} searches for '{gap.words}' ended without an opened answer",
        "request-after": f"{gap.times} of {gap.of} messages were written from {gap.page}",
        "not-helpful": f"{gap.times} of {gap.of} votes on {gap.page} say that it was not helpful",
    }
    yield f"{told.get(gap.sort, gap.sort)} ({days})"
    if gap.nearest:
        near = gap.nearest
        yield f"The nearest question was '{near.question}' ({near.page}): say what is different here, or mend that one"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_REASON]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
