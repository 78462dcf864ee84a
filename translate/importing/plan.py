"""What a file that comes back would change in the library: found out, and nothing changed yet.

A row is matched with its segment by id, and by its Dutch where the id is gone or belongs to another sentence. Whether
somebody changed the English, in the file or in the library, is told by the mark that the file has carried since it was
written (three-way comparison with the common ancestor known by its hash alone).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from translate.document import State
from translate.identity import target_mark
from translate.importing.registry import Incoming, IncomingRow
from translate.importing.texts import dutch_key, same_text, with_comment
from translate.library import StoredSegment
from translate.library.segments import REVIEWED
from translate.rewriting import clean

Kind = Literal["edited", "approved", "comment", "conflict", "refused", "behind", "same", "unchanged", "missing"]
Side = Literal["theirs", "ours"]

SHIFTED = 3  # rows with the English of other sentences, from which on it is no coincidence


@dataclass(frozen=True, slots=True)
class Change:
    """What a row of the file means for a segment.

    Attributes:
        kind: ``edited``: other English; ``approved``: only the state; ``comment``: only a comment; ``conflict``: file
            and library have both changed since the export; ``refused``: cannot be used; ``behind``: the library has
            gone on and the file has not; ``same``: both have the same English, not that of the export; ``unchanged``;
            ``missing``: the article has it, the file not.
        segment: the segment's id; for a refused row the one it names, if any.
        where: the place in the file; empty where it is missing.
        source: the Dutch, the library's where it is known.
        dutch: the file's Dutch, where that is not the same; empty otherwise.
        ours: the library's English.
        theirs: the file's English, as it would be saved.
        state: the state that it gets when it is applied.
        note: the segment's note when it is applied; of a refused row its comment, which is not taken over.
        why: what is wrong, or special, in words.
        stored: the segment; None where the row has none.
    """

    kind: Kind
    segment: str
    where: str = ""
    source: str = ""
    dutch: str = ""
    ours: str = ""
    theirs: str = ""
    state: State = "translated"
    note: str = ""
    why: str = ""
    stored: StoredSegment | None = None

    @property
    def commented(self) -> bool:
        """The file has a comment that the library does not."""
        return self.stored is not None and self.kind != "refused" and self.note != self.stored.segment.note


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change in one article: a change for each row, one for each segment it does not have."""

    article: int
    incoming: Incoming
    changes: tuple[Change, ...]
    problems: tuple[str, ...] = ()

    def of(self, *kinds: Kind) -> list[Change]:
        """Return the changes of some kinds, in the order of the file."""
        return [change for change in self.changes if change.kind in kinds]

    def counts(self) -> Counter[Kind]:
        """Return how many changes there are of each kind."""
        return Counter(change.kind for change in self.changes)


def make_plan(article_id: int, stored: Sequence[StoredSegment], incoming: Incoming) -> Plan:
    """Compare a file with the segments of an article.

    Args:
        article_id: the article's id in the library.
        stored: its segments, in order.
        incoming: the file.
    """
    found, refused = _match(stored, incoming.rows)
    changes = {where: [change] for where, change in refused.items()}
    for place, segments in found.items():
        changes[place] = [_judge(incoming.rows[place], segment) for segment in segments]
    in_order = _refuse_shifted([change for place in sorted(changes) for change in changes[place]], stored)
    named = {change.segment for change in in_order}
    missing = [
        Change("missing", one.segment.id, source=one.segment.source, ours=one.segment.target, stored=one)
        for one in stored
        if one.segment.id not in named
    ]
    problems = [*incoming.problems, *_order(stored, in_order)]
    return Plan(article_id, incoming, (*in_order, *missing), tuple(problems))


# --- which row is which segment --------------------------------------------------------------------------------------

_Matches = dict[int, list[StoredSegment]]


def _match(stored: Sequence[StoredSegment], rows: Sequence[IncomingRow]) -> tuple[_Matches, dict[int, Change]]:
    """Return the segments of each row by its place in the file, and the rows that cannot be used."""
    by_id = {one.segment.id: one for one in stored}
    found: _Matches = {}
    refused: dict[int, Change] = {}
    by_text: list[int] = []
    for place, row in enumerate(rows):
        one = by_id.get(row.segment)
        if row.problem:
            refused[place] = _refused(row, row.problem, one)
        elif one is not None and dutch_key(row.source) == dutch_key(one.segment.source):
            found[place] = [one]
        elif one is not None and row.mark == target_mark(one.segment.target):
            # The id is right, then, and its Dutch is not, even if it is that of another sentence: a column was sorted
            # alone, say.
            refused[place] = _strange(row, one)
        else:
            by_text.append(place)
    claimed = {one.segment.id for segments in found.values() for one in segments}
    _match_by_text(stored, rows, by_text, claimed, found, refused)
    _settle_twice(rows, found, refused)
    return found, refused


def _match_by_text(
    stored: Sequence[StoredSegment],
    rows: Sequence[IncomingRow],
    places: Sequence[int],
    claimed: set[str],
    found: _Matches,
    refused: dict[int, Change],
) -> None:
    """Match rows whose id does not tell the segment with those of the same Dutch that no id has claimed."""
    by_id = {one.segment.id: one for one in stored}
    alike: dict[str, list[StoredSegment]] = defaultdict(list)
    for one in stored:
        alike[dutch_key(one.segment.source)].append(one)
    groups: dict[str, list[int]] = defaultdict(list)
    for place in places:
        groups[dutch_key(rows[place].source)].append(place)
    for key, group in groups.items():
        segments = alike.get(key, []) if key else []
        free = [one for one in segments if one.segment.id not in claimed]
        first = rows[group[0]]
        if not segments:
            for place in group:
                refused[place] = _strange(rows[place], by_id.get(rows[place].segment))
        elif len(free) == len(group):
            found.update((place, [one]) for place, one in zip(group, free, strict=True))
        elif len(segments) == 1:  # the one place has a row of its own already, or there are several without id
            found.update((place, segments) for place in group)
        elif free and all(same_text(rows[place].target, first.target) for place in group):
            found[group[0]] = free
        else:
            why = f"this sentence stands in {len(segments)} places, and the row does not say which"
            refused.update((place, _refused(rows[place], why, None)) for place in group)


def _strange(row: IncomingRow, one: StoredSegment | None) -> Change:
    """Refuse a row whose Dutch is none of the article's."""
    if one is None:
        return _refused(row, "the article has no such sentence", None)
    if not row.source.strip():
        return _refused(row, "the Dutch is gone", one)
    return _refused(row, "the Dutch was changed: it is no translation of this sentence any more", one)


def _settle_twice(rows: Sequence[IncomingRow], found: _Matches, refused: dict[int, Change]) -> None:
    """Of rows for the same segment keep one where they say the same, and none where they do not."""
    claims: dict[str, list[int]] = defaultdict(list)
    for place, segments in found.items():
        for one in segments:
            claims[one.segment.id].append(place)
    for places in claims.values():
        places.sort()
        if len(places) == 1 or any(place in refused for place in places):
            continue
        first = rows[places[0]]
        agreed = all(same_text(rows[p].target, first.target) and rows[p].state == first.state for p in places)
        for place in places[1:] if agreed else places:
            one = found.pop(place)[0]
            if not agreed:
                others = ", ".join(rows[other].where for other in places if other != place)
                refused[place] = _refused(rows[place], f"other English for the same sentence stands in {others}", one)


def _refused(row: IncomingRow, why: str, one: StoredSegment | None) -> Change:
    if one is None:
        return Change("refused", row.segment, row.where, row.source, theirs=row.target, note=row.comment, why=why)
    segment = one.segment
    dutch = "" if dutch_key(row.source) == dutch_key(segment.source) else row.source
    texts = (segment.source, dutch, segment.target, row.target)
    return Change("refused", segment.id, row.where, *texts, note=row.comment, why=why, stored=one)


# --- what a row means ------------------------------------------------------------------------------------------------


def _judge(row: IncomingRow, stored: StoredSegment) -> Change:
    """Say what a row means for its segment."""
    segment = stored.segment
    ours, theirs = segment.target, clean(row.target, segment.source)
    note = with_comment(segment.note, row.comment)
    change = Change(
        "unchanged", segment.id, row.where, segment.source, "", ours, theirs, segment.state, note, stored=stored
    )
    approved: State = row.state if row.state in REVIEWED else "reviewed"
    moved_on = row.mark not in ("", target_mark(ours))
    edited = row.mark not in (target_mark(row.target), target_mark(theirs))
    if same_text(theirs, ours):
        change = replace(change, theirs=ours)
        if row.state in REVIEWED and (not stored.reviewed or (row.state, segment.state) == ("final", "reviewed")):
            return replace(change, kind="approved", state=approved)
        kind: Kind = "comment" if change.commented else "same" if moved_on and edited else "unchanged"
        return replace(change, kind=kind)
    if not theirs and segment.source.strip():
        if row.mark == target_mark(""):
            return replace(change, kind="behind", why="it had no English yet when the file was written")
        return _refused(row, "the English is empty", stored)
    change = replace(change, state=approved)
    if moved_on and not edited:
        if row.state in REVIEWED and not stored.kept:
            why = "approved in the file; the library has other English since the export"
            return replace(change, kind="conflict", why=why)
        return replace(change, kind="behind", why="the library has other English since the export", state=segment.state)
    if moved_on:
        return replace(change, kind="conflict", why="changed in the file and in the library since the export")
    if not row.mark and stored.kept:
        why = "the file does not say what it was made from, and somebody has worked on the library's"
        return replace(change, kind="conflict", why=why)
    return replace(change, kind="edited")


def _refuse_shifted(changes: list[Change], stored: Sequence[StoredSegment]) -> list[Change]:
    """Refuse English that stands beside other Dutch than it translates, where it is more than a coincidence.

    So it looks when somebody has sorted or moved the column of the English alone.
    """
    dutch: dict[str, set[str]] = defaultdict(set)
    for one in stored:
        dutch[one.segment.target].add(one.segment.source)
    shifted = {
        id(change)
        for change in changes
        if change.kind in ("edited", "conflict") and dutch.get(change.theirs, {change.source}) - {change.source}
    }
    if len(shifted) < SHIFTED:
        return changes
    why = "this is the English of another sentence: the column seems to have been sorted or moved alone"
    return [
        replace(change, kind="refused", note=change.note if change.commented else "", why=why)
        if id(change) in shifted
        else change
        for change in changes
    ]


def _order(stored: Sequence[StoredSegment], changes: Sequence[Change]) -> Iterator[str]:
    """Yield what is to be said of rows in another order than the article's."""
    place = {one.segment.id: number for number, one in enumerate(stored)}
    order = [place[change.segment] for change in changes if change.segment in place]
    moved = sum(after < before for before, after in pairwise(order))
    if moved:
        yield "the rows are not in the order of the article; that does no harm"
