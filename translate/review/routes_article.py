"""The page of an article, block by block, and the article as a file."""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, JSONResponse, Response

from translate.document import Span
from translate.library import StoredParagraph
from translate.review.blocks import cut_blocks
from translate.review.confidence import low_words
from translate.review.pages import ArticleView
from translate.review.parameters import ArticleId, FilterOf, SiteOf
from translate.review.searching import Filter, SearchError, find_segments
from translate.review.site import NotThere, Site
from translate.writing import SAME, WRITERS, write_back
from translate.writing.back import original_of
from translate.writing.files import stem_of
from translate.writing.names import output_ends

router = APIRouter()

MOST_PARAGRAPHS: Final = 1000
"""Paragraphs in one answer; the page asks for some tens at a time."""

MOST_ASKED: Final = 1000
"""Segments whose words are judged in one answer."""


@router.get("/articles/{article}")
def show_article(site: SiteOf, article: ArticleId, asked: FilterOf) -> HTMLResponse:
    """Answer with the page: its first block, and placeholders for the others."""
    library, problem = site.library, site.workspace.glossary_problem
    message = "" if problem is None else problem.line()
    try:
        shown = _shown(site, article, asked)
    except SearchError as error:
        shown, message = None, error.line()
    pairs = site.issues.pairs(article)
    blocks = cut_blocks(library.paragraph_sizes(article), pairs, shown)
    first = library.paragraphs(article, blocks[0].start, blocks[0].stop) if blocks else []
    view = ArticleView(
        summary=library.summary(article),
        blocks=blocks,
        first=first,
        issues=site.issues.known(article, ids_of(first)),
        filter=asked,
        filtered=shown is not None,
        undoable=library.undoable(article),
        formats=_formats(site, article),
        message=message,
    )
    return HTMLResponse(site.pages.article_page(view))


@router.get("/articles/{article}/paragraphs")
def show_paragraphs(
    site: SiteOf,
    article: ArticleId,
    asked: FilterOf,
    start: Annotated[int, Query(ge=0, le=10**9)],
    stop: Annotated[int, Query(ge=0, le=10**9)],
) -> HTMLResponse:
    """Answer with the rows of a block."""
    paragraphs = site.library.paragraphs(article, start, min(stop, start + MOST_PARAGRAPHS))
    issues = site.issues.known(article, ids_of(paragraphs))
    return HTMLResponse(site.pages.rows(paragraphs, _shown(site, article, asked), issues))


@router.get("/articles/{article}/confidence")
def show_confidence(site: SiteOf, article: ArticleId, ids: str = "") -> JSONResponse:
    """Answer with the words that the model was not sure of, in UTF-16 units of each segment's English.

    ``ids`` has ``ID:REVISION`` for each, with commas between; of one that has another revision by now nothing is said.
    """
    asked = dict(one.rpartition(":")[::2] for one in ids.split(",")[:MOST_ASKED] if one)
    found = site.library.segments(article, list(asked))
    seen = [stored.segment for stored in found if asked[stored.segment.id] == str(stored.revision)]
    words = low_words(site.workspace, article, seen)
    return JSONResponse({segment.id: _utf_16(segment.target, words[segment.id]) for segment in seen})


@router.get("/articles/{article}/export/{format}")
def export(site: SiteOf, article: ArticleId, format: str) -> Response:
    """Answer with the article as a file, with what was reviewed in it; where the format has several, with a ZIP."""
    original = site.library.original(article)
    offered = [*WRITERS, *([] if original is None else [SAME])]
    if format not in offered:
        raise NotThere(f"no format {format!r}; there are {', '.join(sorted(offered))}")
    loaded = site.library.load_article(article)
    stem = (loaded.title if loaded.path in ("", "-") else stem_of(loaded)) or "article"
    ends = output_ends(loaded, offered)[format]
    if format == SAME:
        files: Mapping[str, str | bytes] = {"": write_back(original_of(loaded, original), loaded)}
    else:
        files = WRITERS[format].files(loaded)
    made = {
        ends[suffix]: content.encode("utf-8", "replace") if isinstance(content, str) else content
        for suffix, content in files.items()
    }
    end, content = next(iter(made.items())) if len(made) == 1 else (f".{format}.zip", _packed(made))
    return Response(
        content,
        headers={"Content-Disposition": attachment(stem, end)},
        media_type=mimetypes.guess_type(f"x{end}")[0] or "application/octet-stream",
    )


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files that are told apart by their ends."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for end, content in files.items():
            archive.writestr(f"article{end}", content)
    return buffer.getvalue()


def attachment(stem: str, suffix: str) -> str:
    """Return the header that has a browser save a file: its name in ASCII for the old, whole for the others.

    What could be a folder, or is no name on some system, becomes a hyphen.
    """
    whole = "".join(character if character.isprintable() else "-" for character in stem)
    whole = re.sub(r'[/\\:*?"<>|]+', "-", whole).strip(". ")[:100] or "article"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", whole).strip("-.") or "article"
    encoded = quote(f"{whole}{suffix}".encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}{suffix}\"; filename*=UTF-8''{encoded}"


def ids_of(paragraphs: Sequence[StoredParagraph]) -> list[str]:
    """Return the ids of the segments of some paragraphs."""
    return [stored.segment.id for paragraph in paragraphs for stored in paragraph.segments]


def _formats(site: Site, article_id: int) -> list[tuple[str, str]]:
    """Return what an article can be exported as; its own kind of document where that was kept."""
    formats = [(writer.name, writer.about) for writer in WRITERS.values()]
    if site.library.original(article_id) is not None:
        formats.insert(0, (SAME, "The same kind of document again, in English."))
    return formats


def _shown(site: Site, article_id: int, asked: Filter) -> Collection[str] | None:
    """Return the ids of the segments that a filter shows; None where it shows all."""
    if asked == Filter(regex=asked.regex, side=asked.side):
        return None
    warned = site.issues.warned(article_id) if asked.warnings else ()
    return frozenset(find_segments(site.workspace, article_id, asked, warned))


def _utf_16(text: str, spans: Collection[Span]) -> list[tuple[int, int]]:
    def units(end: int) -> int:
        return len(text[:end].encode("utf-16-le", "surrogatepass")) // 2

    return [(units(span.start), units(span.end)) for span in spans]
