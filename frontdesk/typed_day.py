"""A day as it is typed after an option -> a date, or what the parser of options says instead. Knows no command."""

import argparse
from datetime import date


def typed_day(text: str) -> date:
    """2026-11-21 as a date. Raises argparse's error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day: write it as 2026-11-21") from None
