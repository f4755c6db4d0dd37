"""Jinja templates: acknowledgements in a strict sandbox, page components with escaping on.

A template that owners write sees flat, named texts and nothing else: no attributes, no calls, no files.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from desk.data import Data
from desk.finding import FindingsError
from desk.installation import of_product
from desk.kept import Kept, key_of
from desk.theme_mistakes import finding_in_theme

# All that a template may be made of. Nothing of it runs code, reads a file, makes much out of little, or can fail for one
# customer and not for another: so what passes here can be sent.
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter),
    *(nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
)
FILTERS = ("upper", "lower", "capitalize", "title", "trim", "escape", "e")
# A hundred times what a long mail needs.
LARGEST_TEMPLATE = 200_000


# Below it lie the product's templates, and those of the libraries that it brings along.
_PRODUCT = (Path(__file__).resolve().parents[1], Path(sys.prefix).resolve())


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
        tree = _parsed(source)
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
    return _shown(_parsed(source).body)


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
    """The templates of a theme: `render("question.html", ...)`. The first folder that has a file wins.

    A template is looked for once. Without `escaping`, whoever renders has escaped every value. `kept` may hold templates
    that an earlier build compiled.
    """

    def __init__(self, folders: Sequence[Path], *, escaping: bool = True, kept: Kept | None = None) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=escaping,  # noqa: S701 - see above
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_CompiledBefore(kept),
            auto_reload=False,
        )
        self._templates: dict[str, jinja2.Template] = {}

    def render(self, name: str, **values: object) -> str:
        """One component as HTML. Raises FindingsError for a component that its author has to mend."""
        try:
            template = self._templates.get(name)
            if template is None:
                template = self._templates[name] = self._environment.get_template(name)
            return template.render(values)
        except jinja2.TemplateError as error:
            raise FindingsError([finding_in_theme(error, f"theme/components/{name}")]) from error


class ThemeTemplates:
    """The templates of a theme that was made for MkDocs: nothing is escaped, and what is not there is empty.

    `filters` get what the template sees, and the value. `shorten` gets the name and the source of each template, and the
    source of `name`, which is rendered; it leaves out what that one does without.
    """

    def __init__(
        self,
        name: str,
        folders: Sequence[Path],
        filters: Mapping[str, Callable[..., str]],
        shorten: Callable[[str, str, str], str],
        *,
        kept: Kept | None = None,
    ) -> None:
        files = jinja2.FileSystemLoader(folders)

        def load(wanted: str) -> tuple[str, str, Callable[[], bool]]:
            source, file, is_fresh = files.get_source(self._environment, wanted)
            rendered = source if wanted == name else files.get_source(self._environment, name)[0]
            return shorten(source, wanted, rendered), file, is_fresh

        self._name = name
        self._environment = jinja2.Environment(  # noqa: S701 - see above
            loader=jinja2.FunctionLoader(load),
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=_CompiledBefore(kept),
            auto_reload=False,
        )
        install: Callable[[], None] = self._environment.install_null_translations  # type: ignore[attr-defined]  # by i18n
        install()
        self._environment.filters |= {name: jinja2.pass_context(function) for name, function in filters.items()}

    def render(self, context: Mapping[str, object]) -> str:
        """The page. Raises FindingsError for a template that its author has to mend."""
        with theme_mistakes(f"theme/{self._name}"):
            return self._environment.get_template(self._name).render(context)


class _CompiledBefore(jinja2.BytecodeCache):
    """Templates that were compiled before: the product's with the product, a project's in what its builds keep."""

    def __init__(self, kept: Kept | None) -> None:
        self._kept = kept

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        place = self._place(bucket)
        found = place.get(_key(bucket)) if place is not None else None
        if found:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        place = self._place(bucket)
        if place is not None:
            place.put(_key(bucket), bucket.bytecode_to_string())

    def _place(self, bucket: Bucket) -> Kept | None:
        is_product = any(map(Path(bucket.key).is_relative_to, _PRODUCT))
        return of_product(self._kept) if is_product else self._kept


def _key(bucket: Bucket) -> bytes:
    environment = bucket.environment
    how = f"{jinja2.__version__} {environment.autoescape} {environment.trim_blocks} {' '.join(environment.extensions)}"
    return key_of("template", how.encode(), bucket.key.encode(), bucket.checksum.encode())


@contextmanager
def theme_mistakes(file: str) -> Iterator[None]:
    """Turn what Jinja says of a theme's file into a finding at the file and line that it names."""
    try:
        yield
    except jinja2.TemplateError as error:
        raise FindingsError([finding_in_theme(error, file)]) from error


def safe(html: str) -> str:
    """Mark HTML that we made ourselves, so that a component does not escape it again."""
    return Markup(html)  # noqa: S704 - callers pass only HTML that was built escaped


# A template is looked at several times before it is used; nobody changes its tree.
@lru_cache(maxsize=100)
def _parsed(source: str) -> nodes.Template:
    return _TEXT.parse(source)


# Compiling takes a hundred times as long as filling. Eleven kinds in three parts make 33 templates a language.
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
