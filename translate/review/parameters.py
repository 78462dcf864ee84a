"""What the routes read from a request: the site, the article meant, the form, the filter."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Final, cast

from fastapi import Depends, Path, Request
from starlette.datastructures import FormData

from translate.errors import TranslateError
from translate.review.searching import Filter, Side
from translate.review.security import UPLOAD_LIMIT
from translate.review.site import NotThere, Site

MOST_FIELDS: Final = 20_000
"""Fields of a form: a replacement across a long article names every segment that was chosen."""

LARGEST_ID: Final = 2**63 - 1  # what SQLite can count to


async def _site(request: Request) -> Site:
    return cast(Site, request.app.state.site)


SiteOf = Annotated[Site, Depends(_site)]


def _article(site: SiteOf, article: Annotated[int, Path(ge=0, le=LARGEST_ID)]) -> int:
    """Return the id of an article that is there."""
    if site.library.revision(article) is None:
        raise NotThere(f"there is no article {article} in the library")
    return article


ArticleId = Annotated[int, Depends(_article)]


async def _form(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=UPLOAD_LIMIT) as form:
        yield form


Form = Annotated[FormData, Depends(_form)]


def text_of(form: FormData, name: str, default: str | None = None) -> str:
    """Return a field of a form that holds text.

    Raises:
        TranslateError: it is missing and there is no default, or is a file.
    """
    value = form.get(name, default)
    if not isinstance(value, str):
        raise TranslateError(f"the form has no {name!r}")
    return value


def whole_number(text: str, name: str) -> int:
    """Return the number that a field holds.

    Raises:
        TranslateError: it holds none, or one that nothing here can have.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > 20 or int(text) > LARGEST_ID:
        raise TranslateError(f"{name!r} is not a number", where=name)
    return int(text)


def is_on(fields: Mapping[str, object], name: str) -> bool:
    """Say whether a box is ticked."""
    return fields.get(name) in ("1", "on", "true")


async def _filter(request: Request) -> Filter:
    query = request.query_params
    side = query.get("side", "both")
    return Filter(
        unreviewed=is_on(query, "unreviewed"),
        warnings=is_on(query, "warnings"),
        missed=is_on(query, "missed"),
        refreshed=is_on(query, "refreshed"),
        text=query.get("q", ""),
        regex=is_on(query, "regex"),
        side=cast(Side, side) if side in ("nl", "en", "both") else "both",
    )


FilterOf = Annotated[Filter, Depends(_filter)]
