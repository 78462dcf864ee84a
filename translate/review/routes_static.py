"""The style sheet and the scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from translate.review.site import NotThere

router = APIRouter()

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}


@dataclass(frozen=True, slots=True)
class Static:
    """A file that comes with the package; ``etag`` changes when its content does."""

    content: bytes
    media_type: str
    etag: str


@cache
def static_files() -> Mapping[str, Static]:
    """Return the files by name. They are read once, and nothing else is ever served: a name is only looked up."""
    found = {}
    for file in files("translate.review").joinpath("static").iterdir():
        media_type = next((kind for suffix, kind in TYPES.items() if file.name.endswith(suffix)), None)
        if media_type and file.is_file():
            content = file.read_bytes()
            found[file.name] = Static(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
    return MappingProxyType(found)


@router.get("/static/{name}")
async def static_file(request: Request, name: str) -> Response:
    """Answer with a file; with nothing where the browser has the same one."""
    file = static_files().get(name)
    if file is None:
        raise NotThere("there is no such file")
    headers = {"ETag": file.etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, headers=headers, media_type=file.media_type)
