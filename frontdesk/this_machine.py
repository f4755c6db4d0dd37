"""Who may see what is meant for the person at this machine: a browser that asks this machine by its own name.

A page of somebody else's can make a browser ask here under any other name (DNS rebinding), and a web server that lets the
public in asks on behalf of others.
"""

import re

from contact.http import HttpRequest

_THIS_MACHINE = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?", re.IGNORECASE)


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether a request names this machine, and nobody has passed it on."""
    passed_on = any(name == "forwarded" or name.startswith("x-forwarded-") for name in request.headers)
    return not passed_on and _THIS_MACHINE.fullmatch(request.headers.get("host", "")) is not None
