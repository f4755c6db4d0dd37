"""The vocabulary of a language code, where there is one."""

from functools import lru_cache
from importlib import import_module
from typing import cast

from generator.rules.prose.vocabulary import Vocabulary

_MODULES = {"en": "english", "es": "spanish"}


@lru_cache(maxsize=64)
def vocabulary_of(language: str) -> Vocabulary | None:
    """`es-MX` speaks Spanish; None for a language that is not searched."""
    module = _MODULES.get(language.partition("-")[0])
    if module is None:
        return None
    # Its patterns take 20 ms to compile: those of a language that the site has, once.
    return cast("Vocabulary", import_module(f"generator.rules.prose.{module}").VOCABULARY)
