"""The names that files bear in a mail -> names that are fit for a folder, each of them once.

What is left of a name still comes from the customer: it is kept encrypted, beside the message.
"""

import re
from collections.abc import Sequence

from contact.arriving.characters import one_line
from contact.arriving.headers import in_words
from contact.arriving.parts import Part

LONGEST_NAME = 100
LONGEST_ENDING = 10

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\/\x00-\x1f]')
# Windows takes these for devices, whatever ending they have.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ENDINGS = {
    "application/ms-tnef": "dat",
    "application/pdf": "pdf",
    "application/pgp-encrypted": "asc",
    "application/pgp-signature": "asc",
    "application/pkcs7-mime": "p7m",
    "application/pkcs7-signature": "p7s",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "message/delivery-status": "txt",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "txt",
    "text/rfc822-headers": "txt",
    "text/vcard": "vcf",
}
# What else people send.
_WITHOUT_ENDING = {
    "application/gzip",
    "application/json",
    "application/msword",
    "application/rtf",
    "application/vnd.apple.pages",
    "application/vnd.ms-excel",
    "application/vnd.ms-outlook",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/xml",
    "application/zip",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "image/bmp",
    "image/heic",
    "image/svg+xml",
    "image/tiff",
    "image/webp",
    "text/xml",
    "video/3gpp",
    "video/mp4",
    "video/quicktime",
}


def known_type(media_type: str) -> str:
    """The type of a file as an event may hold it, for ever: a sender can write anything there, also about somebody."""
    return media_type if media_type in _ENDINGS or media_type in _WITHOUT_ENDING else "application/octet-stream"


def file_names(parts: Sequence[Part]) -> list[str]:
    """A name for each part; one that comes twice gets a number."""
    names: list[str] = []
    for number, part in enumerate(parts, start=1):
        name = _fit(in_words(part.file_name)) or f"attachment-{number}.{_ENDINGS.get(part.media_type, 'bin')}"
        taken = {other.casefold() for other in names}
        names.append(name if name.casefold() not in taken else _numbered(name, number))
    return names


def _fit(written: str) -> str:
    last = re.split(r"[\\/]", written)[-1]
    name = _NOT_IN_NAMES.sub("_", one_line(last, 4 * LONGEST_NAME)).strip(". ")
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    stem, ending = _split(name)
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip()}{ending}"


def _numbered(name: str, number: int) -> str:
    stem, ending = _split(name)
    return f"{stem}-{number}{ending}"


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= LONGEST_ENDING else (name, "")
