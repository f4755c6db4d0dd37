"""Names of packages -> their files as a lambda needs them: those of their own dependencies too, and nothing that is never read.

Takes them from the Python that runs, or from a folder into which they were fetched for another one.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions, packages_distributions
from pathlib import Path, PurePosixPath

# In every runtime of AWS.
SDK = frozenset({"boto3", "botocore"})
# Imported by no module of ours, and needed all the same.
ALWAYS = ("tzdata",)  # the image of the runtime may come without time zones

# Dependencies of packages that we use without that part of them.
_UNUSED = {
    "dnspython",  # email-validator would look domains up with it, which a form does not wait for
    "pycparser",  # of cffi, which cryptography needs only in its compiled part
}
# The name of a dependency without a condition, or with one on the implementation of Python. Other conditions are on
# extras, systems and Pythons that are not ours.
_REQUIRED = re.compile(r"^([\w.-]+)[^;]*(;(?!.*(extra|python_version|python_full_version|sys_platform)).*)?$")

_NEVER_READ = (
    "*/__pycache__/*",
    "*/tests/*",
    "*.pyi",
    "*.pyx",
    "*.c",
    "*.h",
    "*py.typed",
    "../*",  # programs
    "bin/*",  # the same, where they were fetched
    "babel/messages/*",  # for translators
    "babel/support.py",
    "cffi/*",
    "phonenumbers/carrierdata/*",
    "phonenumbers/geodata/*",
    "phonenumbers/tzdata/*",
    "tzdata/zones",
)
_LICENSE = re.compile(r"\.dist-info/(licenses/.*|(LICEN[CS]E|COPYING|AUTHORS|NOTICE)[^/]*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What of the large tables of languages and zones a site needs."""

    languages: Collection[str]
    zones: Collection[str]


def needed(packages: Collection[str], *, with_sdk: bool) -> Mapping[str, str]:
    """The distributions that bring packages, with all that they need, and the versions that are installed here."""
    brought = packages_distributions()
    named = [brought[package][0] for package in packages if with_sdk or package not in SDK]
    found: dict[str, str] = {}
    waiting = [*named, *ALWAYS]
    while waiting:
        name = _normal(waiting.pop())
        if name in found or name in _UNUSED:
            continue
        here = distribution(name)
        found[name] = here.version
        waiting += [match[1] for text in here.requires or () if (match := _REQUIRED.match(text))]
    return dict(sorted(found.items()))


def files(names: Collection[str], kept: Kept, folder: Path | None) -> Iterator[tuple[str, Path]]:
    """Each file of distributions, as it is named in the zip. Raises PackageNotFoundError."""
    for name in names:
        found = distribution(name) if folder is None else _in_folder(name, folder)
        for file in found.files or ():
            if license_of := _LICENSE.search(str(file)):
                yield f"licenses/{name}/{PurePosixPath(license_of[1]).name}", Path(str(file.locate()))
            elif _is_read(str(file), kept):
                yield str(file), Path(str(file.locate()))


def _in_folder(name: str, folder: Path) -> Distribution:
    for found in distributions(path=[str(folder)]):
        if _normal(found.metadata["Name"]) == name:
            return found
    raise PackageNotFoundError(name)


def _is_read(file: str, kept: Kept) -> bool:
    if ".dist-info/" in file or any(fnmatchcase(file, pattern) for pattern in _NEVER_READ):
        return False
    if file.startswith("babel/locale-data/"):
        return PurePosixPath(file).stem.partition("_")[0] in {"root", "LICENSE"} | {
            language.partition("-")[0] for language in {"en", *kept.languages}
        }
    if file.startswith("tzdata/zoneinfo/") and not file.endswith(".py"):
        return file.removeprefix("tzdata/zoneinfo/") in {"UTC", *kept.zones}
    return True


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
