"""The zip as it would be deployed, unpacked, and functions that run from it under Amazon's runtime."""

import fcntl
import os
import platform
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desk.bundle import Bundle
from frontdesk.aws_bundle.contents import HERE, Target, contents
from frontdesk.aws_bundle.zip_file import write_zip
from frontdesk.commands.bundle import ZIP
from tests.aws import emulator
from tests.aws.emulator import Lambda
from tests.contact.conftest import bundle

__all__ = ["bundle"]


@pytest.fixture(scope="session")
def built(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the zip for this machine and this Python, and what AWS would unpack; made by the first of all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "lambda"
    with (shared / "lambda.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = shared / "lambda.unfinished"
            unfinished.mkdir()
            with contents(bundle, Target(architecture=machine(), python=HERE), with_sdk=False) as files:
                write_zip(unfinished / ZIP, files)
            with zipfile.ZipFile(unfinished / ZIP) as archive:
                archive.extractall(unfinished / "task")
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def zipped(built: Path) -> Path:
    return built / ZIP


@pytest.fixture(scope="session")
def code(built: Path) -> Path:
    return built / "task"


Start = Callable[..., Lambda]


@pytest.fixture
def start(code: Path) -> Iterator[Start]:
    """`start("contact.edges.aws.accept.handler", FRONTDESK_DATABASE=...)` runs a function; `folder` holds other code."""
    if not emulator.PROGRAM.exists():
        pytest.skip("there is no Lambda emulator: tools/lambda_emulator.py says why")
    with ExitStack() as stack:

        def started(handler: str, *, folder: Path = code, timeout_seconds: int = 30, **environment: str) -> Lambda:
            return stack.enter_context(emulator.running(handler, folder, environment, timeout_seconds=timeout_seconds))

        yield started


def machine() -> str:
    """The architecture of this machine, as AWS calls it."""
    return {"x86_64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), "x86_64")
