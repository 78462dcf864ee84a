"""How ``translate import`` tells what a file would change: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from translate.cli.impact_report import in_colour, marked
from translate.glossary.exchange.terms import printable

if TYPE_CHECKING:
    from translate.importing.plan import Change, Plan, Side

MOST_QUIET = 5  # shown of what needs nothing done (behind, missing); --json has them all
_COUNTED = {
    "edited": "edited",
    "approved": "approved",
    "comment": "only commented",
    "conflict": "in conflict",
    "refused": "refused",
    "behind": "older than the library's",
    "same": "changed alike on both sides",
    "unchanged": "unchanged",
    "missing": "not in the file",
}


def print_plan(plan: Plan, title: str, take: Side | None) -> None:
    """Print what a file changes, sentence by sentence, with a word diff from the library's English to the file's."""
    incoming = plan.incoming
    typer.echo(printable(f"{incoming.path}: {incoming.format} of “{title}” ({plan.article})"))
    for problem in plan.problems:
        typer.echo(f"  note: {printable(problem)}")
    for change in plan.changes:
        if change.kind in ("edited", "approved", "comment", "conflict", "refused") or change.commented:
            _print_change(change, take)
    _print_few("the library has other English since the export, and the file has not changed it", plan.of("behind"))
    _print_few("not in the file; nothing is done about them", plan.of("missing"))


def summary(plan: Plan) -> str:
    """Return how much of what there is in a file, in one line."""
    counts = plan.counts()
    return ", ".join(f"{counts[kind]:,} {word}" for kind, word in _COUNTED.items() if counts[kind]) + "."  # type: ignore[index]


def as_dict(plan: Plan, title: str, applied: Sequence[str]) -> dict[str, Any]:
    """Return what a file changes, and what of it was applied, as JSON can hold it."""
    return {
        "file": plan.incoming.path,
        "format": plan.incoming.format,
        "article": plan.article,
        "title": title,
        "counts": dict(plan.counts()),
        "problems": list(plan.problems),
        "changes": [_row(change) for change in plan.changes if change.kind != "unchanged"],
        "applied": list(applied),
    }


def _row(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "segment": change.segment,
        "where": change.where,
        "source": change.source,
        "dutch": change.dutch,
        "ours": change.ours,
        "theirs": change.theirs,
        "state": change.state,
        "comment": change.note if change.commented or change.kind == "refused" else "",
        "why": change.why,
    }


def _print_change(change: Change, take: Side | None) -> None:
    said = {
        "edited": f"edited, {change.state}",
        "approved": change.state,
        "conflict": "conflict" + {"theirs": ", the file's is taken", "ours": ", the library's is kept", None: ""}[take],
        "refused": "refused",
    }.get(change.kind, "commented")
    why = f": {change.why}" if change.why else ""
    typer.echo(printable(f"  {change.segment or '–'}  {said} ({change.where}){why}"))
    if change.kind == "edited":
        typer.echo(f"      {_diff(change.ours, change.theirs)}")
    elif change.kind == "conflict":
        typer.echo(f"      library  {printable(change.ours)}")
        typer.echo(f"      file     {_diff(change.ours, change.theirs)}")
    elif change.kind == "refused":
        typer.echo(f"      nl  {_diff(change.source, change.dutch or change.source)}")
        typer.echo(f"      en  {_line(change.theirs)}")
    elif change.kind == "approved":
        typer.echo(f"      {printable(change.ours)}")
    if change.commented or (change.kind == "refused" and change.note):
        left = " (not taken over)" if change.kind == "refused" else ""
        typer.echo(f"      note{left}: {printable(' / '.join(change.note.splitlines()))}")


def _diff(old: str, new: str) -> str:
    return marked(_line(old), _line(new), coloured=in_colour())


def _line(text: str) -> str:
    return printable(" ".join(text.split()))


def _print_few(what: str, changes: Sequence[Change]) -> None:
    if changes:
        named = ", ".join(change.segment for change in changes[:MOST_QUIET])
        more = f" and {len(changes) - MOST_QUIET:,} more" if len(changes) > MOST_QUIET else ""
        typer.echo(printable(f"  {what}: {named}{more}"))
