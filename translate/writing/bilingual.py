"""An article as a table, a sentence a row: what the side-by-side formats have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from translate.document import Article, Inline, Paragraph, Segment, State
from translate.identity import target_mark
from translate.inlines import source_inlines
from translate.writing.english import english_title, is_untranslated
from translate.writing.notes import NOT_AS_ASKED, Note, numbered

STATES: tuple[State, ...] = ("initial", "translated", "reviewed", "final")
IDENTITY_LABEL = "Article"  # before the identity of the article, in the files that come back


@dataclass(frozen=True, slots=True)
class BilingualRow:
    """A sentence: its paragraph, itself, what to look at, and what names it when the file comes back.

    ``first`` says that it begins its paragraph. ``inlines`` is the mark-up of its Dutch. ``mark`` is
    `translate.identity.target_mark` of the English.
    """

    paragraph: Paragraph
    segment: Segment
    first: bool
    notes: tuple[Note, ...]
    mark: str
    inlines: tuple[Inline, ...] = ()


def bilingual_rows(article: Article) -> list[BilingualRow]:
    """Return a row for each sentence of an article, in order."""
    return [
        BilingualRow(paragraph, one.segment, index == 0, one.notes, target_mark(one.segment.target), inlines)
        for paragraph, sentences in numbered(article)
        for index, (one, inlines) in enumerate(zip(sentences, source_inlines(paragraph), strict=True))
    ]


def headline(article: Article) -> str:
    """Return what stands above the table: the English title, else the file's name."""
    return english_title(article) or _file_name(article) or "Article"


def warnings_of(row: BilingualRow) -> list[tuple[str, str]]:
    """Return what to look at: a label, and what it says. The label of what asks for a change begins with ``!``."""
    told = []
    for note in row.notes:
        if note.kind != "remark":
            term = f"{note.dutch} → {note.english}" if note.dutch else ""
            text = ". ".join(part.rstrip(".") for part in (term, note.text) if part)
            told.append((note.label if note.quiet else f"! {note.label}", f"{text}."))
    return told


def terms_of(row: BilingualRow) -> list[str]:
    """Return the glossary's terms of the sentence, each with its English, and whether it is not as asked."""
    source = row.segment.source
    return list(
        dict.fromkeys(
            f"{match.source.of(source)} → {match.term}"
            + (f" ({match.outcome})" if match.outcome in NOT_AS_ASKED else "")
            for match in row.segment.terms
            if match.entry
        )
    )


def about(article: Article, rows: Sequence[BilingualRow]) -> list[tuple[str, str]]:
    """Return what is known of an article and its translation, each with a label; what is not known is left out."""
    states = Counter(row.segment.state for row in rows)
    outcomes = Counter(match.outcome for row in rows for match in row.segment.terms if match.entry)
    to_check = sum(any(not note.quiet for note in row.notes) for row in rows)
    words = sum(len(row.segment.source.split()) for row in rows)
    known = {
        "Date": article.date,
        "By": article.byline,
        "Source": _file_name(article),
        "Model": article.model,
        "Glossary": article.glossary,
        "Length": f"{_count(len(rows), 'sentence')}, {_count(words, 'Dutch word')}",
        "States": ", ".join(f"{states[state]:,} {state}" for state in STATES if states[state]),
        "Terms": ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.most_common()),
        "To check": _count(to_check, "sentence") if to_check else "nothing",
        "Not translated": str(sum(is_untranslated(row.segment) for row in rows) or ""),
        "Left out": "; ".join(value for name, value in article.metadata if name == "left out"),
    }
    return [(label, " ".join(value.split())) for label, value in known.items() if value.strip()]


def _file_name(article: Article) -> str:
    return "" if article.path in ("", "-") else PurePath(article.path).name


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
