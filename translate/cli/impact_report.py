"""How the commands about the glossary's effect tell what they found: for people, and as JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from translate.consistency import Inconsistency
    from translate.glossary.impact import TermChange, Touched
    from translate.library import ArticleName

TYPICAL_SPEED = 20.0  # sentences with terms a second: the built-in model on two slow cores (benchmarks/impact.py)
MOST_USES = 3  # shown of each wording of what is inconsistent


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change touches, and what came of it.

    Attributes:
        touched: the segments.
        new: their English by article and segment id, as the model makes it now; None where it was not asked.
        names: what the articles are called, by id.
        library: how many segments the library has.
        translated: how many sentences the model read; the others were known.
        seconds: how long that took.
    """

    touched: Sequence[Touched]
    new: Mapping[tuple[int, str], str] | None
    names: Mapping[int, ArticleName]
    library: int
    translated: int = 0
    seconds: float = 0.0

    def articles(self) -> list[int]:
        """Return the ids of the articles with touched segments, in order."""
        return sorted({one.stored.article for one in self.touched})

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it; the seconds are estimated where nothing was translated."""
        estimated = self.new is None
        cost = {
            "segments": len(self.touched),
            "articles": len(self.articles()),
            "segments_in_library": self.library,
            "translated_now": self.translated,
            "seconds": round(len(self.touched) / TYPICAL_SPEED if estimated else self.seconds, 3),
            "estimated": estimated,
        }
        return {"segments": list(map(self._row, self.touched)), "cost": cost}

    def _row(self, one: Touched) -> dict[str, Any]:
        segment, name = one.stored.segment, self.names[one.stored.article]
        return {
            "article": name.id,
            "title": name.title,
            "path": name.path,
            "segment": segment.id,
            "state": segment.state,
            "terms": [{"entry": c.entry, "dutch": c.dutch, "old": c.old, "new": c.new} for c in one.changes],
            "source": segment.source,
            "old": segment.target,
            "new": None if self.new is None else self.new[name.id, segment.id],
        }


def print_segments(outcome: Outcome) -> None:
    """Print each touched segment under its article: its terms, old and new, and how its wording changes."""
    coloured = in_colour()
    for article_id, group in groupby(outcome.touched, key=lambda one: one.stored.article):
        typer.echo(called(outcome.names[article_id]))
        for one in group:
            segment = one.stored.segment
            kept = " (a person's: stays as it is, the new text is a suggestion)" if one.stored.kept else ""
            typer.echo(f"  {segment.id}  {'; '.join(map(_told, one.changes))}{kept}")
            if outcome.new is None:
                typer.echo(f"    {segment.source}")
            else:
                typer.echo(f"    {marked(segment.target, outcome.new[article_id, segment.id], coloured=coloured)}")


def cost_line(outcome: Outcome) -> str:
    """Return what a change costs, or has cost, in one line."""
    count, articles = len(outcome.touched), len(outcome.articles())
    share = f"{count:,} of {outcome.library:,} segments ({count / max(outcome.library, 1):.2%})"
    where = f"{share} in {articles} {'article' if articles == 1 else 'articles'}"
    if outcome.new is None:
        seconds = count / TYPICAL_SPEED
        return f"{where}; to translate them takes about {seconds:.0f} s at {TYPICAL_SPEED:.0f} sentences a second"
    known = len(outcome.touched) - outcome.translated
    line = f"{where}; {outcome.translated:,} sentences translated in {outcome.seconds:.1f} s"
    if outcome.translated:
        line += f" ({outcome.translated / max(outcome.seconds, 1e-6):.0f} a second)"
    return f"{line}, {known:,} known already" if known else line


def called(name: ArticleName) -> str:
    """Return an article's title, or its path, with its number in the library."""
    return f"{name.shown} ({name.id})"


def in_colour() -> bool:
    """Say whether standard output shows colours, and they are wanted (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def marked(old: str, new: str, *, coloured: bool) -> str:
    """Return two wordings in one line: what went is red or ``[-so-]``, what came is green or ``{+so+}``."""
    from translate.wording import compare_wordings

    parts = []
    for stretch in compare_wordings(old, new):
        text = stretch.text.lstrip()
        blank = stretch.text[: len(stretch.text) - len(text)]
        if stretch.kind == "same":
            parts.append(stretch.text)
        elif coloured:
            style = {"fg": "red", "strikethrough": True} if stretch.kind == "old" else {"fg": "green"}
            parts.append(blank + typer.style(text, **style))
        else:
            parts.append(blank + (f"[-{text}-]" if stretch.kind == "old" else f"{{+{text}+}}"))
    return "".join(parts)


def print_inconsistencies(found: Sequence[Inconsistency]) -> None:
    """Print what is translated in several ways: the Dutch, each English wording, and where it is used."""
    for one in found:
        typer.echo(f"{one.kind}: {one.dutch}")
        for rendering in one.renderings:
            typer.echo(f"  {rendering.english}")
            for use in rendering.uses[:MOST_USES]:
                sentence = "" if one.kind == "sentence" else f": {use.target}"
                typer.echo(f"    {use.title} ({use.article}), {use.segment}{sentence}")
            if len(rendering.uses) > MOST_USES:
                typer.echo(f"    and {len(rendering.uses) - MOST_USES} more")


def _told(change: TermChange) -> str:
    if not change.new:
        return f"{change.dutch}: {change.old}, now no term"
    if not change.old:
        return f"{change.dutch}: now {change.new}"
    if change.old == change.new:
        return f"{change.dutch}: {change.new}, the entry has changed otherwise"
    return f"{change.dutch}: {change.old} → {change.new}"
