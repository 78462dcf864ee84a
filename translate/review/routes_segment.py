"""One sentence: its row, a person's word on it, its warnings, what else it could read, and what it read before."""

from __future__ import annotations

from typing import Final, cast

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from translate.document import State
from translate.errors import TranslateError
from translate.library import LibraryConflict
from translate.review import reviewing
from translate.review.alternatives import find_alternatives
from translate.review.changed import changed_rows, one_row, row_and_progress
from translate.review.parameters import ArticleId, Form, SiteOf, is_on, text_of, whole_number

router = APIRouter()

STATES: Final = ("translated", "reviewed", "final")
"""What a person may make of a sentence."""


@router.get("/articles/{article}/segments/{segment}")
def show_segment(site: SiteOf, article: ArticleId, segment: str) -> HTMLResponse:
    """Answer with the row as it is now."""
    return one_row(site, article, segment)


@router.post("/articles/{article}/segments/{segment}")
def save_segment(site: SiteOf, article: ArticleId, segment: str, form: Form) -> HTMLResponse:
    """Save a sentence; where somebody else changed it meanwhile, answer with both texts and save nothing."""
    target, state = text_of(form, "target"), text_of(form, "state", "reviewed")
    revision = whole_number(text_of(form, "revision"), "revision")
    if state not in STATES:
        raise TranslateError(f"no state {state!r}", mend=f"choose from {', '.join(STATES)}")
    before = site.segment(article, segment)
    try:
        saved = reviewing.approve(site.workspace, article, segment, target, revision, cast(State, state))
    except LibraryConflict:
        return HTMLResponse(site.pages.conflict(site.segment(article, segment), target), 409)
    after = site.segment(article, segment)
    written = after.segment.target != before.segment.target
    if written:
        site.align_soon(article, [after])
    return changed_rows(site, article, saved.segments, asked=segment, aligning=written)


@router.post("/articles/{article}/segments/{segment}/issues")
def dismiss_issue(site: SiteOf, article: ArticleId, segment: str, form: Form) -> HTMLResponse:
    """Set a warning aside, or bring it back."""
    check, message = text_of(form, "check"), text_of(form, "message")
    site.segment(article, segment)
    reviewing.dismiss(site.workspace, article, segment, check, message, is_on(form, "dismissed"))
    return row_and_progress(site, article, segment)


@router.get("/articles/{article}/segments/{segment}/alternatives")
def show_alternatives(site: SiteOf, article: ArticleId, segment: str) -> HTMLResponse:
    """Answer with other wordings: of the machine, of memory, of before."""
    stored = site.segment(article, segment)
    offered = find_alternatives(site.workspace, article, segment)
    problem = "" if offered.problem is None else offered.problem.line()
    return HTMLResponse(site.pages.alternatives(stored, offered.found, problem))


@router.get("/articles/{article}/segments/{segment}/history")
def show_history(site: SiteOf, article: ArticleId, segment: str) -> HTMLResponse:
    """Answer with what the sentence read before."""
    stored = site.segment(article, segment)
    return HTMLResponse(site.pages.history(stored, site.library.history(article, segment)))


@router.post("/articles/{article}/undo")
def undo(site: SiteOf, article: ArticleId) -> HTMLResponse:
    """Take back the last step."""
    ids = reviewing.undo(site.workspace, article)
    return changed_rows(site, article, ids, line=_told("Taken back", ids, "There is nothing to take back."))


@router.post("/articles/{article}/redo")
def redo(site: SiteOf, article: ArticleId) -> HTMLResponse:
    """Do again what was taken back last."""
    ids = reviewing.redo(site.workspace, article)
    return changed_rows(site, article, ids, line=_told("Done again", ids, "There is nothing to do again."))


def _told(what: str, ids: tuple[str, ...], nothing: str) -> str:
    if not ids:
        return nothing
    return f"{what}: sentence {ids[0]}." if len(ids) == 1 else f"{what}: {len(ids):,} sentences."
