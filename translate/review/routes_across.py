"""What reaches across an article: replacing, and the glossary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from translate.glossary.edit_render import Fields
from translate.glossary.model import NAME_KINDS
from translate.library import LibraryConflict
from translate.review import terms
from translate.review.changed import changed_rows
from translate.review.pages import term_fields
from translate.review.parameters import ArticleId, Form, SiteOf, is_on, text_of, whole_number
from translate.review.searching import Replacement, preview_replace, replace
from translate.review.site import Site

router = APIRouter()

ASKED: Final = ("find", "put", "regex", "words", "case")
LISTS: Final = {"sources": "source", "forms": "forms", "variants": "variants", "forbidden": "forbidden"}
"""Fields of the form for a term that hold one text a line, and what the glossary file calls them."""


@router.get("/articles/{article}/replace")
def preview_replacing(site: SiteOf, article: ArticleId, request: Request) -> HTMLResponse:
    """Answer with what a replacement would change."""
    asked = {name: request.query_params.get(name, "") for name in ASKED}
    found = _previewed(site, article, asked)
    return HTMLResponse(site.pages.replace_preview(article, asked, found))


@router.post("/articles/{article}/replace")
def apply_replacing(site: SiteOf, article: ArticleId, form: Form) -> HTMLResponse:
    """Replace in the sentences that were chosen."""
    asked = {name: text_of(form, name, "") for name in ASKED}
    chosen = [_chosen(value) for value in form.getlist("chosen") if isinstance(value, str)]
    try:
        saved = replace(
            site.workspace,
            article,
            chosen,
            asked["find"],
            asked["put"],
            regex=is_on(asked, "regex"),
            whole_words=is_on(asked, "words"),
            match_case=is_on(asked, "case"),
        )
    except LibraryConflict as conflict:
        what = f"sentence {conflict.segment} was changed meanwhile, and nothing is replaced: it now reads"
        raise HTTPException(409, f"{what} “{conflict.stored}”; preview it again") from conflict
    site.align_soon(article, site.library.segments(article, saved.segments))
    count = len(saved.segments)
    line = f"Replaced in {count:,} sentence{'' if count == 1 else 's'}; undo takes all of it back."
    return changed_rows(site, article, saved.segments, line=line)


@router.get("/articles/{article}/term")
def show_term(
    site: SiteOf,
    article: ArticleId,
    segment: str,
    side: Literal["nl", "en"],
    start: Annotated[int, Query(ge=0)],
    end: Annotated[int, Query(ge=0)],
) -> HTMLResponse:
    """Answer with the form of an entry, filled from selected words; ``start`` and ``end`` count UTF-16 units."""
    stored = site.segment(article, segment).segment
    text = stored.source if side == "nl" else stored.target
    first, last = _code_points(text, start), _code_points(text, end)
    draft = terms.draft_term(site.workspace, article, segment, side, first, last)
    existing = draft.existing.id if draft.existing else None
    return HTMLResponse(site.pages.term_form(article, term_fields(draft), existing))


@router.post("/articles/{article}/term/preview")
def preview_term(site: SiteOf, article: ArticleId, form: Form) -> HTMLResponse:
    """Answer with what an entry would change, without writing it."""
    existing = text_of(form, "existing", "") or None
    preview = terms.preview_term(site.workspace, entry_fields(form), article, existing=existing)
    return HTMLResponse(site.pages.term_preview(article, preview))


@router.post("/articles/{article}/term")
def save_term(site: SiteOf, article: ArticleId, form: Form) -> HTMLResponse:
    """Write an entry, and answer with what it touches."""
    existing, fields = text_of(form, "existing", "") or None, entry_fields(form)
    preview = terms.preview_term(site.workspace, fields, article, existing=existing)
    entry = terms.save_term(site.workspace, fields, existing)
    return HTMLResponse(site.pages.term_saved(article, entry, preview))


@router.post("/articles/{article}/refresh")
def refresh(site: SiteOf, article: ArticleId, form: Form) -> HTMLResponse:
    """Translate again what the glossary's changes touch in this article, and answer with its rows.

    In all articles (``all``) it takes its time: the answer leads to a page where the browser looks on.
    """
    ws = site.workspace
    if is_on(form, "all"):
        return HTMLResponse("", headers={"HX-Redirect": f"/jobs/{site.apply_to_all(article).id}"})
    outdated = terms.find_outdated(ws, [article])
    changed = [segment_id for chunk in terms.apply_terms(ws, outdated) for _, segment_id in chunk]
    line = f"{len(changed):,} sentence{'' if len(changed) == 1 else 's'} translated again."
    return changed_rows(site, article, changed, line=line if changed else "Everything agrees with the glossary.")


def entry_fields(form: FormData) -> Fields:
    """Return the fields of a glossary entry, as its file names them, from those of the form.

    What goes without saying in the file is left empty: a kind of ``other``, the case that the kind implies.
    """
    kind, case = text_of(form, "kind", "other"), text_of(form, "case", "")
    usual = "exact" if kind in NAME_KINDS else "free"
    keep = is_on(form, "keep")
    return {
        **{name: _lines(text_of(form, field, "")) for field, name in LISTS.items()},
        "target": "" if keep else text_of(form, "target", "").strip(),
        "translate": not keep,
        "kind": "" if kind == "other" else kind,
        "case": "" if case == usual else case,
        "compounds": is_on(form, "compounds"),
        "note": text_of(form, "note", "").strip(),
        "expand": text_of(form, "expand", "").strip(),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _previewed(site: Site, article_id: int, asked: Mapping[str, str]) -> Sequence[Replacement]:
    return preview_replace(
        site.workspace,
        article_id,
        asked["find"],
        asked["put"],
        regex=is_on(asked, "regex"),
        whole_words=is_on(asked, "words"),
        match_case=is_on(asked, "case"),
    )


def _chosen(value: str) -> tuple[str, int]:
    segment_id, _, revision = value.rpartition(":")
    return segment_id, whole_number(revision, "chosen")


def _code_points(text: str, units: int) -> int:
    """Return how many code points of a text its first UTF-16 units hold."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
