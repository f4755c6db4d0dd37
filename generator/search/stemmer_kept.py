"""The script of a stemmer -> the same, translated once with an installation of the product, as its modules are compiled once.

What translates it is imported where the script is not there yet.
"""

from pathlib import Path

from desk.installation import installation
from desk.installed import version_of
from desk.kept import key_of

_HERE = Path(__file__).parent
# What a script is made from, besides the package.
_SOURCES = ("stemmer_script.py", "stemmer_translation.py", "short_script.py", "stemmer_base.js")


def kept_stemmer_script(algorithm: str) -> bytes:
    """The script of one algorithm. Raises UnknownConstructError."""
    version = version_of("snowballstemmer") or ""
    sources = (_HERE.joinpath(name).read_bytes() for name in _SOURCES)
    key = key_of("stemmer", algorithm.encode(), version.encode(), *sources)
    found = installation().get(key)
    if found is None:
        from generator.search.stemmer_script import stemmer_script  # noqa: PLC0415 - see the top

        found = stemmer_script(algorithm).encode()
        installation().put(key, found)
    return found
