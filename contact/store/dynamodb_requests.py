"""A DynamoDB table -> what may be asked of it, with its errors as StoreError and its refusals as a plain no.

Knows no case and no mail. Everything is read consistently, except from an index, which may lag behind the table for a moment.
"""

import heapq
import uuid
from collections.abc import Iterator, Mapping, Sequence

from contact.aws import AwsError, Client
from contact.store.dynamodb_table import INDEX_KEYS, PARTITION, SHARDS, SORT, Key
from contact.store.dynamodb_writes import Delete, Item, Put, Update, Value, Write, plain, request_of, typed, typed_key
from contact.store.values import StoreError

# So many items are read at once.
PAGE = 500
# DynamoDB takes no more in one transaction.
MOST_IN_A_TRANSACTION = 100
NOT_AS_EXPECTED = "ConditionalCheckFailed"
# Sort before and behind every sort key of ours.
_FIRST, _LAST = " ", "~"


class RefusedError(Exception):
    """Nothing was written: these writes of a transaction, by their number, met an item that is not as expected."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(f"not as expected: {numbers}")
        self.numbers = numbers


class Table:
    """A table. Every method may raise StoreError."""

    def __init__(self, client: Client, name: str) -> None:
        self._client = client
        self._name = name

    def get(self, key: Key) -> Item | None:
        """The item of a key."""
        answer = self._call("get_item", {"Key": typed_key(key), "ConsistentRead": True})
        return plain(answer["Item"]) if "Item" in answer else None

    def partition(self, partition: str) -> Iterator[Item]:
        """All items of a partition, in the order of their sort keys."""
        return self._query("#p = :p", {"#p": PARTITION}, {":p": partition}, {"ConsistentRead": True})

    def beginning(self, partition: str, prefix: str) -> Iterator[Item]:
        """Those whose sort key begins so."""
        condition, names = "#p = :p AND begins_with(#s, :s)", {"#p": PARTITION, "#s": SORT}
        return self._query(condition, names, {":p": partition, ":s": prefix}, {"ConsistentRead": True})

    def index(
        self, index: str, group: str, since: str = "", until: str = "", *, newest: bool = False, page: int = 0
    ) -> Iterator[Item]:
        """A group of an index in order, from one sort key through another, merged from all shards.

        With `newest` the last one comes first. `page` is how many are read at once, where few are wanted.
        """
        partition, sort = INDEX_KEYS[index]
        names = {"#p": partition, "#s": sort}
        how = {"IndexName": index, "ScanIndexForward": not newest, "Limit": min(page, PAGE) or PAGE}
        shards = [
            self._query(
                "#p = :p AND #s BETWEEN :a AND :z",
                names,
                {":p": f"{group}#{shard}", ":a": since or _FIRST, ":z": until or _LAST},
                how,
            )
            for shard in range(SHARDS)
        ]
        return heapq.merge(*shards, key=lambda item: str(item[sort]), reverse=newest)

    def update(self, update: Update) -> Item | None:
        """The item after its change; None where it was not as expected, and is as before."""
        answer = self._conditional("update_item", {**request_of(update), "ReturnValues": "ALL_NEW"})
        return plain(answer["Attributes"]) if answer else None

    def put(self, put: Put) -> bool:
        """Whether the item was written; one that is there already stays."""
        return self._conditional("put_item", request_of(put)) is not None

    def delete(self, key: Key) -> None:
        """Take an item away."""
        self._call("delete_item", request_of(Delete(key=key)))

    def transact(self, writes: Sequence[Write]) -> None:
        """All of it or nothing. Raises RefusedError."""
        items = [{type(write).__name__: {"TableName": self._name, **request_of(write)}} for write in writes]
        # After an answer that was lost, the same transaction again is known by this, and is not carried out twice.
        token = uuid.uuid4().hex
        try:
            self._client.transact_write_items(TransactItems=items, ClientRequestToken=token)
        except AwsError as error:
            refused = [number for number, reason in enumerate(error.reasons) if reason.code == NOT_AS_EXPECTED]
            if refused:
                raise RefusedError(refused) from error
            raise _explained(error) from error

    def _query(
        self, condition: str, names: Mapping[str, str], values: Mapping[str, Value], how: Mapping[str, object]
    ) -> Iterator[Item]:
        asked: Item = {
            "Limit": PAGE,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": typed(values),
            **how,
        }
        while True:
            answer = self._call("query", asked)
            yield from (plain(item) for item in answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _call(self, operation: str, arguments: Item) -> Item:
        try:
            return self._asked(operation, arguments)
        except AwsError as error:
            raise _explained(error) from error

    def _conditional(self, operation: str, arguments: Item) -> Item | None:
        try:
            return self._asked(operation, arguments)
        except AwsError as error:
            if error.code == "ConditionalCheckFailedException":
                return None
            raise _explained(error) from error

    def _asked(self, operation: str, arguments: Item) -> Item:
        answer: Item = getattr(self._client, operation)(TableName=self._name, **arguments)
        return answer


def _explained(error: AwsError) -> StoreError:
    return StoreError(f"the request log cannot be used: {error}", retry=error.retry)
