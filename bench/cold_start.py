"""How long until a lambda that was just started has answered its first form? `python -m bench.cold_start [RUNS]`.

Each handler runs in a fresh process under Amazon's runtime client, in its emulator; the time is that of the first call. Ours
does all that the desk does; the peers take the same form and write one row. They are installed into a folder of their own
for one run. Needs `make setup` and `frontdesk build`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from bench.timing import TOP, say, show
from contact.store.dynamodb_table import create_table
from contact.store.sqlite import SqliteStore
from desk.bundle import read_bundle
from desk.folders import Folders
from frontdesk.aws_bundle.contents import HERE, Target, contents
from tests.aws import emulator, ministack_server
from tests.aws.conftest import machine
from tests.aws.events import Event, posted_form

RUNS = int(sys.argv[1]) if sys.argv[1:] else 15
PEERS = ("mangum", "starlette", "python-multipart", "aws-lambda-powertools", "awslambdaric")
OURS = "Frontdesk, SQLite"
HANDLER = "contact.edges.aws.accept.handler"

ROW = """
import sqlite3
connection = sqlite3.connect("{path}", isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE IF NOT EXISTS rows (text TEXT)")
def keep(form):
    connection.execute("INSERT INTO rows VALUES (?)", (form["message"],))
    return "/thanks"
"""
# Each answers the form with a redirect, once the row is written.
HANDLERS = {
    "a bare handler": """
        from base64 import b64decode
        from urllib.parse import parse_qsl
        def handler(event, context):
            return {"statusCode": 303, "headers": {"location": keep(dict(parse_qsl(b64decode(event["body"]).decode())))}}
        """,
    "Mangum and Starlette": """
        from mangum import Mangum
        from starlette.applications import Starlette
        from starlette.responses import RedirectResponse
        from starlette.routing import Route
        async def receive(request):
            return RedirectResponse(keep(await request.form()), 303)
        handler = Mangum(Starlette(routes=[Route("/_desk/requests", receive, methods=["POST"])]), lifespan="off")
        """,
    "Powertools": """
        from urllib.parse import parse_qsl
        from aws_lambda_powertools.event_handler import LambdaFunctionUrlResolver, Response
        app = LambdaFunctionUrlResolver()
        @app.post("/_desk/requests")
        def receive():
            form = dict(parse_qsl(app.current_event.decoded_body))
            return Response(status_code=303, headers={"location": keep(form)})
        def handler(event, context):
            return app.resolve(event, context)
        """,
}
# The same call without a runtime around it: what our own code and its packages take. Prints the processor time when it is
# answered.
PROCESS = """
import sys
import time
sys.path[:0] = sys.argv[1:3]
from contact.edges.aws.accept import handler
event = {event!r}
assert handler(event, None)["statusCode"] == 303
print(time.process_time(), flush=True)
"""

Start = Callable[[int], emulator.Running]


def main() -> None:
    """First a process of our own, then everybody under the runtime."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        code = _code(folder / "task")
        kinds = {OURS: _sqlite(folder)}
        if dynamodb := stack.enter_context(_dynamodb(folder)):
            kinds["Frontdesk, DynamoDB and KMS"] = lambda _run: dynamodb
        found = {kind: _processes(folder, code, environment) for kind, environment in kinds.items()}
        processor, clock = ({kind: times[part] for kind, times in found.items()} for part in (0, 1))
        show(
            f"processor milliseconds of a fresh process until it has answered, quietest of {RUNS}",
            "ms",
            processor,
            OURS,
        )
        show("the same by the clock", "ms", clock, OURS)
        starts = {kind: _ours(code, environment) for kind, environment in kinds.items()} | _peers(folder)
        figures = {kind: _first_answer(start) for kind, start in starts.items()}
        show(f"milliseconds to the first answer under awslambdaric, quietest of {RUNS}", "ms", figures, OURS)


def _code(folder: Path) -> Path:
    """What AWS would unpack."""
    bundle = read_bundle(Folders(TOP).bundle)
    with contents(bundle, Target(architecture=machine(), python=HERE), with_sdk=False) as files:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    return folder


@contextmanager
def _dynamodb(folder: Path) -> Iterator[Mapping[str, str]]:
    """The variables with which ours works on a table and a key; none where there is no ministack."""
    (folder / "aws").mkdir()
    try:
        with ministack_server.running(folder / "aws") as aws:
            key = aws.client("kms").create_key()["KeyMetadata"]["Arn"]
            create_table(aws.client("dynamodb"), "frontdesk")
            yield {
                "FRONTDESK_DATABASE": "dynamodb://frontdesk",
                "FRONTDESK_KMS_KEY": key,
                "AWS_ENDPOINT_URL": aws.endpoint,
                "AWS_REGION": ministack_server.REGION,
                "AWS_DEFAULT_REGION": ministack_server.REGION,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
            }
    except ministack_server.Unavailable as reason:
        say(f"left out: DynamoDB, for {reason}")
        yield {}


def _sqlite(folder: Path) -> Callable[[int], Mapping[str, str]]:
    """A log that is there already, a copy for each run: many forms in an hour are asked for a proof of work."""
    empty = folder / "empty.sqlite3"
    store = SqliteStore(empty)
    store.newest(1)
    store.close()
    numbers = count()

    def environment(_run: int) -> Mapping[str, str]:
        path = shutil.copyfile(empty, folder / f"requests-{next(numbers)}.sqlite3")
        return {"FRONTDESK_DATABASE": str(path)}

    return environment


def _processes(folder: Path, code: Path, environment: Callable[[int], Mapping[str, str]]) -> tuple[float, float]:
    """Milliseconds of processor time and by the clock, from the start of a process until it has answered."""
    script = folder / "process.py"
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    found = []
    for run in range(RUNS):
        script.write_text(PROCESS.format(event=_form(run)))
        variables = environment(run)
        # Only who works with AWS is given the packages of this environment.
        second = packages if "AWS_REGION" in variables else str(code)
        begin = time.perf_counter()
        command = [sys.executable, "-I", "-S", "-B", str(script), str(code), second]
        with subprocess.Popen(command, env=dict(variables), stdout=subprocess.PIPE, text=True) as process:
            spent = float(process.stdout.readline()) if process.stdout else 0.0
            found.append((1000 * spent, 1000 * (time.perf_counter() - begin)))
    return min(spent for spent, _ in found), min(waited for _, waited in found)


def _form(run: int) -> Event:
    """A form, each time from somebody else."""
    event = posted_form(message=f"Message {run}", email=f"customer{run}@example.net")
    event["requestContext"]["http"]["sourceIp"] = f"192.0.2.{run}"
    return event


def _ours(code: Path, environment: Callable[[int], Mapping[str, str]]) -> Start:
    return lambda run: emulator.running(HANDLER, code, environment(run))


def _peers(folder: Path) -> Mapping[str, Start]:
    """Peers in a Python with their packages, which is made for this run."""
    say("\ninstalling the peers ...")
    environment = folder / "peers"
    python = environment / "bin" / "python"
    uv = TOP / "tools" / "uv"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, environment], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python, *PEERS], check=True)
    for number, source in enumerate(HANDLERS.values()):
        (folder / f"peer_{number}.py").write_text(ROW.format(path=folder / "rows.sqlite3") + textwrap.dedent(source))
    return {peer: _peer(folder, python, number) for number, peer in enumerate(HANDLERS)}


def _peer(folder: Path, python: Path, number: int) -> Start:
    environment = {"POWERTOOLS_SERVICE_NAME": "desk"}
    return lambda _run: emulator.running(f"peer_{number}.handler", folder, environment, python=python)


def _first_answer(start: Start) -> float:
    """Milliseconds from the first call of a function until its answer, of the quietest start."""
    times = []
    for run in range(RUNS):
        with start(run) as function:
            begin = time.perf_counter()
            answer = function.invoke(_form(100 + run))
            times.append(1000 * (time.perf_counter() - begin))
            if answer.get("statusCode") != 303:  # noqa: PLR2004 - the answer to a form
                raise RuntimeError(f"it answered {answer}")
    return min(times)


if __name__ == "__main__":
    os.environ.setdefault("AWS_ACCESS_KEY_ID", "test")
    os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "test")
    main()
