"""Markdown (CommonMark, tables and strike-through) into an Article; what is not prose is left out and listed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from translate.document import Article, Paragraph
from translate.reading.decoding import decode, peek
from translate.reading.front_matter import has_front_matter, read_front_matter
from translate.reading.registry import reader
from translate.reading.signatures import describe

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

# What shows that a file with another suffix is Markdown: front matter, a heading by itself, or two of the signs.
LONE_HEADING = re.compile(r"(?:\A|\n[ \t]*\n|\A\n+)#{1,6} +[^\s#].*(?=\n[ \t]*\n|\n?\Z)")
FRONT_MATTER_END = re.compile(r"^(---|\.\.\.)[ \t]*$", re.M)
SIGNS = (
    re.compile(r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)"),
    re.compile(r"^> ?\S", re.M),
    re.compile(r"^(```|~~~)", re.M),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*"),
)


def recognise_markdown(data: bytes, name: str) -> bool:
    """Say whether the bytes are Markdown: by the suffix, or by front matter, a heading, or two other kinds of mark."""
    if describe(data):
        return False
    if PurePath(name).suffix.lower() in SUFFIXES:
        return True
    start = peek(data)
    return (
        (has_front_matter(start) and bool(FRONT_MATTER_END.search(start, 4)))
        or bool(LONE_HEADING.search(start))
        or sum(1 for sign in SIGNS if sign.search(start)) >= 2
    )


@reader("Markdown", suffixes=SUFFIXES, recognise=recognise_markdown)
def read_markdown(data: bytes, name: str) -> Article:
    """Read Markdown; see ``docs/reading.md`` for what becomes of each part of it.

    Raises:
        ReadingError: the bytes are not text that can be decoded, the front matter is broken, or lists or quotes are
            nested too deep.
    """
    from translate.formats.markdown import cut_markdown, texts

    decoded = decode(data, name)
    front = read_front_matter(decoded.text, name)
    # Lines stay where they were, so that the tokens count those of the file.
    body = "\n" * front.lines + decoded.text.split("\n", front.lines)[-1]
    page = cut_markdown(body, name)
    paragraphs = [
        Paragraph(unit.kind, unit.laid.text, unit.level, unit.marker, unit.line, inlines=unit.laid.inlines)
        for unit in texts(page)
    ]
    title = front.title
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "heading" and paragraph.level == 1:
            paragraphs[index] = replace(paragraph, kind="title")
            title = title or paragraph.text
            break
    else:
        if front.title:
            paragraphs.insert(0, Paragraph("title", front.title, level=1, line=front.title_line))
    named = [f"front matter: title, line {front.title_line}"] if front.title else []
    untold = [] if any(front.title == paragraph.text for paragraph in paragraphs) else named
    left_out = (("left out", what) for what in (*decoded.left_out, *untold, *page.left_out))
    return Article(
        tuple(paragraphs),
        title=title,
        date=front.date,
        byline=front.byline,
        metadata=(*front.metadata, *left_out),
    )
