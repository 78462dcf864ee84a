"""Other English for a segment: what the machine would write now, what memory has, and the model's other hypotheses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from translate.document import Segment, TermMatch
from translate.errors import ModelError
from translate.pieces import cut_sentence
from translate.review.workspace import Workspace
from translate.terminology.candidate import judge, settle
from translate.terminology.request import Request, ask_plainly, ask_with_marks
from translate.terminology.written import verify_written
from translate.wording import Stretch, compare_wordings

Kind = Literal["suggestion", "before", "memory", "hypothesis"]

LEAST_LIKE = 75  # percent
MOST_UNITS = 5  # of the memory
MOST_HYPOTHESES = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another English for a segment.

    Attributes:
        kind: ``suggestion``: what the machine makes of it with today's glossary; ``before``: what it was before the
            glossary changed; ``memory``: what a person wrote for this sentence or one like it; ``hypothesis``: what
            the model might have written.
        text: the English.
        percent: how like the Dutch of a memory unit is, 75 to 101 (101: its neighbours are the same too); None for
            what does not come from memory.
        stretches: the segment's present English (old) and this one (new), word by word.
        note: what to know about it: terms that it lacks, numbers that could not be adapted.
        source: the Dutch of a memory unit; empty for what does not come from memory.
    """

    kind: Kind
    text: str
    percent: int | None
    stretches: list[Stretch]
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Other English for a segment; ``problem`` is why there are no hypotheses, None where nothing was in the way."""

    found: list[Alternative]
    problem: ModelError | None = None


def find_alternatives(ws: Workspace, article_id: int, segment_id: str) -> Alternatives:
    """Return other English for a segment, no text twice: suggestion, before, memory (likest first), hypotheses.

    Only the last need the model: without one, the others are there all the same.

    Raises:
        LibraryError: there is no such article or segment.
    """
    stored = ws.segment(article_id, segment_id)
    segment = stored.segment
    requests = ws.requests(article_id, segment)
    hypotheses: list[Alternative] = []
    problem = None
    try:
        hypotheses = _hypotheses(ws, segment, requests)
    except ModelError as error:
        problem = error
    found = [
        *([Alternative("suggestion", stored.suggestion, None, [])] if stored.suggestion else []),
        *([Alternative("before", stored.before, None, [])] if stored.before else []),
        *_from_memory(ws, article_id, segment, requests),
        *hypotheses,
    ]
    seen, distinct = {segment.target, ""}, []
    for one in found:
        if one.text not in seen:
            seen.add(one.text)
            distinct.append(replace(one, stretches=compare_wordings(segment.target, one.text)))
    return Alternatives(distinct, problem)


def _from_memory(
    ws: Workspace, article_id: int, segment: Segment, requests: Sequence[Request]
) -> Iterator[Alternative]:
    previous, following = ws.neighbours(article_id, segment)
    matches = ws.memory.search(
        segment.source, LEAST_LIKE, MOST_UNITS + 1, previous=previous, following=following
    )  # one more, for what was written for this very segment is no alternative
    others = [m for m in matches if (m.unit.article, m.unit.segment) != (article_id, segment.id)]
    for match in others[:MOST_UNITS]:
        lacks = _lacked(verify_written(segment.source, match.target, requests))
        note = "; ".join(filter(None, (match.note, _lacking(lacks))))
        yield Alternative("memory", match.target, match.percent, [], note, match.unit.source)


def _hypotheses(ws: Workspace, segment: Segment, requests: Sequence[Request]) -> list[Alternative]:
    """Return the model's n-best list, asked for the terms, those first that have them all."""
    if not any(c.isalnum() for c in segment.source):
        return []
    engine, source = ws.engine, segment.source
    pieces = cut_sentence(source, requests, engine)
    if len(pieces) != 1 or pieces[0].text != source:
        return []  # too long to be translated at once
    named = {term.source for term in segment.terms}
    meant = [r for r in requests if not r.doubtful or r.found.span in named]
    asked = ask_with_marks(source, meant) if meant and engine.marks_terms else ask_plainly(source)
    answers = engine.translate([asked.text], beam=max(ws.beam, MOST_HYPOTHESES), hypotheses=MOST_HYPOTHESES)[0]
    made = [settle(source, meant, judge(source, meant, asked, answer, "asked")) for answer in answers]
    rows = []
    for one in made:
        lacks = _lacked(one.terms)
        rows.append((len(lacks), Alternative("hypothesis", one.text, None, [], _lacking(lacks))))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _lacked(terms: Iterable[TermMatch]) -> list[str]:
    return [term.term for term in terms if term.outcome in ("missed", "forbidden")]


def _lacking(terms: Sequence[str]) -> str:
    return f"lacks {', '.join(f'“{term}”' for term in terms)}" if terms else ""
