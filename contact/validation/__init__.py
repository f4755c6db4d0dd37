"""What came from a form -> a Request, or one plain sentence for each field that has to be mended."""

from contact.validation.checking import RefusedError
from contact.validation.page import is_page
from contact.validation.request import Request, checked
from contact.validation.text import is_seen, printable

__all__ = ["RefusedError", "Request", "checked", "is_page", "is_seen", "printable"]
