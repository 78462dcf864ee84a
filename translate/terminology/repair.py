"""Repairs of one missing term: make the model write it, or put it where the alignment says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from translate.document import Span
from translate.engines.base import Hypothesis
from translate.terminology.candidate import Candidate
from translate.terminology.english import indefinite_article, possessive
from translate.terminology.request import Asked, Request, ask_plainly, ask_with_marks
from translate.terminology.verify import attention_between, source_place

LEAST_WORD = 0.3  # share of a target word's attention on the Dutch term, to be taken as its rendering
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NEXT = re.compile(r"\W*\s\w+(?:['’-]\w+)*")
_ARTICLE = re.compile(r"\b(the|an?)\s+\Z", re.IGNORECASE)
_STARTS_WITH_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_GENITIVE = re.compile(r"(?:['’]s|s['’])\Z")
MOST_BETWEEN = 2  # words that look elsewhere, between two that are the rendering of one term


def force_term(sentence: str, requests: Sequence[Request], best: Candidate, *, marks: bool) -> list[tuple[Asked, str]]:
    """Propose prefixes that end in the first missing term: what the best candidate has left of it, then the term.

    Returns:
        Pairs of what to ask and the prefix to force; several cut points, for the rendering may be longer than the
        alignment shows. Empty where the alignment does not say where the term belongs.

    Source: prefix-suffix guided decoding, Wang et al. 2022 (arXiv 2211.07093), with the suffix left to the model.
    """
    text = best.hypothesis.text
    for index in (i for i, place in enumerate(best.verdict.places) if place is None):
        wrong = find_rendering(requests[index], index, best)
        if wrong is not None:
            before = list(_WORD.finditer(text, 0, wrong.start))
            cuts = [wrong.start, *(match.start() for match in before[-2:])]
        else:
            cuts = find_gaps(requests[index], index, best)
        if not cuts:
            continue
        asked = ask_with_marks(sentence, requests) if marks else ask_plainly(sentence)
        term = requests[index].wanted.term
        prefixes = [_join(mend_article(text[:cut], term), term) for cut in dict.fromkeys(cuts)]
        # With the next word too, the model cannot write on inside the term (Putin, Putins).
        if following := _NEXT.match(text, wrong.end if wrong is not None else cuts[0]):
            prefixes.append(prefixes[0] + following.group())
        return [(asked, prefix) for prefix in prefixes]
    return []


def replace_term(request: Request, index: int, best: Candidate) -> Hypothesis | None:
    """Put the wanted term in place of its rendering; None where the alignment does not show one."""
    wrong = find_rendering(request, index, best)
    if wrong is None:
        return None
    text, term = best.hypothesis.text, request.wanted.term
    if _GENITIVE.search(wrong.of(text)):
        term = possessive(term)
    before = text[: wrong.start]
    mended = mend_article(before, term)
    if not mended and text[0].isupper():
        term = term[0].upper() + term[1:]
    hypothesis = _splice(best.hypothesis, wrong, term)
    same = next((i for i, pair in enumerate(zip(before, mended, strict=False)) if len(set(pair)) > 1), len(mended))
    return _splice(hypothesis, Span(same, len(before)), mended[same:])


def mend_article(before: str, term: str) -> str:
    """Return what stands before a term with the article that fits: an ally, The Hague and not the The Hague."""
    article = _ARTICLE.search(before)
    if article is None:
        return before
    if _STARTS_WITH_ARTICLE.match(term):
        return before[: article.start()]
    if article.group(1).lower() == "the":
        return before
    right = indefinite_article(term)
    right = right.capitalize() if article.group(1)[0] == "A" else right
    return before[: article.start(1)] + right + before[article.end(1) :]


def find_rendering(request: Request, index: int, best: Candidate) -> Span | None:
    """Return what the translation has for the Dutch term: the words together that look at it most."""
    hypothesis = best.hypothesis
    source = source_place(best.asked, request, index)
    taken = [place for place in best.verdict.places if place is not None]
    runs: list[tuple[float, Span]] = []
    between = MOST_BETWEEN + 1
    for match in _WORD.finditer(hypothesis.text):
        word = Span(match.start(), match.end())
        free = not any(word.overlaps(place) for place in taken)
        weight = attention_between(hypothesis, word, source) if free else 0.0
        if weight < LEAST_WORD:
            between += 1 if free else MOST_BETWEEN + 1
            continue
        if between <= MOST_BETWEEN:
            weight, word = runs[-1][0] + weight, Span(runs[-1][1].start, word.end)
            runs.pop()
        runs.append((weight, word))
        between = 0
    return max(runs, key=lambda run: run[0])[1] if runs else None


def find_gaps(request: Request, index: int, best: Candidate) -> list[int]:
    """Return where a term belongs that has no rendering at all: beside the words aligned with its Dutch neighbours."""
    hypothesis = best.hypothesis
    source = source_place(best.asked, request, index)
    neighbours = [
        (list(_WORD.finditer(best.asked.text, 0, source.start))[-1:], False),
        (list(islice(_WORD.finditer(best.asked.text, source.end), 1)), True),
    ]
    gaps = []
    for found, comes_after in neighbours:
        for neighbour in found:
            span = Span(neighbour.start(), neighbour.end())
            words = [Span(m.start(), m.end()) for m in _WORD.finditer(hypothesis.text)]
            weight, word = max(((attention_between(hypothesis, w, span), w) for w in words), default=(0.0, Span(0, 0)))
            if weight >= LEAST_WORD:
                gaps.append(word.start if comes_after else word.end)
    return gaps


def _join(left: str, term: str) -> str:
    """Put a space between two words; where a space, a quote or a hyphen stands already, nothing."""
    if not term[0].isalnum():  # the sign of a handle that the model has written already: @, #
        left = left.rstrip().removesuffix(term[0]) if left.rstrip().endswith(term[0]) else left
    return f"{left} {term}" if left[-1:].isalnum() else left + term


def _splice(hypothesis: Hypothesis, span: Span, new: str) -> Hypothesis:
    """Replace a span of the text; tokens inside it now cover the new words, later ones move."""
    shift = len(new) - (span.end - span.start)

    def moved(token: Span) -> Span:
        if token.end <= span.start:
            return token
        if token.start >= span.end:
            return Span(token.start + shift, token.end + shift)
        return Span(min(token.start, span.start), max(span.start + len(new), token.end + shift))

    text = hypothesis.text[: span.start] + new + hypothesis.text[span.end :]
    return replace(hypothesis, text=text, tokens=tuple(moved(token) for token in hypothesis.tokens))
