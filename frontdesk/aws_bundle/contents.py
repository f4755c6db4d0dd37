"""A project's bundle and a target -> all that belongs into the zip of the lambdas, by its name in there.

The one module of this package that knows the others.
"""

import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from frontdesk.aws_bundle.compiled import compiled, compiled_name
from frontdesk.aws_bundle.fetching import fetch
from frontdesk.aws_bundle.modules import TOP, TWILIO, reached
from frontdesk.aws_bundle.packages import Kept, files, needed

# As AWS names an architecture, and as wheels do.
MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the lambdas run on."""

    architecture: str
    python: str

    @property
    def is_here(self) -> bool:
        """Whether what is installed for this very Python fits."""
        return (platform.system(), platform.machine()) == ("Linux", MACHINES[self.architecture]) and self.compiles

    @property
    def compiles(self) -> bool:
        """Whether this very Python can compile for it."""
        return self.python == HERE


@contextmanager
def contents(bundle: Bundle, target: Target, *, with_sdk: bool) -> Iterator[Mapping[str, Path | bytes]]:
    """Each file, while the folder with the fetched ones exists. Raises FetchError."""
    telephony = bundle.settings.telephony
    found = reached(without=() if telephony and telephony.provider == "twilio" else (TWILIO,))
    versions = needed(found.packages, with_sdk=with_sdk)
    zones = {calendar.time_zone for calendar in bundle.settings.calendars.values()}
    kept = Kept(languages=bundle.settings.languages.offered, zones=zones)
    ours = {path.relative_to(TOP).as_posix(): path for path in found.modules.values()}
    with tempfile.TemporaryDirectory(prefix="frontdesk-bundle-") as folder:
        fetched = None if target.is_here else Path(folder)
        if fetched:
            fetch(versions, MACHINES[target.architecture], target.python, fetched)
        sources = {**ours, **dict(files(versions, kept, fetched))}
        yield {**sources, **(_compiled(sources) if target.compiles else {}), BUNDLE_FILE: bundle_bytes(bundle)}


def _compiled(sources: Mapping[str, Path]) -> dict[str, bytes]:
    return {
        compiled_name(name): compiled(name, path.read_bytes())
        for name, path in sources.items()
        # One file a country: a request needs one of them, if any.
        if name.endswith(".py") and not name.startswith(("phonenumbers/data/", "phonenumbers/shortdata/"))
    }
