"""Turn the Markdown of one question into an Answer: its HTML, its plain text, and what a person has to mend in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from desk.data import Data, field
from desk.finding import Finding
from desk.place import Place
from desk.settings import Settings
from desk.words import Words
from generator.content import Question
from generator.markdown.alerts import as_admonitions
from generator.markdown.allow_list import allowed
from generator.markdown.dialect import Dialect
from generator.markdown.drawn import clean_already
from generator.markdown.dropped import dropped
from generator.markdown.elements import apart, plain_text, said
from generator.markdown.limits import nested, nested_too_deep, refused, too_slow
from generator.markdown.link_context import LinkContext, folders_of
from generator.markdown.links import Linked, rewriting
from generator.markdown.marks import with_words
from generator.markdown.tag_values import TagContext
from generator.markdown.tags import hide, show
from generator.markdown.uses import Use, uses_in

# Links, pictures and task boxes.
_CHANGING = ("<a ", "<img ", "<source ", "<input ")
_FIRST_HEADING = re.compile(r"\n#(?=\s|\Z)")
_IN_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
# Search engines cut a description after about this many characters.
LONGEST_SUMMARY = 155


class Answer(Data, frozen=True):
    """The rendered answer. `text` has no markup; `files` are images and downloads it shows, by path below faq/<language>.

    `looked_up` is every page and file that its links were sought among; `whole` is true where any other name might change a
    finding (see Renderer.outlook). `uses` are the desk tags that it shows.
    """

    html: str
    text: str
    summary: str
    files: frozenset[str]
    findings: tuple[Finding, ...]
    looked_up: tuple[str, ...] = ()
    whole: bool = False
    uses: tuple[Use, ...] = ()


class Renderer(Data, frozen=True):
    """All that answers have in common. `known`, `files`, `drafts` and `pending` are by language: see LinkContext."""

    settings: Settings
    words: Mapping[str, Words]
    dialect: Dialect
    known: Mapping[str, Collection[str]]
    files: Mapping[str, Collection[str]] = field(default_factory=dict)
    drafts: Mapping[str, Collection[str]] = field(default_factory=dict)
    pending: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # By language, found when they are asked for: the folders of `known`, and what is said of names.
    folders: dict[str, frozenset[str]] = field(default_factory=dict)
    states: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """Render one question; one that no renderer should be given is empty, with a finding that says so."""
        body = question.body
        hidden = hide(body, question.body_line)
        findings: list[Finding] = []
        pieces = self._drawn(question, hidden.markdown, findings)
        uses = tuple(uses_in(question))
        if pieces is None:
            return Answer("", "", "", frozenset(), tuple(findings), uses=uses)
        words = self.words[question.language]
        root = "../" * (question.path.count("/") + 1)
        findings += _headings(question)
        linked = Linked()
        rewrite = rewriting(self._links(question, root), findings, linked)
        for number, tag in enumerate(pieces[1::2]):
            # The letter first: of most tags, it tells at once.
            if tag[1] in "ais" and tag.startswith(_CHANGING):
                pieces[2 * number + 1] = rewrite(with_words(tag, words))
        html = show("".join(pieces), hidden, question.file, TagContext(self.settings, words, root), findings)
        text = plain_text(html) if hidden.tags else said(pieces)
        if not text and "<img" not in html and not hidden.tags and not question.draft:
            message = "the answer is empty"
            place = Place(question.file, question.body_line)
            findings.append(
                Finding(place=place, rule="empty-answer", message=message, fix="write the answer below the second ---")
            )
        summary = question.summary or _beginning(text)
        return Answer(
            html,
            text,
            summary,
            frozenset(linked.files),
            tuple(findings),
            looked_up=tuple(sorted(linked.looked_up)),
            whole=linked.whole,
            uses=uses,
        )

    def outlook(self, language: str, looked_up: Sequence[str]) -> bytes:
        """Where each of these leads now. While it stays the same, an answer that looked them up does too."""
        states = self.states.setdefault(language, {})
        for path in looked_up:
            if path not in states:
                states[path] = self._state(language, path)
        return b"".join([states[path] for path in looked_up])

    def _state(self, language: str, path: str) -> bytes:
        """All that can be said of one name."""
        known, files = self.known[language], self.files.get(language, ())
        page = path.removesuffix(".md")
        drafts, pending = self.drafts.get(language, ()), self.pending.get(language, {})
        own = (path in known, page in known, path in self._folders(language), path in files, page in drafts)
        return repr((own, pending.get(page))).encode("utf-8", "surrogatepass")

    def _folders(self, language: str) -> frozenset[str]:
        if language not in self.folders:
            self.folders[language] = folders_of(self.known[language])
        return self.folders[language]

    def names(self, language: str) -> bytes:
        """A digest of all that a wrong link may have meant."""
        return digested(repr((sorted(self.known[language]), sorted(self.files.get(language, ())))))

    def _drawn(self, question: Question, markdown: str, findings: list[Finding]) -> list[str] | None:
        """The HTML that the allow-list lets pass, text and tags by turns; None for an answer that nobody should render."""
        findings += refused(question)
        findings += [] if findings else too_slow(question, self.dialect.longest)
        if findings:
            return None
        try:
            drawn = self.dialect.html(markdown)
        except RecursionError:
            findings.append(nested_too_deep(question, 0))
            return None
        clean = clean_already(drawn, with_html="<" in markdown) if self.dialect.draws_blocks(markdown) else None
        if clean is None:
            findings += nested(question, drawn)
            if findings:
                return None
            findings += dropped(drawn, question.body, question.file, question.body_line)
            clean = apart(allowed(drawn))
        if "markdown-alert" in drawn:
            return apart(as_admonitions("".join(clean), self.words[question.language]))
        return clean

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
            folders=self._folders(question.language),
        )


def digested(text: str) -> bytes:
    """The text in 16 bytes."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _beginning(text: str) -> str:
    """The first words of an answer that has no summary, cut at a word."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _headings(question: Question) -> list[Finding]:
    if not _FIRST_HEADING.search(f"\n{question.body}"):
        return []
    body = _IN_CODE.sub(lambda found: "\n" * found[0].count("\n"), question.body)
    return [
        Finding(
            place=Place(question.file, question.body_line + body.count("\n", 0, found.start())),
            rule="top-heading",
            message="a heading with one # competes with the question, which is the title of the page",
            fix="start it with ##",
            severity="warning",
        )
        for found in _FIRST_HEADING.finditer(f"\n{body}")
    ]
