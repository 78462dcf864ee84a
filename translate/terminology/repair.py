"""Repairs of one missing term: make the model write it, or put it where the alignment says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from translate.document import Span
from translate.engines.base import Hypothesis
from translate.terminology.candidate import Candidate
from translate.terminology.request import Asked, Request, ask_plainly, ask_with_marks
from translate.terminology.verify import attention_between, source_place

LEAST_WORD = 0.3  # share of a target word's attention on the Dutch term, to be taken as its rendering
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NEXT = re.compile(r"\W*\s\w+(?:['’-]\w+)*")
_ARTICLE = re.compile(r"\b([Aa]n?)(\s+)\Z")
_VOWEL_SOUND = re.compile(
    r"(?:[aeio]|u(?!ni|se|su|ti|ra|ro|k)|h(?:our|onest|onou?r)|[FHLMNRSX](?:[A-Z\d]|-))", re.IGNORECASE
)


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
        prefixes = [_join(text[:cut], requests[index].wanted.term) for cut in dict.fromkeys(cuts)]
        # With the next word too, the model cannot write on inside the term (Putin, Putins).
        if following := _NEXT.match(text, wrong.end if wrong is not None else cuts[0]):
            prefixes.append(prefixes[0] + following.group())
        return [(asked, prefix) for prefix in prefixes]
    return []


def replace_term(request: Request, index: int, best: Candidate) -> Hypothesis | None:
    """Put the wanted term in place of its rendering; None where the alignment does not show one."""
    wrong = find_rendering(request, index, best)
    if wrong is None or any(place is not None and place.overlaps(wrong) for place in best.verdict.places):
        return None
    text, term = best.hypothesis.text, request.wanted.term
    if text[wrong.start].isupper() and wrong.start == 0:
        term = term[0].upper() + term[1:]
    hypothesis = _splice(best.hypothesis, wrong, term)
    article = _ARTICLE.search(text[: wrong.start])
    if article:
        right = "an" if _VOWEL_SOUND.match(term) else "a"
        if article.group(1)[0] == "A":
            right = right.capitalize()
        if right != article.group(1):
            hypothesis = _splice(hypothesis, Span(article.start(1), article.end(1)), right)
    return hypothesis


def find_rendering(request: Request, index: int, best: Candidate) -> Span | None:
    """Return what the translation has for the Dutch term: the words that look at it, first to last."""
    hypothesis = best.hypothesis
    source = source_place(best.asked, request, index)
    taken = [place for place in best.verdict.places if place is not None]
    words = []
    for match in _WORD.finditer(hypothesis.text):
        word = Span(match.start(), match.end())
        if any(word.overlaps(place) for place in taken):
            continue
        if attention_between(hypothesis, word, source) >= LEAST_WORD:
            words.append(word)
    if not words:
        return None
    span = Span(words[0].start, words[-1].end)
    return None if any(span.overlaps(place) for place in taken) else span


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
    left = left.rstrip()
    return term if not left else left + term if left[-1] in "\"'“‘([" else f"{left} {term}"


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
