"""The version of the product, from its installed metadata."""

from importlib.metadata import PackageNotFoundError, version


def _version() -> str:
    try:
        return version("frontdesk")
    except PackageNotFoundError:
        return "0 (not installed)"


VERSION = _version()
