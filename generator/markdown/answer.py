"""Turn the Markdown of one question into an Answer: its HTML, its plain text, and what a person has to mend in it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape

from desk.finding import Finding
from desk.place import Place
from desk.settings import Settings
from desk.words import Words
from generator.content import Question
from generator.markdown.alerts import as_admonitions
from generator.markdown.allow_list import allowed
from generator.markdown.dialect import Dialect
from generator.markdown.dropped import dropped
from generator.markdown.limits import nested, nested_too_deep, refused
from generator.markdown.links import LinkContext, rewritten
from generator.markdown.marks import with_words
from generator.markdown.tag_values import TagContext
from generator.markdown.tags import hide, show

_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b[^>]*>"
)
_TAGS = re.compile(r'<[^">]*(?:"[^"]*"[^">]*)*>')
_FIRST_HEADING = re.compile(r"#(?:\s|$)")
_IN_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
# Search engines cut a description after about this many characters.
LONGEST_SUMMARY = 155


@dataclass(frozen=True, slots=True)
class Answer:
    """The rendered answer. `text` has no markup; `files` are images and downloads it shows, by path below faq/<language>."""

    html: str
    text: str
    summary: str
    files: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Renderer:
    """All that answers have in common. `known`, `files`, `drafts` and `pending` are by language: see LinkContext."""

    settings: Settings
    words: Mapping[str, Words]
    dialect: Dialect
    known: Mapping[str, Collection[str]]
    files: Mapping[str, Collection[str]] = field(default_factory=dict)
    drafts: Mapping[str, Collection[str]] = field(default_factory=dict)
    pending: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """Render one question; one that no renderer should be given is empty, with a finding that says so."""
        hidden = hide(question.body, question.body_line)
        drawn, findings = self._drawn(question, hidden.markdown)
        if findings:
            return Answer("", "", "", frozenset(), tuple(findings))
        words = self.words[question.language]
        root = "../" * (question.path.count("/") + 1)
        findings += _headings(question)
        used: set[str] = set()
        findings += dropped(drawn, question.body, question.file, question.body_line)
        html = with_words(as_admonitions(allowed(drawn), words), words)
        html = rewritten(html, self._links(question, root), findings, used)
        html = show(html, hidden, question.file, TagContext(self.settings, words, root), findings)
        text = plain_text(html)
        if not text and "<img" not in html and not hidden.tags and not question.draft:
            message = "the answer is empty"
            place = Place(question.file, question.body_line)
            findings.append(
                Finding(place=place, rule="empty-answer", message=message, fix="write the answer below the second ---")
            )
        summary = question.summary or _beginning(text)
        return Answer(html, text, summary, frozenset(used), tuple(findings))

    def _drawn(self, question: Question, markdown: str) -> tuple[str, list[Finding]]:
        findings = list(refused(question))
        if findings:
            return "", findings
        try:
            drawn = self.dialect.html(markdown)
        except RecursionError:
            return "", [nested_too_deep(question, 0)]
        return drawn, list(nested(question, drawn))

    def _links(self, question: Question, root: str) -> LinkContext:
        own = self.settings.organisation.site_url + self.settings.languages.root(question.language)
        return LinkContext(
            path=question.path,
            file=question.file,
            body=question.body,
            body_line=question.body_line,
            root=root,
            known=self.known[question.language],
            files=self.files.get(question.language, ()),
            drafts=self.drafts.get(question.language, ()),
            pending=self.pending.get(question.language, {}),
            own_address=own,
        )


def plain_text(html: str) -> str:
    """What a reader would hear: no markup, single spaces."""
    return " ".join(unescape(_TAGS.sub(" ", _INLINE.sub("", html))).split())


def _beginning(text: str) -> str:
    """The first words of an answer that has no summary, cut at a word."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _headings(question: Question) -> list[Finding]:
    body = _IN_CODE.sub(lambda found: "\n" * found[0].count("\n"), question.body)
    return [
        Finding(
            place=Place(question.file, line),
            rule="top-heading",
            message="a heading with one # competes with the question, which is the title of the page",
            fix="start it with ##",
            severity="warning",
        )
        for line, text in enumerate(body.split("\n"), start=question.body_line)
        if _FIRST_HEADING.match(text)
    ]
