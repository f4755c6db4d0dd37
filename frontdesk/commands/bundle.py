"""frontdesk bundle: what AWS needs, a zip with the lambdas and a template that names it."""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from desk.data import to_json
from frontdesk.aws_bundle.contents import HERE, MACHINES, Target, contents
from frontdesk.aws_bundle.fetching import FetchError
from frontdesk.aws_bundle.template import filled_template
from frontdesk.aws_bundle.zip_file import write_zip
from frontdesk.backend import BackendError, open_bundle
from frontdesk.terminal import table

NAME = "bundle"
EXAMPLE = "frontdesk bundle --output dist"

# The runtimes of AWS on which this code is tested; the template knows the same.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ZIP = "frontdesk-lambda.zip"
TEMPLATE = "template.yaml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--output", type=Path, metavar="DIR", help="where both are written (default: dist)")
    parser.add_argument(
        "--architecture", choices=sorted(MACHINES), default="x86_64", help="of the lambdas (default: x86_64)"
    )
    default = HERE if HERE in PYTHONS else PYTHONS[-1]
    parser.add_argument("--python", choices=PYTHONS, default=default, help=f"of the lambdas (default: {default})")
    parser.add_argument("--with-sdk", action="store_true", help="put the AWS SDK in, instead of taking the runtime's")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Write both files."""
    target = Target(architecture=options.architecture, python=options.python)
    output: Path = options.output or options.project / "dist"
    try:
        bundle = open_bundle(options.project)
        with contents(bundle, target, with_sdk=options.with_sdk) as files:
            output.mkdir(parents=True, exist_ok=True)
            write_zip(output / ZIP, files)
            sizes = _sizes(files)
    except (BackendError, FetchError) as error:
        print(error, file=sys.stderr)
        return 1
    digest = hashlib.sha256((output / ZIP).read_bytes()).hexdigest()
    (output / TEMPLATE).write_text(filled_template(target, digest), encoding="utf-8")
    _report(output, digest, sizes, as_json=options.json)
    return 0


def _sizes(files: Mapping[str, Path | bytes]) -> Mapping[str, int]:
    """Bytes by the first part of the name."""
    sizes: Counter[str] = Counter()
    for name, content in files.items():
        sizes[name.partition("/")[0]] += len(content) if isinstance(content, bytes) else content.stat().st_size
    return dict(sizes.most_common())


def _report(output: Path, digest: str, sizes: Mapping[str, int], *, as_json: bool) -> None:
    size = (output / ZIP).stat().st_size
    if as_json:
        answer = {
            "zip": str(output / ZIP),
            "template": str(output / TEMPLATE),
            "size": size,
            "sha256": digest,
            "holds": sizes,
        }
        print(to_json(answer).decode())
        return
    table(
        "In the zip, before it is compressed", ["what", "kB"], [(name, f"{of / 1e3:.0f}") for name, of in sizes.items()]
    )
    print(f"{output / ZIP}: {size / 1e6:.1f} MB, SHA-256 {digest}")
    print(f"{output / TEMPLATE}: deploy it as docs/running/deploy-aws.md says")
