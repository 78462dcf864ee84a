"""What a review works with: the library, the glossary as its file is now, and an engine once one is needed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from translate.checks import checks, run_checks
from translate.document import ParagraphKind, Segment, Span
from translate.engines.base import Engine
from translate.errors import GlossaryError, LibraryError, TranslateError
from translate.glossary.impact import Search
from translate.glossary.matching import Found, Matcher
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import load_glossary, no_glossary
from translate.inlines.cutting import code_spans
from translate.library import Library, StoredSegment
from translate.pipeline import Pipeline
from translate.terminology.asking import make_requests
from translate.terminology.doubt import is_doubtful, names_in
from translate.terminology.request import Request

if TYPE_CHECKING:
    from translate.memory import FuzzyIndex

MOST_ARTICLES = 8  # whose outlines are kept
MOST_SCORED = 20_000  # sentences whose uncertain words are kept


class ReviewError(TranslateError):
    """Something in a review that a person can mend."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """A glossary as it was read, and what finds its terms."""

    glossary: Glossary
    matcher: Matcher


@dataclass(slots=True)
class _Outline:
    """The sentences of an article in order, each with its kind of paragraph; what is found out of them is kept."""

    sentences: list[tuple[ParagraphKind, Segment]]
    texts: list[str]
    code: dict[tuple[str, str], tuple[Span, ...]]  # of the sentences that have some, by id and source
    numbers: dict[tuple[str, str], int] = field(init=False)
    mentions: dict[tuple[str, str], int] = field(default_factory=dict)
    _names: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.numbers = {(one.id, one.source): number for number, (_, one) in enumerate(self.sentences)}

    def names(self) -> frozenset[str]:
        """Return the article's ``names_in``."""
        if self._names is None:
            self._names = names_in(self.texts)
        return self._names

    def first_mention(self, entry: Entry, terms: _Terms) -> int:
        """Return the number of the first sentence, not of a heading, in which an entry is found."""
        key = (terms.glossary.fingerprint(), entry.id)
        if key not in self.mentions:
            search = Search(Glossary((entry,)))
            self.mentions[key] = next(
                (
                    number
                    for number, (kind, segment) in enumerate(self.sentences)
                    if kind not in ("title", "heading")
                    and search.finds(segment.source)
                    and any(found.entry.id == entry.id for found in terms.matcher.find(segment.source))
                ),
                len(self.sentences),
            )
        return self.mentions[key]


class Workspace:
    """A library, a glossary file and an engine, for any number of threads.

    The engine is loaded when it is first needed, or by ``warm``. The glossary is read again when its file has changed.

    Args:
        library: the articles.
        glossary_path: the glossary file; None for no terms at all.
        load_engine: what loads the engine.
        beam: beam size, at least 1.
        no_glossary: there is none because none is wanted.

    Raises:
        GlossaryError: the glossary cannot be read.
    """

    def __init__(
        self,
        library: Library,
        glossary_path: Path | None,
        load_engine: Callable[[], Engine],
        beam: int = 4,
        *,
        no_glossary: bool = False,
    ) -> None:
        self.library = library
        self.beam = beam
        self.glossary_path = glossary_path
        self._no_glossary = no_glossary
        self._problem: TranslateError | None = None
        self.uncertain: OrderedDict[tuple[str, str], tuple[Span, ...]] = OrderedDict()  # see `confidence`
        self._load_engine = load_engine
        self._engine: Engine | None = None
        self._memory: FuzzyIndex | None = None
        self._pipeline: Pipeline | None = None
        self._outlines: OrderedDict[int, _Outline] = OrderedDict()
        self._turn = threading.RLock()
        self._engine_turn = threading.RLock()
        # Before the file is read: a change meanwhile is seen next time.
        self._seen = None if glossary_path is None else _stamp(glossary_path)
        glossary = Glossary() if glossary_path is None else load_glossary(glossary_path)
        self._terms = _Terms(glossary, Matcher(glossary))

    @property
    def glossary(self) -> Glossary:
        """The terms as the file has them now.

        While something is wrong in the file they are those that were read last, and ``glossary_problem`` says what is
        wrong: an approval does not have to wait for somebody's editor.
        """
        return self._current_terms().glossary

    @property
    def glossary_problem(self) -> TranslateError | None:
        """What is wrong in the glossary file as it is now; None for nothing."""
        self._current_terms()
        return self._problem

    @property
    def engine(self) -> Engine:
        """The engine; the first call loads it.

        Raises:
            ModelError: it cannot be loaded.
        """
        with self._engine_turn:
            if self._engine is None:
                self._engine = self._load_engine()
            return self._engine

    @property
    def memory(self) -> FuzzyIndex:
        """The index of the library's translation memory."""
        from translate.memory import FuzzyIndex

        with self._turn:
            if self._memory is None:
                self._memory = FuzzyIndex(self.library)
            return self._memory

    def pipeline(self, glossary: Glossary | None = None) -> Pipeline:
        """Return a pipeline with a glossary, the one as it is now if None; what it translates is kept in the library.

        Raises:
            ModelError: the engine cannot be loaded.
        """
        engine, glossary = self.engine, self.glossary if glossary is None else glossary
        with self._turn:
            if self._pipeline is None or self._pipeline.glossary is not glossary:
                self._pipeline = Pipeline(engine, glossary, self.library, self.beam)
            return self._pipeline

    def glossary_file(self) -> Path:
        """Return the glossary file.

        Raises:
            GlossaryError: there is none.
        """
        if self.glossary_path is None:
            if self._no_glossary:
                mend = "start the review again without --no-glossary"
                raise GlossaryError("this review is without a glossary", mend=mend)
            none = no_glossary()
            raise GlossaryError(none.what, mend=f"{none.mend}, and start the review again")
        return self.glossary_path

    def warm(self) -> None:
        """Do what the first approval and the first alternatives would wait for, some seconds of it.

        The checks read their word lists, the glossary is searched once, the memory is read, the engine translates.

        Raises:
            ModelError: the engine cannot be loaded.
            LibraryError: the library cannot be read.
        """
        for one in checks():
            for example in one.examples:
                run_checks(example)
                self.find_terms(example.source)
        self.memory.bring_up_to_date()
        with self._engine_turn:  # who needs it meanwhile waits, rather than load it too
            self.engine.translate(["Goedemorgen."], beam=1)

    def segment(self, article_id: int, segment_id: str) -> StoredSegment:
        """Return a segment of an article.

        Raises:
            LibraryError: there is no such article or segment.
        """
        found = self.library.segments(article_id, [segment_id])
        if not found:
            raise LibraryError(f"no segment {segment_id} in article {article_id}")
        return found[0]

    def requests(self, article_id: int, segment: Segment) -> tuple[Request, ...]:
        """Return what the glossary asks of a segment at its place in its article, as the pipeline would.

        The rest of the article is searched only where it matters: for a term that is spelt out at its first mention,
        and for a name at the beginning of a sentence that may be an ordinary word.
        """
        terms = self._current_terms()
        found = terms.matcher.find(segment.source)
        kind: ParagraphKind = "text"
        mentioned: set[str] = set()
        names: frozenset[str] = frozenset()
        spelt_out = [one.entry for one in found if one.entry.expand]
        doubtful = any(is_doubtful(one, segment.source, names) for one in found)
        outline = self._outline(article_id, segment)
        if spelt_out or doubtful:
            number = outline.numbers.get((segment.id, segment.source), 0)
            kind = outline.sentences[number][0]
            mentioned = {entry.id for entry in spelt_out if outline.first_mention(entry, terms) < number}
            names = outline.names() if doubtful else names
        code = outline.code.get((segment.id, segment.source), ())
        return make_requests(found, segment.source, kind, mentioned, names, code)

    def find_terms(self, sentence: str) -> list[Found]:
        """Return the terms of a Dutch sentence."""
        return self._current_terms().matcher.find(sentence)

    def names(self, article_id: int, segment: Segment) -> frozenset[str]:
        """Return the words that the article of a segment writes with a capital where no sentence begins."""
        return self._outline(article_id, segment).names()

    def neighbours(self, article_id: int, segment: Segment) -> tuple[str, str]:
        """Return the Dutch sentences before and after a segment in its article, empty where there is none."""
        outline = self._outline(article_id, segment)
        number = outline.numbers.get((segment.id, segment.source), 0)
        before, after = outline.sentences[:number][-1:], outline.sentences[number + 1 :][:1]
        return "".join(one.source for _, one in before), "".join(one.source for _, one in after)

    def _outline(self, article_id: int, segment: Segment) -> _Outline:
        """Return the outline of an article, read again where it does not have this segment."""
        with self._turn:
            outline = self._outlines.get(article_id)
            if outline is None or (segment.id, segment.source) not in outline.numbers:
                paragraphs = self.library.outline(article_id)
                sentences = [(paragraph.kind, one) for paragraph in paragraphs for one in paragraph.segments]
                code = {
                    (one.id, one.source): spans
                    for paragraph in paragraphs
                    for one, spans in zip(paragraph.segments, code_spans(paragraph), strict=True)
                    if spans
                }
                outline = _Outline(sentences, [paragraph.text for paragraph in paragraphs], code)
                self._outlines[article_id] = outline
                if len(self._outlines) > MOST_ARTICLES:
                    self._outlines.popitem(last=False)
            return outline

    def _current_terms(self) -> _Terms:
        with self._turn:
            if self.glossary_path is None:
                return self._terms
            stamp = _stamp(self.glossary_path)
            if stamp != self._seen:
                self._seen = stamp
                try:
                    glossary = load_glossary(self.glossary_path)
                except GlossaryError as error:
                    self._problem = error
                else:
                    self._terms, self._problem = _Terms(glossary, Matcher(glossary)), None
            return self._terms


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one state of a file from another: time, size, inode; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
