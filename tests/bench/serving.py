"""From a saved file to the new bytes served."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from bench import process
from bench.process import Failed
from bench.scenarios import Edit
from bench.sites import Program

POLLED = 0.004
"""Seconds between an answer and the next request."""
LIMIT = 600.0
"""Seconds after which a server is taken to have failed."""


class Server:
    """A program's preview server; it stands still (SIGSTOP) while it is not measured."""

    def __init__(self, program: Program, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.name = program.name
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the server
        self._process = process.start(program.serve(folder, self.port), self._output)
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        self._random = Random(1)

    def wait(self, address: str) -> None:
        """Wait until a page is served, and then until the server had time to settle."""
        self._until(address, b"<h1")
        self._stand_still()

    def seconds(self, edit: Edit) -> float:
        """Seconds from the moment an edit is saved until its page is served with it."""
        self._send(signal.SIGCONT)
        # Any moment of the period in which a server looks for changes is as likely as another.
        time.sleep(self._random.uniform(0.8, 1.6))
        self._get(edit.address)
        began = time.perf_counter()
        edit.apply()
        self._until(edit.address, edit.mark.encode())
        took = time.perf_counter() - began
        self._stand_still()
        return took

    def end(self) -> None:
        """End the server as Ctrl-C does; ``Failed`` if one of its processes is left."""
        if self._process.poll() is None:
            self._send(signal.SIGCONT)
            os.killpg(self._process.pid, signal.SIGINT)
        ends = time.monotonic() + 10
        while (left := process.family(self._process.pid)) and time.monotonic() < ends:
            self._process.poll()
            time.sleep(0.05)
        self._connection.close()
        if left:
            process.kill(self._process.pid)
            self._process.wait()
            raise Failed(f"{self.name}: the server left {len(left)} processes after Ctrl-C")

    def _until(self, address: str, text: bytes) -> None:
        ends = time.monotonic() + LIMIT
        while text not in self._get(address):
            if self._process.poll() is not None or time.monotonic() > ends:
                self._output.seek(0)
                told = self._output.read().decode(errors="replace")[-4000:]
                raise Failed(f"{self.name}: {address} is not served with {text.decode()}\n{told}")
            time.sleep(POLLED)

    def _get(self, address: str) -> bytes:
        try:
            self._connection.request("GET", address)
            return self._connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return b""

    def _stand_still(self) -> None:
        process.settle(self._process.pid, LIMIT)
        self._send(signal.SIGSTOP)

    def _send(self, number: signal.Signals) -> None:
        for seen in process.family(self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(seen.process, number)


@contextmanager
def serving(program: Program, folder: Path, address: str) -> Iterator[Server]:
    """A server that serves the page at an address and stands still."""
    server = Server(program, folder)
    try:
        server.wait(address)
        yield server
    finally:
        server.end()
