"""A sentence on its way through the pipeline: what the engine is asked for it, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translate.checks import run_checks
from translate.document import Issue, Segment
from translate.library import CachedTranslation, cache_key
from translate.pieces import moved, shifted
from translate.terminology.asking import key_entries
from translate.terminology.numbers import english_numbers
from translate.terminology.request import Request
from translate.terminology.verbatim import all_verbatim
from translate.words.capitals import in_capitals, is_in_capitals, ordinary_dutch
from translate.words.labels import label
from translate.words.signs import between_signs


@dataclass(slots=True)
class Job:
    """A sentence on its way: the segment, its terms, its key in the cache (empty where no engine is needed).

    ``asked`` is the sentence as the engine is given it, with the terms in it as ``terms``: without the signs at its
    ends, from ``start`` on; in ordinary case where the Dutch is in capitals. What is ``listed`` has its English
    already, unless a person wrote another.
    """

    segment: Segment
    requests: tuple[Request, ...]
    key: str
    asked: str = ""
    start: int = 0
    listed: bool = False

    @property
    def terms(self) -> tuple[Request, ...]:
        """The terms, counted from the start of what is asked."""
        return tuple(moved(request, -self.start) for request in self.requests) if self.start else self.requests

    def answered(self, made: CachedTranslation) -> None:
        """Put a translation into the segment."""
        self.segment = _segment(self, made)


@dataclass(slots=True)
class Question:
    """A sentence that is asked of the engine: all the jobs it is for, and the answer once that is there."""

    jobs: list[Job] = field(default_factory=list)
    answer: CachedTranslation | None = None

    def join(self, job: Job) -> None:
        """Ask this for another job too."""
        self.jobs.append(job)
        if self.answer is not None:
            job.answered(self.answer)

    def settle(self, answer: CachedTranslation) -> None:
        """Put the answer into the segments of all the jobs."""
        self.answer = answer
        for job in self.jobs:
            job.answered(answer)


def make_job(
    segment: Segment,
    requests: tuple[Request, ...],
    engine: str,
    options: Mapping[str, object],
    names: Collection[str] = (),
) -> Job:
    """Say what the engine is asked for a sentence; what needs no engine is translated already.

    Args:
        segment: the sentence.
        requests: what is asked of it.
        engine: the engine's id.
        options: what else its answer depends on.
        names: the article's ``names_in``, by which a sentence in capitals is spelt.
    """
    if not requests and not any(c.isalpha() for c in segment.source):
        return Job(replace(segment, target=english_numbers(segment.source), state="translated"), (), "")
    if (terms := all_verbatim(segment.source, requests)) is not None:
        return Job(replace(segment, target=segment.source, state="translated", terms=terms), (), "")
    if not requests and (found := label(segment.source)) is not None:
        pair = (found.source, found.target)
        done = replace(segment, target=found.english, state="translated", alignment=(pair,))
        return Job(done, (), "", listed=True)
    asked = segment.source
    if is_in_capitals(asked):
        asked = ordinary_dutch(asked, names, {r.found.span: r.found.entry.id for r in requests if not r.doubtful})
    start, end = between_signs(asked)
    places = [request.found.span for request in requests]  # code may be a sign
    start, end = min([start, *(p.start for p in places)]), max([end, *(p.end for p in places)])
    job = Job(segment, requests, "", asked[start:end], start)
    job.key = cache_key(job.asked, engine, options, key_entries(job.terms))
    return job


def judged(segment: Segment, issues: Sequence[Issue], dismissed: frozenset[tuple[str, str, str]]) -> Segment:
    """Return a segment with its issues; those that a person dismissed for this sentence are marked."""
    if not dismissed and issues == segment.issues:
        return segment
    marked = (replace(i, dismissed=i.dismissed or (segment.source, i.check, i.message) in dismissed) for i in issues)
    return replace(segment, issues=tuple(marked))


def issues_of(segment: Segment) -> tuple[Issue, ...]:
    """Return a segment's issues; that it has no translation is said of every one, whatever the reason."""
    return segment.issues if segment.target.strip() or segment.issues else run_checks(segment)


def _segment(job: Job, made: CachedTranslation) -> Segment:
    """Put a translation into its segment. Notes and checks are of today, whenever the translation was made."""
    notes = {request.found.span: request.found.entry.note for request in job.requests}
    source, start, end = job.segment.source, job.start, job.start + len(job.asked)
    target = made.target
    if target and job.asked != source[start:end]:
        verbatim = {request.found.span for request in job.terms if request.found.verbatim}
        target = in_capitals(target, (t.target for t in made.terms if t.target and t.source in verbatim))
    terms, alignment, issues = made.terms, made.alignment, made.issues
    if start:
        issues = tuple(
            replace(i, source=i.source and shifted(i.source, start), target=i.target and shifted(i.target, start))
            for i in issues
        )
        terms = tuple(
            replace(t, source=shifted(t.source, start), target=t.target and shifted(t.target, start)) for t in terms
        )
        alignment = tuple((shifted(dutch, start), shifted(english, start)) for dutch, english in alignment)
    segment = replace(
        job.segment,
        target=source[:start] + target + source[end:] if target.strip() else "",
        state="translated" if target.strip() else "initial",
        confidence=made.confidence,
        alignment=alignment,
        terms=tuple(replace(term, note=notes.get(term.source, term.note)) for term in terms),
    )
    return replace(segment, issues=(*issues, *run_checks(segment)))
