"""Which words of a translation stand for which words of the Dutch."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from translate.document import Segment, Span

# Words as the alignment has them, and the signs that are written to a number or a name.
_WORD = re.compile(r"[€$£¥#@§]?[\w\u0300-\u036f]+(?:['’-][\w\u0300-\u036f]+)*[%‰]?")
_GENITIVE = re.compile(r"(?<=\w)['’]s\Z")
LEAST_ALIKE = 4  # letters that a Dutch and an English word must have in common at the beginning

Links = dict[int, set[int]]  # from words of the source to words of the target, by index


class Row(tuple[Span, ...]):
    """Stretches of a text in order, none of which overlaps another."""

    def __init__(self, _spans: Iterable[Span]) -> None:
        self._starts = [span.start for span in self]
        self._ends = [span.end for span in self]
        self._places = dict(zip(self._starts, range(len(self)), strict=True))

    def meeting(self, span: Span) -> range:
        """Return the indices of those that share a character with a span."""
        start, end = span.start, span.end
        at = self._places.get(start, -1)
        if at >= 0 and self._ends[at] == end:
            return range(at, at + 1)  # as most are that an alignment has
        if start == end:
            return range(0)
        first = bisect_right(self._ends, start)
        return range(first, max(bisect_left(self._starts, end), first))


def link_words(segment: Segment) -> tuple[Row, Row, Links]:
    """Return the words of a segment's source and of its target, and what is linked.

    The alignment and the terms come first, as far as they fit the texts; then names and numbers that are the same in
    both, words that are alike, and words that stand where the words around them say.
    """
    source = Row(Span(*match.span()) for match in _WORD.finditer(segment.source))
    target = Row(_target_words(segment.target))
    links = _aligned(segment, source, target)
    _link_names(segment, source, target, links)
    _link_same(
        [folded(segment.source[span.start : span.end]) for span in source],
        [folded(segment.target[span.start : span.end]) for span in target],
        links,
    )
    _fill(links, len(source), len(target))
    return source, target, links


def _target_words(text: str) -> Iterable[Span]:
    """Yield the words of the English; ``'s`` is one of its own, for it is no part of a name that mark-up is around."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        middle = end - 2 if _GENITIVE.search(text, start, end) else end
        yield Span(start, middle)
        if middle < end:
            yield Span(middle, end)


def _aligned(segment: Segment, source: Row, target: Row) -> Links:
    links: Links = defaultdict(set)
    pairs = [*segment.alignment, *((term.source, term.target) for term in segment.terms if term.target is not None)]
    longest, longest_english = len(segment.source), len(segment.target)
    for dutch, english in pairs:
        if dutch.end > longest or english.end > longest_english:
            continue
        left, right = source.meeting(dutch), target.meeting(english)
        if len(left) == 1:
            word = source[left[0]].of(segment.source)
            for index in right:
                genitive = segment.target[target[index].start] in "'’" and len(right) > 1
                if not genitive or word.endswith("s") or word.lower() == "van":
                    links[left[0]].add(index)
        elif left and right:
            _link_block(segment, source, target, left, right, links)
    return links


def _link_block(
    segment: Segment, source: Sequence[Span], target: Sequence[Span], left: range, right: range, links: Links
) -> None:
    """Link the words of a term and its English: the same words to each other, the others in proportion."""
    texts = [folded(target[index].of(segment.target)) for index in right]
    others = []
    for index in left:
        text = folded(source[index].of(segment.source))
        if text in texts:
            at = texts.index(text)
            texts[at] = ""
            links[index].add(right[at])
        else:
            others.append(index)
    _spread(others, [right[at] for at, text in enumerate(texts) if text], links, right)


def _spread(left: Sequence[int], right: Sequence[int], links: Links, otherwise: Sequence[int] = ()) -> None:
    """Link words in proportion: each has at least one link, as far as there is anything to link to."""
    if not left:
        return
    right = right or otherwise
    if not right:
        return
    for position, index in enumerate(left):
        first = position * len(right) // len(left)
        last = max((position + 1) * len(right) // len(left), first + 1)
        links[index].update(right[first:last])


def _link_names(segment: Segment, source: Sequence[Span], target: Sequence[Span], links: Links) -> None:
    """Link names and numbers to themselves and to nothing else, where the English has them letter by letter."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, span in enumerate(target):
        waiting[segment.target[span.start : span.end]].append(place)
    held: dict[int, set[int]] = defaultdict(set)
    for index, places in links.items():
        for place in places:
            held[place].add(index)
    for index, span in enumerate(source):
        text = segment.source[span.start : span.end]
        rest = text if index else text[1:]  # the first capital may be the sentence's
        if text not in waiting or (rest == rest.lower() and text.isalpha()):
            continue
        same = set(waiting[text]) & links.get(index, set())
        if not same:
            same = {waiting[text][0]}
        waiting[text] = [place for place in waiting[text] if place not in same] or [min(same)]
        for place in same:
            for other in held[place]:
                if source[other].of(segment.source) != text:
                    links[other].discard(place)
        links[index] = same


def _link_same(dutch: Sequence[str], english: Sequence[str], links: Links) -> None:
    """Link words without a link to the same word, or to one that begins like it: officieel to officially."""
    held = set().union(*links.values())
    sole = {next(iter(places)) for places in links.values() if len(places) == 1}
    begin: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(english):
        if len(text) >= LEAST_ALIKE and place not in sole:
            begin[text[:LEAST_ALIKE]].append(place)
    for index, text in enumerate(dutch):
        near = begin.get(text[:LEAST_ALIKE], ()) if not links.get(index) else ()
        same = [place for place in near if english[place] == text and place not in held]
        alike = same[:1] or [place for place in near if _are_alike(text, english[place])]
        if len(alike) == 1:
            links[index].add(alike[0])
            held.add(alike[0])


def _are_alike(one: str, other: str) -> bool:
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return common >= max(LEAST_ALIKE, len(one) * 0.6, len(other) * 0.5)


def _fill(links: Links, source: int, target: int) -> None:
    """Link runs of words without a link to those that stand in their place in the English, where that is plain."""
    taken = set().union(*links.values())
    index = 0
    while index < source:
        start = index
        while index < source and not links.get(index):
            index += 1
        if start == index:
            index += 1
            continue
        left = max(links[start - 1]) if start else -1
        right = min(links[index]) if index < source else target
        between = range(left + 1, right)
        if between and taken.isdisjoint(between):
            _spread(range(start, index), between, links)
            taken.update(between)
        else:  # an article binds to the word behind it, so that comes first
            _follow(range(index - 1, start - 1, -1), range(right - 1, -1, -1), links, taken)
            _follow(range(start, index), range(left + 1, target), links, taken)


def _follow(words: range, places: range, links: Links, taken: set[int]) -> None:
    """Link words one by one as long as there is neither a word with a link nor a place that is taken."""
    for word, place in zip(words, places, strict=False):
        if links.get(word) or place in taken:
            return
        links[word].add(place)
        taken.add(place)


def folded(text: str) -> str:
    """Return a text as it is compared: without capitals, without raised digits."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
