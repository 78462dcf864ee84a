"""Applying what a file that came back changes: one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.document import Segment
from translate.errors import LibraryError
from translate.importing.plan import Change, Plan, Side, make_plan
from translate.importing.registry import Incoming
from translate.library import ArticleName, Library, newest_of, resolve_article
from translate.review.workspace import Workspace
from translate.rewriting import rewrite


def plan_import(library: Library, incoming: Incoming, named: str = "") -> Plan:
    """Find out what a file would change; nothing is changed.

    Args:
        library: the library.
        incoming: the file.
        named: the article it is of, as a user calls it; empty for the one that the file names or has the sentences of.

    Raises:
        LibraryError: it cannot be told which article is meant.
    """
    names = library.names()
    article, problems = _article_of(library, incoming, names, named)
    plan = make_plan(article, library.segments(article), incoming)
    if article not in {name.id for name in newest_of(names)}:
        problems.append("the article was changed and read again since: this goes into the older one")
    return replace(plan, problems=(*problems, *plan.problems))


def to_apply(plan: Plan, take: Side | None = None) -> list[Change]:
    """Return the changes that applying a plan would make; of conflicts those that the file wins."""
    return [
        change
        for change in plan.changes
        if change.kind in ("edited", "approved", "comment")
        or (change.kind == "conflict" and take == "theirs")
        or change.commented
    ]


def apply(ws: Workspace, plan: Plan, take: Side | None = None) -> tuple[str, ...]:
    """Save what a plan changes as one step that can be undone, and return the ids of the segments.

    Other English is saved as approving it would be: its terms are verified and it is checked.

    Args:
        ws: the library and the glossary.
        plan: what the file changes, as it was shown.
        take: whose English wins a conflict; None leaves the library's and the conflict open.

    Raises:
        LibraryConflict: somebody has changed one of the segments since the plan was made; nothing is saved.
    """
    step = [(_changed(ws, plan.article, change, take), _revision(change)) for change in to_apply(plan, take)]
    ws.library.confirm_segments(plan.article, step)
    return tuple(segment.id for segment, _ in step)


def _changed(ws: Workspace, article_id: int, change: Change, take: Side | None) -> Segment:
    assert change.stored is not None  # of every change that is applied
    segment = change.stored.segment
    if change.kind in ("edited", "approved") or (change.kind == "conflict" and take == "theirs"):
        segment = rewrite(segment, ws.requests(article_id, segment), change.theirs, change.state)
    return replace(segment, note=change.note)


def _revision(change: Change) -> int:
    assert change.stored is not None
    return change.stored.revision


# --- which article ---------------------------------------------------------------------------------------------------


def _article_of(
    library: Library, incoming: Incoming, names: Sequence[ArticleName], named: str
) -> tuple[int, list[str]]:
    known = library.find_article(incoming.article) if incoming.article else None
    if named:
        chosen = resolve_article(names, named).id
        other = bool(incoming.article) and known != chosen
        return chosen, ["the file says that it is of another article"] if other else []
    if known is not None:
        return known, []
    return _article_with(library, incoming, names)


def _article_with(library: Library, incoming: Incoming, names: Sequence[ArticleName]) -> tuple[int, list[str]]:
    """Return the article that has most of a file's sentences, and half of them at least."""
    sentences = {row.source.strip() for row in incoming.rows}
    places = library.places(sentences, [name.id for name in newest_of(names)])
    ranked = sorted(((len(segments), article) for article, segments in places.items()), reverse=True)
    if not ranked or 2 * ranked[0][0] < len(sentences):
        what = "the article it is of is not in the library" if incoming.article else "of no article in the library"
        mend = "name the library with --library, or the article with --article"
        raise LibraryError(what, where=incoming.path, mend=mend)
    (most, best), *others = ranked
    shown = {name.id: name.shown for name in names}
    if others and others[0][0] == most:
        either = " or ".join(f"{shown[article]} ({article})" for count, article in ranked if count == most)
        raise LibraryError(f"may be of {either}", where=incoming.path, mend="name the article with --article")
    why = "the article it names is not in the library" if incoming.article else "the file does not name its article"
    return best, [f"{why}: by its sentences it is {shown[best]} ({best})"]
