"""What a customer typed about themselves -> a record kept apart from the log, and a digest that the log keeps.

The digest proves what came in. Because of the salt it says nothing once the record is gone, so that a person can be
forgotten while the chain of events stays whole (rows N2, N3).
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from contact.validation import Request
from desk.portable import to_sorted_json

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """The texts of one customer: message, name, e-mail address, telephone number."""

    salt: str
    fields: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Proves these texts to whoever has them and the salt."""
        return hashlib.sha256(to_sorted_json({"salt": self.salt, "fields": self.fields})).hexdigest()


def personal(request: Request) -> Personal:
    """The personal part of a request, with a salt of its own."""
    fields = {
        "message": request.message,
        "name": request.name,
        "email": request.email,
        "phone": request.phone,
        "number": request.number,
    }
    return Personal(salt=secrets.token_hex(SALT_BYTES), fields=fields)
