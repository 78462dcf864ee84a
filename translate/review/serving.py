"""Running the review server: a socket of its own on the loopback address, and an end within two seconds."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from translate.errors import TranslateError
from translate.review.site import Site

GRACE: Final = 0.5
"""Seconds that answers under way have to get through, once the server is to stop."""

PATIENCE: Final = 1.5
"""Seconds after which the process ends whatever is still being computed; nothing saved is lost by that."""

BACKLOG: Final = 512  # connections that wait to be taken: more than a browser, or all of them, will open at once


def bind(port: int = 0) -> socket.socket:
    """Return a socket that listens on 127.0.0.1, on a free port where ``port`` is 0.

    Raises:
        TranslateError: the port is taken, or may not be used.
    """
    # The protocol is named so that asyncio knows it for TCP, and sends what is written without waiting for more: else
    # the browser, which confirms late what it has received, would get the second half of each answer 40 ms later.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere the option would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        what = f"port {port} cannot be used ({error.strerror})"
        raise TranslateError(what, where="--port", mend="give another, or leave it out for a free one") from None
    return listener


class Server(uvicorn.Server):
    """uvicorn, but it ends soon and in peace: no listener keeps it waiting, and a signal leaves status 0."""

    def __init__(self, app: ASGIApp, site: Site, stopping: Callable[[], object] = lambda: None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                lifespan="off",
                ws="none",
                http="h11",
                backlog=BACKLOG,
                timeout_graceful_shutdown=2,
            )
        )
        self._site = site
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the listeners go, give the rest a moment, then hang up on who still does not read."""
        self._stopping()
        self._site.stop()
        asyncio.get_running_loop().call_later(GRACE, self._hang_up)
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take Ctrl-C and SIGTERM as the wish to stop; uvicorn would raise them again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


def serve(app: ASGIApp, site: Site, listener: socket.socket) -> None:
    """Serve until Ctrl-C or SIGTERM, and wait until nothing runs in the background any more.

    The process ends, with status 0, where that takes longer than `PATIENCE` after the signal: a thread that computes
    cannot be stopped. What the library has saved is whole at every moment.
    """
    site.warm_soon()
    last_resort = threading.Timer(PATIENCE, _end_process)
    last_resort.daemon = True
    server = Server(app, site, last_resort.start)
    server.run(sockets=[listener])
    site.join(2 * PATIENCE)
    last_resort.cancel()


def _end_process() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)
