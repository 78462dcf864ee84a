"""TMX that comes back: of any tool, with our segment ids where the tool has kept properties."""

from __future__ import annotations

import io
from collections import Counter
from typing import cast

from translate.document import State
from translate.errors import ReadingError
from translate.formats.xliff import IDENTITY, collapsed, count_of
from translate.glossary.exchange.terms import printable
from translate.identity import target_mark
from translate.importing.first_tag import begins_with
from translate.importing.registry import Incoming, IncomingRow, importer

_STATES = ("initial", "translated", "reviewed", "final")
_SHOWN = 8  # of what was left out, how many kinds are told


def _is_tmx(data: bytes, name: str) -> bool:
    return begins_with("tmx", data, name, (".tmx",))


@importer("TMX", suffixes=(".tmx",), recognise=_is_tmx)
def read_tmx_back(data: bytes, name: str) -> Incoming:
    """Read the sentences of a TMX file.

    Raises:
        ReadingError: it is not sound XML, declares entities, is not TMX, or has no unit with Dutch and English.
    """
    from translate.memory.tmx_reading import read_units

    left_out: Counter[str] = Counter()
    rows: list[IncomingRow] = []
    problems: list[str] = []
    lines: dict[str, int] = {}
    about: dict[str, str] = {}
    for read in read_units(io.BytesIO(data), name, left_out):
        about = dict(read.header)
        said = read.properties
        id, mark, target = said.get("x-segment", ""), said.get("x-mark", ""), read.unit.target
        if id in lines:
            twice = f"{id[:40]} stands in the file twice, the second one is left out (lines {lines[id]}, {read.line})"
            problems.append(twice)
            continue
        if id:
            lines[id] = read.line
        if mark and target_mark(target) != mark and target_mark(collapsed(target)) == mark:
            target = collapsed(target)
            problems.append(f"white space was added to the English of {id[:40]}, and is left out (line {read.line})")
        state = said.get("x-state")
        rows.append(
            IncomingRow(
                segment=id,
                source=read.unit.source,
                target=target,
                state=cast(State, state) if state in _STATES else None,
                mark=mark,
                comment="\n".join(filter(None, map(str.strip, read.notes))),
                where=f"unit {len(rows) + 1}, line {read.line}",
            )
        )
    if not rows:
        raise ReadingError("no unit with Dutch and English", where=name, mend="export both languages (nl, en)")
    problems += _missing(about, lines, rows)
    problems += [f"left out: {what} ({count:,} times)" for what, count in left_out.most_common(_SHOWN)]
    article = about.get("x-article", "")
    known = article if IDENTITY.fullmatch(article) else ""
    return Incoming(known, tuple(rows), "TMX", tuple(map(printable, problems)))


def _missing(about: dict[str, str], lines: dict[str, int], rows: list[IncomingRow]) -> list[str]:
    """Say how many of our sentences are gone, and how many there are that we do not know."""
    told = []
    count = about.get("x-segments", "")
    lost = count_of(count) - len(lines)
    if lost > 0:
        told.append(f"the file went out with {count} sentences; {lost} of them are no longer there")
    foreign = sum(not row.segment for row in rows)
    if foreign:
        told.append(f"{foreign} sentences without an id of this program, matched by their Dutch alone")
    return told
