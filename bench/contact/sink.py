"""A mail server that takes everything and keeps nothing but a count: `python -m bench.contact.sink`.

Prints its port. For each line on its input it prints how many messages it has taken, and how many of them were repeated.
It does as little as a mail server can, so that what is measured is the desk.
"""

import asyncio
import sys

from bench.timing import say

END = b"\r\n.\r\n"


class Sink:
    """Counts messages by their Message-ID."""

    def __init__(self) -> None:
        self.taken = 0
        self.ids: set[bytes] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation."""
        writer.write(b"220 sink ESMTP\r\n")
        while line := await reader.readline():
            command = line[:4].upper()
            if command in {b"EHLO", b"HELO"}:
                writer.write(b"250-sink\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 SMTPUTF8\r\n")
            elif command == b"DATA":
                writer.write(b"354 go on\r\n")
                self._take(await reader.readuntil(END))
                writer.write(b"250 2.0.0 taken\r\n")
            elif command == b"QUIT":
                writer.write(b"221 2.0.0 bye\r\n")
                break
            else:
                writer.write(b"250 2.0.0 ok\r\n")
        writer.close()

    def _take(self, message: bytes) -> None:
        self.taken += 1
        start = message.index(b"Message-ID:")
        self.ids.add(message[start : message.index(b"\r\n", start)])


async def main() -> None:
    """Serve until the input ends."""
    sink = Sink()
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0, limit=1 << 20, backlog=256)
    say(str(server.sockets[0].getsockname()[1]))
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        say(f"{sink.taken} {sink.taken - len(sink.ids)}")
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
