"""What a reader of the side-by-side page should look at: numbered through the article, like footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from translate.document import Article, Issue, Paragraph, Segment, Span, TermMatch
from translate.writing.english import is_untranslated, segments_of

NoteKind = Literal["term", "untranslated", "issue", "remark"]
NOT_AS_ASKED = {"missed": "Missed", "forbidden": "Forbidden English"}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to look at.

    ``quiet`` notes inform, the others ask for a change. ``dutch`` and ``english`` name the term the note is about and
    are empty for other kinds. Without ``source`` and ``target`` the note is about the whole sentence.
    """

    number: int
    kind: NoteKind
    label: str
    text: str
    quiet: bool = False
    dutch: str = ""
    english: str = ""
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment, its number in the article (from 1), and its notes."""

    number: int
    segment: Segment
    notes: tuple[Note, ...]


def numbered(article: Article) -> list[tuple[Paragraph, list[Sentence]]]:
    """Return the paragraphs that hold text, with their sentences and notes numbered through the article."""
    rows: list[tuple[Paragraph, list[Sentence]]] = []
    sentences = notes = 0
    for paragraph in article.paragraphs:
        row = []
        for segment in segments_of(paragraph):
            sentences += 1
            found = tuple(_notes(segment, notes + 1))
            notes += len(found)
            row.append(Sentence(sentences, segment, found))
        if row:
            rows.append((paragraph, row))
    return rows


def _notes(segment: Segment, number: int) -> Iterator[Note]:
    """Yield the segment's notes, numbered from ``number``: terms, then the rest."""
    if is_untranslated(segment):
        yield Note(number, "untranslated", "Not translated", "The Dutch stands in its place.")
        number += 1
    for match in segment.terms:
        if match.outcome in NOT_AS_ASKED:
            text = " ".join(filter(None, (match.why, match.note)))
            label, dutch = NOT_AS_ASKED[match.outcome], match.source.of(segment.source)
            yield Note(number, "term", label, text, False, dutch, match.term, match.source, match.target)
            number += 1
    for issue in segment.issues:
        if not issue.dismissed and not any(_says_the_same(issue, match) for match in segment.terms):
            quiet, label = issue.severity == "info", issue.check[:1].upper() + issue.check[1:]
            yield Note(number, "issue", label, issue.message, quiet, source=issue.source, target=issue.target)
            number += 1
    if segment.note.strip():
        yield Note(number, "remark", "Remark", segment.note, quiet=True)


def _says_the_same(issue: Issue, match: TermMatch) -> bool:
    """Say whether the issue only repeats that a term was missed."""
    same = issue.message == match.why or issue.check.startswith("term")
    return same and match.outcome in NOT_AS_ASKED and issue.source == match.source
