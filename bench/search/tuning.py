"""The settings of a peer and their values -> those that do best on one half of the questions, written to tuned.json.

The measure is nDCG@10, the mean over the four files of queries: a setting that helps typos and hurts questions has to pay for it.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.search.bank import for_tuning
from bench.search.judging import Asked, judged, mean, sampled
from bench.search.peers import Found, Peers, described, run

CHOSEN = Path(__file__).resolve().parent / "tuned.json"
ROUNDS = 3


def tuned() -> dict[str, dict[str, Any]]:
    """What was chosen, by peer: `settings`, how many were `tried` of which `grid`, and their `score`."""
    read: dict[str, dict[str, Any]] = json.loads(CHOSEN.read_text(encoding="utf-8")) if CHOSEN.is_file() else {}
    return read


def tune(
    peers: Peers, name: str, bank: Path, asked: Mapping[str, Sequence[Asked]], more: Mapping[str, object]
) -> object:
    """Try one setting after another, each with all its values, until a whole round betters nothing; keep the best.

    Where two settings only help together, a round more finds it more often than not; a whole grid would take days.
    """
    grid = described(peers, name)["grid"]
    few = {file: sampled([one for one in rows if for_tuning(one.group)]) for file, rows in asked.items()}
    words = {file: [one.query for one in rows] for file, rows in few.items()}
    scores: dict[str, float] = {}
    best = {setting: values[0] for setting, values in grid.items()}
    for _ in range(ROUNDS):
        before = best
        for setting, values in grid.items():
            tried = [{**best, setting: value} for value in values]
            new = [one for one in tried if json.dumps(one) not in scores]
            for one in run(peers, name, bank, words, {**more, "settings": new}) if new else []:
                scores[json.dumps(one.settings)] = score(few, one)
            best = max(tried, key=lambda one: scores[json.dumps(one)])
        if best == before:
            break
    chosen = {"settings": best, "tried": len(scores), "score": round(scores[json.dumps(best)], 4), "grid": grid}
    kept = json.dumps(tuned() | {name: chosen}, indent=2, sort_keys=True)
    CHOSEN.write_text(f"{kept}\n", encoding="utf-8")
    return chosen


def score(asked: Mapping[str, Sequence[Asked]], found: Found) -> float:
    """The mean nDCG@10 of the files."""
    return mean(
        [
            mean([judged(one, got)["nDCG@10"] for one, got in zip(rows, found.results[file], strict=True)])
            for file, rows in asked.items()
        ]
    )


def settings_of(name: str) -> dict[str, object]:
    """The chosen settings of a peer. Raises KeyError where it was never tuned."""
    settings: dict[str, object] = tuned()[name]["settings"]
    return settings
