"""``translate glossary import`` and ``export``: the glossary to and from other tools."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.options import GlossaryOption

if TYPE_CHECKING:
    from translate.glossary.exchange import Imported
    from translate.glossary.exchange.composing import Change
    from translate.glossary.exchange.merging import Conflict, Decide, Plan
    from translate.glossary.model import Glossary

SHOWN = 40
"""How many lines of one sort are printed; ``--json`` has them all."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the glossary's."""
    app.command("import")(import_command)
    app.command("export")(export_command)


def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TBX, CSV, TSV, XLSX or OmegaT glossary.")],
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="NAMES",
            help="What the columns hold; needed where the file does not say it, as in nl,en,note.",
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    prefer: Annotated[
        str, typer.Option("--prefer", metavar="SIDE", help="In a conflict keep ours, take theirs, or ask each time.")
    ] = "ours",
    glossary: GlossaryOption = None,
    as_json: AsJson = False,
) -> None:
    """Add the terms of another tool's file to the glossary.

    What is new is added at the end, what is there is completed, and where the two contradict each other yours stays.
    """
    from translate.glossary.exchange import read_terms
    from translate.glossary.exchange.merging import apply_changes, plan_import

    decide = _decide(prefer)
    path = _glossary_path(glossary)
    imported = read_terms(file, columns)
    plan = plan_import(path, imported, decide)
    if not as_json:
        _print_plan(imported, plan)
    if not dry_run:
        apply_changes(path, plan)
    if as_json:
        typer.echo(json.dumps(_as_json(path, imported, plan, written=not dry_run), ensure_ascii=False, indent=2))
    else:
        typer.echo(_summary(path, plan, dry_run=dry_run))


def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="The format: tbx, tbx-dct, csv, tsv, omegat or xlsx; by the file's name if left out.",
        ),
    ] = "",
    only: Annotated[str, typer.Option("--only", metavar="KIND", help="Export entries of this kind alone.")] = "",
    glossary: GlossaryOption = None,
    as_json: AsJson = False,
) -> None:
    """Write the glossary as a file for another tool.

    What the format has no place for is named.
    """
    from translate.errors import WritingError
    from translate.glossary.exchange import FORMATS, format_for, write_terms
    from translate.glossary.store import load_glossary

    format = to or format_for(file)
    if not format:
        what = "its name does not say which format"
        raise WritingError(what, where=str(file), mend=f"choose one with --to: {', '.join(FORMATS)}")
    whole = load_glossary(_glossary_path(glossary))
    exported = write_terms(_of_kind(whole, only), file, format)
    if as_json:
        told = {"file": str(file), "format": exported.format, "entries": exported.entries, "lost": exported.lost}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"Wrote {file} ({exported.format}) with {_count(exported.entries, 'entry', 'entries')}.")
    if exported.lost:
        typer.echo("The format has no place for:")
        _print_some("  ", exported.lost)


def _glossary_path(named: Path | None) -> Path:
    from translate.errors import GlossaryError
    from translate.glossary.store import find_glossary

    path = named or find_glossary(Path.cwd())
    if path is None:
        mend = "make one with: translate glossary init, or name one with --glossary"
        raise GlossaryError("no glossary.yaml here or above", mend=mend)
    return path


def _of_kind(glossary: Glossary, kind: str) -> Glossary:
    from dataclasses import replace

    from translate.errors import GlossaryError
    from translate.glossary.model import KINDS

    if not kind:
        return glossary
    if kind not in KINDS:
        raise GlossaryError(f"no kind {kind!r}", where="--only", mend=f"choose one of {', '.join(KINDS)}")
    return replace(glossary, entries=tuple(entry for entry in glossary if entry.kind == kind))


def _decide(prefer: str) -> Decide:
    from translate.errors import GlossaryError

    known: dict[str, Decide] = {"ours": lambda _: False, "theirs": lambda _: True, "ask": _ask}
    if prefer not in known:
        raise GlossaryError(f"no side {prefer!r}", where="--prefer", mend="choose ours, theirs or ask")
    return known[prefer]


def _ask(conflict: Conflict) -> bool:
    """Ask on standard error which side to take, and read the answer from standard input."""
    from translate.errors import GlossaryError
    from translate.glossary.exchange.terms import printable

    question = printable(f"{_described(conflict)}. Keep [o]urs or take [t]heirs? ")
    while True:
        print(question, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print(file=sys.stderr)
            raise GlossaryError("no answer", where="--prefer ask", mend="choose --prefer ours or --prefer theirs")
        if answer.strip().lower() in ("o", "ours", "t", "theirs"):
            return answer.strip().lower().startswith("t")


# --- what is told ----------------------------------------------------------------------------------------------------


def _print_plan(imported: Imported, plan: Plan) -> None:
    typer.echo(f"{imported.path}: {imported.format}, {_count(len(imported.terms), 'term')}")
    _print_some("+ ", (f"{change.after.id} → {change.after.target}" for change in plan.added))
    _print_some("~ ", (_difference(change) for change in plan.changed))
    _print_some("! ", (f"{_described(conflict)}; {_taken(conflict)}" for conflict in plan.conflicts))
    _print_some("refused: ", plan.refused)
    _print_some("left out: ", imported.left_out)


def _print_some(prefix: str, lines: Iterable[str]) -> None:
    from translate.glossary.exchange.terms import printable

    lines = list(lines)
    for line in lines[:SHOWN]:
        typer.echo(prefix + printable(line))
    if len(lines) > SHOWN:
        typer.echo(f"{prefix}… and {len(lines) - SHOWN:,} more")


def _difference(change: Change) -> str:
    """Say which fields of an entry become what."""
    from translate.glossary.exchange.merging import differences

    fields = ", ".join(f"{field}: {after or '(nothing)'}" for field, _, after in differences(change))
    return f"{change.after.id} (line {change.after.line}): {fields}"


def _described(conflict: Conflict) -> str:
    where = f" (line {conflict.line})" if conflict.line else ""
    return f'{conflict.entry}{where}: {conflict.field} is "{conflict.ours}" here and "{conflict.theirs}" in the file'


def _taken(conflict: Conflict) -> str:
    return "the file's is taken" if conflict.taken == "theirs" else "yours is kept"


def _summary(path: Path, plan: Plan, *, dry_run: bool) -> str:
    kept = sum(conflict.taken == "ours" for conflict in plan.conflicts)
    figures = [f"{len(plan.added):,} new", f"{len(plan.changed):,} changed", f"{plan.unchanged:,} the same"]
    if plan.conflicts:
        hint = " (--prefer theirs or ask decides otherwise)" if kept else ""
        figures.append(f"{_count(len(plan.conflicts), 'conflict')}, {kept:,} kept as yours{hint}")
    if plan.refused:
        figures.append(f"{len(plan.refused):,} refused")
    done = "Nothing is written" if dry_run else f"Wrote {path}" if plan.changes else f"{path} stays as it is"
    return f"{done}: {', '.join(figures)}."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _as_json(path: Path, imported: Imported, plan: Plan, *, written: bool) -> dict[str, Any]:
    from dataclasses import asdict

    from translate.glossary.exchange.merging import differences

    def described(change: Change) -> dict[str, Any]:
        fields = {field: {"before": before, "after": after} for field, before, after in differences(change)}
        return {"entry": change.after.id, "line": change.after.line, "fields": fields}

    return {
        "file": imported.path,
        "format": imported.format,
        "terms": len(imported.terms),
        "glossary": str(path),
        "written": written and bool(plan.changes),
        "added": [asdict(change.after) for change in plan.added],
        "changed": [described(change) for change in plan.changed],
        "conflicts": [asdict(conflict) for conflict in plan.conflicts],
        "unchanged": plan.unchanged,
        "refused": list(plan.refused),
        "left_out": list(imported.left_out),
    }
