"""frontdesk serve: the site with live reload, the contact backend, and a local mail viewer."""

import argparse
import errno
import os
import sys

from contact.store import StoreError
from frontdesk.backend import BackendError
from frontdesk.typed_number import number_to
from generator.output import OutputError

NAME = "serve"
EXAMPLE = "frontdesk serve --port 8000"

MOST_PROCESSES = 64


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help="default: 8000; 0 takes a free one")
    parser.add_argument(
        "--no-reload", action="store_true", help="serve what is built now; neither watch files nor reload pages"
    )
    parser.add_argument(
        "--production", action="store_true", help="serve to the public what is built: no rebuilding, no mail viewer"
    )
    parser.add_argument(
        "--processes",
        type=number_to(MOST_PROCESSES),
        metavar="N",
        help="with --production: how many (default: one a processor core)",
    )
    parser.add_argument(
        "--mail-port",
        type=int,
        metavar="PORT",
        help="take e-mail for the support address there, by SMTP, from this machine only (default: nowhere)",
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: this machine only")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    if options.processes and not options.production:
        print("--processes is for --production", file=sys.stderr)
        return 2
    if not 0 <= options.port <= 65535:  # noqa: PLR2004 - the largest port there is
        print("a port is a number from 0 to 65535", file=sys.stderr)
        return 2
    try:
        _serve(options)
    except (OutputError, BackendError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"port {options.port} is in use: choose another one, such as --port {options.port + 1}", file=sys.stderr)
        return 1
    return 0


def _serve(options: argparse.Namespace) -> None:
    from frontdesk.arriving_mail import configured_listen_address  # noqa: PLC0415 - see below

    project = options.project.resolve()
    mail = configured_listen_address(options.mail_port)
    # Both bring a web server along, and only one of them a generator.
    if options.production:
        from frontdesk.production import serve_published  # noqa: PLC0415 - see above

        serve_published(
            project, options.host, options.port, options.processes or os.cpu_count() or 1, _announce, mail=mail
        )
    else:
        from frontdesk.serving import serve  # noqa: PLC0415 - see above

        serve(project, options.host, options.port, _announce, reload=not options.no_reload, mail=mail)


def _announce(address: str, local_mail: bool, reload: bool) -> None:  # noqa: FBT001 - a callback
    print(f"\n  Site           {address}\n  Contact form   {address}contact/")
    if local_mail:
        print(f"  Mail that was sent (kept on this machine, delivered to nobody)   {address}_desk/mail")
        print(f"  Acknowledgements as they read now   {address}_desk/acknowledgements")
    edit = "Edit a file below faq/ and the page reloads. " if reload else ""
    print(f"\n  {edit}Stop with Ctrl-C.", flush=True)
