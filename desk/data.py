"""A class with annotated fields -> a dataclass, made without compiling code: a lambda that starts makes a hundred of them.

To whoever reads, checks or uses the classes they are those of the standard library: `replace`, `asdict`, msgspec and mypy
take them as such. The standard library writes the source of up to six methods for each class and compiles it, which costs
more than half a millisecond a class; here all classes share theirs. bench/cold_start.py measures what that saves.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field"]

_FIELDS = "__dataclass_fields__"
# The mark of a field that is no class variable: replace, asdict and msgspec look for it, and it has no public name.
_ORDINARY = dataclasses._FIELD  # type: ignore[attr-defined] # noqa: SLF001
_NOT_TAKEN_OVER = {"__dict__", "__weakref__"}
_put = object.__setattr__


def _dataclass(
    *, slots: bool, frozen: bool = False, kw_only: bool = False, order: bool = False
) -> Callable[[type], type]:
    """As dataclasses.dataclass, for what this code uses of it."""
    if not slots:
        raise TypeError("classes of fields have slots here")
    return lambda cls: _made(cls, frozen=frozen, kw_only=kw_only, order=order)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def _made(cls: type, *, frozen: bool, kw_only: bool, order: bool) -> type:
    """A class has to be made anew to have slots."""
    fields = {**getattr(cls, _FIELDS, {}), **{name: _field(cls, name, kw_only) for name in cls.__annotations__}}
    namespace = {
        **_METHODS,
        **({} if frozen else {"__hash__": None}),
        **(_FROZEN if frozen else {}),
        **(_ORDERED if order else {}),
        "__slots__": tuple(cls.__annotations__),
        "__match_args__": tuple(name for name, one in fields.items() if one.init and not one.kw_only),
        "__dataclass_params__": SimpleNamespace(init=True, repr=True, eq=True, order=order, frozen=frozen),
        "__signature__": _Signature(fields),
        # What is no argument is looked for under a name that nobody can give.
        "__plan__": [
            (name, name if one.init else None, one.default, one.default_factory) for name, one in fields.items()
        ],
        "__compared__": staticmethod(_values([name for name, one in fields.items() if one.compare])),
        _FIELDS: fields,
        **{name: value for name, value in vars(cls).items() if name not in _NOT_TAKEN_OVER and name not in fields},
    }
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _field(cls: type, name: str, kw_only: bool) -> "Field[Any]":  # noqa: FBT001 - handed on
    given = vars(cls).get(name, MISSING)
    found: Field[Any] = given if isinstance(given, Field) else field(default=given)
    found.name, found.type, found.kw_only = name, cls.__annotations__[name], kw_only
    found._field_type = _ORDINARY  # type: ignore[attr-defined] # noqa: SLF001
    return found


def _values(names: list[str]) -> Callable[[Any], Any]:
    """What two instances are compared by."""
    return attrgetter(*names) if names else lambda _instance: ()


class _Methods:
    """Those of every class."""

    def __init__(self: Any, /, *values: Any, **given: Any) -> None:  # noqa: ANN401 - of any class
        if values:
            _name(values, given, self.__match_args__)
        for name, argument, default, factory in self.__plan__:
            value = given.pop(argument, default)
            if value is MISSING:
                if factory is MISSING:
                    raise TypeError(f"{type(self).__name__}() needs {name!r}")
                value = factory()
            _put(self, name, value)
        if given:
            raise TypeError(f"{type(self).__name__}() knows no {', '.join(map(repr, given))}")

    def __repr__(self: Any) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name, one in self.__dataclass_fields__.items() if one.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __eq__(self: Any, other: object) -> bool:
        compared = self.__compared__
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(compared(self) == compared(other))

    def __hash__(self: Any) -> int:
        return hash(self.__compared__(self))

    def __getstate__(self: Any) -> list[Any]:
        return [getattr(self, name) for name in self.__dataclass_fields__]

    def __setstate__(self: Any, state: list[Any]) -> None:
        for name, value in zip(self.__dataclass_fields__, state, strict=True):
            _put(self, name, value)


class _Ordered:
    """Those of classes that can be sorted."""

    def __lt__(self: Any, other: Any) -> bool:  # noqa: ANN401 - of any class
        return self.__compared__(self) < self.__compared__(other) if type(other) is type(self) else NotImplemented

    def __le__(self: Any, other: Any) -> bool:  # noqa: ANN401 - of any class
        return self.__compared__(self) <= self.__compared__(other) if type(other) is type(self) else NotImplemented


class _Frozen:
    """Those of classes whose instances never change."""

    def __setattr__(self, name: str, _value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def _methods_of(cls: type) -> Mapping[str, Any]:
    return {name: value for name, value in vars(cls).items() if isinstance(value, FunctionType)}


_METHODS, _ORDERED, _FROZEN = _methods_of(_Methods), _methods_of(_Ordered), _methods_of(_Frozen)


def _name(values: tuple[Any, ...], given: dict[str, Any], names: tuple[str, ...]) -> None:
    """Put values that were given by position beside those that were given by name."""
    if len(values) > len(names):
        raise TypeError(f"{len(names)} values may be given without a name, not {len(values)}")
    for name, value in zip(names, values, strict=False):
        if name in given:
            raise TypeError(f"{name!r} is given twice")
        given[name] = value


class _Signature:
    """What `inspect.signature` asks of a class, worked out when it does."""

    def __init__(self, fields: "Mapping[str, Field[Any]]") -> None:
        self.fields = fields

    def __get__(self, _instance: object, _owner: type) -> object:
        from inspect import Parameter, Signature  # noqa: PLC0415 - only tools ask

        def parameter(one: "Field[Any]") -> Parameter:
            kind = Parameter.KEYWORD_ONLY if one.kw_only else Parameter.POSITIONAL_OR_KEYWORD
            optional = one.default is not MISSING or one.default_factory is not MISSING
            default = one.default if optional else Parameter.empty
            return Parameter(one.name, kind, default=default, annotation=one.type)

        return Signature([parameter(one) for one in self.fields.values() if one.init])
