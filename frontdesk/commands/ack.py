"""frontdesk ack: the mail that customers get, acknowledgements and letters, as it reads now."""

import argparse
import sys

from contact.mail_words import MailWords
from desk.ack_choice import ACK_KINDS
from desk.acknowledgement import FIELDS
from desk.data import to_json
from desk.letter import LETTER_KINDS
from desk.mail_fields import MAIL_KINDS
from frontdesk.backend import BackendError, action_options, open_bundle
from frontdesk.letter_sample import sample
from frontdesk.today import now

NAME = "ack"
EXAMPLE = "frontdesk ack preview complaint --language es"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    actions = parser.add_subparsers(dest="action", metavar="preview", required=True)
    kinds = "\n".join(f"  {kind:14}{when}" for kind, when in ACK_KINDS.items())
    letters = "\n".join(f"  {kind:14}{what}" for kind, what in LETTER_KINDS.items())
    fields = "\n".join(f"  {{{{ {name} }}}}  {meaning}" for name, meaning in FIELDS.items())
    preview = actions.add_parser(
        "preview",
        help="print subject and text",
        epilog=f"kinds, and what is answered with them:\n{kinds}\n\nletters, and what they bring:\n{letters}"
        f"\n\nfields that the template of an acknowledgement may use:\n{fields}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    action_options(preview)
    preview.add_argument("kind", choices=tuple(MAIL_KINDS), metavar="KIND", help="which one: see below")
    preview.add_argument("--language", metavar="CODE", help="in which language (default: the site's default)")
    form = preview.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="print the HTML part instead")
    form.add_argument("--json", action="store_true", help="print JSON with all three parts")


def run(options: argparse.Namespace) -> int:
    """Print the acknowledgement. Raises FindingsError for a template that cannot be filled."""
    try:
        bundle = open_bundle(options.project)
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1
    languages = bundle.settings.languages
    language = options.language or languages.default
    if language not in languages.offered:
        print(
            f"'{language}' is not a language of this site: use one of {', '.join(languages.offered)}", file=sys.stderr
        )
        return 2
    _print(sample(options.project, bundle, language, options.kind, now()), options)
    return 0


def _print(words: MailWords, options: argparse.Namespace) -> None:
    if options.json:
        print(to_json({"subject": words.subject, "text": words.text, "html": words.html}).decode())
    elif options.html:
        print(words.html)
    else:
        print(f"Subject: {words.subject}\n\n{words.text}")
