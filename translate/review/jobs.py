"""Work that goes on while the browser looks on: one at a time, in the background, whoever is still looking."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, Literal

from translate.errors import TranslateError
from translate.review.background import Worker
from translate.review.works import Work

KEPT: Final = 8
"""Finished jobs that are remembered, with all that was told, for a browser that was reloaded or comes back."""

EventName = Literal["paragraph", "progress", "done", "failed"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that listeners are told. ``number`` counts from 1 within a job; ``data`` is HTML or JSON."""

    number: int
    name: EventName
    data: str

    def encode(self) -> str:
        """Return the event as the event stream format of the HTML standard has it."""
        lines = "".join(f"data: {line}\n" for line in self.data.split("\n"))
        return f"id: {self.number}\nevent: {self.name}\n{lines}\n"


class Job:
    """Work on its way, and all that was ever told about it: a listener who comes late misses nothing.

    The thread that does it tells; any number of listeners, in the event loops of any threads, are woken.

    Attributes:
        id: names the job in addresses.
        key, title, unit: of the work.
        work: the work itself, until it is done.
        done: how many units of it are done.
    """

    def __init__(self, job_id: str, work: Work) -> None:
        self.id = job_id
        self.key, self.title, self.unit = work.key, work.title, work.unit
        self.work: Work | None = work
        self.done = 0
        self._all = work.all
        self._events: list[Event] = []
        self._closed = False
        self._wakers: set[Callable[[], object]] = set()
        self._lock = threading.Lock()

    @property
    def all(self) -> int:
        """How many units there are, as far as that is known yet."""
        work = self.work
        return self._all if work is None else work.all

    @property
    def over(self) -> bool:
        """Nothing more will be told: it is done, or failed, or the server stops."""
        return self._closed

    def tell(self, name: EventName, data: str) -> None:
        """Tell all listeners, those to come too."""
        with self._lock:
            self._events.append(Event(len(self._events) + 1, name, data))
            self._closed = self._closed or name in ("done", "failed")
            self._wake()

    def let_go(self, work: Work) -> None:
        """Keep of work that is done only what it was called: it may hold a whole article."""
        self._all, self.work = work.all, None

    def close(self) -> None:
        """Let go of the listeners: the server stops."""
        with self._lock:
            self._closed = True
            self._wake()

    def told(self, after: int = 0) -> list[Event]:
        """Return what was told after the event of this number."""
        with self._lock:
            return self._events[max(after, 0) :]

    async def listen(self, after: int = 0) -> AsyncIterator[Event]:
        """Yield what was told after the event of this number and what is still to be told, until the job is over."""
        news = asyncio.Event()
        with self._waking(asyncio.get_running_loop(), news):
            while True:
                news.clear()
                last = self.over  # read before the events: what is told in between is among them or wakes us
                for event in self.told(after):
                    after = event.number
                    yield event
                if last:
                    return
                await news.wait()

    @contextmanager
    def _waking(self, loop: asyncio.AbstractEventLoop, news: asyncio.Event) -> Iterator[None]:
        def wake() -> None:
            with suppress(RuntimeError):  # the listener's loop has ended, and it with it
                loop.call_soon_threadsafe(news.set)

        with self._lock:
            self._wakers.add(wake)
        try:
            yield
        finally:
            with self._lock:
                self._wakers.discard(wake)

    def _wake(self) -> None:
        for wake in self._wakers:
            wake()


class Jobs:
    """The jobs of a server: one runs, the others wait in line."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._count = 0
        self._lock = threading.Lock()
        self._worker = Worker("translate-jobs")

    def start(self, work: Work) -> Job:
        """Put work in line, and return its job; the one there is where the same work is in line already."""
        with self._lock:
            for job in self._jobs.values():
                if not job.over and job.key == work.key:
                    return job
            self._count += 1
            job = self._jobs[str(self._count)] = Job(str(self._count), work)
            over = [job.id for job in self._jobs.values() if job.over]
            for job_id in over[:-KEPT]:
                del self._jobs[job_id]
        self._worker.submit(lambda: self._carry_out(job, work))
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job by its id; None where there is none, or it was over long ago."""
        with self._lock:
            return self._jobs.get(job_id)

    def waiting(self) -> list[Job]:
        """Return the jobs that are not over, in the order in which they come."""
        with self._lock:
            return [job for job in self._jobs.values() if not job.over]

    def stop(self) -> None:
        """Let go of all listeners and begin nothing more; what runs ends after its paragraph. What is done is kept."""
        self._worker.stop()
        with self._lock:
            jobs = list(self._jobs.values())
        for job in jobs:
            job.close()

    def join(self, timeout: float | None = None) -> None:
        """Wait, once stopped, until nothing runs, at most ``timeout`` seconds."""
        self._worker.join(timeout)

    def _carry_out(self, job: Job, work: Work) -> None:
        try:
            job.tell("progress", _progress(job))
            for count, shown in work.pieces():
                job.done += count
                if shown:
                    job.tell("paragraph", shown)
                job.tell("progress", _progress(job))
                if self._worker.stopping:
                    return
            job.let_go(work)
            job.tell("done", json.dumps(work.outcome))
        except TranslateError as error:
            job.tell("failed", json.dumps({"line": error.line()}, ensure_ascii=False))
        except Exception:
            logger.exception("translate: %s failed", job.title)
            line = "something went wrong; what is translated is kept, and the terminal says more"
            job.tell("failed", json.dumps({"line": line}))


def _progress(job: Job) -> str:
    return json.dumps({"done": job.done, "all": job.all})
