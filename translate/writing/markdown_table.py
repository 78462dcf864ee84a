"""A Markdown table (as GitHub's) with Dutch and English side by side, for a wiki, an issue or a pull request."""

from __future__ import annotations

from translate.document import Article
from translate.writing.bilingual import BilingualRow, about, bilingual_rows, headline, warnings_of
from translate.writing.english import LINE_BREAK, english
from translate.writing.markdown import literal
from translate.writing.marking import shown
from translate.writing.registry import writer


@writer("md-table", suffix=".md", about="Dutch and English side by side in a Markdown table.", infix=".nl-en")
def render_markdown_table(article: Article) -> str:
    """Return title, what is known of the article, and a table with a row for each sentence."""
    rows = bilingual_rows(article)
    known = "  \n".join(f"**{label}** {_cell(value)}" for label, value in about(article, rows))
    table = "\n".join(
        ["| No. | Dutch | English | State | To check |", "| --- | --- | --- | --- | --- |", *map(_row, rows)]
    )
    return f"# {_cell(headline(article))}\n\n{known}\n\n{table}\n"


def _row(row: BilingualRow) -> str:
    segment = row.segment
    told = [f"**{_cell(label)}** {_cell(text)}" for label, text in warnings_of(row)]
    if segment.note.strip():
        told.append(f"**Remark** {_cell(segment.note)}")
    strong = "**" if row.paragraph.kind in ("title", "heading") else ""
    texts = (f"{strong}{_cell(text)}{strong}" if text.strip() else "" for text in (segment.source, english(segment)))
    cells = (_cell(segment.id), *texts, segment.state, "<br>".join(told))
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return a text on one line, literal: a bar in it does not end the cell, a break in it is one of HTML."""
    lines = LINE_BREAK.split(text.strip())
    return "<br>".join(literal(shown(line)) for line in lines)
