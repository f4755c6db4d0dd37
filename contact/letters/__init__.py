"""What people of the desk write to customers: replies, updates, resolutions; and notes, which no customer reads."""

from contact.letters.acts import Letters
from contact.letters.model import ChangedError, LetterError, NoAddressError, RestingAddressError, Written

__all__ = ["ChangedError", "LetterError", "Letters", "NoAddressError", "RestingAddressError", "Written"]
