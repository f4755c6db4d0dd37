"""Questions -> their answers, rendered, and what rules find in each: an unchanged question is not looked at again (row W1).

A question is rendered anew when its file, the settings, the product's words or where one of its links leads has changed.
"""

from collections.abc import Mapping, Sequence

from desk.data import Data, packed, replace, to_json
from desk.finding import Finding
from desk.kept import beside, key_of
from desk.settings import Settings
from desk.words import Words
from generator.content import Question, Site
from generator.content.model import Body
from generator.kept.store import LostError
from generator.kept.table import Table
from generator.markdown import Renderer
from generator.markdown.dialect import dialect_named
from generator.markdown.uses import Use, all_uses
from generator.rules import Verdict, question_verdict, rule_context
from generator.stages.workshop import Workshop


class Rendered(Data, frozen=True, kw_only=True, array_like=True):
    """What a build needs of every answer, also of one that did not change. `digest` is that of its HTML and its text."""

    digest: bytes
    summary: str
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    uses: tuple[Use, ...]


class Texts(Data, frozen=True, array_like=True):
    """An answer with and without markup: only who draws or searches it reads them."""

    html: str
    text: str


class _Row(Data, frozen=True, array_like=True):
    """A question as it was rendered, and all that this depended on besides its own file.

    `verdict` and `judged_by` are what rules found in it and by what; `settled_by` are the settings and words that had a say,
    `outlook` where its links led, and `names` all names, where a finding depends on them.
    """

    rendered: Rendered
    verdict: Verdict
    judged_by: bytes
    settled_by: bytes
    tagged: bool
    looked_up: tuple[str, ...]
    outlook: bytes
    whole: bool
    names: bytes


class Answers:
    """The answers of a build, by language and path; `new` of them had to be rendered."""

    def __init__(self, shop: Workshop, rendered: Mapping[tuple[str, str], Rendered], new: int) -> None:
        self.rendered = rendered
        self.new = new
        self._texts = shop.shelf(Texts)

    def texts(self, language: str, path: str) -> Texts:
        """The answer itself."""
        found = self._texts.get(beside(self.rendered[language, path].digest, b"t"))
        if found is None:
            raise LostError
        return found


def render_answers(
    shop: Workshop,
    site: Site,
    words: Mapping[str, Words],
    files: Mapping[str, frozenset[str]],
    findings: list[Finding],
) -> tuple[Answers, Sequence[Use]]:
    """All answers of the site, and the desk tags in them and in drafts. Problems are added to `findings`."""
    kitchen = _Kitchen(shop, site, words, files)
    everything = (*site.all_questions(), *site.drafts)
    known = Table(shop.store, "answers", bytes, _Row)
    rows = kitchen.all_kept(everything, known)
    missing = [question for question in everything if question.digest not in rows]
    rows |= shop.each("answers", missing, kitchen.render)
    if missing or len(rows) != len(known.rows) or known.note != kitchen.conditions:
        known.keep(rows, kitchen.conditions)
    rendered = {}
    uses: list[Use] = []
    for question in everything:
        row = rows[question.digest]
        findings += row.verdict.findings
        findings += row.rendered.findings
        uses += row.rendered.uses
        if not question.draft:
            rendered[question.language, question.path] = row.rendered
    return Answers(shop, rendered, len(missing)), all_uses(uses)


class _Kitchen:
    """Renders questions, or finds what was kept of them."""

    def __init__(
        self, shop: Workshop, site: Site, words: Mapping[str, Words], files: Mapping[str, frozenset[str]]
    ) -> None:
        # Notices are told beside answers and never in them; without them here, none can slip in. Nor can a line number.
        settings = replace(site.settings, notices=(), places={})
        self._store = shop.store
        self._about = rule_context(settings)
        self._renderer = _renderer(site, settings, words, files)
        self._names = {language: self._renderer.names(language) for language in site.languages}
        every, all_words = to_json(settings), packed({language: own.texts for language, own in words.items()})
        tagged = key_of("tagged", every, all_words)
        # What an answer without desk tags may depend on.
        few = packed((settings.organisation.site_url, settings.languages, settings.dialect))
        self._judged_by = {False: key_of("rules", self._about.basis), True: key_of("rules", self._about.basis, every)}
        self._settled_by = {
            language: {
                False: key_of("plain", few, packed(_drawn(words[language]))),
                True: tagged,
            }
            for language in site.languages
        }
        # All that any answer may depend on besides its own file, from what stands above.
        self.conditions = key_of(
            "conditions",
            packed((self._judged_by, self._settled_by, self._names)),
            *(
                _bytes(repr((sorted(self._renderer.drafts[one]), self._renderer.pending[one])))
                for one in site.languages
            ),
        )

    def all_kept(self, questions: Sequence[Question], known: Table[bytes, _Row]) -> dict[bytes, _Row]:
        """The rows of questions as they were rendered before. Where nothing around them has changed, each still holds."""
        found = {digest: known.rows[digest] for own in questions if (digest := own.digest) in known.rows}
        if known.note == self.conditions and self._store.has_all(
            [beside(row.rendered.digest, b"t") for row in found.values()]
        ):
            return found
        return {own.digest: row for own in questions if own.digest in found and (row := self._kept(own, found))}

    def _kept(self, question: Question, known: Mapping[bytes, _Row]) -> _Row | None:
        """The question as it was rendered before, if nothing of what that depends on has changed."""
        row = known[question.digest]
        language = question.language
        same = (
            row.settled_by == self._settled_by[language][row.tagged]
            and row.judged_by == self._judged_by[row.verdict.whole]
            and (not row.whole or row.names == self._names[language])
            and row.outlook == self._renderer.outlook(language, row.looked_up)
        )
        return row if same and self._store.has(beside(row.rendered.digest, b"t")) else None

    def render(self, question: Question) -> tuple[bytes, _Row]:
        """Render it, and keep its texts."""
        # Rules and renderer ask for the body again and again.
        question = replace(question, source=Body.of(question.body))
        answer, language = self._renderer.answer(question), question.language
        verdict, tagged = question_verdict(question, self._about), "{{" in question.body
        # As they are kept, so that they are made into bytes once.
        texts = packed(Texts(answer.html, answer.text))
        digest = key_of("answer", texts)
        self._store.put(beside(digest, b"t"), texts)
        rendered = Rendered(
            digest=digest,
            summary=answer.summary,
            files=tuple(sorted(answer.files)),
            findings=answer.findings,
            uses=answer.uses,
        )
        return question.digest, _Row(
            rendered,
            verdict,
            self._judged_by[verdict.whole],
            self._settled_by[language][tagged],
            tagged,
            answer.looked_up,
            self._renderer.outlook(language, answer.looked_up),
            answer.whole,
            self._names[language] if answer.whole else b"",
        )


def _drawn(words: Words) -> dict[str, str]:
    """The words that stand in an answer without desk tags: titles of notes, names of task boxes and of ways back."""
    return {key: text for key, text in words.texts.items() if key.startswith(("alert.", "mark."))}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _renderer(
    site: Site, settings: Settings, words: Mapping[str, Words], files: Mapping[str, frozenset[str]]
) -> Renderer:
    unreadable = site.all_unreadable()
    known = {
        language: frozenset({*site.questions[language], *site.categories[language], *unreadable})
        for language in site.languages
    }
    drafts = {language: site.drafts_in(language) for language in site.languages}
    pending = {language: _pending(site, language) for language in site.languages}
    return Renderer(settings, words, dialect_named(settings.dialect), known, files, drafts, pending)


def _pending(site: Site, language: str) -> dict[str, str]:
    """The page of each question that is not translated yet, from the root of the language that lacks it."""
    up = "../" if site.root(language) else ""
    return {path: f"{up}{site.root(other)}{path}/" for path, other in site.pending(language).items()}
