"""Seconds -> as people read them. What was not measured is said so, and never shown as zero."""

NOT_MEASURED = "not measured"
_BASE = 60


def length(seconds: int | None) -> str:
    """A length of time: `0:40`, `12:05`, `1:02:03`."""
    if seconds is None:
        return NOT_MEASURED
    minutes, rest = divmod(seconds, _BASE)
    hours, minutes = divmod(minutes, _BASE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def share(part: float | None) -> str:
    """A share of a hundred."""
    return NOT_MEASURED if part is None else f"{part:.1%}"
