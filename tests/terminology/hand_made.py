"""Hypotheses made by hand: one token a word, and attention where the test says that two words are aligned."""

from __future__ import annotations

import re

import numpy as np

from translate.document import Span
from translate.engines.base import Hypothesis
from translate.glossary.matching import Matcher
from translate.glossary.model import Entry, Glossary, Kind
from translate.terminology.english import wanted
from translate.terminology.request import Request


def entry(source: str, target: str, *variants: str, kind: Kind = "other", forbidden: tuple[str, ...] = ()) -> Entry:
    """An entry that minds case where the Dutch has a capital."""
    case = "exact" if source[0].isupper() else "free"
    return Entry((source,), target, variants=variants, forbidden=forbidden, kind=kind, case=case)


def requests_of(sentence: str, *entries: Entry) -> list[Request]:
    """What is asked of a sentence for the entries found in it."""
    return [Request(found, wanted(found)) for found in Matcher(Glossary(entries)).find(sentence)]


def words_of(text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S+", text))


def hypothesis(source: str, text: str, aligned: str = "", *, score: float = -0.5) -> Hypothesis:
    """A translation with one token a word.

    ``aligned`` lists pairs of words, ``Poetin=Putin zei=said``; a word that stands several times is counted from 0:
    ``drone#1=drones#0``. A target word that is in no pair looks at the end mark.
    """
    sources, targets = words_of(source), words_of(text)
    attention = np.zeros((len(targets), len(sources) + 1), dtype=np.float32)
    for pair in aligned.split():
        left, right = (
            _index(name, spans, of)
            for name, spans, of in zip(pair.split("="), (sources, targets), (source, text), strict=True)
        )
        attention[right, left] = 1
    attention[attention.sum(axis=1) == 0, -1] = 1
    attention /= attention.sum(axis=1, keepdims=True)
    return Hypothesis(text, targets, sources, score, attention)


def _index(name: str, spans: tuple[Span, ...], text: str) -> int:
    word, _, count = name.partition("#")
    places = [index for index, span in enumerate(spans) if span.of(text).strip(".,?!:;\"'“”") == word]
    return places[int(count or 0)]
