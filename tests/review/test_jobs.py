"""Translations in the background, and those who look on."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from html import escape

import pytest

from translate.document import Article, Paragraph
from translate.engines import Engine
from translate.errors import ModelError
from translate.glossary.model import Glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_bytes
from translate.review.background import Worker
from translate.review.jobs import KEPT, Event, Job, Jobs
from translate.review.works import TranslateArticle

from .conftest import TEXT, Gate


def render(paragraph: Paragraph) -> str:
    return f"<p>{escape(paragraph.target)}</p>"


def read(text: str = TEXT) -> Article:
    return read_bytes(text.encode(), "bericht.txt")


def listen(job: Job, after: int = 0) -> list[Event]:
    """Return all that a listener hears until the job is over."""

    async def collect() -> list[Event]:
        return [event async for event in job.listen(after)]

    return asyncio.run(collect())


class Translations(Jobs):
    """Jobs that translate articles into a library."""

    def __init__(self, library: Library, pipeline: Callable[[], Pipeline]) -> None:
        super().__init__()
        self._make = lambda article: TranslateArticle(article, library, pipeline, render)

    def translate(self, article: Article) -> Job:
        return self.start(self._make(article))


@pytest.fixture
def make(library: Library) -> Iterator[Callable[[Engine], Translations]]:
    made: list[Translations] = []

    def make(engine: Engine) -> Translations:
        made.append(Translations(library, lambda: Pipeline(engine, Glossary(), library)))
        return made[-1]

    yield make
    for jobs in made:
        jobs.stop()
        jobs.join(60)


def test_a_translation_is_told_paragraph_by_paragraph_and_kept(
    library: Library, make: Callable[[Engine], Translations], engine: Engine
) -> None:
    job = make(engine).translate(read())
    events = listen(job)
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert [event.name for event in events] == ["progress", *["paragraph", "progress"] * 3, "done"]
    article_id = library.find_article(job.key)
    assert article_id is not None
    assert json.loads(events[-1].data) == {"url": f"/articles/{article_id}"}
    kept = library.load_article(article_id)
    assert [event.data for event in events if event.name == "paragraph"] == [render(p) for p in kept.paragraphs]
    progress = [json.loads(event.data) for event in events if event.name == "progress"]
    assert progress == [{"done": done, "all": 3} for done in range(4)]


def test_whoever_comes_late_or_comes_back_misses_nothing(
    make: Callable[[Engine], Translations], engine: Engine
) -> None:
    job = make(engine).translate(read())
    whole = listen(job)
    assert listen(job) == whole
    assert [listen(job, after) for after in range(len(whole) + 2)] == [whole[n:] for n in range(len(whole) + 2)]


def test_all_listeners_hear_the_same_whenever_they_begin(make: Callable[[Engine], Translations], gate: Gate) -> None:
    job = make(gate).translate(read())
    assert gate.reached.wait(60)

    async def look_on() -> list[list[Event]]:
        async def one(first: asyncio.Event | None = None) -> list[Event]:
            heard = []
            async for event in job.listen():
                heard.append(event)
                if first is not None:
                    first.set()
            return heard

        begun = asyncio.Event()
        early = asyncio.create_task(one(begun))
        await begun.wait()
        others = [asyncio.create_task(one()) for _ in range(5)]
        gate.opened.set()
        return list(await asyncio.gather(early, *others))

    heard = asyncio.run(look_on())
    assert heard[0][-1].name == "done"
    assert all(one == heard[0] for one in heard)


def test_a_listener_that_goes_away_ends_nothing(
    library: Library, make: Callable[[Engine], Translations], gate: Gate
) -> None:
    job = make(gate).translate(read())

    async def look_in() -> None:
        async for _ in job.listen():
            return

    asyncio.run(look_in())
    gate.opened.set()
    assert listen(job)[-1].name == "done"
    assert library.find_article(job.key) is not None


def test_one_is_translated_at_a_time_in_order(
    library: Library, make: Callable[[Engine], Translations], gate: Gate
) -> None:
    jobs = make(gate)
    first, second = jobs.translate(read()), jobs.translate(read("De brug is dicht.\n"))
    assert gate.reached.wait(60)
    assert (second.told(), jobs.waiting()) == ([], [first, second])
    gate.opened.set()
    listen(second)
    assert first.over and jobs.waiting() == []
    ids = [library.find_article(job.key) for job in (first, second)]
    assert ids == sorted(filter(None, ids))


def test_an_article_that_is_in_line_is_not_put_there_again(make: Callable[[Engine], Translations], gate: Gate) -> None:
    jobs = make(gate)
    first = jobs.translate(read())
    assert jobs.translate(read()) is first
    gate.opened.set()
    listen(first)
    assert jobs.translate(read()) is not first


def test_what_goes_wrong_is_told_in_a_line_and_the_next_is_translated(
    library: Library, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[Exception] = [ModelError("no such model", mend="pull it"), RuntimeError("as it happens")]

    def pipeline() -> Pipeline:
        if errors:
            raise errors.pop(0)
        return Pipeline(engine, Glossary(), library)

    jobs = Translations(library, pipeline)
    told = [listen(jobs.translate(read(text)))[-1] for text in ("Een brug.\n", "Twee bruggen.\n", "Drie bruggen.\n")]
    assert [event.name for event in told] == ["failed", "failed", "done"]
    assert json.loads(told[0].data) == {"line": "no such model; pull it"}
    assert "as it happens" not in told[1].data and "as it happens" in caplog.text
    jobs.stop()
    jobs.join(60)


def test_stopping_lets_listeners_go_and_keeps_what_is_done(
    library: Library, make: Callable[[Engine], Translations], gate: Gate
) -> None:
    jobs = make(gate)
    first, second = jobs.translate(read()), jobs.translate(read("De brug is dicht.\n"))
    assert gate.reached.wait(60)
    heard: list[list[Event]] = []
    listeners = [threading.Thread(target=lambda job=job: heard.append(listen(job))) for job in (first, second)]
    for listener in listeners:
        listener.start()
    jobs.stop()
    for listener in listeners:
        listener.join(60)
        assert not listener.is_alive()
    assert sorted(event.name for events in heard for event in events) == ["progress"]
    gate.opened.set()
    jobs.join(60)
    assert first.done == 1
    found = library.find_article(first.key)
    assert found is not None
    assert library.load_article(found).paragraphs[0].target
    assert library.find_article(second.key) is None


def test_old_jobs_are_forgotten_and_running_ones_are_not(make: Callable[[Engine], Translations], gate: Gate) -> None:
    jobs = make(gate)
    gate.opened.set()
    done = [jobs.translate(read(f"{number}\n")) for number in range(KEPT + 5)]
    listen(done[-1])
    last = jobs.translate(read("0\n"))
    assert [jobs.find(job.id) is job for job in done] == [number >= 5 for number in range(KEPT + 5)]
    assert jobs.find(last.id) is last and jobs.find("no such") is None


def test_a_finished_job_holds_no_article_and_one_that_failed_can_be_done_again(
    library: Library, engine: Engine
) -> None:
    errors: list[Exception] = [ModelError("no such model")]

    def pipeline() -> Pipeline:
        if errors:
            raise errors.pop()
        return Pipeline(engine, Glossary(), library)

    jobs = Translations(library, pipeline)
    failed = jobs.translate(read())
    assert listen(failed)[-1].name == "failed" and failed.work is not None
    done = jobs.start(failed.work)
    assert listen(done)[-1].name == "done" and (done.work, done.done, done.all) == (None, 3, 3)
    jobs.stop()
    jobs.join(60)


def test_an_event_is_written_as_the_standard_has_it() -> None:
    assert Event(3, "paragraph", "<p>a</p>\n<p>b</p>").encode() == (
        "id: 3\nevent: paragraph\ndata: <p>a</p>\ndata: <p>b</p>\n\n"
    )


def test_a_worker_goes_on_after_a_task_that_failed(caplog: pytest.LogCaptureFixture) -> None:
    worker, done = Worker("test"), threading.Event()
    worker.submit(lambda: 1 / 0)
    worker.submit(done.set)
    assert done.wait(60)
    assert "ZeroDivisionError" in caplog.text
    worker.stop()
    worker.join(60)
    worker.submit(done.clear)
    assert done.is_set()
