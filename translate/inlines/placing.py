"""Placing mark-up on a translation: each inline on the words that stand for its own, nested as it was.

An inline takes the stretch of the English in which the words that stand for its own outweigh the others by most, so
that a word that strayed is dropped and one in between is not. What lies side by side in the Dutch shares no words.
Where no word of the Dutch is without mark-up, none of the English is either (``inlines.covering``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from translate.document import Inline, Segment, Span
from translate.inlines.covering import cover
from translate.inlines.edges import Edges
from translate.inlines.pieces import Pieces, link_pieces
from translate.inlines.tree import Node, in_order, tree_of

# What a word within a stretch counts, where 1 is one that stands for the inline's words and nothing else.
FOREIGN: Final = -0.8  # it stands for others: less than 1, so that one between two of the inline's own is taken along
UNLINKED: Final = -0.3  # it stands for nothing: an article, a preposition
SOLE: Final = 0.1  # more than that for a word that is all there is of one of the inline's words
RAISED: Final = frozenset({"superscript", "subscript"})


def place_inlines(segment: Segment, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Place the mark-up of a segment's source on its target.

    Args:
        segment: with its target; alignment and terms may be of another text, or missing.
        inlines: the mark-up of its source, nested and in order.
    """
    source, target = segment.source, segment.target
    if not inlines or source == target:
        return tuple(inlines)
    root = tree_of(source, inlines)
    edges = [edge for inline in inlines for edge in (inline.span.start, inline.span.end)]
    pieces = link_pieces(segment, edges, [inline.span for inline in inlines if inline.kind in RAISED])
    root.run = range(len(pieces.target))
    start = len(target) - len(target.lstrip())
    root.place = Span(start, max(len(target.rstrip()), start))
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        if parent.children:
            _Placing(pieces, Edges(source, target), parent).place_children()
            for grown in cover(parent, source, target):
                grown.run = pieces.target.meeting(grown.place)
            waiting += parent.children
    return tuple(in_order(root))


@dataclass(slots=True)
class _Placing:
    """Places what one inline holds, on its words.

    ``placed`` are the children that are on words, ``taken`` the pieces of the target that those words are.
    """

    pieces: Pieces
    edges: Edges
    parent: Node
    placed: list[Node] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def place_children(self) -> None:
        around = [child for child in self.parent.children if not child.is_empty]
        self._choose_runs(around)
        for child in sorted((child for child in around if child.run), key=lambda child: child.run.start):
            self._put(child, self._spread_to_edges(child))
        on_words = set(map(id, self.placed))
        for child in around:
            if id(child) not in on_words:
                self._put(child, self._find_room(child))
        on_words = set(map(id, self.placed))
        for child in self.parent.children:
            if id(child) not in on_words:
                at = self._point(child)
                child.run, child.place = range(0), Span(at, at)

    def _put(self, child: Node, place: Span) -> None:
        if place.start < place.end:
            child.place, child.run = place, self.pieces.target.meeting(place)
            self.placed.append(child)
            self.taken.update(child.run)

    def _choose_runs(self, children: Sequence[Node]) -> None:
        """Give each child the stretch of the parent's words that is most its own, where it has any."""
        words, room = self.pieces.within(self.parent.span), self.parent.run
        shares: list[dict[int, float]] = []  # for each child, how much of each word of the parent is its own
        for child in children:
            inside = self.pieces.within(child.span)
            if inside and inside == words:
                child.run = room
                return  # there are none for the others
            own: dict[int, float] = {}
            for index in inside:
                for target in self.pieces.links[index]:
                    if target in room:
                        own[target] = own.get(target, 0.0) + self.pieces.weights[index]
            shares.append(own)
        owners: dict[int, int] = {}
        for number, own in enumerate(shares):
            for target, weight in own.items():
                if target not in owners or weight > shares[owners[target]][target]:
                    owners[target] = number
        owned = [0, *accumulate(target in owners for target in room)]
        costs = [0.0, *accumulate(FOREIGN if self.pieces.linked[target] else UNLINKED for target in room)]
        for number, (child, own) in enumerate(zip(children, shares, strict=True)):
            mine = {target: weight for target, weight in own.items() if owners[target] == number}
            child.run = self._best_run(mine, self.pieces.within(child.span), owned, costs)

    def _best_run(self, mine: dict[int, float], inside: range, owned: Sequence[int], costs: Sequence[float]) -> range:
        """Return the stretch in which the words that are one child's outweigh the others most (Kadane 1977)."""
        first = self.parent.run.start
        best, found = 0.0, range(0)
        score, start, last = 0.0, -1, -1
        told: set[tuple[int, str]] = set()  # which words the run has, in which English: said twice counts once
        for target in sorted(mine):
            after, here = last + 1 - first, target - first
            score += costs[here] - costs[after] if last >= 0 else 0.0
            if last < 0 or owned[here] > owned[after] or score <= 0:
                score, start, told = 0.0, target, set()
            says = {(index, self._english(target)) for index in self.pieces.linked[target]}
            score += 0.0 if says <= told else self._gain(target, mine[target], inside)
            last = target
            told |= says
            if not found or score > best:
                best, found = score, range(start, target + 1)
        return found

    def _gain(self, target: int, own: float, inside: range) -> float:
        """Return what a word adds to a stretch: 1 where it is the inline's alone, -1 where it is others'."""
        linked = self.pieces.linked[target]
        total = sum(linked.values())
        only = any(index in inside and len(self.pieces.links[index]) == 1 for index in linked)
        return (2 * own - total) / total + (SOLE if only else 0.0)

    def _english(self, target: int) -> str:
        return self.pieces.target[target].of(self.edges.target).casefold()

    def _spread_to_edges(self, child: Node) -> Span:
        """Return the characters of a child's run, with the quotes, brackets and full stops it has in the Dutch."""
        parent = self.parent
        own = self.pieces.within(child.span)
        low = self.placed[-1].place.end if self.placed else parent.place.start
        room = Span(low, max(parent.place.end, low))
        core = _common(Span(self.pieces.target[child.run[0]].start, self.pieces.target[child.run[-1]].end), room)
        words = Span(self.pieces.source[own[0]].start, self.pieces.source[own[-1]].end)
        place = self.edges.spread(child.span, words, core, room)
        # What begins or ends with its parent does so in English, where it has the parent's outer words.
        begins = child.span.start == parent.span.start and child.run[0] == parent.run[0] and parent.place.start >= low
        ends = child.span.end == parent.span.end and child.run[-1] == parent.run[-1]
        return Span(parent.place.start if begins else place.start, room.end if ends else place.end)

    def _find_room(self, child: Node) -> Span:
        """Place a child that no words of the English stand for on a word that is free near its neighbours', if any."""
        at = self._expected(child.span.start)
        has_words = bool(self.pieces.within(child.span))
        if not has_words:
            same = self.edges.same(child.span, self.parent.place, [node.place for node in self.placed], at)
            if same is not None:
                return same
        if not child.needs_text and (not has_words or child.inline.kind in RAISED):
            return Span(at, at)
        free = [index for index in self.parent.run if index not in self.taken]
        if free:
            return _common(
                self.pieces.target[min(free, key=lambda index: self._distance(index, at))], self.parent.place
            )
        return self._taken_from_neighbour(at) if child.needs_text else Span(at, at)

    def _distance(self, index: int, at: int) -> tuple[bool, int]:
        """Order words by how near they are to a place; those without a partner of their own come first."""
        span = self.pieces.target[index]
        return bool(self.pieces.linked[index]), min(abs(span.start - at), abs(span.end - at))

    def _taken_from_neighbour(self, at: int) -> Span:
        """Take for a link the last word of a neighbour that has several, else a part of its word, else that word."""
        if not self.placed:
            return self.parent.place
        giver = max(self.placed, key=lambda n: (len(n.run) > 1, n.place.end - n.place.start > 1, not n.needs_text))
        whole = giver.place
        cut = self.pieces.target[giver.run[-1]].start if len(giver.run) > 1 else (whole.start + whole.end) // 2
        if whole.start < cut < whole.end:
            giver.place = Span(whole.start, cut)
            giver.run = self.pieces.target.meeting(giver.place)
            return Span(cut, whole.end)
        if giver.needs_text:
            return Span(at, at)
        self.placed.remove(giver)
        return whole

    def _expected(self, place: int) -> int:
        """Return where in the English what stands before a place in the Dutch ends, within the parent."""
        before = [node for node in self.placed if node.span.end <= place]
        sibling = max(before, key=lambda node: node.span.end) if before else None
        words = self.pieces.within(Span(self.parent.span.start, max(place, self.parent.span.start)))
        for index in reversed(words):
            if sibling is not None and self.pieces.source[index].end <= sibling.span.end:
                break
            ends = [self.pieces.target[target].end for target in self.pieces.links[index] if target in self.parent.run]
            if ends and self.pieces.source[index].end <= place:
                return _clamped(max(ends), self.parent.place)
        return sibling.place.end if sibling is not None else self.parent.place.start

    def _point(self, child: Node) -> int:
        """Return where mark-up around nothing goes: after the English of what stands before it."""
        if child.span.start >= self.parent.span.end:
            return self.parent.place.end
        at = self.edges.after(child.span.start, self._expected(child.span.start), self.parent.place)
        inside = [other.place for other in self.placed if other.place.start < at < other.place.end]
        return inside[0].end if inside else at


def _clamped(at: int, room: Span) -> int:
    return min(max(at, room.start), room.end)


def _common(span: Span, room: Span) -> Span:
    return Span(_clamped(span.start, room), _clamped(span.end, room))
