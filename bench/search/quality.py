"""All engines on the four files of queries -> what each found, and the tables of it.

Every engine is given the same two fields: the question and its answer as plain text.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.search import project, tuning
from bench.search.bank import Document, for_tuning, write
from bench.search.judging import MEASURES, Asked, difference, grouped, interval, judged, mean, sampled
from bench.search.peers import Peers, pagefind_index, pagefind_pages, run
from bench.timing import say

# A tenth of a second for each query: it is asked one rewording of each question.
SLOW = frozenset({"material"})

Results = Mapping[str, Sequence[Sequence[str]]]
Queries = Mapping[str, Sequence[Asked]]


@dataclass(frozen=True, slots=True)
class Engine:
    """What one engine found with some settings."""

    name: str
    results: Results
    settings: Mapping[str, object] | None = None
    sampled: bool = False

    def of(self, rows: Sequence[Asked]) -> Sequence[Asked]:
        """Those of the queries that it was asked."""
        return sampled(rows) if self.sampled else rows


@dataclass(frozen=True, slots=True)
class Stage:
    """What all engines are asked, and a folder for what they need."""

    peers: Peers
    documents: Sequence[Document]
    asked: Queries
    folder: Path

    @property
    def file(self) -> Path:
        """The documents as the peers read them."""
        file = self.folder / "bank.jsonl"
        return file if file.is_file() else write(file, self.documents)

    def more(self, name: str) -> dict[str, object]:
        """What a peer needs besides: Pagefind's pages, indexed."""
        if name != "pagefind":
            return {}
        pages = self.folder / "pagefind"
        if not pages.is_dir():
            pagefind_index(self.peers, pagefind_pages(self.documents, pages))
        return {"files": str(pages)}


def ours(stage: Stage, meaning: str) -> list[Engine]:
    """Frontdesk with one way to use meaning, built and asked by its own command."""
    say(f"building and asking frontdesk, meaning: {meaning}")
    place = project.written(stage.documents, stage.folder / f"ours-{meaning}", meaning)
    project.build(place)
    return [Engine(f"Frontdesk, `meaning: {meaning}`", project.search(place, texts(stage.asked)))]


def theirs(stage: Stage, name: str) -> list[Engine]:
    """A peer as shipped, and with the settings that were chosen for it."""
    say(f"asking {name}")
    wanted: dict[str, object] = {"as shipped": "shipped"}
    if name in tuning.tuned():
        wanted["tuned"] = [tuning.settings_of(name)]
    found = []
    few = name in SLOW
    asked = {file: sampled(rows) for file, rows in stage.asked.items()} if few else stage.asked
    for kind, settings in wanted.items():
        more = {**stage.more(name), "settings": settings}
        one = run(stage.peers, name, stage.file, texts(asked), more)[0]
        label = f"{name} {stage.peers.version(name)}, {kind}{' (125 queries)' if few else ''}"
        found.append(Engine(label, one.results, one.settings, sampled=few))
    return found


def texts(asked: Queries) -> dict[str, list[str]]:
    """What to type, file by file."""
    return {name: [one.query for one in rows] for name, rows in asked.items()}


def tables(engines: Sequence[Engine], asked: Queries) -> list[str]:
    """One table for each file of queries; the last engine of ours with `words` is what the others are compared with."""
    lines: list[str] = []
    for name, rows in asked.items():
        groups = len({one.group for one in rows})
        lines += [f"### {name}: {len(rows)} queries for {groups} questions", ""]
        lines += ["| Engine | nDCG@10 | MRR | recall@1 | recall@5 | no result | ours ahead by |", "| --- " * 7 + "|"]
        for engine in engines:
            lines.append(_row(engine, name, rows, _reference(engines)))
        lines.append("")
    return lines


def _reference(engines: Sequence[Engine]) -> Engine:
    whole = [engine for engine in engines if not engine.sampled]
    return next((engine for engine in whole if "`meaning: words`" in engine.name), whole[0])


def _gains(engine: Engine, name: str, rows: Sequence[Asked], measure: str = "nDCG@10") -> list[float]:
    results = zip(engine.of(rows), engine.results[name], strict=True)
    return [judged(one, got)[measure] for one, got in results]


def _row(engine: Engine, name: str, rows: Sequence[Asked], reference: Engine) -> str:
    asked = engine.of(rows)
    values = {measure: _gains(engine, name, rows, measure) for measure in MEASURES}
    low, high = interval(grouped(asked, values["nDCG@10"]))
    cells = [f"**{number(mean(values['nDCG@10']))}** ({number(low)} to {number(high)})"]
    cells += [number(mean(values[measure])) for measure in MEASURES[1:-1]]
    cells += [f"{100 * mean(values['none']):.0f} %"]
    ahead = ""
    if engine is not reference:
        ours = dict(zip((one.qid for one in rows), _gains(reference, name, rows), strict=True))
        gain, (least, most) = difference(asked, [ours[one.qid] for one in asked], values["nDCG@10"])
        ahead = f"{gain:+.3f} ({least:+.3f} to {most:+.3f})"
    return f"| {engine.name} | {' | '.join(cells)} | {ahead} |"


def halves(engines: Sequence[Engine], asked: Queries) -> list[str]:
    """The mean nDCG@10 of the four files on the half that settings were chosen on, and on the other."""
    lines = ["| Engine | half of the choice | other half |", "| --- | --- | --- |"]
    for engine in engines:
        cells = [number(_score(engine, asked, part)) for part in (for_tuning, lambda group: not for_tuning(group))]
        lines.append(f"| {engine.name} | {' | '.join(cells)} |")
    return lines


def choices(names: Sequence[str]) -> list[str]:
    """What was tried for each peer, the chosen value in bold."""
    lines = ["| Peer | values, the chosen ones in bold | settings tried |", "| --- | --- | --- |"]
    chosen = tuning.tuned()
    for name in [name for name in names if name in chosen]:
        grid, settings = chosen[name]["grid"], tuning.settings_of(name)
        told = [f"{setting}: {_values(values, settings[setting])}" for setting, values in dict(grid).items()]
        lines.append(f"| {name} | {'; '.join(told)} | {chosen[name]['tried']} |")
    return lines


def _values(values: Sequence[object], best: object) -> str:
    return ", ".join(f"**{_code(value)}**" if value == best else _code(value) for value in values)


def _code(value: object) -> str:
    """A value that Markdown leaves alone: patterns hold its signs."""
    return f"`{json.dumps(value)}`".replace("|", "\\|")


def _score(engine: Engine, asked: Queries, part: Callable[[str], bool]) -> float:
    return mean(
        [
            mean(
                [
                    judged(one, got)["nDCG@10"]
                    for one, got in zip(engine.of(rows), engine.results[name], strict=True)
                    if part(one.group)
                ]
            )
            for name, rows in asked.items()
        ]
    )


def number(value: float) -> str:
    """Three digits, as the field writes them: .874."""
    return f"{value:.3f}".removeprefix("0")
