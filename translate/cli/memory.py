"""``translate memory``: what was approved or brought along, to look at, search, exchange and clean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.impact import JsonOption, LibraryOption
from translate.cli.options import GlossaryOption, QuietOption, choose_glossary, library_path, say

if TYPE_CHECKING:
    from translate.library import Library, MemoryUnit
    from translate.memory.cleaning import Proposal
    from translate.memory.fuzzy import FuzzyMatch

BATCH = 5_000  # units imported at a time: others can write in between
EXAMPLES = 5  # shown of each reason for a removal

app = typer.Typer(help="The memory: what was approved or imported, to use again.", no_args_is_help=True)


@app.command("stats")
def stats_command(glossary: GlossaryOption = None, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Say how much the memory holds."""
    from translate.memory.statistics import count

    with _open_library(library, glossary) as opened:
        figures = count(opened.memory_units())
    if as_json:
        _print_json(asdict(figures))
        return
    typer.echo(f"units      {figures.units:,} ({figures.reviewed:,} reviewed, {figures.imported:,} imported)")
    typer.echo(f"words      {figures.words:,}")
    typer.echo(f"articles   {figures.articles:,}")
    if figures.units:
        typer.echo(f"from       {figures.oldest[:10]} to {figures.newest[:10]}")
    typer.echo(
        f"ambiguous  {figures.ambiguous:,} sentences with several translations ({figures.ambiguous_units:,} units)"
    )


@app.command("search")
def search_command(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A Dutch sentence; quotes are not needed.")],
    least: Annotated[
        int, typer.Option("--least", metavar="PERCENT", min=1, max=100, help="How like the sentence at least.")
    ] = 75,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many matches at most.")] = 5,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find what is like a Dutch sentence, with what differs.

    What the memory has and the sentence has not is red, or in [- -]; what the sentence has instead is green, or in
    {+ +}. Exits with 1 when nothing is found.
    """
    from translate.memory import FuzzyIndex

    sentence = " ".join(" ".join(text).split())
    with _open_library(library, glossary) as opened:
        matches = FuzzyIndex(opened).search(sentence, least, limit)
        titles = {name.id: name.shown for name in opened.names()}
    if as_json:
        _print_json([_described(match, titles) for match in matches])
    else:
        for match in matches:
            _print_match(match, sentence, titles)
        if not matches:
            typer.echo(f"Nothing is like it by {least}% or more.")
    if not matches:
        raise typer.Exit(1)


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TMX file, of any tool and version.")],
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add the units of another tool's memory.

    The whole file is checked before anything is added; what is known already is added once.
    """
    from translate.library import Library
    from translate.memory.tmx_reading import check_tmx, read_tmx

    units, left_out = check_tmx(file)
    where = library_path(library, choose_glossary(glossary, none=False))
    with Library.open(where) as opened:
        new = sum(opened.add_units(batch) for batch in _batches(read_tmx(file, Counter())))
    if as_json:
        told = {"file": str(file), "library": str(where), "units": units, "new": new, "left_out": dict(left_out)}
        _print_json(told)
    elif not quiet:
        typer.echo(f"{file}: {_count(units, 'unit')}, {new:,} new, {units - new:,} known already.")
        for what, times in left_out.most_common():
            typer.echo(f"  left out: {what} ({_count(times, 'time')})")


@app.command("export")
def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file to write.")],
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Only what was reviewed here, nothing imported.")
    ] = False,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the memory as a TMX 1.4b file, for another tool."""
    from translate.errors import LibraryError
    from translate.memory.tmx_writing import write_tmx

    with _open_library(library, glossary) as opened:
        units = [unit for unit in opened.memory_units() if unit.article is not None or not reviewed]
        if not units:
            mend = "approve sentences with `translate review`, or import a memory"
            raise LibraryError("nothing in the memory to export", where=str(opened.path), mend=mend)
    written, mended = write_tmx(units, file)
    if mended and not as_json:
        say(f"control characters, which XML cannot hold, are left out of {_count(mended, 'unit')}", quiet)
    if as_json:
        _print_json({"file": str(file), "units": written, "without_control_characters": mended})
    elif not quiet:
        typer.echo(f"Wrote {file} with {_count(written, 'unit')}.")


@app.command("clean")
def clean_command(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove them; if left out, they are only shown.")] = False,
    reasons: Annotated[
        list[str] | None,
        typer.Option(
            "--reason",
            metavar="NAME",
            help="Only for this reason: empty, duplicate, identical, length, language or contradicts. May be repeated.",
        ),
    ] = None,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find imported units that do more harm than good.

    They are shown, and removed with --yes: units that are empty, there twice, the same in both languages, far too long
    on one side, in another language, or that contradict what was reviewed. What was reviewed itself always stays.
    """
    from translate.memory.cleaning import propose_removals

    wanted = _check_reasons(reasons)
    with _open_library(library, glossary) as opened:
        proposals = [one for one in propose_removals(opened.memory_units()) if one.reason in wanted]
        if yes:
            opened.delete_units([one.unit.id for one in proposals])
    if as_json:
        rows = [{"reason": one.reason, "detail": one.detail, **_unit_as_json(one.unit)} for one in proposals]
        _print_json({"removed": yes, "units": rows})
        return
    if not quiet:
        _print_proposals(proposals)
    if not proposals:
        say("nothing to clean", quiet)
    elif yes:
        say(f"removed {_count(len(proposals), 'unit')}", quiet)
    else:
        say(f"{_count(len(proposals), 'unit')} would go: `translate memory clean --yes` removes them", quiet)


def _open_library(path: Path | None, glossary: Path | None) -> Library:
    """Open a library that is there: to make an empty one would answer no question."""
    from translate.errors import LibraryError
    from translate.library import Library

    where = library_path(path, choose_glossary(glossary, none=False))
    if not where.exists():
        mend = "translate an article or import a memory first, or name the library with --library"
        raise LibraryError("there is no library", where=str(where), mend=mend)
    return Library.open(where)


def _batches(units: Iterable[MemoryUnit]) -> Iterable[list[MemoryUnit]]:
    batch: list[MemoryUnit] = []
    for unit in units:
        batch.append(unit)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _check_reasons(named: Sequence[str] | None) -> frozenset[str]:
    from translate.errors import LibraryError
    from translate.memory.cleaning import REASONS

    for name in named or ():
        if name not in REASONS:
            raise LibraryError(f"no reason {name!r}", where="--reason", mend=f"choose one of {', '.join(REASONS)}")
    return frozenset(named or REASONS)


# --- what is told ----------------------------------------------------------------------------------------------------


def _print_match(match: FuzzyMatch, sentence: str, titles: dict[int, str]) -> None:
    from translate.cli.impact_report import in_colour, marked
    from translate.glossary.exchange.terms import printable

    adapted = ", numbers adapted" if match.adapted else ""
    typer.echo(f"{match.percent}%  {printable(_origin(match.unit, titles))}{adapted}")
    typer.echo(f"  nl  {marked(printable(match.unit.source), printable(sentence), coloured=in_colour())}")
    typer.echo(f"  en  {printable(match.target)}")
    if match.note:
        typer.echo(f"      {printable(match.note)}")


def _origin(unit: MemoryUnit, titles: dict[int, str]) -> str:
    """Say where a unit comes from, and of when it is."""
    if unit.article is None:
        made_by = f" of {unit.creator}" if unit.creator else ""
        return f"imported{made_by}, {unit.at[:10]}"
    return f"reviewed in {titles.get(unit.article, '?')} ({unit.article}), {unit.segment}, {unit.at[:10]}"


def _described(match: FuzzyMatch, titles: dict[int, str]) -> dict[str, Any]:
    return {
        "percent": match.percent,
        "target": match.target,
        "adapted": match.adapted,
        "note": match.note,
        "title": None if match.unit.article is None else titles.get(match.unit.article),
        "unit": _unit_as_json(match.unit),
    }


def _print_proposals(proposals: Sequence[Proposal]) -> None:
    from translate.glossary.exchange.terms import printable

    by_reason: dict[str, list[Proposal]] = {}
    for one in proposals:
        by_reason.setdefault(one.reason, []).append(one)
    for reason, found in by_reason.items():
        typer.echo(f"{reason}: {_count(len(found), 'unit')}")
        for one in found[:EXAMPLES]:
            typer.echo(f"  {one.unit.id}  {printable(one.unit.source)} → {printable(one.unit.target)}")
            if one.detail:
                typer.echo(f"      {printable(one.detail)}")
        if len(found) > EXAMPLES:
            typer.echo(f"  and {len(found) - EXAMPLES:,} more (--json has them all)")


def _unit_as_json(unit: MemoryUnit) -> dict[str, Any]:
    return asdict(unit)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
