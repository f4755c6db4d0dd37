"""deploy/aws/template.yaml as data, with the short forms of functions (`!Ref`) written out."""

from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).parents[2] / "deploy" / "aws" / "template.yaml"

Json = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Knows the tags of CloudFormation."""


def _written_out(loader: _Loader, tag: str, node: yaml.Node) -> Json:
    match node:
        case yaml.ScalarNode():
            value: Any = loader.construct_scalar(node)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case yaml.MappingNode():
            value = loader.construct_mapping(node, deep=True)
        case _:
            raise TypeError(node)
    if tag == "GetAtt":
        value = str(value).split(".", 1)
    return {tag if tag in {"Ref", "Condition"} else f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _written_out)


def template() -> Json:
    """The template."""
    with PATH.open(encoding="utf-8") as file:
        found: Json = yaml.load(file, _Loader)  # noqa: S506 - a SafeLoader with tags that make plain data
    return found


def resources(kind: str) -> Json:
    """The properties of all resources of a kind (`AWS::Lambda::Function`), by name."""
    found = template()["Resources"]
    return {name: one.get("Properties", {}) for name, one in found.items() if one["Type"] == kind}
