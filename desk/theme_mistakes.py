"""What a template engine says of a template of a theme -> a finding at the file and line that its author has to mend.

Knows the engine only by what its errors carry.
"""

import traceback

from desk.finding import Finding
from desk.place import Place


def finding_in_theme(error: Exception, file: str) -> Finding:
    """The finding; `file` is the template that was to be filled, below the theme."""
    where, at = _innermost(error)
    line = getattr(error, "lineno", None) or at
    name = getattr(error, "filename", None) or where or file
    named = file if name == file or "theme/" not in name else "theme/" + name.rpartition("theme/")[2]
    fix = "mend it there; the product's own file beside it shows which values there are"
    message = f"this template cannot be filled: {getattr(error, 'message', None) or error}"
    return Finding(place=Place(named, line), rule="bad-theme", message=message, fix=fix)


def _innermost(error: Exception) -> tuple[str, int]:
    """The file and the line of the innermost template, which the engine writes into the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else ("", 1)
