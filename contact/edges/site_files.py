"""A path of the built site -> the file that a visitor gets. Knows no web framework and writes nothing.

A folder is its index.html; what is not there is the site's own page for that, in the language of the path.
"""

import hashlib
import mimetypes
import re
from pathlib import Path
from urllib.parse import quote

from contact.http import SITE_HEADERS, HttpRequest, HttpResponse

# Always asked for again, so that an edited answer shows at once; unchanged files cost no transfer.
REVALIDATE = "no-cache"
# The files of a search index are named by a hash of what is in them: another content has another address.
LASTING = "public, max-age=31536000, immutable"
_LASTING_FILE = re.compile(r"/?assets/search/[^/]+/[a-z]\d+-[0-9a-f]{6}\.bin")
# Not every system's list has these.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".map": "application/json",
}


def site_answer(root: Path, request: HttpRequest) -> HttpResponse:
    """The answer to a request for a page or file of the site in `root`."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={**SITE_HEADERS, "allow": "GET, HEAD"})
    found = _inside(root, request.path)
    if found and found.is_dir():
        if not request.path.endswith("/"):
            # One slash at the start: two would name another host.
            location = quote("/" + request.path.strip("/")) + "/"
            return HttpResponse(status=307, headers={**SITE_HEADERS, "location": location})
        found /= "index.html"
    elif request.path.endswith("/"):
        found = None
    if found and found.is_file():
        return _file(found, request)
    return _missing(root, request)


def _inside(root: Path, path: str) -> Path | None:
    """The file or folder of a path; None where there is none, or it lies outside, or no file system could hold it."""
    base = root.resolve()
    try:
        found = (base / path.lstrip("/")).resolve(strict=True)
    except (ValueError, OSError, RuntimeError):
        return None
    return found if found.is_relative_to(base) else None


def _file(path: Path, request: HttpRequest, status: int = 200) -> HttpResponse:
    try:
        body = path.read_bytes()
    except OSError:
        return HttpResponse(status=404, headers=SITE_HEADERS, body=b"not found")
    # By content, not by time: builds write equal files with any time.
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    lasting = status == 200 and _LASTING_FILE.fullmatch(request.path)  # noqa: PLR2004 - the status of HTTP
    kept = LASTING if lasting else REVALIDATE
    headers = {**SITE_HEADERS, "content-type": media_type, "etag": tag, "cache-control": kept}
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    if status == 200 and tag in known:  # noqa: PLR2004 - the status of HTTP
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(status=status, headers=headers, body=body)


def _missing(root: Path, request: HttpRequest) -> HttpResponse:
    language = request.path.strip("/").partition("/")[0]
    for folder in (language, ""):
        page = _inside(root, f"{folder}/404.html")
        if page and page.is_file():
            return _file(page, request, status=404)
    return HttpResponse(status=404, headers={**SITE_HEADERS, "content-type": "text/plain"}, body=b"not found")
