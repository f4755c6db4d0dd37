"""The sentence model in plain numpy, and its vectors that are kept between builds (row F6)."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from generator.search import SearchEntry, open_index
from generator.search.analysis import counted
from generator.search.index import index_of
from generator.search.meaning.distilling import distilled_meaning
from generator.search.meaning.kept import embedded
from generator.search.meaning.packages import INSTALL, is_installed
from generator.search.meaning.pieces import pieces_from
from generator.search.meaning.sentence_model import SentenceModel, sentence_model
from tests.generator.search.test_meaning import ENTRIES

SIZE, INNER, WORDS = 64, 96, 7
TOKENIZER = b"""{"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
"pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
"model": {"type": "WordLevel", "vocab": {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4, "f": 5, "?": 6}, "unk_token": "?"}}"""

Array = NDArray[np.float32]


def tiny() -> SentenceModel:
    """A model of one layer and two heads, whose weights are as good as any."""
    numbers = np.random.default_rng(7)
    layer = "encoder.layer.0."
    shapes = {
        "embeddings.word_embeddings.weight": (WORDS, SIZE),
        "embeddings.position_embeddings.weight": (9, SIZE),
        "embeddings.token_type_embeddings.weight": (2, SIZE),
        f"{layer}intermediate.dense.weight": (INNER, SIZE),
        f"{layer}intermediate.dense.bias": (INNER,),
        f"{layer}output.dense.weight": (SIZE, INNER),
        f"{layer}output.dense.bias": (SIZE,),
    }
    for name in ("self.query", "self.key", "self.value", "output.dense"):
        shapes |= {f"{layer}attention.{name}.weight": (SIZE, SIZE), f"{layer}attention.{name}.bias": (SIZE,)}
    for name in ("embeddings.", f"{layer}attention.output.", f"{layer}output."):
        shapes |= {f"{name}LayerNorm.weight": (SIZE,), f"{name}LayerNorm.bias": (SIZE,)}
    weights = {name: numbers.normal(scale=0.4, size=shape).astype(np.float32) for name, shape in shapes.items()}
    return SentenceModel(weights, pieces_from(TOKENIZER))


class ByHand:
    """The same model as its paper describes it: one number after the other, in plain Python."""

    def __init__(self, model: SentenceModel) -> None:
        self.weights = {name: array.astype(float).tolist() for name, array in model.weights.items()}

    def embed(self, ids: Sequence[int]) -> list[float]:
        get = self.weights
        rows = []
        for place, piece in enumerate(ids):
            parts = (
                get["embeddings.word_embeddings.weight"][piece],
                get["embeddings.position_embeddings.weight"][place],
            )
            summed = [sum(each) for each in zip(*parts, get["embeddings.token_type_embeddings.weight"][0], strict=True)]
            rows.append(self.normal(summed, "embeddings."))
        rows = self.layer(rows, "encoder.layer.0.")
        means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        length = math.sqrt(sum(number * number for number in means))
        return [number / length for number in means]

    def layer(self, rows: list[list[float]], name: str) -> list[list[float]]:
        after = []
        for row, seen in zip(rows, self.attention(rows, f"{name}attention."), strict=True):
            mixed = self.normal([a + b for a, b in zip(row, seen, strict=True)], f"{name}attention.output.")
            inner = [x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in self.linear(mixed, f"{name}intermediate.dense")]
            outer = self.linear(inner, f"{name}output.dense")
            after.append(self.normal([a + b for a, b in zip(mixed, outer, strict=True)], f"{name}output."))
        return after

    def attention(self, rows: list[list[float]], name: str) -> list[list[float]]:
        query, key, value = (
            [self.linear(row, f"{name}self.{part}") for row in rows] for part in ("query", "key", "value")
        )
        seen = []
        for asked in query:
            whole: list[float] = []
            for head in range(0, SIZE, 32):
                part = slice(head, head + 32)
                looks = [
                    math.exp(sum(a * b for a, b in zip(asked[part], other[part], strict=True)) / math.sqrt(32))
                    for other in key
                ]
                shares = [look / sum(looks) for look in looks]
                whole += [
                    sum(share * row[number] for share, row in zip(shares, value, strict=True))
                    for number in range(head, head + 32)
                ]
            seen.append(self.linear(whole, f"{name}output.dense"))
        return seen

    def linear(self, row: list[float], name: str) -> list[float]:
        pairs = zip(self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], strict=True)
        return [sum(a * b for a, b in zip(weights, row, strict=True)) + bias for weights, bias in pairs]

    def normal(self, row: list[float], name: str) -> list[float]:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((number - mean) ** 2 for number in row) / len(row) + 1e-12)
        pairs = zip(self.weights[f"{name}LayerNorm.weight"], self.weights[f"{name}LayerNorm.bias"], strict=True)
        return [(x - mean) / spread * scale + bias for x, (scale, bias) in zip(row, pairs, strict=True)]


def test_the_model_does_what_its_paper_says() -> None:
    """Arrays and plain Python agree, also where texts of several lengths go through together (row F6)."""
    model = tiny()
    found = model.embed(["a b c", "f", "d e a", "b b b b"])
    by_hand = ByHand(model)
    for row, ids in zip(found, [[0, 1, 2], [5], [3, 4, 0], [1, 1, 1, 1]], strict=True):
        assert np.abs(row - np.array(by_hand.embed(ids))).max() < 1e-4


def lengths(texts: Sequence[str], asked: list[str]) -> Array:
    asked += texts
    return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_only_what_changed_is_embedded(tmp_path: Path) -> None:
    """And what is gone is forgotten (row F6)."""
    asked: list[str] = []
    file = tmp_path / "cache" / "sentences-en"
    for texts in (["one", "three"], ["three", "seven", "three"], ["seven"], ["one"]):
        rows = embedded(texts, lambda new: lengths(new, asked), file)
        assert rows.tolist() == [[len(text), 1.0] for text in texts]
    assert asked == ["one", "three", "seven", "one"]


@pytest.mark.parametrize("harm", ["gone", "short", "changed", "empty", "folder"])
def test_a_damaged_cache_costs_time_only(tmp_path: Path, harm: str) -> None:
    """Whatever lies in its place (row F6)."""
    asked: list[str] = []
    file = tmp_path / "sentences-en"
    embedded(["one", "three"], lambda new: lengths(new, asked), file)
    raw = file.read_bytes()
    file.unlink()
    if harm == "folder":
        file.mkdir()
    elif harm != "gone":
        file.write_bytes({"short": raw[:-40], "changed": raw[:60] + b"x" + raw[61:], "empty": b""}[harm])
    assert embedded(["one"], lambda new: lengths(new, asked), file).tolist() == [[3.0, 1.0]]
    assert asked == ["one", "three", "one"]


@pytest.mark.skipif(not is_installed(), reason=f"the sentence model is not installed: {INSTALL}")
class TestRealModel:
    """With the weights of the package."""

    def test_sentences_of_like_meaning_have_like_vectors(self) -> None:
        """As the authors' own program gives them, to four digits (row F6)."""
        rows = sentence_model().embed(["how do I reset my password", "I forgot my login", "the weather is nice"])
        assert (rows @ rows.T)[0].tolist() == pytest.approx([1.0, 0.6173154, -0.0267636], abs=1e-4)

    def test_a_distilled_site_is_found_by_what_words_mean(self, tmp_path: Path) -> None:
        """The browser gets words only, and they carry what the model meant (row F6)."""
        entries: list[SearchEntry] = ENTRIES
        counts = counted(entries, "en")
        meaning = distilled_meaning(counts, entries, "en", tmp_path)
        again = distilled_meaning(counts, entries, "en", tmp_path)
        assert meaning
        assert again
        assert meaning.words.numbers.tolist() == again.words.numbers.tolist()
        files = index_of(counts, entries, "en", meaning)
        assert open_index(files.__getitem__, "en").paths("surname after getting married")[0] == "people/marry"
