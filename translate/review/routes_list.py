"""The list of articles, a new article, and its translation as it goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Header, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from translate.errors import ReadingError
from translate.review.jobs import Job
from translate.review.pages import RunningJob
from translate.review.parameters import SiteOf
from translate.review.security import UPLOAD_LIMIT
from translate.review.site import NotThere, Site
from translate.review.uploads import article_of

router = APIRouter()

NO_CONTENT: Final = 204  # tells a browser's event source not to ask again


@router.get("/")
def list_articles(site: SiteOf) -> HTMLResponse:
    """Answer with the list of articles."""
    return HTMLResponse(_list_page(site))


@router.get("/articles")
async def go_to_list() -> Response:
    """Lead to the list: this address is left in the bar where a new article was refused."""
    return RedirectResponse("/", 303)


@router.post("/articles")
async def add_article(site: SiteOf, request: Request) -> Response:
    """Take a file or a text, and show its translation; the list again, where it cannot be read."""
    title = text = ""
    try:
        async with request.form(max_files=1, max_fields=10, max_part_size=UPLOAD_LIMIT) as form:
            title, text = (value if isinstance(value := form.get(name), str) else "" for name in ("title", "text"))
            sent = form.get("file")
            file = (sent.filename or "", await sent.read()) if isinstance(sent, UploadFile) else None
        article, original = await run_in_threadpool(article_of, file, title, text)
    except ReadingError as error:
        return HTMLResponse(await run_in_threadpool(_list_page, site, error.line(), title, text), 400)
    except HTTPException as error:
        return HTMLResponse(await run_in_threadpool(_list_page, site, error.detail, title, text), error.status_code)
    return RedirectResponse(f"/jobs/{site.translate(article, original).id}", 303)


@router.get("/jobs/{job_id}")
def show_job(site: SiteOf, job_id: str) -> HTMLResponse:
    """Answer with the page of a translation under way."""
    return HTMLResponse(site.pages.job_page(_running(_find(site, job_id))))


@router.post("/jobs/{job_id}/again")
def try_again(site: SiteOf, job_id: str) -> Response:
    """Do work again that failed: what was sent is still here."""
    work = _find(site, job_id).work
    if work is None:
        raise NotThere("this translation is done; its article is in the list")
    return RedirectResponse(f"/jobs/{site.jobs.start(work).id}", 303)


@router.get("/jobs/{job_id}/events")
async def follow_job(site: SiteOf, job_id: str, last_event_id: Annotated[str, Header()] = "") -> Response:
    """Answer with what happens, as it happens, from the beginning or after the last event that the browser had."""
    job = _find(site, job_id)
    seen = int(last_event_id[:9]) if last_event_id.isascii() and last_event_id.isdecimal() else 0
    if job.over and not job.told(seen):
        return Response(status_code=NO_CONTENT)

    async def stream() -> AsyncIterator[str]:
        async for event in job.listen(seen):
            yield event.encode()

    return StreamingResponse(stream(), media_type="text/event-stream")


def _list_page(site: Site, message: str = "", title: str = "", text: str = "") -> str:
    jobs = [_running(job) for job in site.jobs.waiting()]
    articles = [replace(one, issues=one.issues + site.issues.count(one.id)) for one in site.library.list_articles()]
    return site.pages.list_page(articles, jobs, message=message, title=title, text=text)


def _find(site: Site, job_id: str) -> Job:
    job = site.jobs.find(job_id)
    if job is None:
        raise NotThere("this translation is over; its article is in the list")
    return job


def _running(job: Job) -> RunningJob:
    return RunningJob(job.id, job.title, job.done, job.all, job.unit)
