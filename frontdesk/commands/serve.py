"""frontdesk serve: the site with live reload, the contact backend, and a local mail viewer."""

import argparse
import errno
import sys

from contact.store import StoreError
from frontdesk.backend import BackendError
from generator.output import OutputError

NAME = "serve"
HELP = "Build and serve the site, the contact form and a mail viewer, and rebuild on every change."
EXAMPLE = "frontdesk serve --port 8000"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help="default: 8000; 0 takes a free one")
    parser.add_argument(
        "--no-reload", action="store_true", help="serve what is built now; neither watch files nor reload pages"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: this machine only")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from frontdesk.serving import serve  # noqa: PLC0415 - brings a web server along

    if not 0 <= options.port <= 65535:  # noqa: PLR2004 - the largest port there is
        print("a port is a number from 0 to 65535", file=sys.stderr)
        return 2
    try:
        serve(options.project.resolve(), options.host, options.port, _announce, reload=not options.no_reload)
    except (OutputError, BackendError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"port {options.port} is in use: choose another one, such as --port {options.port + 1}", file=sys.stderr)
        return 1
    return 0


def _announce(address: str, local_mail: bool, reload: bool) -> None:  # noqa: FBT001 - a callback
    print(f"\n  Site           {address}\n  Contact form   {address}contact/")
    if local_mail:
        print(f"  Mail that was sent (kept on this machine, delivered to nobody)   {address}_desk/mail")
    edit = "Edit a file below faq/ and the page reloads. " if reload else ""
    print(f"\n  {edit}Stop with Ctrl-C.", flush=True)
