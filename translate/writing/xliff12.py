"""XLIFF 1.2 (OASIS Standard, 2008), for tools that do not read version 2: OmegaT, memoQ, Trados, Weblate and others.

A paragraph is a group, a sentence a translation unit. Terms and issues are notes: an annotation inside the text would
be a tag that the translator has to keep. What a unit was when it went out is in its ``extradata``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from translate.document import Article, Inline, InlineKind, Origin, Paragraph, Segment
from translate.formats.xliff import CHARACTER, CORE_12, LANG, SPACE, STATES_12, TOOL, collapsed, packed, sayable
from translate.identity import article_identity, target_mark
from translate.inlines import source_inlines, target_inlines
from translate.writing.english import segments_of
from translate.writing.registry import writer
from translate.writing.remarks import remarks
from translate.writing.xliff_content import Around, At, Tag, fill, serialised

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DATATYPES = {"web page": "html", "EPUB": "html", "Markdown": "x-markdown", "Word": "x-docx", "OpenDocument": "x-odt"}
_QUALIFIERS: dict[Origin, str] = {"mt": "leveraged-mt", "memory": "exact-match", "fuzzy": "fuzzy-match"}
# ctype of g, and of x (section 2.4)
_CTYPES: dict[InlineKind, str] = {"bold": "bold", "italic": "italic", "underline": "underlined", "link": "link"}
_PRIORITIES = {"error": "1", "warning": "3", "info": "5"}  # of notes, 1 the highest


@writer(
    "xliff12",
    suffix=".xlf",
    infix=".nl-en.xliff12",
    about="XLIFF 1.2 for older translation tools, OmegaT among them; comes back with translate import.",
)
def render_xliff12(article: Article) -> bytes:
    """Return the article as XLIFF 1.2 in UTF-8, pretty-printed outside the text."""
    from lxml import etree

    root = etree.Element(_core("xliff"), {"version": "1.2"}, {None: CORE_12})
    file = etree.SubElement(root, _core("file"), _attributes(article))
    file.append(_header(article))
    body = etree.SubElement(file, _core("body"))
    used = Counter(s.id for p in article.paragraphs for s in segments_of(p))
    number = 0
    for index, paragraph in enumerate(article.paragraphs, start=1):
        segments = segments_of(paragraph)
        if not segments:
            continue
        restype = f"x-{paragraph.kind.replace(' ', '-')}"
        group = etree.SubElement(body, _core("group"), {"id": f"p{index}", "restype": restype})
        for segment, inlines in zip(segments, source_inlines(paragraph), strict=True):
            number += 1
            id = sayable(segment.id)
            if not id.strip() or id != segment.id or used[id] > 1:
                id = f"s{number}"
            group.append(_unit(segment, paragraph, inlines, id, number))
    return serialised(root, {_core(name) for name in ("source", "target", "note")})


def _attributes(article: Article) -> dict[str, str]:
    name = sayable("" if article.path == "-" else PurePath(article.path).name)
    return {
        "original": name or "article",
        "source-language": "nl",
        "target-language": "en",
        "datatype": _DATATYPES.get(article.format, "plaintext"),
        "tool-id": TOOL,
    }


def _header(article: Article) -> Element:
    """Return the tool that wrote the file, and a note by which the file is known again."""
    from lxml import etree

    from translate import __version__

    header = etree.Element(_core("header"))
    count = sum(len(segments_of(paragraph)) for paragraph in article.paragraphs)
    facts = {"article": article_identity(article), "segments": str(count), "kind": article.format}
    facts |= {"title": article.title, "date": article.date, "model": article.model, "glossary": article.glossary}
    etree.SubElement(header, _core("note"), {"from": TOOL}).text = packed({k: v for k, v in facts.items() if v})
    about = {"tool-id": TOOL, "tool-name": TOOL, "tool-version": __version__}
    etree.SubElement(header, _core("tool"), about)
    return header


def _unit(segment: Segment, paragraph: Paragraph, inlines: tuple[Inline, ...], id: str, number: int) -> Element:
    from lxml import etree

    facts = {"number": str(number), "mark": target_mark(segment.target)}
    facts |= {"source": target_mark(collapsed(segment.source)), "origin": segment.origin}
    if id != segment.id:
        facts["segment"] = segment.id
    approved = "yes" if segment.state in ("reviewed", "final") else "no"
    attributes = {"id": id, "approved": approved, SPACE: "preserve", "extradata": packed(facts)}
    unit = etree.Element(_core("trans-unit"), attributes)
    ids = {inline.id: f"i{index}" for index, inline in enumerate(paragraph.inlines, start=1)}
    source = etree.SubElement(unit, _core("source"), {LANG: "nl"})
    _fill(source, segment.source, inlines, ids)
    if segment.target or segment.state != "initial":
        state = {LANG: "en", "state": STATES_12[segment.state]}
        if segment.origin in _QUALIFIERS:
            state["state-qualifier"] = _QUALIFIERS[segment.origin]
        placed = target_inlines(segment, inlines) if segment.target.strip() else ()
        _fill(etree.SubElement(unit, _core("target"), state), segment.target, placed, ids)
    _notes(unit, segment)
    return unit


def _notes(unit: Element, segment: Segment) -> None:
    """Add what there is to look at, the terms, and the reviewer's remark, which alone is from nobody in particular."""
    from lxml import etree

    notes = [(_PRIORITIES[r.severity], "target", f"{r.check}: {r.text}") for r in remarks(segment)]
    asked = {(m.source.of(segment.source), m.term): m.note for m in segment.terms if m.entry and m.term}
    for (dutch, english), note in asked.items():
        notes.append(("8", "source", f"term: {dutch} = {english}{f' ({note})' if note else ''}"))
    for priority, annotates, text in notes:
        said = {"from": TOOL, "priority": priority, "annotates": annotates}
        etree.SubElement(unit, _core("note"), said).text = sayable(text)
    if segment.note.strip():
        etree.SubElement(unit, _core("note"), {"annotates": "target"}).text = sayable(segment.note)


def _fill(element: Element, text: str, inlines: tuple[Inline, ...], ids: dict[str, str]) -> None:
    """Write a text with its mark-up: each unit stands alone, so mark-up over several sentences is paired in each.

    An id stands once in a text: of mark-up in several pieces, the first is written.
    """
    arounds, points = [], []
    first: dict[str, Inline] = {}
    for inline in inlines:
        first.setdefault(inline.id, inline)
    for inline in first.values():
        attributes = {"id": ids[inline.id]}
        if inline.kind in ("break", "object"):
            attributes |= {"ctype": "lb" if inline.kind == "break" else "x-object", "equiv-text": ""}
            points.append(At(inline.span.start, Tag(_core("x"), attributes)))
        else:
            attributes["ctype"] = _CTYPES.get(inline.kind, f"x-{inline.kind}")
            arounds.append(Around(inline.span, Tag(_core("g"), attributes)))
    fill(element, text, arounds, points, CHARACTER)


def _core(name: str) -> str:
    return f"{{{CORE_12}}}{name}"
