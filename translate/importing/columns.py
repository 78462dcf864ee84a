"""Which column of a table that comes back is which: by its heading, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from translate.document import State
from translate.errors import ReadingError
from translate.identity import target_mark
from translate.writing.bilingual import STATES

Role = Literal["id", "kind", "dutch", "english", "state", "checks", "terms", "comment", "mark"]

_NAMES: Mapping[Role, frozenset[str]] = {
    "id": frozenset({"id", "no", "nr", "number", "segment", "nummer"}),
    "kind": frozenset({"kind"}),
    "dutch": frozenset({"dutch", "nl", "nederlands", "source", "bron", "brontekst"}),
    "english": frozenset({"english", "en", "engels", "target", "doel", "vertaling", "translation"}),
    "state": frozenset({"state", "status"}),
    "checks": frozenset({"to check", "warnings"}),
    "terms": frozenset({"terms"}),
    "comment": frozenset({"comment", "comments", "remark", "remarks", "opmerking", "opmerkingen"}),
    "mark": frozenset({"mark"}),
}
_ID = re.compile(r"\d+\.\d+")
_MARK = re.compile(r"[0-9a-f]{12}")
_ASK = "call its columns Dutch and English, or export it again"


def header_roles(cells: Sequence[str]) -> dict[Role, int]:
    """Return the columns that a row of headings names, each with its 0-based place."""
    found: dict[Role, int] = {}
    for place, text in enumerate(cells):
        heading = " ".join(text.split()).casefold().rstrip(".:")
        for role, names in _NAMES.items():
            if heading in names:
                found.setdefault(role, place)
    return found


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row is one of headings: it names two columns or more."""
    return len(header_roles(cells)) >= 2


def find_columns(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> tuple[dict[Role, int], list[str]]:
    """Return where each column of a table stands, and what had to be guessed.

    A heading that somebody changed is no hindrance while the marks are there: the English is the column whose text
    most of the marks are of, the Dutch the other one with much text.

    Args:
        header: the row of headings.
        rows: the cells of the others.
        name: the file, for errors.

    Raises:
        ReadingError: Dutch or English cannot be told.
    """
    roles = header_roles(header)
    free = [place for place in range(max(map(len, [header, *rows]))) if place not in roles.values()]
    guessed: list[str] = []

    def cells(place: int) -> list[str]:
        return [row[place].strip() for row in rows if place < len(row)]

    def guess(role: Role, scores: Mapping[int, float]) -> None:
        best = max(free, key=lambda place: scores.get(place, 0.0), default=None)
        if role in roles or best is None or not scores.get(best):
            return
        roles[role] = best
        free.remove(best)
        heading = header[best].strip() if best < len(header) else ""
        guessed.append(f"the column {heading[:40]!r} is taken for {role}, by what stands in it")

    guess("mark", {place: _share(_MARK, cells(place)) for place in free})
    guess("id", {place: _share(_ID, cells(place)) for place in free})
    if "mark" in roles:
        marks = [row[roles["mark"]].strip() if roles["mark"] < len(row) else "" for row in rows]
        fits = {
            place: sum(
                target_mark(row[place]) == mark for row, mark in zip(rows, marks, strict=True) if place < len(row)
            )
            for place in free
        }
        guess("english", {place: float(count) for place, count in fits.items()})
    if len({"dutch", "english"} & set(roles)) == 1:
        other: Role = "english" if "dutch" in roles else "dutch"
        guess(other, {place: float(sum(map(len, cells(place)))) for place in free})
    for needed in ("dutch", "english"):
        if needed not in roles:
            raise ReadingError(f"no column is called {needed.capitalize()}", where=name, mend=_ASK)
    return roles, guessed


def read_state(text: str) -> tuple[State | None, str]:
    """Return the state that a cell names, and what is wrong with it."""
    word = text.strip().casefold()
    found = next((state for state in STATES if state == word), None)
    wrong = "" if found or not word else f"no state is called {text.strip()[:40]!r}: the row keeps the one it has"
    return found, wrong


def _share(pattern: re.Pattern[str], cells: Sequence[str]) -> float:
    """Return which share of cells is of a pattern; nothing where it is less than half of those that are not empty."""
    filled = [cell for cell in cells if cell]
    share = sum(pattern.fullmatch(cell) is not None for cell in filled) / max(len(filled), 1)
    return share if share > 0.5 else 0.0
