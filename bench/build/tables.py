"""Measurements -> tables in Markdown: the quietest run of each, and ratios to ours."""

from collections.abc import Iterator, Sequence

from bench.build.contestants import OURS, Contestant
from bench.build.rounds import COLD, Measured


def tables(found: Sequence[Measured], known: Sequence[Contestant]) -> Iterator[str]:
    """For each size a table of cold builds and one of rebuilds; then what each run included."""
    for size in sorted({one.size for one in found}):
        here = [one for one in found if one.size == size]
        yield from ["", f"### {size:,} pages, from nothing", "", *_cold(here, known)]
        if any(_is_edit(one) for one in here):
            yield from ["", f"### {size:,} pages, after one edit", "", *_edited(here, known)]
    yield from ["", "### What a run includes", "", "| Builder | Included |", "| --- | --- |"]
    names = {one.name for one in found}
    yield from (f"| {one.name} | {one.included} |" for one in known if one.name in names)


def short(found: Sequence[Measured], known: Sequence[Contestant]) -> Iterator[str]:
    """One row for each builder and one column for each size: what a first page has room for."""
    sizes = sorted({one.size for one in found})
    edited = sorted({one.size for one in found if one.what == "answer"})
    heads = [f"{size:,} pages" for size in sizes] + [f"{size:,}, one answer edited" for size in edited]
    yield f"| Processor s (wall s) | {' | '.join(heads)} |"
    yield "| --- |" + " ---: |" * len(heads)
    for one in known:
        cells = []
        for what, measured in ((COLD, sizes), ("answer", edited)):
            for size in measured:
                own = _least([run for run in found if run.size == size], one.name, what)
                cells.append(f"{own[0]:.1f} ({own[1]:.1f})" if own else "")
        if any(cells):
            yield f"| {_name(one.name)} | {' | '.join(cells)} |"


def _cold(found: Sequence[Measured], known: Sequence[Contestant]) -> Iterator[str]:
    heads = ["Builder", "processor s", "x ours", "wall s", "x ours", "memory, MB", "output, MB", "files", "runs"]
    yield f"| {' | '.join(heads)} |"
    yield "| --- |" + " ---: |" * (len(heads) - 1)
    ours = _least(found, OURS, COLD)
    for one in known:
        own = _least(found, one.name, COLD)
        if own:
            rest = next((run for run in found if run.name == one.name and run.what == "output"), None)
            cells = [*_cell(own[0], ours and ours[0]), *_cell(own[1], ours and ours[1])]
            cells += [f"{rest.memory / 1e6:,.0f}", f"{rest.output / 1e6:,.1f}", f"{rest.files:,}"] if rest else [""] * 3
            cells.append(str(sum(run.name == one.name and run.what == COLD for run in found)))
            yield f"| {_name(one.name)} | {' | '.join(cells)} |"


def _edited(found: Sequence[Measured], known: Sequence[Contestant]) -> Iterator[str]:
    edits = list(dict.fromkeys(one.what for one in found if _is_edit(one)))
    yield f"| Builder: processor s / wall s | {' | '.join(edits)} |"
    yield "| --- |" + " ---: |" * len(edits)
    for one in known:
        cells = []
        for edit in edits:
            own = _least(found, one.name, edit)
            cells.append(f"{own[0]:.2f} / {own[1]:.2f}" if own else "")
        if any(cells):
            yield f"| {_name(one.name)} | {' | '.join(cells)} |"


def _least(found: Sequence[Measured], name: str, what: str) -> tuple[float, float] | None:
    """(processor, wall) seconds: the least of each, for what disturbs a run only ever adds to it."""
    runs = [one for one in found if one.name == name and one.what == what]
    return (min(one.processor for one in runs), min(one.wall for one in runs)) if runs else None


def _cell(seconds: float, ours: float | None) -> tuple[str, str]:
    return f"{seconds:.2f}", f"{seconds / ours:.1f}" if ours else ""


def _is_edit(one: Measured) -> bool:
    return one.what not in {COLD, "output"}


def _name(name: str) -> str:
    return f"**{name}**" if name == OURS else name
