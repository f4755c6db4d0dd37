"""The product's CloudFormation template -> the one of a bundle, whose defaults name its zip and what that was made for."""

from pathlib import Path

from frontdesk.aws_bundle.contents import Target

# In a checkout, and in an installed package.
_PLACES = (
    Path(__file__).parents[2] / "deploy" / "aws" / "template.yaml",
    Path(__file__).parents[1] / "starter" / "template.yaml",
)
# As the template has them.
_KEY = "Default: frontdesk-lambda.zip"
_PYTHON = "Default: python3.13"
_ARCHITECTURE = "Default: x86_64"


def filled_template(target: Target, digest: str) -> str:
    """The template of a zip. Its name holds the digest, so that AWS sees that the code is another."""
    text = next(path for path in _PLACES if path.is_file()).read_text(encoding="utf-8")
    filled = {
        _KEY: f"Default: frontdesk-lambda-{digest[:16]}.zip",
        _PYTHON: f"Default: python{target.python}",
        _ARCHITECTURE: f"Default: {target.architecture}",
    }
    for before, after in filled.items():
        if text.count(before) != 1:
            raise RuntimeError(f"the template has to say {before!r} once")
        text = text.replace(before, after)
    return text
