"""``translate glossary check | stats``: what looks wrong in the glossary, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli.options import GlossaryOption, library_path

if TYPE_CHECKING:
    from translate.glossary.model import Glossary
    from translate.glossary.report import Coverage, Finding, Stats

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="FILE", help="The library to look in; translations.db beside the glossary if left out."
    ),
]
MANY = 12  # entries named in one line of `check`
TOP = 20  # entries in the table of `stats`


def check_command(
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings and infos count as errors.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the glossary by itself, and beside your articles.

    Told is what is wrong in the file, what in it does not go together, and which terms were never found, or often
    missed, in the articles that the library has. The exit code is 1 where there are errors, 0 where there are only
    warnings and infos.
    """
    from translate.glossary.nodes import GlossaryInvalid
    from translate.glossary.report import check_glossary, invalid_findings
    from translate.glossary.store import load_glossary

    path = glossary_path(glossary)
    database: Path | None = None
    coverage: Coverage | None = None
    try:
        terms = load_glossary(path)
    except GlossaryInvalid as error:
        findings = invalid_findings(error, str(path))
    else:
        database, coverage = _coverage(terms, library)
        findings = check_glossary(terms, coverage)
    if as_json:
        found = {"findings": [asdict(finding) for finding in findings]}
        print_json({"glossary": str(path), **_use(database, coverage), **found})
    else:
        _print_findings(findings, path)
        if database is not None:
            print(_told(database, coverage))
    if any(strict or finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def stats_command(glossary: GlossaryOption = None, library: LibraryOption = None, as_json: AsJson = False) -> None:
    """Count the entries, and how often they came up in your articles."""
    from translate.glossary.report import glossary_stats, most_used
    from translate.glossary.store import load_glossary

    path = glossary_path(glossary)
    terms = load_glossary(path)
    database, coverage = _coverage(terms, library)
    stats = glossary_stats(terms, coverage)
    if as_json:
        used = [{"entry": name, **asdict(usage)} for name, usage in most_used(coverage, len(terms))] if coverage else []
        counts = {"entries": stats.entries, "kinds": dict(stats.kinds), "fields": dict(stats.fields)}
        print_json({"glossary": str(path), **counts, **_use(database, coverage), "usage": used})
    else:
        _print_stats(stats, path)
        print(_told(database, coverage))


def _print_findings(findings: Sequence[Finding], path: Path) -> None:
    """Print a line for each finding; one for all entries that were never found, which may be most of them."""
    from translate.glossary.report import counted

    unused = [finding for finding in findings if finding.kind == "never found"]
    for finding in findings:
        if finding not in unused or len(unused) == 1:
            entry = f'entry "{finding.entry}": ' if finding.entry else ""
            mend = f"; {finding.mend}" if finding.mend else ""
            print(f"{shown_path(path)}:{finding.line}: {finding.severity}: {entry}{finding.message}{mend}")
    if len(unused) > 1:
        names = ", ".join(finding.entry for finding in unused[:MANY])
        more = f" and {len(unused) - MANY} more (--json lists them)" if len(unused) > MANY else ""
        print(f"{shown_path(path)}: info: {len(unused)} entries were {unused[0].message}: {names}{more}")
    counts = (counted(sum(f.severity == name for f in findings), name) for name in ("error", "warning", "info"))
    print(", ".join(counts))


def _print_stats(stats: Stats, path: Path) -> None:
    from translate.glossary.report import most_used

    print(f"{shown_path(path)}: {stats.entries} entries")
    for rows in (stats.kinds, stats.fields):
        print("  " + ", ".join(f"{name} {count}" for name, count in rows if count))
    if stats.coverage is None:
        return
    top = most_used(stats.coverage, TOP)
    used = sum(usage.matches > 0 for usage in stats.coverage.usage.values())
    print(f"{used} of {stats.entries} entries were found" + (f"; most often, of {used}:" if used > TOP else ":"))
    width = max([len(name) for name, _ in top] + [5])
    print(f"  {'entry':{width}}  found  applied  repaired  missed")
    for name, usage in top:
        figures = f"{usage.matches:>5}  {usage.applied:>7}  {usage.repaired:>8}  {usage.missed:>6}"
        print(f"  {name:{width}}  {figures}")


def _told(database: Path, coverage: Coverage | None) -> str:
    from translate.glossary.report import counted

    if coverage is None:
        return f"no library {shown_path(database)}: which terms are found in articles was not looked at"
    use = f"{counted(coverage.articles, 'article')}, {counted(coverage.sentences, 'sentence')}"
    return f"library {shown_path(database)}: {use}"


def _use(database: Path | None, coverage: Coverage | None) -> dict[str, Any]:
    """Return what a report in JSON says of the library: null where there is none."""
    if coverage is None:
        return {"library": None, "articles": 0, "sentences": 0}
    return {"library": str(database), "articles": coverage.articles, "sentences": coverage.sentences}


def _coverage(glossary: Glossary, named: Path | None) -> tuple[Path, Coverage | None]:
    """Return the library's path, and the glossary's use in it; None where there is no such file."""
    from translate.glossary.report import open_library, read_coverage

    path = library_path(named, glossary)
    library = open_library(path)
    if library is None:
        return path, None
    with library:
        return path, read_coverage(glossary, library)


# --- shared with the commands that change it --------------------------------------------------------------------------


def glossary_path(named: Path | None) -> Path:
    """Return the glossary that was named, or the nearest.

    Raises:
        GlossaryError: none was named, and there is none.
    """
    from translate.glossary.store import find_glossary, no_glossary

    found = named or find_glossary(Path.cwd())
    if found is None:
        raise no_glossary()
    return found


def shown_path(path: Path) -> str:
    """Return a path as short as it can be from here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def print_json(value: Any) -> None:
    """Print a value for a program to read."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
