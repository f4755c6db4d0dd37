"""A rule about settings that ask for a package: it has to be installed where the site is built.

Knows which package a setting needs, and not what it does.
"""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding
from desk.installed import version_of
from desk.settings import Settings
from generator.content import Site

_MATERIAL = ("mkdocs", "mkdocs-material")


def missing_package(site: Site, _today: date) -> Iterator[Finding]:
    """What the settings ask for can be made here."""
    yield from missing_packages(site.settings)


def missing_packages(settings: Settings) -> Iterator[Finding]:
    """A finding for each setting that asks for a package which is not installed."""
    if settings.engine == "material":
        # So does a project that says nothing of engines.
        missing = [package for package in _MATERIAL if version_of(package) is None]
        if missing:
            yield _lacking(settings, "engine", "material", missing, "engine: plain")
    if "br" in settings.precompressed and version_of("brotli") is None:
        others = ", ".join(kind for kind in settings.precompressed if kind != "br")
        yield _lacking(settings, "precompressed", "br", ["brotli"], f"precompressed: [{others}]")


def _lacking(settings: Settings, setting: str, value: str, packages: list[str], instead: str) -> Finding:
    verb = "is" if len(packages) == 1 else "are"
    install = f"pip install {' '.join(packages)}"
    return Finding(
        place=settings.place(setting),
        rule="bad-value",
        message=f"'{value}' needs {' and '.join(packages)}, which {verb} not installed",
        fix=f"{install} (where `make` set things up: tools/uv {install}), or write '{instead}'",
    )
