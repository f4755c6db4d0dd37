"""Programs that refuse to run as root, started as somebody else where the tests run as root."""

import os
import shutil

# Where Debian keeps it; the path of one who is not logged in as root often leaves it out.
RUNUSER = shutil.which("runuser", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")


def running_as(user: str) -> list[str]:
    """What a command line begins with. Empty for who is not root, and where there is no runuser."""
    return [RUNUSER, "-u", user, "--"] if RUNUSER and os.geteuid() == 0 else []
