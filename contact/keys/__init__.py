"""Keys of cases: each case has one, which the store keeps wrapped; who destroys it has erased the person."""

from contact.keys.local import LocalKeys
from contact.keys.port import CaseKey, Keys, KeysError

__all__ = ["CaseKey", "Keys", "KeysError", "LocalKeys"]
