"""Words that the model was not sure of.

A word is uncertain when the model, reading its own translation again, gives it a chance of less than one in twenty:
the log-probabilities of its tokens add up to less than ln 0.05. With the built-in model that is 4.8 % of the words of
Flores-200 devtest; 90 % of them are not in the reference translation, of the other words 41 % are not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from translate.document import Segment, Span
from translate.engines.base import Engine
from translate.review.forcing import read_targets
from translate.review.workspace import MOST_SCORED, Workspace
from translate.terminology.request import ask_plainly, ask_with_marks

UNCERTAIN = math.log(0.05)  # of a word, natural logarithm
CHUNK = 64  # sentences scored together

_WORD = re.compile(r"\S+")


def low_words(ws: Workspace, article_id: int, segments: Sequence[Segment]) -> dict[str, list[Span]]:
    """Return the spans of the words that the model was least sure of, in the English of some segments, by their ids.

    Only of segments that the model translated; those of which nothing is to be said have no words. Terms of the
    glossary are left out: they are right whatever the model thinks of them. What is found out is kept in memory.

    Raises:
        ModelError: the engine cannot be loaded.
        LibraryError: there is no such article.
    """
    asked = {one.id: (_asked(ws, article_id, one), one.target) for one in segments if _is_the_models(one)}
    fresh = [pair for pair in dict.fromkeys(asked.values()) if pair not in ws.uncertain]
    for start in range(0, len(fresh), CHUNK):
        chunk = fresh[start : start + CHUNK]
        for pair, words in zip(chunk, _uncertain(ws.engine, chunk), strict=True):
            ws.uncertain[pair] = words
        while len(ws.uncertain) > MOST_SCORED:
            ws.uncertain.popitem(last=False)
    found: dict[str, list[Span]] = {}
    for segment in segments:
        words = ws.uncertain.get(asked[segment.id], ()) if segment.id in asked else ()
        terms = [term.target for term in segment.terms if term.target is not None]
        found[segment.id] = [word for word in words if not any(word.overlaps(term) for term in terms)]
    return found


def _is_the_models(segment: Segment) -> bool:
    written = segment.target.strip() and any(c.isalnum() for c in segment.source)
    return segment.origin == "mt" and bool(written)


def _asked(ws: Workspace, article_id: int, segment: Segment) -> str:
    """Return what the model was given for a segment: the sentence, with the terms that are in the English marked."""
    right = {term.source for term in segment.terms if term.outcome in ("applied", "repaired")}
    if right and ws.engine.marks_terms:
        requests = [one for one in ws.requests(article_id, segment) if one.found.span in right]
        return ask_with_marks(segment.source, requests).text
    return ask_plainly(segment.source).text


def _uncertain(engine: Engine, pairs: Sequence[tuple[str, str]]) -> list[tuple[Span, ...]]:
    """Return the uncertain words of translations; none of one whose source is too long to be read at once."""
    lengths = engine.count_tokens([source for source, _ in pairs])
    short = [number for number, length in enumerate(lengths) if length <= engine.max_tokens]
    sources, targets = [pairs[number][0] for number in short], [pairs[number][1] for number in short]
    found: list[tuple[Span, ...]] = [()] * len(pairs)
    if not short:
        return found
    read, scores = read_targets(engine, sources, targets), engine.score(sources, targets)
    for number, hypothesis, values in zip(short, read, scores, strict=True):
        tokens = zip(hypothesis.tokens, values[:-1], strict=False)  # the last value is of the sentence's end
        found[number] = _words_below(
            hypothesis.text, [(span, value) for span, value in tokens if span.start < span.end]
        )
    return found


def _words_below(text: str, tokens: Sequence[tuple[Span, float]]) -> tuple[Span, ...]:
    """Return the words, without the signs around them, whose letters and digits are together less likely than that."""
    low = []
    for match in _WORD.finditer(text):
        word = Span(*match.span())
        chance = sum(value for span, value in tokens if span.overlaps(word) and any(c.isalnum() for c in span.of(text)))
        if chance < UNCERTAIN:
            left = len(match.group()) - len(match.group().lstrip(_SIGNS))
            low.append(Span(word.start + left, word.start + len(match.group().rstrip(_SIGNS))))
    return tuple(low)


_SIGNS = "\"'“”‘’«»()[]{}.,;:!?…–—-"
