"""Dutch and English side by side on a terminal, wrapped to its width; colours where they are wanted.

It is printed and no file, and so no writer is registered for it: the commands know it by ``TERMINAL``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from translate.document import Article, Inline, Paragraph, Segment, Span, TermMatch
from translate.footnotes import Footnotes, footnotes
from translate.inlines import source_inlines, target_inlines
from translate.writing.english import LINE_BREAK, english, english_title, is_untranslated
from translate.writing.marking import shown
from translate.writing.notes import Sentence, numbered

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

TERMINAL = "terminal"
NARROWEST = 40  # characters: below it two columns hold no word
_TERM_STYLES = {"applied": "underline", "repaired": "underline", "missed": "bold red", "forbidden": "bold red"}


def print_article(article: Article, file: TextIO, *, width: int | None = None) -> None:
    """Print an article, a paragraph beside its translation, what is to be looked at below it.

    Args:
        article: what to print.
        file: where to; styles are left out where it is no terminal, colours where NO_COLOR is set.
        width: in characters; None for that of the terminal, or of COLUMNS, or 80.
    """
    from rich.console import Console

    console = Console(file=file, width=width, highlight=False, emoji=False, markup=False)
    if console.width < NARROWEST:
        console.width = NARROWEST
    rows = numbered(article)
    if not rows or rows[0][0].kind != "title":
        console.print(shown(english_title(article) or article.path or "Article"), style="bold")
        console.print()
    notes = footnotes(paragraph for paragraph, _ in rows)
    for (paragraph, sentences), of_row in zip(rows, notes, strict=True):
        console.print(_row(paragraph, sentences, of_row))
        for sentence in sentences:
            for note in sentence.notes:
                term = f" {note.dutch} → {note.english}." if note.dutch else ""
                console.print(_note(f"[{note.number}] {note.label}:{term} {note.text}", quiet=note.quiet))
        console.print()


def _row(paragraph: Paragraph, sentences: Sequence[Sentence], notes: Footnotes) -> Table:
    from rich.table import Table
    from rich.text import Text

    marker = f"{paragraph.marker.strip() or '-'} " if paragraph.kind == "list item" else ""
    marker = f"[^{notes.own.shown}] " if notes.own else marker
    style = "bold" if paragraph.kind in ("title", "heading") else "italic" if paragraph.kind == "quote" else ""
    dutch, target = Text(marker, style), Text(marker, style)
    for sentence, inlines in zip(sentences, source_inlines(paragraph), strict=True):
        segment = sentence.segment
        gap = LINE_BREAK.sub(" ", segment.gap)
        side = _side(segment.source, [(term, term.source) for term in segment.terms])
        dutch.append_text(_with_marks(side, inlines, notes)).append(gap)
        placed = target_inlines(segment, inlines) if notes.marks else ()
        target.append_text(_with_marks(_english(segment), placed, notes))
        for note in sentence.notes:
            target.append(f" [{note.number}]", "dim" if note.quiet else "bold yellow")
        target.append(gap)
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(dutch, target)
    return table


def _with_marks(side: Text, inlines: Sequence[Inline], notes: Footnotes) -> Text:
    """Put the marks of the article's own notes among the words, told from the numbers of what is to be looked at."""
    for inline in reversed(inlines):
        if inline.id in notes.marks:
            at = inline.span.start
            side = side[:at].append(f"[^{shown(notes.marks[inline.id].shown)}]").append_text(side[at:])
    return side


def _english(segment: Segment) -> Text:
    if is_untranslated(segment):
        from rich.text import Text

        return Text(_one_line(english(segment)), "yellow")
    return _side(segment.target, [(term, term.target) for term in segment.terms if term.target])


def _side(text: str, terms: Sequence[tuple[TermMatch, Span]]) -> Text:
    from rich.text import Text

    marked = Text(_one_line(text))
    for term, span in terms:
        marked.stylize(_TERM_STYLES[term.outcome], span.start, span.end)
    return marked


def _note(text: str, *, quiet: bool) -> Text:
    from rich.text import Text

    return Text(_one_line(text), "dim" if quiet else "yellow")


def _one_line(text: str) -> str:
    """Return a text without line breaks and control characters, code point for code point: none reaches a terminal."""
    return shown(text.translate({ord(character): " " for character in "\t\n\u2028\u2029"}))
