"""Our quick dataclasses are those of the standard library to everybody: each test holds both against the same statement."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass, replace
from typing import Any

import msgspec
import pytest

from desk import data

Made = type[Any]
Decorator = Callable[..., Any]

DECORATORS = [dataclasses.dataclass, data.dataclass]


@data.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """At the top of a module, where pickle finds it."""

    name: str
    notes: tuple[str, ...] = ()


@pytest.fixture(params=DECORATORS, ids=["standard library", "ours"])
def dataclass(request: pytest.FixtureRequest) -> Decorator:
    decorator: Decorator = request.param
    return decorator


@pytest.fixture
def frozen(dataclass: Decorator) -> Made:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Case:
        """A case."""

        reference: str
        number: int = 1
        texts: Mapping[str, str] = data.field(default_factory=dict)
        secret: str = data.field(default="", repr=False, compare=False)

        @property
        def short(self) -> str:
            return self.reference[:3]

    return Case


def test_fields_are_given_by_name_and_defaults_filled_in(frozen: Made) -> None:
    """Each instance has a default of its own where a function makes it."""
    one, other = frozen(reference="7KQ-4M2"), frozen(reference="7KQ-4M2")
    assert (one.reference, one.number, one.texts, one.short) == ("7KQ-4M2", 1, {}, "7KQ")
    assert one.texts is not other.texts


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("7KQ",), {}), ((), {"reference": "7KQ", "nmuber": 2}), ((), {"": 1})]
)
def test_what_is_missing_or_unknown_is_refused(frozen: Made, values: tuple[str, ...], named: dict[str, Any]) -> None:
    """Nothing is given by position, and no name is misspelt."""
    with pytest.raises(TypeError):
        frozen(*values, **named)


def test_instances_never_change(frozen: Made) -> None:
    """Neither a field nor anything else can be set or deleted."""
    case = frozen(reference="7KQ")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'number'"):
        case.number = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'number'"):
        del case.number
    assert not hasattr(case, "__dict__")


def test_equal_fields_make_equal_instances(frozen: Made) -> None:
    """Except the fields that do not count; instances of two classes are never equal."""
    case = frozen(reference="7KQ", texts={}, secret="a")
    assert case == frozen(reference="7KQ", secret="b")
    assert case != frozen(reference="7KR")
    assert case != "7KQ"


def test_frozen_instances_have_a_hash_and_others_none(dataclass: Decorator) -> None:
    """So they can be keys, and what may change cannot."""

    @dataclass(frozen=True, slots=True)
    class Frozen:
        name: str

    @dataclass(slots=True)
    class Open:
        name: str

    assert len({Frozen("a"), Frozen("a"), Frozen("b")}) == 2
    with pytest.raises(TypeError):
        hash(Open("a"))
    changed = Open("a")
    changed.name = "b"
    assert changed == Open("b")


def test_repr_names_the_fields(frozen: Made) -> None:
    """Those that may be shown."""
    assert repr(frozen(reference="7KQ", secret="a")).endswith("Case(reference='7KQ', number=1, texts={})")


def test_the_tools_of_the_standard_library_work(frozen: Made) -> None:
    """replace, asdict, fields, is_dataclass, copy."""
    case = frozen(reference="7KQ")
    assert replace(case, number=2) == frozen(reference="7KQ", number=2)
    assert asdict(case) == {"reference": "7KQ", "number": 1, "texts": {}, "secret": ""}
    assert [one.name for one in fields(case)] == ["reference", "number", "texts", "secret"]
    assert is_dataclass(frozen)
    assert copy.deepcopy(case) == case


def test_pickle_brings_an_instance_back() -> None:
    """To another process, say."""
    kept = Kept(name="a", notes=("b",))
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - our own


def test_msgspec_reads_and_writes_them(frozen: Made) -> None:
    """The bundle and the log are made of them."""
    case = msgspec.json.decode(b'{"reference": "7KQ", "texts": {"a": "b"}}', type=frozen)
    assert case == frozen(reference="7KQ", texts={"a": "b"})
    assert msgspec.json.encode(case) == b'{"reference":"7KQ","number":1,"texts":{"a":"b"},"secret":""}'
    with pytest.raises(msgspec.ValidationError, match="missing required field `reference`"):
        msgspec.json.decode(b"{}", type=frozen)


def test_fields_may_be_given_by_position_where_the_class_allows_it(dataclass: Decorator) -> None:
    """And then they can be matched by position too; twice or too many are refused."""

    @dataclass(frozen=True, slots=True, order=True)
    class Pair:
        first: int
        second: int = 0

    made: Made = Pair
    assert made(1, second=2) == made(1, 2)
    assert sorted([made(2), made(1, 1), made(1)]) == [made(1), made(1, 1), made(2)]
    assert made(1) <= made(1)
    match made(3, 4):
        case Pair(first, second):
            assert (first, second) == (3, 4)
    with pytest.raises(TypeError):
        made(1, first=1)
    with pytest.raises(TypeError):
        made(1, 2, 3)


def test_a_field_that_is_no_argument_is_made(dataclass: Decorator) -> None:
    """And cannot be given."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Log:
        name: str
        seen: list[str] = data.field(default_factory=list, init=False)

    made: Made = Log
    assert made(name="a").seen == []
    with pytest.raises(TypeError):
        made(name="a", seen=[])


def test_a_class_may_build_on_another(dataclass: Decorator) -> None:
    """Its fields come behind; methods of one's own stay."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base:
        name: str

        def __str__(self) -> str:
            return self.name

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Longer(Base):
        more: int

    assert str(Longer(name="a", more=1)) == "a"
    assert repr(Longer(name="a", more=1)).endswith("Longer(name='a', more=1)")


def test_the_signature_can_be_asked_for(frozen: Made) -> None:
    """Names, kinds and annotations."""
    signature = inspect.signature(frozen)
    assert list(signature.parameters) == ["reference", "number", "texts", "secret"]
    assert signature.parameters["number"].default == 1
    assert signature.parameters["reference"].annotation is str
    assert {one.kind for one in signature.parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


def test_ours_have_slots() -> None:
    """A class without would take longer, and more memory."""
    with pytest.raises(TypeError, match="classes of fields have slots here"):
        data.dataclass(slots=False)
