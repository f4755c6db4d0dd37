"""What is to be written, and under which conditions -> the words and types in which DynamoDB wants it; and its items back.

Pure; knows no case. No name and no value ever stands in the text of an expression, only a placeholder.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from contact.store.dynamodb_table import PARTITION, SORT, Key
from desk.data import Data, field

Value = str | int | bytes | frozenset[str]
Item = dict[str, Any]
Test = Literal["exists", "absent", "=", "<", "<=", ">"]


class Where(Data, frozen=True, kw_only=True):
    """What must be true of an attribute of the item as it is. An item that is not there has no attributes."""

    name: str
    test: Test
    value: Value = ""
    or_absent: bool = False


EXISTS = Where(name=PARTITION, test="exists")
IS_NEW = Where(name=PARTITION, test="absent")


class Put(Data, frozen=True, kw_only=True):
    """Write an item that is not there yet."""

    key: Key
    item: Mapping[str, Value]


class Update(Data, frozen=True, kw_only=True):
    """Change an item, or make it. `once` sets what has no value yet; `add` counts, or puts names into a set."""

    key: Key
    put: Mapping[str, Value] = field(default_factory=dict)
    once: Mapping[str, Value] = field(default_factory=dict)
    add: Mapping[str, Value] = field(default_factory=dict)
    remove: Sequence[str] = ()
    where: Sequence[Where] = ()


class Delete(Data, frozen=True, kw_only=True):
    """Take an item away. One that is not there is no error."""

    key: Key


class ConditionCheck(Data, frozen=True, kw_only=True):
    """Change nothing, and let the transaction fail where this is not so."""

    key: Key
    where: Sequence[Where]


# Called as DynamoDB calls them.
Write = Put | Update | Delete | ConditionCheck


def request_of(write: Write) -> Item:
    """The parameters of a request, without the table's name."""
    match write:
        case Put():
            words = _Words()
            item = typed({PARTITION: write.key.partition, SORT: write.key.sort, **write.item})
            return {"Item": item, "ConditionExpression": words.condition([IS_NEW]), **words.parameters}
        case Update():
            words = _Words()
            expression = " ".join(words.clauses(write))
            condition = {"ConditionExpression": words.condition(write.where)} if write.where else {}
            return {"Key": typed_key(write.key), "UpdateExpression": expression, **condition, **words.parameters}
        case Delete():
            return {"Key": typed_key(write.key)}
        case ConditionCheck():
            words = _Words()
            return {
                "Key": typed_key(write.key),
                "ConditionExpression": words.condition(write.where),
                **words.parameters,
            }


def typed_key(key: Key) -> Item:
    """A key as DynamoDB wants it."""
    return typed({PARTITION: key.partition, SORT: key.sort})


def typed(values: Mapping[str, Value]) -> Item:
    """Values with the letters of their types."""
    return {name: _typed(value) for name, value in values.items()}


def plain(item: Item) -> Item:
    """Values without the letters of their types."""
    return {name: _plain(*value.items()) for name, value in item.items()}


class _Words:
    """The placeholders of one request."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._values: Item = {}

    @property
    def parameters(self) -> Item:
        values = {"ExpressionAttributeValues": self._values} if self._values else {}
        return {"ExpressionAttributeNames": {placeholder: name for name, placeholder in self._names.items()}, **values}

    def clauses(self, update: Update) -> Iterator[str]:
        sets = [f"{self._name(name)} = {self._value(value)}" for name, value in update.put.items()]
        sets += [f"{self._name(n)} = if_not_exists({self._name(n)}, {self._value(v)})" for n, v in update.once.items()]
        if sets:
            yield f"SET {', '.join(sets)}"
        if update.add:
            yield "ADD " + ", ".join(f"{self._name(name)} {self._value(value)}" for name, value in update.add.items())
        if update.remove:
            yield "REMOVE " + ", ".join(self._name(name) for name in update.remove)

    def condition(self, where: Sequence[Where]) -> str:
        return " AND ".join(self._test(one) for one in where)

    def _test(self, where: Where) -> str:
        name = self._name(where.name)
        if where.test == "exists":
            return f"attribute_exists({name})"
        if where.test == "absent":
            return f"attribute_not_exists({name})"
        test = f"{name} {where.test} {self._value(where.value)}"
        return f"({test} OR attribute_not_exists({name}))" if where.or_absent else test

    def _name(self, name: str) -> str:
        return self._names.setdefault(name, f"#n{len(self._names)}")

    def _value(self, value: Value) -> str:
        placeholder = f":v{len(self._values)}"
        self._values[placeholder] = _typed(value)
        return placeholder


def _typed(value: Value) -> Item:
    match value:
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case bytes():
            return {"B": value}
        case frozenset():
            return {"SS": sorted(value)}


def _plain(typed_value: tuple[str, Any]) -> Value:
    letter, value = typed_value
    match letter:
        case "N":
            return int(value)
        case "SS":
            return frozenset(value)
        case _:
            found: str | bytes = value
            return found
