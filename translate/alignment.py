"""From an engine's attention to pairs of aligned words.

The guided head is trained on word alignments (Garg et al. 2019), so its attention is read as one: a pair of words is
aligned when the target word looks mostly at the source word, or the source word is looked at by no other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.document import Span
from translate.engines.base import Hypothesis

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARE = 0.35  # of a target word's attention, for a pair to count
LEAST = 0.2  # of a target word's attention, for a source word that has no partner yet
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’-][\w\u0300-\u036f]+)*")


def align_words(source: str, hypothesis: Hypothesis) -> tuple[tuple[Span, Span], ...]:
    """Return pairs of a source word and a target word, in order of the source, then of the target.

    Args:
        source: the text the engine was given.
        hypothesis: what it made of it, with its attention.
    """
    import numpy as np

    if hypothesis.attention is None or not hypothesis.tokens:
        return ()
    source_words, target_words = _words(source), _words(hypothesis.text)
    if not source_words or not target_words:
        return ()
    rows = _spread(hypothesis.tokens, target_words)
    columns = _spread(hypothesis.source_tokens, source_words)
    attention = hypothesis.attention[:, : len(hypothesis.source_tokens)]
    weights = (rows @ attention @ columns.T) / np.maximum(rows.sum(axis=1, keepdims=True), 1)
    chosen = weights >= SHARE
    best = weights.argmax(axis=0)
    for column in np.flatnonzero(~chosen.any(axis=0)):
        if weights[best[column], column] >= LEAST:
            chosen[best[column], column] = True
    return tuple([(source_words[j], target_words[i]) for j, i in np.argwhere(chosen.T).tolist()])


def _words(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def _spread(tokens: tuple[Span, ...], words: list[Span]) -> NDArray[np.float32]:
    """Return a matrix, words by tokens: 1 where the token is part of the word."""
    import numpy as np

    starts, ends = [word.start for word in words], [word.end for word in words]
    rows: list[int] = []
    columns: list[int] = []
    first = 0
    for index, token in enumerate(tokens):
        start, end = token.start, token.end
        while first < len(ends) and ends[first] <= start:
            first += 1
        at = first
        # Several where a repair put words in a token's place.
        while at < len(starts) and starts[at] < end and start < end:
            rows.append(at)
            columns.append(index)
            at += 1
    table = np.zeros((len(words), len(tokens)), dtype=np.float32)
    table[rows, columns] = 1
    return table
