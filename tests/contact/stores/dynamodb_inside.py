"""Runs DynamoDB Local where no network reaches it, and answers a socket that was opened outside. Started by dynamodb_server.

Returns once the server answers; a process of its own goes on, and ends with the server when nobody holds the lock `used`.
"""

import asyncio
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

# Nobody else is in this network.
PORT = 8000
START_SECONDS = 50
LOOKS_EVERY = 0.5
CHUNK = 65_536
# Compiles less than for a server that lives for months: it starts in half the time.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m")
# From linux/sockios.h and linux/if.h.
SET_FLAGS, UP = 0x8914, 1


def main(program: Path, folder: Path, listener: socket.socket) -> None:
    ready, tell = os.pipe()
    if os.fork():
        os.close(tell)
        # Whoever goes on in the background tells how it went, or dies without a word.
        with os.fdopen(ready) as pipe:
            words = pipe.read()
        sys.exit(0 if words == "ready" else words or "it ended at once")
    os.close(ready)
    # Whoever waits for the end of what we write would wait as long as we live.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    try:
        serve(program, folder, listener, tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serve(program: Path, folder: Path, listener: socket.socket, tell: int) -> None:
    bring_up_loopback()
    command = [*JAVA, f"-Djava.library.path={program}/DynamoDBLocal_lib", "-jar", str(program / "DynamoDBLocal.jar")]
    options = ["-port", str(PORT), "-inMemory", "-sharedDb", "-disableTelemetry"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, *options], cwd=folder, stdout=log, stderr=log)
    try:
        answers = wait(server)
        words = "ready" if answers else (folder / "log").read_text(errors="replace")[-2000:]
        os.write(tell, words.encode())
        os.close(tell)
        if answers:
            asyncio.run(forward(listener, folder, server))
    finally:
        server.kill()
        server.wait()


def bring_up_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))


def wait(server: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), timeout=1):
            return True
        time.sleep(0.05)
    return False


async def forward(listener: socket.socket, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    """Pass on whatever comes, until nobody uses the server any more."""
    async with await asyncio.start_server(answer, sock=listener):
        with (folder / "used").open("a") as used:
            while server.poll() is None:
                await asyncio.sleep(LOOKS_EVERY)
                with suppress(BlockingIOError):
                    # Held until we are gone, with the folder: who comes now waits, and starts another one.
                    fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        from_server, to_server = await asyncio.open_connection("127.0.0.1", PORT)
        await asyncio.gather(passed(reader, to_server), passed(from_server, writer))


async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(CHUNK):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), socket.socket(fileno=int(sys.argv[3])))
