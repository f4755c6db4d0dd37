"""frontdesk ack: the acknowledgement that customers get, as it reads now."""

import argparse
import sys
from datetime import datetime

from contact.acknowledge import Acknowledgement, fill_template
from contact.reference import check_symbol
from desk.acknowledgement import FIELDS, KINDS_ACKNOWLEDGED, Acknowledged
from desk.bundle import Bundle
from desk.estimate import estimate
from desk.finding import Finding, FindingsError, errors
from desk.folders import Folders
from desk.portable import to_json
from frontdesk.backend import BackendError, action_options, open_bundle
from frontdesk.today import now
from generator.rules.acknowledgements import read_ack_templates
from generator.starter import STARTER_ACK_TEMPLATES

NAME = "ack"
HELP = "Show an acknowledgement, filled with a made-up case, from the templates as they are on disk now."
EXAMPLE = "frontdesk ack preview complaint --language es"

_MADE_UP = "7KQ4M2P9X"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    actions = parser.add_subparsers(dest="action", metavar="preview", required=True)
    fields = "\n".join(f"  {{{{ {name} }}}}  {meaning}" for name, meaning in FIELDS.items())
    preview = actions.add_parser(
        "preview",
        help="print subject and text",
        epilog=f"fields that a template may use:\n{fields}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    action_options(preview)
    preview.add_argument("kind", choices=KINDS_ACKNOWLEDGED, help="which one")
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
    _print(_preview(options, bundle, language, now()), options)
    return 0


def _preview(options: argparse.Namespace, bundle: Bundle, language: str, at: datetime) -> Acknowledgement:
    findings: list[Finding] = []
    folders = [Folders(options.project).ack_templates, STARTER_ACK_TEMPLATES]
    templates = read_ack_templates(folders, [language], findings)
    if errors(findings):
        raise FindingsError(findings)
    topic = bundle.settings.topics[0].id
    symbols = _MADE_UP + check_symbol(_MADE_UP)
    made_up = Acknowledged(
        reference=f"{symbols[:3]}-{symbols[3:7]}-{symbols[7:]}",
        received=at,
        channel="form",
        topic_id=topic,
        estimate=estimate(bundle.settings, channel="form", kind=options.kind, topic_id=topic, now=at),
    )
    return fill_template(options.kind, templates[language][options.kind], made_up, language, bundle, at)


def _print(words: Acknowledgement, options: argparse.Namespace) -> None:
    if options.json:
        print(to_json({"subject": words.subject, "text": words.text, "html": words.html}).decode())
    elif options.html:
        print(words.html)
    else:
        print(f"Subject: {words.subject}\n\n{words.text}")
