"""``translate import``: what a reviewer made of a file goes back into the library."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.impact import JsonOption, LibraryOption
from translate.cli.options import GlossaryOption, QuietOption, choose_glossary, library_path

if TYPE_CHECKING:
    from translate.engines.base import Engine
    from translate.importing.plan import Side
    from translate.importing.registry import Incoming
    from translate.review.workspace import Workspace

TakeOption = Annotated[
    str | None,
    typer.Option(
        "--take",
        metavar="SIDE",
        help="What was changed in the file and in the library too: theirs takes the file's, ours keeps the library's;"
        " if left out, such conflicts stay open.",
    ),
]


def import_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="What `translate export` wrote and a reviewer changed: docx, xlsx, ..."),
    ],
    article: Annotated[
        str | None,
        typer.Option(
            "--article",
            metavar="ARTICLE",
            help="The article it is of: a path, a part of a title, or a number in the library; if left out, the one"
            " that the file names or has the sentences of.",
        ),
    ] = None,
    take: TakeOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Apply the changes; if left out, they are shown, and you are asked.")
    ] = False,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Merge a reviewed file into the library.

    Shows what would change first; where nobody can be asked, nothing is changed without --yes. What the reviewer
    changed counts as reviewed, and `translate review` can undo each file as one step. Exits with 1 when something is
    left to apply or to settle.
    """
    from translate.importing import read_incoming

    side = _side(take)
    incoming = [read_incoming(path) for path in files]  # all are read before one is applied
    told, left = [], False
    with _opened(library, glossary) as ws:
        for one in incoming:
            about, settled = _import(ws, one, article or "", side, yes=yes, silent=as_json or quiet)
            told.append(about)
            left = left or not settled
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    if left:
        raise typer.Exit(1)


def _import(
    ws: Workspace, incoming: Incoming, article: str, side: Side | None, *, yes: bool, silent: bool
) -> tuple[dict[str, Any], bool]:
    """Show what a file changes, apply it if that is wanted, and return what came of it and whether nothing is left."""
    from translate.cli.import_report import as_dict, print_plan, summary
    from translate.importing.merge import apply, plan_import, to_apply

    plan = plan_import(ws.library, incoming, article)
    title = next((name.shown for name in ws.library.names() if name.id == plan.article), "")
    if not silent:
        print_plan(plan, title, side)
        typer.echo(summary(plan))
    changes = to_apply(plan, side)
    applied = apply(ws, plan, side) if changes and (yes or (not silent and _ask(len(changes)))) else ()
    if not silent and changes:
        typer.echo(f"Applied {len(applied):,} as one step." if applied else "Nothing is applied; --yes does it.")
    open_conflicts = side is None and plan.of("conflict")
    settled = len(applied) == len(changes) and not plan.of("refused") and not open_conflicts
    return as_dict(plan, title, applied), settled


def _side(take: str | None) -> Side | None:
    from translate.errors import LibraryError

    match take:
        case None | "theirs" | "ours":
            return take
    raise LibraryError(f"no side {take!r}", where="--take", mend="choose theirs (the file's) or ours (the library's)")


@contextmanager
def _opened(path: Path | None, glossary: Path | None) -> Iterator[Workspace]:
    """Open the library, which must be there, with the glossary; no engine is needed."""
    from translate.errors import LibraryError
    from translate.library import Library
    from translate.review.workspace import Workspace

    terms = choose_glossary(glossary, none=False)
    where = library_path(path, terms)
    if not where.exists():
        mend = "translate an article first, or name the library with --library"
        raise LibraryError("there is no library", where=str(where), mend=mend)
    with Library.open(where) as library:
        yield Workspace(library, Path(terms.path) if terms.path else None, _no_engine)


def _no_engine() -> Engine:
    raise AssertionError("to import needs no engine")


def _ask(changes: int) -> bool:
    """Ask on a terminal whether to apply; without one the answer is no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return typer.confirm(f"Apply {changes:,} {'change' if changes == 1 else 'changes'}?", default=True)
