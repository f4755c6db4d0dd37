"""What is too large for the log, and has to be kept as it came: messages and files, encrypted with the key of their case."""

from contact.vault.port import Kept, Vault

__all__ = ["Kept", "Vault"]
