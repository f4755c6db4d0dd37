"""The clock of the commands: everything below them takes the time as an argument."""

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """This instant in UTC."""
    return datetime.now(UTC)


def build_day() -> date:
    """The day that a build is of. SOURCE_DATE_EPOCH (seconds since 1970), where set, makes builds repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else now().date()
