"""A DynamoDB table of its own for each test."""

import secrets
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest

from contact.aws import Client, client
from contact.store import dynamodb_counts, dynamodb_requests, dynamodb_searches
from contact.store.dynamodb import DynamoStore
from contact.store.dynamodb_table import VERSION, create_table


@dataclass(kw_only=True)
class DynamodbPlace:
    """A table, made when it is first opened."""

    address: str
    table: str = field(default_factory=lambda: f"desk-{secrets.token_hex(8)}")
    making: threading.Lock = field(default_factory=threading.Lock)

    @property
    def version(self) -> int:
        return VERSION

    @cached_property
    def client(self) -> Client:
        """A client of its own, past the store; the table is there."""
        made = client("dynamodb", self.address)
        create_table(made, self.table)
        return made

    def open(self) -> DynamoStore:
        self.make()
        return DynamoStore(self.table, self.address)

    def make(self) -> None:
        """Make the table, unless it is there."""
        # From Python 3.12 on, a cached property may be worked out by several threads at once.
        with self.making:
            _ = self.client

    def make_newer(self) -> None:
        about = {"pk": {"S": "store"}, "sk": {"S": "store"}, "version": {"N": "99"}}
        self.client.put_item(TableName=self.table, Item=about)

    def contents(self) -> bytes:
        values = [value for item in self.items() for name in item.values() for value in name.values()]
        return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)

    def read_by(self, page: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(dynamodb_requests, "PAGE", page)

    def end_votes_at(self, pages: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(dynamodb_counts, "MOST_VOTED_PAGES", pages)

    def end_searches_at(self, searches: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(dynamodb_searches, "MOST_SEARCHES", searches)

    def items(self, index: str = "") -> list[dict[str, Any]]:
        """Everything that is in the table, or in one of its indexes."""
        of_index = {"IndexName": index} if index else {}
        answer = self.client.scan(TableName=self.table, **of_index)
        assert "LastEvaluatedKey" not in answer
        found: list[dict[str, Any]] = answer["Items"]
        return found

    def close(self) -> None:
        """Let go of the connections, and of the table: the server keeps it in memory."""
        if "client" in vars(self):
            self.client.delete_table(TableName=self.table)
            self.client.close()
