"""A candidate translation of one sentence on its way down the ladder, and what is kept of it in the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate.alignment import align_words
from translate.document import Issue, Outcome, Rung, Span, TermMatch
from translate.engines.base import Hypothesis
from translate.terminology.numbers import mend_numbers
from translate.terminology.request import Asked, Request
from translate.terminology.verify import Verdict, occurrences, verify


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hypothesis, what it was asked with, how it was judged, and the rung that put each term in its place."""

    asked: Asked
    hypothesis: Hypothesis
    verdict: Verdict
    rungs: tuple[Rung, ...]

    @property
    def cost(self) -> tuple[int, int]:
        """Terms missing, then faults: less is better, (0, 0) is right."""
        return self.verdict.missing, len(self.verdict.faults)


@dataclass(frozen=True, slots=True)
class Translation:
    """What the ladder makes of one sentence; spans count from the sentence's and the text's start.

    ``confidence`` is the mean log-probability of the hypothesis that was kept. ``issues`` holds only what no check can
    find out afterwards.
    """

    text: str
    confidence: float
    alignment: tuple[tuple[Span, Span], ...]
    terms: tuple[TermMatch, ...]
    issues: tuple[Issue, ...] = ()


def judge(
    sentence: str,
    requests: Sequence[Request],
    asked: Asked,
    hypothesis: Hypothesis,
    rung: Rung,
    base: Candidate | None = None,
) -> Candidate:
    """Verify a hypothesis. Terms that ``base`` already had in place keep the rung that put them there."""
    verdict = verify(sentence, requests, asked, hypothesis)
    rungs = tuple(
        base.rungs[i] if base is not None and base.verdict.places[i] is not None else rung for i in range(len(requests))
    )
    return Candidate(asked, hypothesis, verdict, rungs)


def settle(sentence: str, requests: Sequence[Request], kept: Candidate) -> Translation:
    """Turn the candidate that was kept into a translation: terms with their outcome, and the alignment."""
    text = _mend_end(sentence, mend_numbers(sentence, _mend_case(sentence, requests, kept), kept.verdict.places))
    return Translation(text, kept.hypothesis.score, _align(requests, kept), match_terms(requests, kept))


def match_terms(requests: Sequence[Request], kept: Candidate) -> tuple[TermMatch, ...]:
    """Say what became of each requested term in the candidate that was kept."""
    forbidden = _forbidden(requests, kept)
    return tuple(_outcome(request, kept, index, forbidden.get(index)) for index, request in enumerate(requests))


def _forbidden(requests: Sequence[Request], kept: Candidate) -> dict[int, Span]:
    """Lay each piece of forbidden English at the door of one request: rather of one that lacks its term."""
    blamed: dict[int, Span] = {}
    for span in kept.verdict.forbidden:
        text = kept.hypothesis.text
        guilty = [
            index
            for index, request in enumerate(requests)
            if any(span in occurrences(phrase, text, exact=True) for phrase in request.wanted.forbidden)
        ]
        places = kept.verdict.places
        blamed[min(guilty, key=lambda index: (index in blamed, places[index] is not None))] = span
    return blamed


def _outcome(request: Request, kept: Candidate, index: int, forbidden: Span | None) -> TermMatch:
    entry, wanted, place = request.found.entry, request.wanted, kept.verdict.places[index]
    match = TermMatch("" if request.found.verbatim else entry.id, request.found.span, wanted.term, note=entry.note)
    if forbidden is not None:
        why = f"the English has “{forbidden.of(kept.hypothesis.text)}”, which the glossary forbids for {entry.id}"
        return replace(match, target=forbidden, outcome="forbidden", why=why)
    if place is None:
        for form in wanted.other_number:
            for span in occurrences(form, kept.hypothesis.text, exact=entry.case == "exact"):
                why = f"the English has “{form}” where “{wanted.term}” was asked for"
                return replace(match, target=span, why=why)
        return replace(match, why=f"no step of the ladder got “{wanted.term}” into the English for {entry.id}")
    rung = kept.rungs[index]
    outcome: Outcome = "applied" if rung in ("asked", "already right") else "repaired"
    return replace(match, target=place, outcome=outcome, rung=rung, why=_WHY[rung])


_WHY: dict[Rung, str] = {
    "asked": "the model was asked for it and wrote it",
    "already right": "the model wrote it of itself",
    "n-best": "another hypothesis of the model had it",
    "substituted": "the English was written into the Dutch sentence",
    "prefix repair": "the model was made to write it and to finish the sentence",
    "span replacement": "it was put in place of the words aligned with the Dutch",
}


def _align(requests: Sequence[Request], kept: Candidate) -> tuple[tuple[Span, Span], ...]:
    if not requests and len(kept.asked.pieces) == 1:
        return align_words(kept.asked.text, kept.hypothesis)
    placed = [(r.found.span, p) for r, p in zip(requests, kept.verdict.places, strict=True) if p is not None]
    return align_around(placed, kept.asked, kept.hypothesis)


def align_around(
    placed: Sequence[tuple[Span, Span]], asked: Asked, hypothesis: Hypothesis
) -> tuple[tuple[Span, Span], ...]:
    """Align words of the sentence itself; a term is aligned as a whole with its place.

    Args:
        placed: the terms that have a place: where each stands in the sentence, and its place in the English.
        asked: what the engine was given.
        hypothesis: what it gave back.
    """
    pairs = set(placed)
    for asked_word, target in align_words(asked.text, hypothesis):
        source = asked.to_source(asked_word)
        if source is None or any(source.overlaps(s) or target.overlaps(t) for s, t in placed):
            continue
        pairs.add((source, target))
    return tuple(sorted(pairs, key=_place))


def _place(pair: tuple[Span, Span]) -> tuple[int, int, int, int]:
    # Spans sort by themselves, four times slower.
    source, target = pair
    return source.start, source.end, target.start, target.end


def _mend_case(sentence: str, requests: Sequence[Request], kept: Candidate) -> str:
    """Give terms the capital or small letter that their place in the sentence asks for."""
    text = kept.hypothesis.text
    for request, place in zip(requests, kept.verdict.places, strict=True):
        if place is None:
            continue
        written = place.of(text)
        small = written[0].lower() + written[1:]
        before = text[: place.start].rstrip()
        accepted = request.wanted.accepted
        # A variant may have a capital of its own (Prime Minister); a sentence or a quotation begins with one.
        if written not in accepted and small in accepted and before and before[-1] not in ".?!:…\"'“‘([":
            text = text[: place.start] + small + text[place.end :]
    english, dutch = _FIRST_WORD.match(text), _FIRST_WORD.match(sentence)
    if english and dutch and dutch.group(1)[0].isupper() and english.group(1).islower():  # not so iPhone, al-Qaida
        at = english.start(1)
        text = text[:at] + text[at].upper() + text[at + 1 :]
    return text


def _mend_end(sentence: str, text: str) -> str:
    """Take away the full stop that a model puts behind a headline."""
    return text[:-1] if sentence[-1:].isalnum() and text[-1:] == "." and text[-2:-1].isalnum() else text


_FIRST_WORD = re.compile(r"[\"'“”„‘’«([]*(?:(?<=['’])[stnkm]\s+)?([^\W\d_][\w-]*)")
