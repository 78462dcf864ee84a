"""From an article to its translation, paragraph by paragraph, with the glossary, the library and an engine.

A paragraph is the unit of progress and review; the engine reads sentences, for Marian models lose sentences of longer
inputs. Sentences of several paragraphs go through the engine together, because a full batch is faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from translate.checks import run_checks
from translate.document import Article, Issue, Paragraph, ParagraphKind, Segment
from translate.engines.base import Engine
from translate.glossary.matching import Found, Matcher
from translate.glossary.model import Glossary
from translate.library import CachedTranslation, Library, cache_key
from translate.pieces import cut_sentence, join_translations
from translate.segmenting import segment_paragraph
from translate.terminology.doubt import is_doubtful, names_in
from translate.terminology.english import wanted
from translate.terminology.ladder import translate_sentences
from translate.terminology.numbers import english_numbers
from translate.terminology.request import Request
from translate.terminology.verbatim import with_verbatim

FIRST_CHUNK = 6  # sentences: few, so that the first paragraph is there at once
CHUNK = 64  # sentences translated together: a full batch of ordinary sentences
# 1.250 and 1.250,50 and 12,5; not dates, versions and times
METHOD = 1  # part of the cache key: raise it when the same question would get another answer


@dataclass(slots=True)
class Progress:
    """What a run has done so far; ``translated`` counts sentences that the engine read, the others were known."""

    paragraphs: int = 0
    sentences: int = 0
    words: int = 0
    translated: int = 0
    known: int = 0
    reviewed: int = 0


@dataclass(slots=True)
class _Job:
    """A sentence on its way: where it stands, its terms, its key in the cache."""

    segment: Segment
    requests: tuple[Request, ...]
    key: str


@dataclass(slots=True)
class Pipeline:
    """An engine, a glossary and, if results are to be kept, a library; translates any number of articles.

    Attributes:
        engine: any engine.
        glossary: the terms; an empty one for none.
        library: where results are looked up and kept, None for nowhere.
        beam: beam size, at least 1.

    Raises:
        ValueError: the beam size is less than 1.
    """

    engine: Engine
    glossary: Glossary
    library: Library | None = None
    beam: int = 4
    _matcher: Matcher = field(init=False)

    def __post_init__(self) -> None:
        if self.beam < 1:
            raise ValueError(f"a beam of {self.beam}: it must be at least 1")
        self._matcher = Matcher(self.glossary)

    def translate(self, article: Article, progress: Progress | None = None) -> Article:
        """Translate an article and return it with its segments; see ``stream`` for the paragraphs as they come."""
        paragraphs = [paragraph for _, paragraph in self.stream(article, progress)]
        return self.finished(article, paragraphs)

    def finished(self, article: Article, paragraphs: Sequence[Paragraph]) -> Article:
        """Return the article with its translated paragraphs and what made them."""
        return replace(
            article,
            paragraphs=tuple(paragraphs),
            model=self.engine.id,
            glossary=glossary_name(self.glossary),
            options=(("beam", str(self.beam)),),
        )

    def stream(self, article: Article, progress: Progress | None = None) -> Iterator[tuple[int, Paragraph]]:
        """Yield each paragraph's index and the paragraph with its translation, in order, as soon as it is saved.

        Raises:
            ModelError: the model cannot be loaded.
            LibraryError: the library cannot be read or written.
        """
        progress = Progress() if progress is None else progress
        article_id = None
        reviewed = _reviewed(article)
        if self.library is not None:
            # A file name may hold bytes that are no UTF-8; the library holds text.
            path = article.path.encode("utf-8", "replace").decode()
            article_id = self.library.save_article(self.finished(replace(article, path=path), article.paragraphs))
            self.library.remember_glossary(self.glossary)
            reviewed |= self.library.reviewed_segments(article_id)
        mentioned: set[str] = set()
        names = names_in([paragraph.text for paragraph in article.paragraphs])
        for chunk in _chunks(article.paragraphs):
            jobs = [self._jobs(paragraph, mentioned, names, reviewed) for _, paragraph in chunk]
            translations = self._translate([job for row in jobs for job in row if job.key], progress)
            done = {}
            for (index, paragraph), row in zip(chunk, jobs, strict=True):
                segments = tuple(_segment(job, translations.get(job.key)) for job in row)
                done[index] = replace(paragraph, segments=segments)
                progress.reviewed += sum(s.state in ("reviewed", "final") for s in segments)
            if self.library is not None and article_id is not None:
                self.library.save_paragraphs(article_id, done)
            for index, paragraph in done.items():
                progress.paragraphs += 1
                progress.sentences += len(paragraph.segments)
                progress.words += len(paragraph.text.split())
                yield index, paragraph

    def translate_segments(
        self, asked: Sequence[tuple[Segment, tuple[Request, ...]]], progress: Progress | None = None
    ) -> list[Segment]:
        """Translate segments of any articles, each with what is asked of it (``make_requests``).

        Results are remembered as those of ``stream`` are, so that either finds what the other has translated; the
        articles in the library stay as they are.
        """
        jobs = [self._job(segment, requests) for segment, requests in asked]
        translations = self._translate([job for job in jobs if job.key], progress or Progress())
        return [_segment(job, translations.get(job.key)) for job in jobs]

    def _jobs(
        self,
        paragraph: Paragraph,
        mentioned: set[str],
        names: frozenset[str],
        reviewed: dict[tuple[str, str], Segment],
    ) -> list[_Job]:
        jobs = []
        for segment in paragraph.segments:
            kept = reviewed.get((segment.id, segment.source))
            found = self._matcher.find(segment.source)
            requests = make_requests(found, segment.source, paragraph.kind, mentioned, names)
            job = self._job(segment, requests)
            jobs.append(job if kept is None else _Job(replace(kept, gap=segment.gap), (), ""))
        return jobs

    def _job(self, segment: Segment, requests: tuple[Request, ...]) -> _Job:
        if not requests and not any(c.isalpha() for c in segment.source):
            return _Job(replace(segment, target=english_numbers(segment.source), state="translated"), (), "")
        options = {"beam": self.beam, "method": METHOD}
        return _Job(segment, requests, cache_key(segment.source, self.engine.id, options, key_entries(requests)))

    def _translate(self, jobs: Sequence[_Job], progress: Progress) -> dict[str, CachedTranslation]:
        """Return the translation of each job's key: from the cache where it is known, else from the engine."""
        by_key = {job.key: job for job in jobs}
        known = self.library.cached(list(by_key)) if self.library is not None else {}
        fresh = [job for key, job in by_key.items() if key not in known]
        progress.known += len(jobs) - len(fresh)
        progress.translated += len(fresh)
        if not fresh:
            return known
        # A paragraph may have hundreds of sentences: what is done of it is kept, should the run be interrupted.
        for start in range(0, len(fresh), CHUNK):
            new = self._translate_fresh(fresh[start : start + CHUNK])
            if self.library is not None:
                self.library.cache(new)
            known |= new
        return known

    def _translate_fresh(self, jobs: Sequence[_Job]) -> dict[str, CachedTranslation]:
        cuts = [cut_sentence(job.segment.source, job.requests, self.engine) for job in jobs]
        pieces = [piece for cut in cuts for piece in cut]
        parts = iter(
            translate_sentences(self.engine, [p.text for p in pieces], [p.requests for p in pieces], beam=self.beam)
        )
        wholes = (
            join_translations(job.requests, cut, [next(parts) for _ in cut])
            for job, cut in zip(jobs, cuts, strict=True)
        )
        return {
            job.key: CachedTranslation(whole.text, whole.confidence, whole.alignment, whole.terms, whole.issues)
            for job, whole in zip(jobs, wholes, strict=True)
        }


def _chunks(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, Paragraph]]]:
    """Segment paragraphs and put them into chunks of enough sentences, the first one small."""
    chunk: list[tuple[int, Paragraph]] = []
    sentences, wanted_size = 0, FIRST_CHUNK
    for index, paragraph in enumerate(paragraphs):
        cut = segment_paragraph(paragraph, str(index + 1))
        chunk.append((index, cut))
        sentences += len(cut.segments)
        if sentences >= wanted_size:
            yield chunk
            chunk, sentences, wanted_size = [], 0, CHUNK
    if chunk:
        yield chunk


def glossary_name(glossary: Glossary) -> str:
    """Return what an article says of the glossary it was translated with: its fingerprint, nothing for an empty one."""
    return glossary.fingerprint() if glossary.entries else ""


def make_requests(
    found: Sequence[Found], source: str, kind: ParagraphKind, mentioned: set[str], names: frozenset[str]
) -> tuple[Request, ...]:
    """Say what is asked of a sentence: its terms, and what must come through as it is.

    Args:
        found: the terms that were found in it.
        source: the sentence.
        kind: what sort of paragraph it stands in.
        mentioned: ids of the entries that came up earlier in the article; those of this sentence are added.
        names: the article's ``names_in``.
    """
    requests = _requests(with_verbatim(found, source), mentioned, spell_out=kind not in ("title", "heading"))
    return tuple(replace(request, doubtful=is_doubtful(request.found, source, names)) for request in requests)


def key_entries(requests: Sequence[Request]) -> list[str]:
    """Return what a sentence's translation depends on of the glossary: the entries of its key in the cache."""
    return [f"{r.found.entry.fingerprint()} {r.found.span.start} {r.wanted.term} {r.doubtful}" for r in requests]


def _requests(found: Sequence[Found], mentioned: set[str], *, spell_out: bool) -> Iterator[Request]:
    """Ask for each term; for its spelt-out form where it comes up first and is not spelt out beside it."""
    targets = {f.entry.target.casefold() for f in found if not f.entry.expand}
    for one in found:
        entry = one.entry
        first = entry.id not in mentioned
        beside = any(len(t) > len(entry.target) and t in entry.expand.casefold() for t in targets)
        yield Request(one, wanted(one, expand=bool(entry.expand) and first and spell_out and not beside))
        if spell_out:
            mentioned.add(entry.id)


def _reviewed(article: Article) -> dict[tuple[str, str], Segment]:
    """Return the segments of an article that a person has reviewed, by id and source."""
    return {
        (segment.id, segment.source): segment
        for paragraph in article.paragraphs
        for segment in paragraph.segments
        if segment.state in ("reviewed", "final")
    }


def _segment(job: _Job, made: CachedTranslation | None) -> Segment:
    """Put a translation into its segment. Notes and checks are of today, whenever the translation was made."""
    if made is None:
        return job.segment
    notes = {request.found.span: request.found.entry.note for request in job.requests}
    segment = replace(
        job.segment,
        target=made.target,
        state="translated" if made.target.strip() else "initial",
        confidence=made.confidence,
        alignment=made.alignment,
        terms=tuple(replace(term, note=notes.get(term.source, term.note)) for term in made.terms),
    )
    if not made.target.strip():
        lost = Issue("not translated", "error", "the model gave nothing back for this sentence")
        return replace(segment, target="", issues=(*made.issues, lost))
    return replace(segment, issues=(*made.issues, *run_checks(segment)))
