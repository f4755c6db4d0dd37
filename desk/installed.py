"""The name of an installed package -> its version, from the name of the folder that tells of it.

Reads the names in the folders of sys.path, once: importlib.metadata does the same, and takes 25 ms to import. Knows no
package.
"""

import os
import re
import sys
from functools import cache

_INFORMATION = (".dist-info", ".egg-info")
_BETWEEN = re.compile(r"[-_.]+")


def version_of(package: str) -> str | None:
    """The version of an installed package; None where there is none of this name."""
    return _versions().get(_BETWEEN.sub("-", package).lower())


def installed() -> tuple[str, ...]:
    """Each installed package and its version, in order: `comrak-0.0.16.dist-info`."""
    return tuple(sorted(_folders()))


@cache
def _folders() -> frozenset[str]:
    found: list[str] = []
    for place in sys.path:
        try:
            found += [name for name in os.listdir(place or ".") if name.endswith(_INFORMATION)]  # noqa: PTH208 - names
        except OSError:
            continue  # no folder: an archive, or a place that is no longer there
    return frozenset(found)


@cache
def _versions() -> dict[str, str]:
    named = (name.rpartition(".")[0].partition("-") for name in installed())
    return {_BETWEEN.sub("-", name).lower(): version.partition("-py")[0] for name, _, version in named}
