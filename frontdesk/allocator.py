"""The C library's memory -> kept by the process for what comes next, instead of given back and asked for again.

Knows nothing of what the memory is for. To be asked for by a process that ends with its work.
"""

import contextlib
import ctypes

# Names and numbers of glibc's <malloc.h>.
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3
_ALL = 1 << 30
_AT_ONCE = 16 << 20


def keep_memory() -> None:
    """Give no page of memory back before the end, and take many at once: each new one costs some microseconds.

    A text of some hundred kilobytes that is made and dropped for every page of a site would take and give back as much each time.
    Where the C library has no such settings, nothing changes.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_TRIM_THRESHOLD, _ALL)
        library.mallopt(_M_MMAP_THRESHOLD, _ALL)
        library.mallopt(_M_TOP_PAD, _AT_ONCE)
