"""What covers all the Dutch covers all the English.

Word processors put the font of a text on every stretch of it. A word between two such stretches, or one that is
aligned with nothing, would be the only one without; it goes to the style that most of the Dutch has.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from translate.document import Inline, InlineKind, Span
from translate.inlines.cutting import POINTS
from translate.inlines.tree import Node

# Inlines of the kind ``style`` that say nothing of how text looks, and so are around their own words alone.
_NO_LOOK: Final = re.compile(r"(?:bookmark|comment|content control|field)\b")
_Look = tuple[InlineKind, str]


def cover(parent: Node, source: str, target: str) -> list[Node]:
    """Put English that is bare inside an inline under its prevailing style, where no word of its Dutch is bare.

    That style is the one with most letters of the Dutch, of those that no other kind of mark-up has. A stretch beside
    a piece of it extends that, else it becomes a piece of its own, with the white space around it.

    Args:
        parent: the inline; what it holds has been placed, what that holds has not.
        source: the sentence.
        target: its English.

    Returns:
        What covers more than it did.
    """
    bare = _outside(parent, source)
    if any(map(str.isalnum, bare)):
        return []
    letters: Counter[_Look] = Counter()
    for child in parent.children:
        letters[_look(child)] += _plain_letters(child, source)
    if not +letters:
        return []
    look = letters.most_common(1)[0][0]
    own = [child for child in parent.children if _look(child) == look and _plain_letters(child, source)]
    covering = _Covering(parent, source, target, dict.fromkeys(own), signs_too=not bare.strip())
    covering.fill()
    return list(covering.grown)


@dataclass(slots=True)
class _Covering:
    """Covers the English of one inline; ``own`` are the nodes of the prevailing style.

    ``signs_too`` says that a stretch without a letter counts as well, if it is not white space.
    """

    parent: Node
    source: str
    target: str
    own: dict[Node, None]  # a set in order
    signs_too: bool
    grown: dict[Node, None] = field(default_factory=dict)

    def fill(self) -> None:
        """Cover each bare stretch."""
        alone: list[tuple[Span, Node]] = []  # stretches beside no own node, and the one before them
        near = next(iter(self.own))
        homeless = deque(node for node in self.own if _is_nowhere(node))
        for stretch, left, right in list(self._stretches()):
            near = left or near
            text = stretch.of(self.target)
            beside = left is not None or right is not None
            if not (self._counts(text) or (beside and text.isspace())):
                continue
            if left is not None:
                self._grow(left, Span(left.place.start, stretch.end))
            elif right is not None:
                self._grow(right, Span(stretch.start, right.place.end))
            else:
                alone.append((stretch, near))
        for place, near in alone:
            node = homeless.popleft() if homeless else _copy(near, self.source)
            if node not in self.own:
                self.parent.children.append(node)
            self._grow(node, place)
        self._make_room()

    def _stretches(self) -> Iterator[tuple[Span, Node | None, Node | None]]:
        """Give each bare stretch with the own nodes right before and after it; points part them."""
        children = self.parent.children
        points = sorted(child.place.start for child in children if child.inline.kind in POINTS)
        placed = sorted((child for child in children if not _is_nowhere(child)), key=lambda child: child.place.start)
        before: Node | None = None
        start = self.parent.place.start
        for after in (*placed, None):
            end = self.parent.place.end if after is None else after.place.start
            cuts = [start, *points[bisect_left(points, start) : bisect_right(points, end)], end]
            last = len(cuts) - 2
            for number, (low, high) in enumerate(pairwise(cuts)):
                left = before if number == 0 and before in self.own else None
                right = after if number == last and after in self.own else None
                yield Span(low, high), left, right
            if after is not None:
                before, start = after, after.place.end

    def _counts(self, text: str) -> bool:
        return bool(text.strip()) if self.signs_too else any(map(str.isalnum, text))

    def _grow(self, node: Node, place: Span) -> None:
        node.place = place
        self.grown[node] = None

    def _make_room(self) -> None:
        """Move mark-up that is on no words, and no point either, from within what has grown to its end."""
        places = sorted(node.place for node in self.grown)
        starts = [place.start for place in places]
        for child in self.parent.children:
            if _is_nowhere(child) and child.inline.kind not in POINTS:
                index = bisect_left(starts, child.place.start) - 1
                if index >= 0 and child.place.start < places[index].end:
                    child.place = Span(places[index].end, places[index].end)


def _outside(parent: Node, source: str) -> str:
    """Return the text of an inline that is in none of those it holds."""
    parts: list[str] = []
    at = parent.span.start
    for child in parent.children:
        if not child.is_empty:
            parts.append(source[at : child.span.start])
            at = child.span.end
    return "".join([*parts, source[at : parent.span.end]])


def _look(node: Node) -> _Look:
    return node.inline.kind, node.inline.value


def _is_style(inline: Inline) -> bool:
    return inline.kind == "style" and not _NO_LOOK.match(inline.value)


def _plain_letters(node: Node, source: str) -> int:
    """Count the letters and digits of a style that nothing but styles is around; 0 for other mark-up."""
    if not _is_style(node.inline):
        return 0
    held = sum(_plain_letters(child, source) for child in node.children)
    return _letters(_outside(node, source)) + held


def _letters(text: Iterable[str]) -> int:
    return sum(map(str.isalnum, text))


def _is_nowhere(node: Node) -> bool:
    return node.place.start == node.place.end


def _copy(node: Node, source: str) -> Node:
    """Return another piece of a style, with the styles that all its text is under."""
    inner = [child for child in node.children if _is_style(child.inline) and not child.is_empty]
    whole = len(inner) == 1 and not _letters(source[node.span.start : inner[0].span.start])
    whole = whole and not _letters(source[inner[0].span.end : node.span.end])
    return Node(node.inline, node.span, [_copy(inner[0], source)] if whole else [])
