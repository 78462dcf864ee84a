"""The words of a segment and of its translation, cut where mark-up begins or ends inside a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from translate.document import Segment, Span
from translate.inlines.links import Row, folded, link_words

LEAST_SHARED = 3  # letters of a part of a word, the same in both languages, that is taken for the same part


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words of a segment and of its translation, some of them cut, and the links between them.

    Attributes:
        source: pieces of the Dutch, in order.
        target: pieces of the English, in order.
        links: for each piece of the source the indices of the target's that stand for it.
        weights: for each piece of the source what each of its links counts, more than 0: the share that the piece is of
            its word, divided by the number of links.
        linked: for each piece of the target what it is linked to, and what that counts.
    """

    source: Row
    target: Row
    links: list[set[int]]
    weights: list[float]
    linked: list[dict[int, float]] = field(init=False)

    def __post_init__(self) -> None:
        back: list[dict[int, float]] = [{} for _ in self.target]
        for index, targets in enumerate(self.links):
            for target in targets:
                back[target][index] = self.weights[index]
        object.__setattr__(self, "linked", back)

    def within(self, span: Span) -> range:
        """Return the indices of the source's pieces that share a character with a span."""
        return self.source.meeting(span)


def link_pieces(segment: Segment, edges: Iterable[int], raised: Iterable[Span]) -> Pieces:
    """Link the words of a segment, in pieces.

    Args:
        segment: with its target, and what alignment and terms it has.
        edges: places in the source where mark-up begins or ends; words are cut there.
        raised: what is written higher or lower than the line.
    """
    source, target, links = link_words(segment)
    cuts = sorted(set(edges))
    high = {place for span in raised for place in range(span.start, span.end)}
    parts: list[list[Span]] = []
    target_cuts: dict[int, set[int]] = defaultdict(set)  # by word
    shared: list[tuple[int, Span]] = []  # pieces of the source, and the letters of the target that are theirs
    count = 0
    for index, word in enumerate(source):
        inner = cuts[bisect_right(cuts, word.start) : bisect_left(cuts, word.end)]
        pieces = [word]
        if inner:
            pieces = [Span(start, end) for start, end in pairwise([word.start, *inner, word.end])]
            words = sorted(links.get(index, ()))
            for place, letters in _share(segment, pieces, [target[i] for i in words], high):
                shared.append((count + place, letters))
                for i in words:
                    target_cuts[i] |= {
                        at for at in (letters.start, letters.end) if target[i].start < at < target[i].end
                    }
        parts.append(pieces)
        count += len(pieces)
    english = Row(_cut(target, target_cuts)) if any(target_cuts.values()) else target
    found: list[set[int]] = [
        _now(links.get(index, ()), target, english) if len(pieces) == 1 else set()
        for index, pieces in enumerate(parts)
        for _ in pieces
    ]
    for piece, letters in shared:
        found[piece] |= set(english.meeting(letters))
    sizes = [word.end - word.start for word, pieces in zip(source, parts, strict=True) for _ in pieces]
    dutch = Row(piece for pieces in parts for piece in pieces)
    weights = [
        (piece.end - piece.start) / size / max(len(places), 1)
        for piece, size, places in zip(dutch, sizes, found, strict=True)
    ]
    return Pieces(dutch, english, found, weights)


def _cut(words: Row, cuts: Mapping[int, Set[int]]) -> Iterator[Span]:
    """Yield words, some of them in pieces."""
    for index, word in enumerate(words):
        if index not in cuts:
            yield word
            continue
        for start, end in pairwise([word.start, *sorted(cuts[index]), word.end]):
            yield Span(start, end)


def _now(words: Iterable[int], before: Row, after: Row) -> set[int]:
    """Return the indices that words have after some were cut."""
    return set(words) if after is before else {i for word in words for i in after.meeting(before[word])}


def _share(segment: Segment, pieces: Sequence[Span], words: Sequence[Span], high: Set[int]) -> list[tuple[int, Span]]:
    """Say which letters of the words that stand for a cut word stand for each of its pieces.

    Letters that are the same go together (CO and 2 of CO2-opslag: CO2 storage); the parts of a compound to as many
    words, in order; the rest to the pieces that are left, but nothing raised to what is not.
    """
    start, end = pieces[0].start, pieces[-1].end
    for word in words:
        if word.of(segment.target) == segment.source[start:end]:
            shift = word.start - start
            return [(place, Span(piece.start + shift, piece.end + shift)) for place, piece in enumerate(pieces)]
    texts = [folded(piece.of(segment.source).strip("-'’")) for piece in pieces]
    same = _same_letters(segment.target, texts, words, [piece.start in high for piece in pieces])
    rest = list(_rest(words, sorted(same.values())))
    left = [place for place, text in enumerate(texts) if text and place not in same]
    level = [place for place in left if pieces[place].start not in high]
    pairs = list(same.items())
    if len(level) == len(rest) > 1:
        return [*pairs, *zip(level, rest, strict=True)]
    for span in rest:
        heads = [place for place, letters in same.items() if letters.end == span.start]
        pairs += [(place, span) for place in level or (left if left and heads else heads)]
    return pairs


def _same_letters(target: str, texts: Sequence[str], words: Sequence[Span], raised: Sequence[bool]) -> dict[int, Span]:
    """Find pieces of a word again, at either end of a word or behind each other; short ones only where that tells."""
    found: dict[int, Span] = {}
    at = words[0].start if words else 0
    for place, text in enumerate(texts):
        if len(text) < LEAST_SHARED and not text.isdecimal() and not (text and raised[place]):
            continue
        for word in words:
            english = folded(word.of(target))
            if len(english) != word.end - word.start:
                continue
            start = word.start + english.find(text, max(at - word.start, 0))
            end = start + len(text)
            if start >= max(at, word.start) and (start in (word.start, at) or end == word.end):
                found[place] = Span(start, end)
                at = end
                break
    return found


def _rest(words: Sequence[Span], taken: Sequence[Span]) -> Iterable[Span]:
    """Yield what is left of words."""
    for word in words:
        at = word.start
        for span in taken:
            if word.start <= span.start < word.end:
                if at < span.start:
                    yield Span(at, span.start)
                at = span.end
        if at < word.end:
            yield Span(at, word.end)
