"""The answer to what changes segments: their rows, wherever they stand on the page, and the progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.responses import HTMLResponse

from translate.document import Paragraph
from translate.library import StoredSegment
from translate.review.site import Site

MOST_ROWS: Final = 200
"""Rows that are sent one by one; the page loads itself again where more have changed."""

MOST_BESIDES: Final = 20
"""Rows that are sent because something else is found in them now, though their text is the same."""


def changed_rows(
    site: Site, article_id: int, ids: Sequence[str], *, line: str = "", asked: str = "", aligning: bool = False
) -> HTMLResponse:
    """Answer with the rows of changed segments.

    Args:
        site: the site.
        article_id: the article.
        ids: the segments; those that are not in the article any more are passed over.
        line: what to tell the person; empty for nothing.
        asked: the segment whose row was asked for, which stands first and goes where the request said; empty for none.
        aligning: the words of that segment are being aligned: its row asks once more for the alignment.
    """
    besides = site.issues.change(article_id, ids).difference(ids)
    if len(ids) > MOST_ROWS:
        return HTMLResponse(site.pages.message(line), headers={"HX-Refresh": "true"})
    found = site.library.segments(article_id, [*ids, *sorted(besides)[:MOST_BESIDES]])
    ordered = sorted(found, key=lambda stored: stored.segment.id != asked)
    parts = _rows(site, article_id, ordered, asked, aligning=aligning)
    parts.append(site.pages.progress(site.summary(article_id), site.library.undoable(article_id)))
    if line:
        parts.append(site.pages.message(line))
    return HTMLResponse("\n".join(parts))


def row_and_progress(site: Site, article_id: int, segment_id: str) -> HTMLResponse:
    """Answer with the row of one segment of which only the issues are others now, and the progress."""
    parts = _rows(site, article_id, [site.segment(article_id, segment_id)], segment_id)
    parts.append(site.pages.progress(site.summary(article_id), site.library.undoable(article_id)))
    return HTMLResponse("\n".join(parts))


def one_row(site: Site, article_id: int, segment_id: str) -> HTMLResponse:
    """Answer with the row of one segment, as it is now.

    Raises:
        NotThere: there is no such segment.
    """
    stored = site.segment(article_id, segment_id)
    return HTMLResponse("\n".join(_rows(site, article_id, [stored], segment_id)))


def _rows(
    site: Site, article_id: int, segments: Sequence[StoredSegment], asked: str, *, aligning: bool = False
) -> list[str]:
    issues = site.issues.known(article_id, [stored.segment.id for stored in segments])
    heads: dict[int, Paragraph] = {}
    rows = []
    for stored in segments:
        if stored.paragraph is None:  # its sentence is no longer in the article, so neither is a row on the page
            continue
        if stored.paragraph not in heads:
            (held,) = site.library.paragraphs(article_id, stored.paragraph, stored.paragraph + 1)
            heads[stored.paragraph] = held.paragraph
        found = issues.get(stored.segment.id, ())
        oob = stored.segment.id != asked
        waits = aligning and not oob
        rows.append(site.pages.segment(stored, heads[stored.paragraph], found, oob=oob, aligning=waits))
    return rows
