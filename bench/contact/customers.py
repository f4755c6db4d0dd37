"""Customers who come at a steady rate, whether the desk keeps up or not.

`python -m bench.contact.customers PORT PATH RATE SECONDS`. Each sends the form once. A wait is counted from the moment at
which the customer came, so that a desk that falls behind shows. Prints one line of JSON.
"""

import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from urllib.parse import urlencode

from bench.timing import say

CONNECTIONS = 64
ACCEPTED = "303"
FORM = {
    "kind": "request",
    "topic": "fees",
    "message": "I sent 200 dollars on Monday and it is not there yet. Where is it, and what does it cost me to cancel?",
    "name": "Ana Gómez",
    "phone": "",
    "language": "en",
}


class Customers:
    """Who comes, who waits, and what they were told."""

    def __init__(self, port: int, path: str, rate: float, seconds: float) -> None:
        self.port, self.path, self.rate, self.number = port, path, rate, int(rate * seconds)
        self.waits: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.coming: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()

    async def run(self) -> None:
        """All of them."""
        connections = [asyncio.create_task(self._connection()) for _ in range(CONNECTIONS)]
        start = time.perf_counter()
        for number in range(self.number):
            due = start + number / self.rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            self.coming.put_nowait((number, due))
        for _ in connections:
            self.coming.put_nowait(None)
        await asyncio.gather(*connections)
        self.seconds = time.perf_counter() - start

    async def _connection(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while came := await self.coming.get():
            number, due = came
            try:
                writer.write(self._request(number))
                status = await _answer(reader)
            except (OSError, asyncio.IncompleteReadError):
                status = "no answer"
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.waits.append((time.perf_counter() - due) * 1000)
            self.statuses[status] += 1
        writer.close()

    def _request(self, number: int) -> bytes:
        token = f"{number:016}-bench-{time.time_ns()}"
        body = urlencode({**FORM, "email": f"customer{number}@example.net", "token": token}).encode()
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def result(self) -> dict[str, float]:
        """In milliseconds."""
        steps = statistics.quantiles(self.waits, n=1000)
        return {
            "accepted": self.statuses[ACCEPTED],
            "per_second": self.number / self.seconds,
            "median": steps[499],
            "p99": steps[989],
            "longest": max(self.waits),
        }


async def _answer(reader: asyncio.StreamReader) -> str:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if length:
        await reader.readexactly(length)
    return head[9:12].decode()


def main() -> None:
    """Run, print."""
    port, path, rate, seconds = sys.argv[1:]
    customers = Customers(int(port), path, float(rate), float(seconds))
    asyncio.run(customers.run())
    say(json.dumps(customers.result()))


if __name__ == "__main__":
    main()
