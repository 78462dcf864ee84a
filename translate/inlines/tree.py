"""The mark-up of a sentence as a tree: each inline with what it holds, and where it goes in the English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from translate.document import Inline, Span
from translate.inlines.cutting import POINTS

NOWHERE: Final = Span(0, 0)


@dataclass(slots=True, eq=False)
class Node:
    """An inline with what it holds, and where it goes: pieces of the target, and its characters.

    ``span`` is of the source, without the white space at its ends. ``needs_text`` says that it is a link with a text,
    or holds one: a link around nothing is lost.
    """

    inline: Inline
    span: Span
    children: list[Node] = field(default_factory=list)
    needs_text: bool = False
    run: range = range(0)
    place: Span = NOWHERE

    @property
    def is_empty(self) -> bool:
        """Say whether it is around no text."""
        return self.span.start == self.span.end


def tree_of(source: str, inlines: Sequence[Inline]) -> Node:
    """Return a node for all of a sentence, with its mark-up in it; nothing is placed yet."""
    whole = Inline("", "style", Span(0, len(source)))
    root = Node(whole, _trimmed(source, whole.span))
    around = [root]
    for inline in inlines:
        while len(around) > 1 and not _holds(around[-1].inline, inline):
            around.pop()
        node = Node(inline, _trimmed(source, inline.span))
        around[-1].children.append(node)
        around.append(node)
        if inline.kind == "link" and not node.is_empty:
            for outer in reversed(around):
                if outer.needs_text:
                    break
                outer.needs_text = True
    return root


def _holds(outer: Inline, inner: Inline) -> bool:
    if outer.kind in POINTS:
        return False
    if outer.span == inner.span:
        return True
    return outer.span.start <= inner.span.start < outer.span.end and inner.span.end <= outer.span.end


def _trimmed(text: str, span: Span) -> Span:
    """Leave out the white space at both ends; mark-up around nothing but white space is around nothing, at its end."""
    inner = span.of(text)
    end = span.start + len(inner.rstrip())
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, end) if start < end else Span(span.end, span.end)


def in_order(root: Node) -> Iterator[Inline]:
    """Yield the inlines outer ones first; at the same place points, then mark-up around nothing, then around text."""

    def sorted_children(node: Node) -> list[Node]:
        def order(child: Node) -> tuple[int, bool, bool]:
            return child.place.start, child.place.end > child.place.start, child.inline.kind not in POINTS

        return sorted(node.children, key=order)

    waiting = sorted_children(root)[::-1]
    while waiting:
        node = waiting.pop()
        yield replace(node.inline, span=node.place)
        waiting += sorted_children(node)[::-1]
