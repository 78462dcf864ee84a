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


def link_words(segment: Segment) -> tuple[list[Span], list[Span], Links]:
    """Return the words of a segment's source and of its target, and what is linked.

    The alignment and the terms come first, as far as they fit the texts; then names and numbers that are the same in
    both, words that are alike, and words that stand where the words around them say.
    """
    source = [Span(match.start(), match.end()) for match in _WORD.finditer(segment.source)]
    target = list(_target_words(segment.target))
    links = _aligned(segment, source, target)
    _link_names(segment, source, target, links)
    _link_same(
        [folded(span.of(segment.source)) for span in source],
        [folded(span.of(segment.target)) for span in target],
        links,
    )
    _fill(links, len(source), len(target))
    return source, target, links


def _target_words(text: str) -> Iterable[Span]:
    """Yield the words of the English; ``'s`` is one of its own, for it is no part of a name that mark-up is around."""
    for match in _WORD.finditer(text):
        tail = _GENITIVE.search(match.group())
        middle = match.start() + tail.start() if tail else match.end()
        yield Span(match.start(), middle)
        if tail:
            yield Span(middle, match.end())


def _aligned(segment: Segment, source: Sequence[Span], target: Sequence[Span]) -> Links:
    links: Links = defaultdict(set)
    pairs = [*segment.alignment, *((term.source, term.target) for term in segment.terms if term.target is not None)]
    for dutch, english in dict.fromkeys(pairs):
        if dutch.end > len(segment.source) or english.end > len(segment.target):
            continue
        left, right = overlapping(source, dutch), overlapping(target, english)
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
        waiting[span.of(segment.target)].append(place)
    held: dict[int, set[int]] = defaultdict(set)
    for index, places in links.items():
        for place in places:
            held[place].add(index)
    for index, span in enumerate(source):
        text = span.of(segment.source)
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


def overlapping(spans: Sequence[Span], span: Span) -> range:
    """Return the indices of those that share a character with a span; ``spans`` are in order and do not overlap."""
    if span.start == span.end:
        return range(0)
    first = bisect_right(spans, span.start, key=_end) if spans else 0
    return range(first, max(bisect_left(spans, span.end, key=_start), first))


def folded(text: str) -> str:
    """Return a text as it is compared: without capitals, without raised digits."""
    return unicodedata.normalize("NFKC", text).casefold()


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
