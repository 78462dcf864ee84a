"""A Word file with Dutch and English side by side, to review in Word, LibreOffice or Google Docs and bring back.

What the way back needs stands in the text, small and grey: each row's segment id and the mark of its English, and the
article's identity above the table. Editors keep text, whereas custom XML, bookmarks and hidden text are lost in some.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from translate.document import Article, Span
from translate.identity import article_identity
from translate.inlines import target_inlines
from translate.writing.bilingual import (
    IDENTITY_LABEL,
    STATES,
    BilingualRow,
    about,
    bilingual_rows,
    headline,
    warnings_of,
)
from translate.writing.docx_styles import (
    CELL_MARGIN,
    COLUMNS,
    FILL_HEADING,
    FILL_TITLE,
    LINE_PARAGRAPH,
    LINE_SEGMENT,
    LINE_STRONG,
    add_styles,
    set_page,
)
from translate.writing.marking import shown
from translate.writing.registry import writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = ("title", "heading")
_BOLD = MappingProxyType({"b": "1"})
_LOOKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bold": ("b", "1"),
        "italic": ("i", "1"),
        "strike": ("strike", "1"),
        "superscript": ("vertAlign", "superscript"),
        "subscript": ("vertAlign", "subscript"),
    }
)
_Look = tuple[Span, tuple[str, str]]  # a stretch of text, and the element that formats it with its value
_HOW = (
    "Correct the English, set the state to reviewed or final, comment where you like; rows may be moved. Leave the"
    " small grey numbers beside the rows and the line below as they are: “translate import” reads it back by them."
)


@writer("docx", suffix=".docx", about="Dutch and English side by side in a Word table, to review.", infix=".nl-en")
def render_docx(article: Article) -> bytes:
    """Return the document: a title block, then a row for each sentence."""
    from docx import Document

    rows = bilingual_rows(article)
    title = headline(article)
    document = Document()
    add_styles(document)
    set_page(document, title)
    properties = document.core_properties
    properties.title, properties.author, properties.language = shown(title)[:255], "translate", "en-GB"
    properties.comments, properties.identifier = "", shown(article_identity(article))
    body = document.element.body
    for block in (*_title_block(article, title, rows), _table(rows), _element("p")):
        body.insert(len(body) - 1, block)  # before what says how large the page is
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- above the table -------------------------------------------------------------------------------------------------


def _title_block(article: Article, title: str, rows: Sequence[BilingualRow]) -> Iterator[_Element]:
    yield _paragraph("nl-en title", _runs(title))
    if article.title.strip() and article.title.strip() != title:
        yield _paragraph("nl-en Dutch title", _runs(" ".join(article.title.split())))
    known = _paragraph("nl-en about")
    for number, (label, value) in enumerate(about(article, rows)):
        known.extend([*(_runs("  ·  ") if number else ()), *_runs(f"{label} ", _BOLD), *_runs(value)])
    yield known
    yield _paragraph("nl-en about", _runs(_HOW))
    yield _paragraph("nl-en identity", _runs(f"{IDENTITY_LABEL} {article_identity(article)}"))


# --- the table -------------------------------------------------------------------------------------------------------


def _table(rows: Sequence[BilingualRow]) -> _Element:
    widths = [width for _, width in COLUMNS]
    table = _element("tbl")
    properties = _child(table, "tblPr")
    _child(properties, "tblW", w=sum(widths), type="dxa")
    borders = _child(properties, "tblBorders")
    for side, line in (("top", LINE_STRONG), ("bottom", LINE_STRONG), ("insideH", LINE_SEGMENT)):
        _child(borders, side, **line)
    _child(properties, "tblLayout", type="fixed")
    margins = _child(properties, "tblCellMar")
    for side, width in CELL_MARGIN:
        _child(margins, side, w=width, type="dxa")
    _child(properties, "tblLook", val="0020", firstRow=1)
    grid = _child(table, "tblGrid")
    for width in widths:
        _child(grid, "gridCol", w=width)
    table.append(_header())
    table.extend(map(_row, rows))
    return table


def _header() -> _Element:
    row = _element("tr")
    properties = _child(row, "trPr")
    _child(properties, "cantSplit")
    _child(properties, "tblHeader")  # on every page
    for name, width in COLUMNS:
        row.append(_cell(width, [_paragraph("nl-en header", _runs(name))], fill=FILL_TITLE, top=LINE_STRONG))
    return row


def _row(one: BilingualRow) -> _Element:
    segment, kind = one.segment, one.paragraph.kind
    heading = " heading" if kind in _HEADINGS else " quote" if kind == "quote" else ""
    found, settled = _looks(one)
    note = [_paragraph("nl-en note", [*_runs(label, _BOLD), *_runs(f"  {text}")]) for label, text in warnings_of(one)]
    if segment.note.strip():
        note.append(_paragraph("nl-en note", [*_runs("Remark", _BOLD), *_runs(f"  {segment.note.strip()}")]))
    cells = (
        [_paragraph("nl-en number", _runs(segment.id)), _paragraph("nl-en mark", _runs(one.mark))],
        [_text(f"nl-en Dutch{heading}", one, segment.source, found)],
        [_text(f"nl-en English{heading}", one, segment.target, settled)],
        [_state(segment.state)],
        note or [_paragraph("nl-en note")],
    )
    row = _element("tr")
    _child(_child(row, "trPr"), "cantSplit")
    line = LINE_PARAGRAPH if one.first else LINE_SEGMENT
    fill = FILL_HEADING if kind in _HEADINGS else ""
    row.extend(_cell(width, blocks, fill=fill, top=line) for (_, width), blocks in zip(COLUMNS, cells, strict=True))
    return row


def _looks(one: BilingualRow) -> tuple[list[_Look], list[_Look]]:
    """Return how stretches of either side look: their mark-up, and the terms underlined, twice where one is missed."""
    segment = one.segment
    dutch = [(inline.span, _LOOKS[inline.kind]) for inline in one.inlines if inline.kind in _LOOKS]
    placed = target_inlines(segment, one.inlines) if one.inlines and segment.target else ()
    english = [(inline.span, _LOOKS[inline.kind]) for inline in placed if inline.kind in _LOOKS]
    for match in segment.terms:
        line = ("u", "dotted" if match.outcome in ("applied", "repaired") else "double")
        dutch.append((match.source, line))
        if match.target is not None:
            english.append((match.target, line))
    return dutch, english


def _text(style: str, one: BilingualRow, text: str, looks: Sequence[_Look]) -> _Element:
    paragraph = _paragraph(style)
    if one.paragraph.kind == "list item":
        indent = 200 * max(1, min(one.paragraph.level, 4))  # twentieths of a point
        _child(paragraph[0], "ind", left=indent)
    edges = {0, len(text)} | {min(edge, len(text)) for span, _ in looks for edge in (span.start, span.end)}
    for start, end in pairwise(sorted(edges)):
        inside = dict(look for span, look in looks if span.start <= start and end <= span.end)
        paragraph.extend(_runs(text[start:end], inside))
    return paragraph


def _state(state: str) -> _Element:
    """Return a paragraph with a list to choose the state from, where the program has such lists."""
    paragraph = _paragraph("nl-en state")
    content = _child(paragraph, "sdt")
    properties = _child(content, "sdtPr")
    _child(properties, "alias", val="State")
    choice = _child(properties, "dropDownList", lastValue=state)
    for each in STATES:
        _child(choice, "listItem", displayText=each, value=each)
    _child(content, "sdtContent").extend(_runs(state))
    return paragraph


# --- WordprocessingML ------------------------------------------------------------------------------------------------


def _cell(width: int, blocks: Sequence[_Element], *, fill: str, top: dict[str, Any]) -> _Element:
    cell = _element("tc")
    properties = _child(cell, "tcPr")
    _child(properties, "tcW", w=width, type="dxa")
    _child(_child(properties, "tcBorders"), "top", **top)
    if fill:
        _child(properties, "shd", val="clear", color="auto", fill=fill)
    cell.extend(blocks)
    return cell


def _paragraph(style: str, runs: Sequence[_Element] = ()) -> _Element:
    paragraph = _element("p")
    _child(_child(paragraph, "pPr"), "pStyle", val=style.replace(" ", "-"))
    paragraph.extend(runs)
    return paragraph


def _runs(text: str, looks: Mapping[str, str] = MappingProxyType({})) -> list[_Element]:
    """Return the run of a text; none for an empty one. Line breaks and tabs are elements."""
    if not text:
        return []
    run = _element("r")
    if looks:
        properties = _child(run, "rPr")
        for name in ("b", "i", "strike", "u", "vertAlign"):  # in the order of the schema (CT_RPr)
            if name in looks:
                _child(properties, name, val=looks[name])
    for number, line in enumerate(shown(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")):
        if number:
            _child(run, "br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                _child(run, "tab")
            if piece:
                _child(run, "t").text = piece
                run[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [run]


def _element(name: str, **attributes: Any) -> _Element:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _child(parent: _Element, name: str, **attributes: Any) -> _Element:
    child = _element(name, **attributes)
    parent.append(child)
    return child
