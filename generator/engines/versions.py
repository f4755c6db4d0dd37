"""The versions of the packages that draw shells, read without importing them: part of the name of the shell cache."""

from desk.installed import version_of


def material_version() -> str:
    """What Material's shells depend on besides theme and settings."""
    return "+".join(f"{name}-{version_of(name)}" for name in ("mkdocs", "mkdocs-material", "jinja2"))
