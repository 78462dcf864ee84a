"""Work that no request waits for: a thread that does one thing after another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from translate.errors import TranslateError

logger = logging.getLogger(__name__)


class Worker:
    """A thread that carries out tasks in the order in which they came.

    What goes wrong in a task is reported on stderr and ends that task alone. The thread does not keep the process
    alive.
    """

    def __init__(self, name: str) -> None:
        self._tasks: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def stopping(self) -> bool:
        """A long task looks here whether it is to end early."""
        return self._stopping.is_set()

    def submit(self, task: Callable[[], object]) -> None:
        """Carry out a task when those before it are done; one that has not begun when the worker stops never will."""
        self._tasks.put(task)

    def stop(self) -> None:
        """Begin nothing more, without waiting for what is under way."""
        self._stopping.set()
        self._tasks.put(None)

    def join(self, timeout: float | None = None) -> None:
        """Wait until a stopped worker has ended, at most ``timeout`` seconds."""
        self._thread.join(timeout)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None and not self.stopping:
            try:
                task()
            except TranslateError as error:
                logger.warning("translate: %s", error.line())
            except Exception:
                logger.exception("translate: a task in the background failed")
