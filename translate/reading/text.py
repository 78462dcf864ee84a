"""Plain text into an Article: paragraphs parted by blank lines, short lines alone as headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from translate.document import Article, Paragraph
from translate.reading.decoding import decode, tidy
from translate.reading.registry import reader
from translate.reading.signatures import describe

HEADING_LENGTH = 100
"""The longest heading, in characters: long newspaper headlines stay below it."""

WRAP_LENGTH = 200
"""The longest line of hard-wrapped text, in characters. A block with a longer one has a paragraph on each line."""

_ISO = r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?:T[\d:.+Z-]+)?"
_MONTH = r"(?:jan|feb|m(?:aa)?rt|mar|apr|mei|may|ju[nl]|aug|sept?|o[ck]t|nov|dec)[a-z]*\.?"
_DAY = rf"(?:[a-z]+da[gy],?\s+)?(?:\d{{1,2}}\s+)?{_MONTH}\s+\d{{4}}"
_DATE = (
    rf"(?:{_ISO}|{_DAY}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}})(?:,?\s+(?:om\s+)?\d{{1,2}}[:.]\d\d(?:\s+uur)?)?"
)
_LABEL = r"\s*(?:date|datum)(?:\s*:\s*|\s+)"
DATE_LINE = re.compile(rf"{_LABEL}({_DATE})\s*", re.I)
DATE_BEFORE_TEXT = re.compile(rf"{_LABEL}({_ISO})\s+(?=\S)", re.I)
BARE_DATE = re.compile(_DATE, re.I)

ITEM = re.compile(r"(?P<indent>\s*)(?P<marker>[-*•]|\d{1,3}[.)])\s+(?P<text>\S.*)")
CLOSING = ".?!:;,…"
CLOSING_QUOTES = "\"'”’»“)]"
OPENING_QUOTES = "\"'“‘„«"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


@reader("plain text", suffixes=(".txt", ".text"), recognise=lambda data, name: not describe(data), last_resort=True)
def read_text(data: bytes, name: str) -> Article:
    """Read plain text; see ``docs/reading.md`` for the rules.

    Raises:
        ReadingError: the bytes are not text that can be decoded.
    """
    decoded = decode(data, name)
    lines = [_Line(number, text) for number, text in enumerate(decoded.text.split("\n"), start=1)]
    date = _take_date(lines)
    paragraphs = list(_paragraphs(lines))
    title = ""
    if paragraphs and paragraphs[0].kind == "heading":
        title = paragraphs[0].text
        paragraphs[0] = replace(paragraphs[0], kind="title", level=1)
    if paragraphs and paragraphs[-1].kind == "heading":
        # It heads nothing: a name or a source under the article.
        paragraphs[-1] = replace(paragraphs[-1], kind="text", level=0)
    left_out = tuple(("left out", what) for what in decoded.left_out)
    return Article(tuple(paragraphs), title=title, date=date, metadata=left_out)


def _take_date(lines: list[_Line]) -> str:
    """Take the labelled date from the first two lines with text, and return it as written; empty if there is none."""
    filled = (index for index, line in enumerate(lines) if line.text.strip())
    for index, _ in zip(filled, range(2), strict=False):
        line = lines[index]
        whole = DATE_LINE.fullmatch(line.text)
        if whole:
            lines[index] = replace(line, text="")
            return tidy(whole[1])
        glued = DATE_BEFORE_TEXT.match(line.text)
        if glued:
            lines[index] = replace(line, text=line.text[glued.end() :])
            return tidy(glued[1])
    return ""


def _paragraphs(lines: Iterable[_Line]) -> Iterator[Paragraph]:
    indents: list[int] = []  # of the list items that the next may be nested in
    for block in _blocks(lines):
        for group in _groups(block):
            item = _item(group[0])
            if item:
                text = tidy(" ".join([item["text"], *(line.text for line in group[1:])]))
                level = _nest(indents, len(item["indent"].expandtabs(4)))
                yield Paragraph("list item", text, level, item["marker"], group[0].number)
                continue
            indents.clear()
            text = tidy(" ".join(line.text for line in group))
            if len(block) == 1 and is_heading(text):
                yield Paragraph("heading", text, level=2, line=group[0].number)
            elif text:
                yield Paragraph("text", text, line=group[0].number)


def is_heading(line: str) -> bool:
    """Say whether a line that stands alone is a heading: short, with letters, not closed by punctuation.

    A line wholly in quotation marks is somebody's words, a bare date or address a fact: neither is a heading.
    """
    if len(line) > HEADING_LENGTH or not any(map(str.isalpha, line)):
        return False
    quoted = line[0] in OPENING_QUOTES and line[-1] in CLOSING_QUOTES
    closed = line.rstrip(CLOSING_QUOTES).endswith(tuple(CLOSING))
    return not (quoted or closed or "://" in line or BARE_DATE.fullmatch(line))


def _blocks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Part the lines at blank ones; a block that is not hard-wrapped is parted into its lines."""
    block: list[_Line] = []
    for line in (*lines, _Line(0, "")):
        if line.text.strip():
            block.append(line)
        elif block:
            if max(len(each.text) for each in block) > WRAP_LENGTH:
                yield from ([each] for each in block)
            else:
                yield block
            block = []


def _groups(block: list[_Line]) -> Iterator[list[_Line]]:
    """Part a block at its list items; an unmarked line under an item belongs to the item."""
    group: list[_Line] = []
    for index, line in enumerate(block):
        if group and _starts_item(block, index, in_list=bool(_item(group[0]))):
            yield group
            group = []
        group.append(line)
    yield group


def _starts_item(block: list[_Line], index: int, *, in_list: bool) -> bool:
    """Say whether a line below another begins a list item, and is not a sentence wrapped before a dash or number."""
    if not _item(block[index]):
        return False
    introduced = block[index - 1].text.rstrip().rstrip(CLOSING_QUOTES).endswith(tuple(CLOSING))
    followed = index + 1 < len(block) and bool(_item(block[index + 1]))
    return in_list or introduced or followed


def _item(line: _Line) -> re.Match[str] | None:
    item = ITEM.fullmatch(line.text)
    # A row of signs, as between two scenes, is no item.
    return item if item and any(map(str.isalnum, item["text"])) else None


def _nest(indents: list[int], indent: int) -> int:
    """Return the depth (1 and deeper) of an item at this column, and keep the columns it is nested in."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)
