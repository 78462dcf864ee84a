"""From an article to its translation, paragraph by paragraph, with the glossary, the library and an engine.

A paragraph is the unit of progress and review; the engine reads sentences, for Marian models lose sentences of longer
inputs. Sentences of several paragraphs go through the engine together, because a full batch is faster.
"""

from __future__ import annotations

from collections import ChainMap, deque
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translate.checks import run_article_checks, run_checks
from translate.document import Article, Paragraph, Segment
from translate.engines.base import Engine
from translate.glossary.matching import Matcher
from translate.glossary.model import Glossary
from translate.inlines.cutting import code_spans
from translate.jobs import Job, Question, issues_of, judged, make_job
from translate.library import CachedTranslation, Library
from translate.library.segments import is_a_persons
from translate.memory import Neighbours
from translate.memory.filling import Unfilled, fill_exact
from translate.pieces import Piece, cut_sentence, join_translations
from translate.segmenting import segment_paragraph
from translate.terminology.asking import make_requests
from translate.terminology.candidate import Translation
from translate.terminology.doubt import names_in
from translate.terminology.ladder import stream_translations
from translate.terminology.request import Request

FIRST_CHUNK = 6  # sentences: few, so that the first paragraph is there at once
CHUNK = 32  # sentences translated together: two full batches of ordinary ones
AT_ONCE = 4  # chunks under way: the newest, one to be read, two that wait for their last sentences
METHOD = 3  # part of the cache key: raise it when the same question would get another answer


@dataclass(slots=True)
class Progress:
    """What a run has done so far, in sentences but for ``paragraphs`` and ``words``.

    ``translated`` counts those that the engine read, ``known`` what the cache or another sentence of the run had,
    ``remembered`` what the translation memory had, ``reviewed`` what was kept because a person reviewed or wrote it in
    this article.
    """

    paragraphs: int = 0
    sentences: int = 0
    words: int = 0
    translated: int = 0
    known: int = 0
    reviewed: int = 0
    remembered: int = 0


@dataclass(slots=True)
class _Chunk:
    """Paragraphs on their way: the jobs of each, what is asked for them by key, and what brings the translations."""

    paragraphs: list[tuple[int, Paragraph]]
    jobs: list[list[Job]]
    asked: dict[str, Question]
    translations: Generator[bool, None, None]
    is_done: bool = False

    def advance(self) -> None:
        """Put what the engine has made into the segments, until it is given more to do, or all is there."""
        try:
            self.is_done = all(self.translations)
        except BaseException:
            self.translations.close()  # while the library is open: what is there is kept
            raise

    def wait(self) -> None:
        """Come back when all translations are in their segments."""
        while not self.is_done:
            self.advance()


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
        """Return the article with its translated paragraphs, what is found in them together, and what made them."""
        return replace(
            article,
            paragraphs=self._checked_together(article, paragraphs),
            model=self.engine.id,
            glossary=glossary_name(self.glossary),
            options=(("beam", str(self.beam)),),
        )

    def stream(
        self, article: Article, progress: Progress | None = None, original: bytes | None = None
    ) -> Iterator[tuple[int, Paragraph]]:
        """Yield each paragraph's index and the paragraph with its translation, in order, as soon as it is saved.

        Args:
            article: the article.
            progress: what is counted as it goes.
            original: the document that it was read from, where that can be written again and the library is to keep it.

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
            if original is not None:
                self.library.save_original(article_id, original)
            self.library.remember_glossary(self.glossary)
            reviewed |= self.library.reviewed_segments(article_id)
        mentioned: set[str] = set()
        names = names_in([paragraph.text for paragraph in article.paragraphs])
        dismissed = self._dismissed(article_id)
        under_way: deque[_Chunk] = deque()
        last = ""  # the sentence before the chunk
        for number, (paragraphs, following) in enumerate(_chunks(article.paragraphs)):
            jobs = [self._jobs(paragraph, mentioned, names, reviewed) for _, paragraph in paragraphs]
            flat = [job for row in jobs for job in row]
            last = self._recall(flat, last, following, progress)
            if number == 1:
                under_way[0].wait()  # the first paragraph must not stand in line behind a second, larger chunk
            # From then on the engine has this chunk while those before it are judged, saved and read.
            asked = ChainMap(*(chunk.asked for chunk in under_way))
            started = self._start([job for job in flat if job.key], progress, asked)
            for chunk in under_way:
                chunk.advance()
            under_way.append(_Chunk(paragraphs, jobs, *started))
            # One at a time, however many are done, for the engine has to have something to do.
            if under_way[0].is_done or len(under_way) > AT_ONCE:
                under_way[0].wait()
                yield from self._finish(under_way.popleft(), article_id, dismissed, progress)
        for chunk in under_way:
            chunk.wait()
            yield from self._finish(chunk, article_id, dismissed, progress)

    def _recall(self, jobs: Sequence[Job], previous: str, following: str, progress: Progress) -> str:
        """Fill in what the memory has of the sentences of a chunk, and return the last one.

        Args:
            jobs: the sentences, in order.
            previous: the sentence before the first.
            following: the sentence after the last.
            progress: counts them.
        """
        sources = [previous, *(job.segment.source for job in jobs), following]
        if self.library is not None:
            around = [Neighbours(*sources[i : i + 3]) for i in range(len(jobs))]
            asked = [
                (job, Unfilled(job.segment, job.requests, n))
                for job, n in zip(jobs, around, strict=True)
                if job.key or job.listed
            ]
            filled = fill_exact(self.library, [one for _, one in asked])
            for (job, _), segment in zip(asked, filled, strict=True):
                if segment is not None:
                    job.segment, job.key = replace(segment, issues=run_checks(segment)), ""
                    progress.remembered += 1
        return sources[-2]

    def _dismissed(self, article_id: int | None) -> frozenset[tuple[str, str, str]]:
        return (
            self.library.dismissals(article_id) if self.library is not None and article_id is not None else frozenset()
        )

    def _checked_together(self, article: Article, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """Add what can only be seen where all sentences of an article are looked at."""
        found = run_article_checks([segment for paragraph in paragraphs for segment in paragraph.segments])
        if not found:
            return tuple(paragraphs)
        article_id = self.library.find_article(article) if self.library is not None else None
        dismissed = self._dismissed(article_id)
        return tuple(
            replace(p, segments=tuple(judged(s, (*s.issues, *found.get(s.id, ())), dismissed) for s in p.segments))
            for p in paragraphs
        )

    def _finish(
        self,
        chunk: _Chunk,
        article_id: int | None,
        dismissed: frozenset[tuple[str, str, str]],
        progress: Progress,
    ) -> Iterator[tuple[int, Paragraph]]:
        """Save the paragraphs of a chunk whose translations are there, and yield them."""
        done = {
            index: replace(
                paragraph, segments=tuple(judged(job.segment, issues_of(job.segment), dismissed) for job in row)
            )
            for (index, paragraph), row in zip(chunk.paragraphs, chunk.jobs, strict=True)
        }
        if self.library is not None and article_id is not None:
            self.library.save_paragraphs(article_id, done)
        for index, paragraph in done.items():
            progress.paragraphs += 1
            progress.sentences += len(paragraph.segments)
            progress.words += len(paragraph.text.split())
            progress.reviewed += sum(map(is_a_persons, paragraph.segments))
            yield index, paragraph

    def translate_segments(
        self, asked: Sequence[tuple[Segment, tuple[Request, ...]]], progress: Progress | None = None
    ) -> list[Segment]:
        """Translate segments of any articles, each with what is asked of it (``make_requests``).

        Results are remembered as those of ``stream`` are, so that either finds what the other has translated; the
        articles in the library stay as they are.
        """
        jobs = [self._job(segment, requests) for segment, requests in asked]
        _, translations = self._start([job for job in jobs if job.key], progress or Progress(), {})
        deque(translations, maxlen=0)
        return [job.segment for job in jobs]

    def _jobs(
        self,
        paragraph: Paragraph,
        mentioned: set[str],
        names: frozenset[str],
        reviewed: dict[tuple[str, str], Segment],
    ) -> list[Job]:
        jobs = []
        for segment, code in zip(paragraph.segments, code_spans(paragraph), strict=True):
            kept = reviewed.get((segment.id, segment.source))
            found = self._matcher.find(segment.source)
            requests = make_requests(found, segment.source, paragraph.kind, mentioned, names, code)
            job = self._job(segment, requests, names)
            jobs.append(job if kept is None else Job(replace(kept, gap=segment.gap), (), ""))
        return jobs

    def _job(self, segment: Segment, requests: tuple[Request, ...], names: Collection[str] = ()) -> Job:
        return make_job(segment, requests, self.engine.id, {"beam": self.beam, "method": METHOD}, names)

    def _start(
        self, jobs: Sequence[Job], progress: Progress, under_way: Mapping[str, Question]
    ) -> tuple[dict[str, Question], Generator[bool, None, None]]:
        """Begin to translate jobs.

        Args:
            jobs: each with a key.
            progress: counts them.
            under_way: what the engine has already, by key: a job that asks the same joins those that it is for.

        Returns:
            What is asked of the engine, by key, and what puts the translations into their segments: it yields
            True after each, and False where the next will take a while. Those that the cache has are there at once. A
            paragraph may have hundreds of sentences: what is done of it is kept, should the run be interrupted.
        """
        asked: dict[str, Question] = {}
        for job in jobs:
            (under_way.get(job.key) or asked.setdefault(job.key, Question())).join(job)
        known = self.library.cached(list(asked)) if self.library is not None else {}
        for key, made in known.items():
            asked.pop(key).settle(made)
        progress.known += len(jobs) - len(asked)
        fresh = list(asked.items())
        chunks = [fresh[start : start + CHUNK] for start in range(0, len(fresh), CHUNK)]
        first = self._ask(chunks[0]) if chunks else iter(())
        return asked, self._collect(chunks, first, progress)

    def _collect(
        self,
        chunks: Sequence[Sequence[tuple[str, Question]]],
        first: Iterator[tuple[str, CachedTranslation] | None],
        progress: Progress,
    ) -> Generator[bool, None, None]:
        answers = first
        for number, chunk in enumerate(chunks):
            following = self._ask(chunks[number + 1]) if number + 1 < len(chunks) else iter(())
            new: dict[str, CachedTranslation] = {}
            questions = dict(chunk)
            try:
                for answer in answers:
                    if answer is None:
                        self._keep(new)
                        new = {}
                    else:
                        key, made = answer
                        new[key] = made
                        questions[key].settle(made)
                        progress.translated += 1
                    yield answer is not None
            finally:
                self._keep(new)
            answers = following

    def _keep(self, new: Mapping[str, CachedTranslation]) -> None:
        if self.library is not None and new:
            self.library.cache(new)

    def _ask(self, chunk: Sequence[tuple[str, Question]]) -> Iterator[tuple[str, CachedTranslation] | None]:
        """Put sentences to the engine, which starts at once, and return what yields the translation of each key."""
        jobs = [question.jobs[0] for _, question in chunk]
        cuts = [cut_sentence(job.asked, job.terms, self.engine) for job in jobs]
        pieces = [(number, place, piece) for number, cut in enumerate(cuts) for place, piece in enumerate(cut)]
        answers = stream_translations(
            self.engine, [p.text for *_, p in pieces], [p.requests for *_, p in pieces], beam=self.beam
        )
        return _joined(jobs, cuts, pieces, answers)


def _joined(
    jobs: Sequence[Job],
    cuts: Sequence[Sequence[Piece]],
    pieces: Sequence[tuple[int, int, Piece]],
    answers: Iterator[tuple[int, Translation] | None],
) -> Iterator[tuple[str, CachedTranslation] | None]:
    """Yield the translation of each job as soon as the last of its pieces is there; None as ``answers`` has it."""
    parts: list[dict[int, Translation]] = [{} for _ in jobs]

    def whole(number: int) -> tuple[str, CachedTranslation]:
        job, cut = jobs[number], cuts[number]
        one = join_translations(job.terms, cut, [parts[number][place] for place in range(len(cut))])
        return job.key, CachedTranslation(one.text, one.confidence, one.alignment, one.terms, one.issues)

    yield from (whole(number) for number, cut in enumerate(cuts) if not cut)
    for answer in answers:
        if answer is None:
            yield None
            continue
        index, part = answer
        number, place, _ = pieces[index]
        parts[number][place] = part
        if len(parts[number]) == len(cuts[number]):
            yield whole(number)


def _chunks(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[tuple[int, Paragraph]], str]]:
    """Segment paragraphs and put them into chunks of enough sentences, the first one small.

    With each chunk comes the sentence that follows it, empty at the end.
    """
    chunk: list[tuple[int, Paragraph]] = []
    sentences, wanted_size = 0, FIRST_CHUNK
    for index, paragraph in enumerate(paragraphs):
        cut = segment_paragraph(paragraph, str(index + 1))
        if sentences >= wanted_size and cut.segments:
            yield chunk, cut.segments[0].source
            chunk, sentences, wanted_size = [], 0, CHUNK
        chunk.append((index, cut))
        sentences += len(cut.segments)
    if chunk:
        yield chunk, ""


def glossary_name(glossary: Glossary) -> str:
    """Return what an article says of the glossary it was translated with: its fingerprint, nothing for an empty one."""
    return glossary.fingerprint() if glossary.entries else ""


def _reviewed(article: Article) -> dict[tuple[str, str], Segment]:
    """Return the segments of an article that a person has reviewed or written, by id and source."""
    return {
        (segment.id, segment.source): segment
        for paragraph in article.paragraphs
        for segment in paragraph.segments
        if is_a_persons(segment)
    }
