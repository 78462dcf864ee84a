"""The short table that ends a run."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.summary import Summary

LEFT_OUT_LENGTH = 160
"""How much is said of what was left out of an article, in characters: the side-by-side page has all of it."""

_HEADINGS = ("article", "paragraphs", "sentences", "words", "applied", "repaired", "missed", "warnings", "time")


def print_table(rows: Sequence[Summary]) -> None:
    """Print a line of figures for each article, what was left out, the terms that were missed and the files written."""
    table = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(_HEADINGS))]
    for line in table:
        first, *rest = (
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join([first, *rest]))
    for row in rows:
        if row.left_out:
            print(f"  left out of {row.path or '-'}: {_shortened(row.left_out)}")
        for miss in row.misses:
            print(f"  missed: {miss}")
        if not row.translated:
            print(f"  {row.path}: nothing to translate, everything was known")
        for path in row.written:
            print(f"  wrote {path}")


def _shortened(left_out: Sequence[str]) -> str:
    """Join as many as there is room for, the first in any case, and count the others."""
    shown = [textwrap.shorten(left_out[0], LEFT_OUT_LENGTH, placeholder="…")]
    for what in left_out[1:]:
        if len("; ".join([*shown, what])) > LEFT_OUT_LENGTH:
            break
        shown.append(what)
    more = len(left_out) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _cells(row: Summary) -> tuple[str, ...]:
    figures = (row.paragraphs, row.sentences, row.words, row.applied, row.repaired, row.missed, row.warnings)
    return (row.path or "-", *map(str, figures), f"{row.seconds:.1f} s")
