"""The terms of a sentence in English that no machine wrote: a reviewer's, or the translation memory's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.document import Span, TermMatch
from translate.engines.base import Hypothesis
from translate.terminology.candidate import judge, match_terms
from translate.terminology.request import Request, ask_plainly


def verify_written(
    source: str, target: str, requests: Sequence[Request], alignment: Sequence[tuple[Span, Span]] = ()
) -> tuple[TermMatch, ...]:
    """Say of each requested term whether English that a person wrote has it, and where.

    A request that may be an ordinary word (``Request.doubtful``) and is not in the English was read as one: it is left
    out.

    Args:
        source: the Dutch sentence.
        target: its English.
        requests: the terms of the sentence.
        alignment: pairs of aligned words, as far as they are known. They tell which of two equal words renders a term.
    """
    hypothesis = _as_hypothesis(target, alignment)
    asked = ask_plainly(source)
    kept = judge(source, requests, asked, hypothesis, "already right")
    meant = [r for r, place in zip(requests, kept.verdict.places, strict=True) if place is not None or not r.doubtful]
    if len(meant) < len(requests):
        kept = judge(source, meant, asked, hypothesis, "already right")
    return tuple(replace(match, why=_why(match)) for match in match_terms(meant, kept))


def _why(match: TermMatch) -> str:
    if match.outcome == "applied":
        return "the reviewer wrote it"
    if match.target is None:
        return f"the English does not have “{match.term}” for {match.entry or 'it'}"
    return match.why


def _as_hypothesis(target: str, alignment: Sequence[tuple[Span, Span]]) -> Hypothesis:
    """Let aligned words look at each other, as a model's tokens do."""
    if not alignment:
        return Hypothesis(target, (), (), 0.0)
    import numpy as np

    columns = {span: index for index, span in enumerate(sorted({source for source, _ in alignment}))}
    rows = {span: index for index, span in enumerate(sorted({english for _, english in alignment}))}
    attention = np.zeros((len(rows), len(columns) + 1), dtype=np.float32)
    for dutch, english in alignment:
        attention[rows[english], columns[dutch]] = 1
    attention /= attention.sum(axis=1, keepdims=True)
    return Hypothesis(target, tuple(rows), tuple(columns), 0.0, attention)
