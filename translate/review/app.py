"""The review server's application: the routes, what goes wrong in them, and the guard in front."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp

from translate.errors import TranslateError
from translate.library import LibraryConflict
from translate.review import routes_across, routes_article, routes_list, routes_segment, routes_static
from translate.review.security import Access, Guard
from translate.review.site import NotThere, Site


def create_app(site: Site, access: Access) -> ASGIApp:
    """Return the ASGI application that serves a site to whoever has access."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.site = site
    for module in (routes_list, routes_article, routes_segment, routes_across, routes_static):
        app.include_router(module.router)
    for kind in (TranslateError, NotThere, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _explain)
    return Guard(app, access)


async def _explain(request: Request, error: Exception) -> Response:
    """Answer with one line: a fragment where the page's script asked, else a page.

    What nobody expected goes on to the server, which prints it on stderr.
    """
    status, line = _status_of(error)
    site: Site = request.app.state.site
    if "hx-request" in request.headers:
        return HTMLResponse(site.pages.message(line, "error"), status)
    return HTMLResponse(site.pages.error_page(status, line), status)


def _status_of(error: Exception) -> tuple[int, str]:
    match error:
        case LibraryConflict():
            return 409, TranslateError(error.what, mend=error.mend).line()  # which file it is in goes without saying
        case TranslateError():
            return 400, error.line()
        case NotThere():
            return 404, error.line
        case HTTPException(status_code=404):
            return 404, "there is no such page"
        case HTTPException():
            return error.status_code, error.detail
        case RequestValidationError():
            return _invalid(error)
        case _:
            return 500, "something went wrong in the server; nothing was changed, and the terminal says more"


def _invalid(error: RequestValidationError) -> tuple[int, str]:
    first = error.errors()[0]
    place, *names = map(str, first["loc"])
    if place == "path":
        return 404, "there is no such page"
    return 400, f"{' '.join(names)}: {first['msg']}"
