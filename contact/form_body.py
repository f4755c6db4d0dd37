"""The body of a request -> what was typed, by the name of the field. Reads the two shapes that our own page sends."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from contact.http import HttpRequest
from desk.data import UnreadableError, from_json

MOST_FIELDS = 50


class UnreadableFormError(Exception):
    """The body is not what its media type says: a form, or a JSON object of texts."""


class WrongMediaTypeError(Exception):
    """The body is of a media type that no page of ours sends, such as a form with files, or it is compressed."""


def read_form(request: HttpRequest) -> Mapping[str, str]:
    """The typed texts. Raises UnreadableFormError or WrongMediaTypeError."""
    # No browser compresses a form; what is unpacked could be a thousand times as large.
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise WrongMediaTypeError("compressed")
    try:
        match request.content_type:
            case "application/x-www-form-urlencoded":
                text = request.body.decode("ascii")
                return dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS))
            case "application/json":
                return from_json(request.body, dict[str, str])
    # A UnicodeDecodeError is a ValueError: text that is no UTF-8 would be recorded garbled.
    except (ValueError, UnreadableError) as error:
        raise UnreadableFormError(str(error)) from error
    raise WrongMediaTypeError(request.content_type)
