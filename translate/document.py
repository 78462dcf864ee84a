"""The article and its parts: frozen values, no behaviour but their invariants.

Offsets everywhere are half-open, 0-based, and count Unicode code points of one segment's source or target.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ParagraphKind = Literal["title", "heading", "text", "list item", "quote", "caption"]
State = Literal["initial", "translated", "reviewed", "final"]
Origin = Literal["mt", "memory", "fuzzy", "human"]
Outcome = Literal["applied", "repaired", "missed", "forbidden"]
Rung = Literal["asked", "already right", "n-best", "substituted", "prefix repair", "span replacement", "flagged"]
Severity = Literal["error", "warning", "info"]
InlineKind = Literal[
    "bold", "italic", "underline", "strike", "superscript", "subscript", "code", "link", "style", "break", "object"
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span out of order: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def of(self, text: str) -> str:
        """Return the stretch of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """One occurrence of a glossary entry in a segment, and what became of it.

    ``entry`` is the entry's id; empty for what no glossary asks for but must stay as it is (an address).

    ``term`` is the English this occurrence asks for (the entry's target, inflected or spelt out as the Dutch demands).
    ``target`` is where it stands in the translation, None when it does not. ``rung`` is the step of the terminology
    ladder that settled it; ``why`` says in words what happened, for the reviewer.
    """

    entry: str
    source: Span
    term: str
    target: Span | None = None
    outcome: Outcome = "missed"
    rung: Rung = "flagged"
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reviewer should look at."""

    check: str
    severity: Severity
    message: str
    source: Span | None = None
    target: Span | None = None
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """Mark-up inside a paragraph, standing off from its text.

    Attributes:
        id: names it within its paragraph; whoever writes the paragraph back knows by it which mark-up it was.
        kind: what it does to the text. ``style`` is any other formatting; ``break`` (a line break) and ``object`` (a
            picture, a footnote's mark, a field) stand between two characters and have an empty span, as other mark-up
            around nothing has.
        span: the stretch of the paragraph's text.
        value: the address of a link; ``footnote 2`` for the mark of a note; what else a format wants to keep.

    The inlines of a paragraph nest: of two that overlap one holds the other. They are in order of their start, outer
    ones first; of two around the same text the first is the outer one.
    """

    id: str
    kind: InlineKind
    span: Span
    value: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and its translation.

    ``alignment`` holds pairs of a source and a target span, one for each pair of aligned words. ``confidence`` is the
    mean token log-probability (natural logarithm, at most 0), None where no engine made the target. ``gap`` is the
    white space between this segment and the next in its paragraph: joining ``source + gap`` gives the paragraph.
    """

    id: str
    source: str
    gap: str = ""
    target: str = ""
    state: State = "initial"
    origin: Origin = "mt"
    confidence: float | None = None
    alignment: tuple[tuple[Span, Span], ...] = ()
    terms: tuple[TermMatch, ...] = ()
    issues: tuple[Issue, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article: its kind, its text, and its segments once it has been segmented.

    ``level`` is the heading level (1 to 6) or the depth of a list item (1 and deeper), 0 for the rest. ``marker`` is
    what stood before a list item (``-``, ``3.``), so that it can be written again; of a note it is ``[^2]:``. ``line``
    is the 1-based line of the input on which the paragraph starts, 0 when unknown. ``inlines`` is the mark-up inside
    the text.
    """

    kind: ParagraphKind
    text: str
    level: int = 0
    marker: str = ""
    line: int = 0
    segments: tuple[Segment, ...] = ()
    inlines: tuple[Inline, ...] = ()

    def __post_init__(self) -> None:
        if self.segments and "".join(s.source + s.gap for s in self.segments) != self.text:
            raise ValueError("the segments do not add up to the paragraph")

    @property
    def target(self) -> str:
        """The English paragraph; empty while a segment of it has no translation."""
        if not self.segments or any(s.source.strip() and not s.target for s in self.segments):
            return ""
        return "".join(s.target + s.gap for s in self.segments)


@dataclass(frozen=True, slots=True)
class Article:
    """A Dutch article and, as far as it has been translated, its English.

    ``sha256`` is the hash of the input's bytes, in hexadecimal; ``path`` says where it came from (``-`` for standard
    input). ``model`` and ``glossary`` identify what made the translation (engine id, glossary fingerprint).
    ``options`` holds the decoding options that matter to the result. ``format`` is the name of the reader that read the
    input, empty where none did.
    """

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    date: str = ""
    byline: str = ""
    path: str = ""
    sha256: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    model: str = ""
    glossary: str = ""
    options: tuple[tuple[str, str], ...] = field(default=())
    format: str = ""
