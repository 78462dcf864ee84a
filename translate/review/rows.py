"""The rows of the article page: one a segment, with the marks on both sides and the notes beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from markupsafe import Markup

from translate.document import Issue, Origin, Paragraph, Segment, Span, State, TermMatch
from translate.footnotes import note_label
from translate.writing.marking import Mark, escape, mark_up
from translate.writing.rows import BULLETS, DEEPEST_LIST, aligned_offsets, describe_term

if TYPE_CHECKING:
    from translate.library import StoredParagraph, StoredSegment

Issues = Mapping[str, Sequence[Issue]]
"""What the checks of the whole article found, by segment id, ``dismissed`` set where a person dismissed it."""

STATES: Final[dict[State, str]] = {
    "initial": "Not translated",
    "translated": "To review",
    "reviewed": "Reviewed",
    "final": "Final",
}
ORIGINS: Final[dict[Origin, str]] = {
    "mt": "machine",
    "memory": "from memory",
    "fuzzy": "from a like sentence",
    "human": "by hand",
}
SEVERITIES: Final = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Head:
    """What a row takes over from its paragraph: ``tag`` is the element of each side, ``bullet`` stands before it."""

    kind: str
    tag: str
    depth: int = 0
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue and its number in the row, which stays the same when it is ignored."""

    number: int
    issue: Issue

    @property
    def quote(self) -> str:
        """What the other sentence that it is about reads; empty where it is about no other."""
        return getattr(self.issue, "quote", "")


@dataclass(frozen=True, slots=True)
class Row:
    """A segment as the template shows it: ``dutch`` and ``english`` are HTML, ``aligned`` counts UTF-16 units."""

    stored: StoredSegment
    head: Head
    dutch: Markup
    english: Markup
    aligned: str
    issues: tuple[IssueRow, ...]

    @property
    def segment(self) -> Segment:
        """The segment itself."""
        return self.stored.segment

    @property
    def state(self) -> str:
        """The state in words."""
        return STATES[self.segment.state]

    @property
    def origin(self) -> str:
        """Where the English comes from, in words; empty where there is none."""
        return ORIGINS[self.segment.origin] if self.segment.target else ""

    @property
    def open_issues(self) -> list[IssueRow]:
        """What a person has still to look at, the gravest first."""
        found = [row for row in self.issues if not row.issue.dismissed]
        return sorted(found, key=lambda row: SEVERITIES.index(row.issue.severity))

    @property
    def ignored_issues(self) -> list[IssueRow]:
        """What a person has looked at and let be."""
        return [row for row in self.issues if row.issue.dismissed]

    @property
    def gravest(self) -> str:
        """The severity of the gravest open issue; empty where there is none."""
        return next((row.issue.severity for row in self.open_issues), "")


@dataclass(frozen=True, slots=True)
class ParagraphRows:
    """A paragraph's rows, as far as they are shown."""

    index: int
    kind: str
    rows: tuple[Row, ...]


def kind_of(paragraph: Paragraph) -> str:
    """Return the paragraph's kind as the style sheet names it."""
    return paragraph.kind.replace(" ", "-")


def head_of(paragraph: Paragraph) -> Head:
    """Return what the paragraph's rows look like; the style sheet shows the bullet of the first alone."""
    kind = kind_of(paragraph)
    match paragraph.kind:
        case "title":
            return Head(kind, "h2")
        case "heading":
            return Head(kind, f"h{max(3, min(paragraph.level + 1, 6))}")
        case "list item":
            marker = paragraph.marker.strip()
            label = note_label(marker)
            bullet = f"[{label}]" if label else "•" if not marker or marker in BULLETS else marker
            return Head(kind, "p", max(1, min(paragraph.level, DEEPEST_LIST)), bullet)
        case _:
            return Head(kind, "p")


def paragraph_rows(
    paragraphs: Sequence[StoredParagraph], only: Collection[str] | None, issues: Issues
) -> Iterator[ParagraphRows]:
    """Yield the paragraphs that show anything; see `Pages.rows`."""
    for stored in paragraphs:
        rows = tuple(
            row_of(segment, head_of(stored.paragraph), issues.get(segment.segment.id, ()))
            for segment in stored.segments
            if only is None or segment.segment.id in only
        )
        if rows:
            yield ParagraphRows(stored.index, kind_of(stored.paragraph), rows)


def row_of(stored: StoredSegment, head: Head, issues: Sequence[Issue]) -> Row:
    """Return the row of a segment; ``issues`` are what the article checks found."""
    segment = stored.segment
    found = (*segment.issues, *issues)
    return Row(
        stored,
        head,
        Markup(mark_up(segment.source, _marks(segment, found, "source"))),
        Markup(mark_up(segment.target, _marks(segment, found, "target"))),
        aligned_offsets(segment),
        tuple(map(IssueRow, count(), found)),
    )


def _marks(segment: Segment, issues: Sequence[Issue], side: Literal["source", "target"]) -> Iterator[Mark]:
    """Yield the terms of one side, then what is to be looked at."""
    for match in segment.terms:
        if span := getattr(match, side):
            yield _term(segment, match, span, focusable=side == "source")
    for issue in issues:
        span = getattr(issue, side)
        if span and not issue.dismissed and not any(span == getattr(match, side) for match in segment.terms):
            yield Mark(span, f' class="issue {issue.severity}" aria-description="{escape(issue.message)}"')


def _term(segment: Segment, match: TermMatch, span: Span, *, focusable: bool) -> Mark:
    """Mark a term. What is said of it is reached by keyboard on the Dutch side; the English is a text to be edited."""
    description = escape(describe_term(segment, match))
    focus = ' tabindex="0" role="term"' if focusable else ""
    return Mark(span, f' class="term {match.outcome}"{focus} aria-description="{description}"')
