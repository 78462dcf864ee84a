"""Articles being translated while the browser looks on: one at a time, in the background, whoever is still looking."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, Literal

from translate.document import Article, Paragraph
from translate.errors import TranslateError
from translate.library import Library
from translate.pipeline import Pipeline
from translate.review.background import Worker

KEPT: Final = 20
"""Finished jobs that are remembered, for a browser that was reloaded or comes back."""

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
    """An article on its way, and all that was ever told about it: a listener who comes late misses nothing.

    The thread that translates tells; any number of listeners, in the event loops of any threads, are woken.

    Attributes:
        id: names the job in addresses.
        article: as it was read.
        done: paragraphs that are translated.
        all: paragraphs of the article.
    """

    def __init__(self, job_id: str, article: Article) -> None:
        self.id = job_id
        self.article = article
        self.done = 0
        self.all = len(article.paragraphs)
        self._events: list[Event] = []
        self._closed = False
        self._wakers: set[Callable[[], object]] = set()
        self._lock = threading.Lock()

    @property
    def title(self) -> str:
        """What a list calls it."""
        return self.article.title or os.path.basename(self.article.path)

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
    """The translations of a server: one runs, the others wait in line.

    Args:
        library: where translations are kept.
        pipeline: gives what translates, with the glossary of the moment; it must keep results in ``library``.
        render: makes the HTML of a translated paragraph.
    """

    def __init__(self, library: Library, pipeline: Callable[[], Pipeline], render: Callable[[Paragraph], str]) -> None:
        self._library = library
        self._pipeline = pipeline
        self._render = render
        self._jobs: dict[str, Job] = {}
        self._count = 0
        self._lock = threading.Lock()
        self._worker = Worker("translate-jobs")

    def start(self, article: Article) -> Job:
        """Put an article in line, and return its job; the one it has where it is in line already."""
        with self._lock:
            for job in self._jobs.values():
                if not job.over and job.article.sha256 == article.sha256:
                    return job
            self._count += 1
            job = self._jobs[str(self._count)] = Job(str(self._count), article)
            over = [job.id for job in self._jobs.values() if job.over]
            for job_id in over[:-KEPT]:
                del self._jobs[job_id]
        self._worker.submit(lambda: self._carry_out(job))
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

    def _carry_out(self, job: Job) -> None:
        try:
            job.tell("progress", _progress(job))
            for _, paragraph in self._pipeline().stream(job.article):
                job.done += 1
                job.tell("paragraph", self._render(paragraph))
                job.tell("progress", _progress(job))
                if self._worker.stopping:
                    return
            article_id = self._library.find_article(job.article.sha256)
            job.tell("done", json.dumps({"url": f"/articles/{article_id}"}))
        except TranslateError as error:
            job.tell("failed", json.dumps({"line": error.line()}, ensure_ascii=False))
        except Exception:
            logger.exception("translate: %s could not be translated", job.title)
            line = "something went wrong; what is translated is kept, and the terminal says more"
            job.tell("failed", json.dumps({"line": line}))


def _progress(job: Job) -> str:
    return json.dumps({"done": job.done, "all": job.all})
