"""Jinja templates: acknowledgements in a strict sandbox, page components with escaping on.

A template that owners write sees flat, named texts and nothing else: no attributes, no calls, no files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a template, and the line in it. `name` is the unknown field, where that is the trouble."""

    line: int
    message: str
    name: str | None = None


def problems(source: str, fields: Mapping[str, str]) -> Iterator[Problem]:
    """Everything that would keep a template from being filled with `fields`."""
    try:
        tree = _TEXT.parse(source)
    except jinja2.TemplateSyntaxError as error:
        yield Problem(error.lineno, error.message or "this is no valid template")
        return
    assigned = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in fields and name.name not in assigned:
            yield Problem(name.lineno, f"'{name.name}' is not a field of this template", name.name)
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Include, nodes.Import, nodes.Extends)):
        yield Problem(node.lineno, "only {{ field }}, {% if field %} and filters are allowed here")


def fields_used(source: str) -> frozenset[str]:
    """The names that a template reads. The template must be free of problems."""
    return frozenset(name.name for name in _TEXT.parse(source).find_all(nodes.Name) if name.ctx == "load")


def fill(source: str, fields: Mapping[str, str], *, html: bool) -> str:
    """Fill an acknowledgement template. Raises jinja2.UndefinedError for a field that is not there."""
    return (_HTML if html else _TEXT).from_string(source).render(fields)


class Components:
    """The page components of a theme: `render("question.html", ...)`. The first folder that has a file wins."""

    def __init__(self, folders: list[Path]) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, name: str, **values: object) -> str:
        """One component as HTML."""
        return self._environment.get_template(name).render(values)


def safe(html: str) -> str:
    """Mark HTML that we made ourselves, so that a component does not escape it again."""
    return Markup(html)  # noqa: S704 - callers pass only HTML that was built escaped


def _sandbox(*, html: bool) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        autoescape=html,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


_TEXT = _sandbox(html=False)
_HTML = _sandbox(html=True)
