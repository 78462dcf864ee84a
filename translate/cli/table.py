"""The short table that ends a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.summary import Summary

_HEADINGS = ("article", "paragraphs", "sentences", "words", "applied", "repaired", "missed", "warnings", "time")


def print_table(rows: Sequence[Summary]) -> None:
    """Print a line of figures for each article, the terms that were missed, and the files that were written."""
    table = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(_HEADINGS))]
    for line in table:
        first, *rest = (
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join([first, *rest]))
    for row in rows:
        for miss in row.misses:
            print(f"  missed: {miss}")
        if not row.translated:
            print(f"  {row.path}: nothing to translate, everything was known")
        for path in row.written:
            print(f"  wrote {path}")


def _cells(row: Summary) -> tuple[str, ...]:
    figures = (row.paragraphs, row.sentences, row.words, row.applied, row.repaired, row.missed, row.warnings)
    return (row.path or "-", *map(str, figures), f"{row.seconds:.1f} s")
