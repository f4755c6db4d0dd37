"""Thousands of requests, right and wrong, as a description of the desk's addresses allows them: never an error of ours."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from contact import even_time
from contact.answers import COPY_PATH, RECEIVED_PATH
from contact.edges.asgi import application
from contact.edges.handlers import Handler, desk_handlers
from contact.http import HttpRequest, HttpResponse, json_answer
from contact.keys import LocalKeys
from contact.log import Log
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from desk.form import action
from desk.settings.model import Limits
from tests.contact.abuse.conftest import Desk

DESCRIBED = json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(path, method.upper()) for path, methods in DESCRIBED["paths"].items() for method in methods]
# In a request without any field there is nothing that could be wrong.
FUZZED = [
    (path, method, mode)
    for path, method in OPERATIONS
    for mode in GenerationMode
    if mode == GenerationMode.POSITIVE or path not in {f"/{action.CHALLENGE}", f"/{action.HOLD}"}
]
# Enough to find what is easy to find, and few enough for every run; raised by hand now and then.
EXAMPLES = 40
FEW = settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
# Who asks: a browser, or the page's script.
ACCEPTED = st.sampled_from(["text/html", "application/json"])
ASKED = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]


@pytest.fixture(scope="module")
def handlers(tmp_path_factory: pytest.TempPathFactory, bundle: Bundle) -> Iterator[list[Handler]]:
    """One desk for all, whose limits let everything through, and which does not wait before it says no."""
    unlimited = Limits(proof_of_work="never", refused_from_one_address=10**6)
    counting = replace(bundle.settings.search, counting=True)
    open_to_all = replace(bundle, settings=replace(bundle.settings, limits=unlimited, search=counting))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(even_time, "STEP", timedelta(microseconds=1))
        with closing(SqliteStore(tmp_path_factory.mktemp("fuzz") / "log")) as store:
            log = Log(store=store, keys=LocalKeys())
            yield desk_handlers(lambda: open_to_all, log, lambda: datetime.now(UTC), lambda: None)


@pytest.fixture(scope="module")
def schema(handlers: list[Handler]) -> Any:  # noqa: ANN401 - its type is not public
    """The description, with the desk behind it, as the real ASGI application serves it."""

    def described(request: HttpRequest) -> HttpResponse | None:
        return json_answer(200, DESCRIBED) if request.path == "/openapi.json" else None

    app = application([described, *handlers], lambda: Path("/nowhere"))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_address_of_the_desk_is_described() -> None:
    """A new one cannot be forgotten here."""
    named = {f"/{text}" for text in vars(action).values() if isinstance(text, str) and text.startswith("_desk/")}
    assert set(DESCRIBED["paths"]) == {*named, RECEIVED_PATH, COPY_PATH} - {f"/{action.DESK_FOLDER}"}


@pytest.mark.parametrize(("path", "method", "mode"), FUZZED, ids=str)
def test_no_request_is_answered_with_an_error_of_ours(
    schema: Any,  # noqa: ANN401 - its type is not public
    path: str,
    method: str,
    mode: GenerationMode,
) -> None:
    """Right requests and wrong ones: the status and the shape of each answer are among those that are described."""
    operation = schema[path][method]
    checks = [CHECKS.get_one(name) for name in ASKED]

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode), accept=ACCEPTED)
    def ask(case: Any, accept: str) -> None:  # noqa: ANN401
        case.call_and_validate(checks=checks, headers={"Accept": accept})

    ask()


@given(
    body=st.binary(max_size=300),
    media_type=st.sampled_from(["application/x-www-form-urlencoded", "application/json", "text/plain", "x", ""]),
    path=st.sampled_from([path for path, method in OPERATIONS if method == "POST"]),
    query=st.dictionaries(st.sampled_from(["language", "case", "key"]), st.text(max_size=20)),
    headers=st.dictionaries(st.sampled_from(["accept", "content-encoding", "origin", "cookie"]), st.text(max_size=20)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bodies_of_any_bytes_are_answered(
    handlers: list[Handler],
    body: bytes,
    media_type: str,
    path: str,
    *,
    query: Mapping[str, str],
    headers: dict[str, str],
) -> None:
    """Below the level of forms: whatever the bytes are, the answer is one of ours."""
    request = HttpRequest(
        method="POST", path=path, query=query, headers={**headers, "content-type": media_type}, body=body
    )
    assert Desk(handlers).asked(request).status < 500


PIECES = st.sampled_from(
    ["=", "&", "%", "%00", "%ff", "+", ";", "message", "kind", "email=", "@", "a", "%F0%9F%98%80", "{", "["]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_forms_of_any_pieces_are_read_or_refused(handlers: list[Handler], text: str) -> None:
    """Half an escape, many equals signs, fields twice."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    request = HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=text.encode())
    assert Desk(handlers).asked(request).status in {400, 422}
