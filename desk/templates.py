"""Jinja templates: acknowledgements in a strict sandbox, page components with escaping on.

A template that owners write sees flat, named texts and nothing else: no attributes, no calls, no files.
"""

import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from desk.data import Data
from desk.finding import Finding, FindingsError
from desk.place import Place

# All that a template may be made of. Nothing of it runs code, reads a file, makes much out of little, or can fail for one
# customer and not for another: so what passes here can be sent.
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter),
    *(nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
)
FILTERS = ("upper", "lower", "capitalize", "title", "trim", "escape", "e")
# A hundred times what a long acknowledgement needs.
LARGEST_TEMPLATE = 200_000


class Problem(Data, frozen=True):
    """What is wrong in a template, and the line in it. `name` is the unknown field, where that is the trouble."""

    line: int
    message: str
    name: str | None = None


def problems(source: str, fields: Mapping[str, str]) -> Iterator[Problem]:
    """Everything that would keep a template from being filled with `fields`, or that no template needs."""
    if len(source) > LARGEST_TEMPLATE:
        yield Problem(1, f"this is longer than {LARGEST_TEMPLATE:,} characters")
        return
    try:
        tree = _TEXT.parse(source)
    except jinja2.TemplateSyntaxError as error:
        yield Problem(error.lineno, error.message or "this is no valid template")
        return
    except RecursionError:
        yield Problem(1, "this is nested too deeply")
        return
    for node in _all_nodes(tree):
        if isinstance(node, nodes.Name) and node.name not in fields:
            yield Problem(node.lineno, f"'{node.name}' is not a field of this template", node.name)
        elif isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
            yield Problem(node.lineno, f"the filter '{node.name}' is not allowed here; use one of {', '.join(FILTERS)}")
        elif not isinstance(node, _ALLOWED):
            yield Problem(node.lineno, "only {{ field }}, {% if field %} and filters are allowed here")


def _all_nodes(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Every node but those inside one that is refused as a whole: one mistake is one problem."""
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, _ALLOWED):
            waiting.extend(reversed(list(node.iter_child_nodes())))


def fields_shown(source: str) -> frozenset[str]:
    """The fields that a template shows whatever they hold, so not below an `if`. It must be free of problems."""
    return _shown(_TEXT.parse(source).body)


def _shown(body: Iterable[nodes.Node]) -> frozenset[str]:
    found: set[str] = set()
    for node in body:
        if isinstance(node, nodes.Output):
            found.update(name for name in map(_field, node.nodes) if name)
        elif isinstance(node, nodes.If):
            branches = [node.body, *(branch.body for branch in node.elif_), node.else_]
            found |= frozenset.intersection(*map(_shown, branches))
    return frozenset(found)


def _field(node: nodes.Node | None) -> str | None:
    """The field in `{{ field }}` or `{{ field | upper }}`."""
    while isinstance(node, nodes.Filter):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def fill(source: str, fields: Mapping[str, str], *, html: bool) -> str:
    """Fill an acknowledgement template. Raises jinja2.UndefinedError for a field that is not there."""
    return _compiled(source, html).render(fields)


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
        """One component as HTML. Raises FindingsError for a component that its author has to mend."""
        with theme_mistakes(f"theme/components/{name}"):
            return self._environment.get_template(name).render(values)


@contextmanager
def theme_mistakes(file: str) -> Iterator[None]:
    """Turn what Jinja says of a theme's file into a finding at the file and line that it names."""
    try:
        yield
    except jinja2.TemplateError as error:
        where, at = _innermost(error)
        line = getattr(error, "lineno", None) or at
        name = getattr(error, "filename", None) or where or file
        named = file if name == file or "theme/" not in name else "theme/" + name.rpartition("theme/")[2]
        fix = "mend it there; the product's own file beside it shows which values there are"
        message = f"this template cannot be filled: {error.message or error}"
        raise FindingsError([Finding(place=Place(named, line), rule="bad-theme", message=message, fix=fix)]) from error


def _innermost(error: jinja2.TemplateError) -> tuple[str, int]:
    """The file and the line of the innermost template, which Jinja writes into the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else ("", 1)


def safe(html: str) -> str:
    """Mark HTML that we made ourselves, so that a component does not escape it again."""
    return Markup(html)  # noqa: S704 - callers pass only HTML that was built escaped


# Compiling takes a hundred times as long as filling. Seven kinds in three parts make 21 templates a language.
@lru_cache(maxsize=500)
def _compiled(source: str, html: bool) -> jinja2.Template:  # noqa: FBT001 - a key of the cache
    return (_HTML if html else _TEXT).from_string(source)


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
