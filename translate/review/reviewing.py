"""What a person does with a segment: approve, correct, take back, set a warning aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate.checks import run_checks
from translate.document import Segment, State
from translate.library import LibraryConflict, StoredSegment
from translate.review.forcing import read_targets
from translate.review.workspace import ReviewError, Workspace
from translate.rewriting import RIGHT, clean, rewrite
from translate.terminology.asking import key_entries
from translate.terminology.candidate import align_around
from translate.terminology.request import Request, ask_plainly
from translate.writing.marking import shown

TRIES = 3  # to save, should others change the segments that a step takes along


@dataclass(frozen=True, slots=True)
class Saved:
    """What a step changed: the ids of the segments, the one that was meant first, and that one's new revision."""

    segments: tuple[str, ...]
    revision: int


def approve(
    ws: Workspace, article_id: int, segment_id: str, target: str, revision: int | None, state: State = "reviewed"
) -> Saved:
    """Save a person's English of a segment, as one step that can be undone.

    Its terms are verified and it is checked. An approved sentence that the article has elsewhere too, not reviewed
    yet, gets the same English there (origin ``memory``, state ``translated``), unless a person has written there or
    other terms are asked for there (one that is spelt out at its first mention). Where nothing would change, nothing
    is saved.

    Args:
        ws: the workspace.
        article_id: the article.
        segment_id: the segment.
        target: the English; line breaks in it become spaces. The segment's own, as it is or as a page shows it
            (`shown`), stays as it is.
        revision: the revision that the person saw; None to save whatever happened since.
        state: ``reviewed`` or ``final``; ``translated`` saves the English without approving it.

    Raises:
        ReviewError: the English is empty and the Dutch is not.
        LibraryConflict: the segment has another revision by now; nothing is saved.
        LibraryError: there is no such article or segment.
    """
    for attempt in range(TRIES):
        stored = ws.segment(article_id, segment_id)
        old = stored.segment.target
        written = old if target in (old, shown(old)) else clean(target, stored.segment.source)
        if revision is not None and revision != stored.revision:
            raise LibraryConflict(segment_id, stored.segment.target, written, stored.revision)
        if not written and stored.segment.source.strip():
            mend = "write what the Dutch says, or take your change back"
            raise ReviewError("the English is empty", where=f"sentence {segment_id}", mend=mend)
        requests = ws.requests(article_id, stored.segment)
        new = rewrite(stored.segment, requests, written, state)
        if _is_as(stored, new):
            return Saved((segment_id,), stored.revision)
        step = [(new, revision)]
        if state in ("reviewed", "final"):
            step += _repeat(ws, article_id, new, requests)
        try:
            revisions = ws.library.confirm_segments(article_id, step)
        except LibraryConflict:
            if attempt == TRIES - 1:
                raise
            continue  # if it is the segment itself that changed, that comes out above
        return Saved(tuple(segment.id for segment, _ in step), revisions[segment_id])
    raise AssertionError("the last try returns or raises")


def undo(ws: Workspace, article_id: int) -> tuple[str, ...]:
    """Take back the last step and return the ids of its segments; none where there is nothing to take back.

    Raises:
        LibraryConflict: something else has changed one of them since; nothing is taken back.
    """
    return ws.library.undo(article_id)


def redo(ws: Workspace, article_id: int) -> tuple[str, ...]:
    """Do again what was taken back last and return the ids of its segments; none where there is nothing.

    Raises:
        LibraryConflict: something else has changed one of them since; nothing is done.
    """
    return ws.library.redo(article_id)


def dismiss(ws: Workspace, article_id: int, segment_id: str, check: str, message: str, dismissed: bool = True) -> None:
    """Set a warning of a segment aside, or bring it back (``dismissed`` False)."""
    ws.library.dismiss(article_id, segment_id, check, message, dismissed)


def realign(ws: Workspace, article_id: int, segment_id: str, revision: int) -> bool:
    """Align the words of a segment by letting the engine read its English, and save that. The revision stays.

    Returns:
        Whether there is a new alignment: not where the segment has another revision by now, has no text on one side,
        or is longer than the engine takes.

    Raises:
        ModelError: the engine cannot be loaded.
        LibraryError: there is no such article or segment.
    """
    stored = ws.segment(article_id, segment_id)
    segment = stored.segment
    if stored.revision != revision or not segment.source.strip() or not segment.target.strip():
        return False
    engine, asked = ws.engine, ask_plainly(segment.source)
    if engine.count_tokens([asked.text])[0] > engine.max_tokens:
        return False
    read = read_targets(engine, [asked.text], [segment.target])[0]
    placed = [(term.source, term.target) for term in segment.terms if term.target and term.outcome in RIGHT]
    return ws.library.save_alignment(article_id, segment_id, revision, align_around(placed, asked, read))


def _repeat(
    ws: Workspace, article_id: int, approved: Segment, requests: Sequence[Request]
) -> list[tuple[Segment, int]]:
    """Return the other segments of an article with the same Dutch as they are with the approved English."""
    found = []
    asked = key_entries(requests)
    for other in ws.library.segments_with_source(approved.source, article_id):
        segment = other.segment
        if segment.id == approved.id or other.kept:
            continue
        if segment.target == approved.target or key_entries(ws.requests(article_id, segment)) != asked:
            continue
        new = replace(
            segment,
            target=approved.target,
            state="translated",
            origin="memory",
            confidence=None,
            alignment=approved.alignment,
            terms=approved.terms,
        )
        found.append((replace(new, issues=run_checks(new)), other.revision))
    return found


def _is_as(stored: StoredSegment, new: Segment) -> bool:
    """Say whether saving a segment would change nothing that a person can see, or could decide."""
    old = stored.segment
    same = (old.target, old.state, old.terms) == (new.target, new.state, new.terms)
    return same and stored.suggestion is None and stored.before is None
