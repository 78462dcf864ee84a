"""XLIFF 2.1 (OASIS Standard, 2018): core, and the glossary, metadata and ITS modules.

A paragraph is a unit, a sentence a segment with its own id, the white space between sentences ignorable. Mark-up is
inline codes; terms, quality issues, the engine's confidence and who made a translation are annotations.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from translate.document import Article
from translate.formats.xliff import (
    ARTICLE_GROUP,
    CORE,
    GLOSSARY,
    ITS,
    METADATA,
    SPACE,
    is_nmtoken,
    sayable,
)
from translate.identity import article_identity
from translate.writing.registry import writer
from translate.writing.xliff21_unit import IdMaker, write_unit
from translate.writing.xliff_content import serialised

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@writer(
    "xliff",
    suffix=".xlf",
    infix=".nl-en",
    about="XLIFF 2.1 for translation tools: both languages, terms, warnings, states; comes back with translate import.",
)
def render_xliff(article: Article) -> bytes:
    """Return the article as XLIFF 2.1 in UTF-8, pretty-printed outside the text."""
    from lxml import etree

    spaces: dict[str | None, str] = {None: CORE, "mda": METADATA, "gls": GLOSSARY, "its": ITS}
    root = etree.Element(f"{{{CORE}}}xliff", {"version": "2.1", "srcLang": "nl", "trgLang": "en"}, spaces)
    root.set(f"{{{ITS}}}version", "2.0")
    file = etree.SubElement(root, f"{{{CORE}}}file", _attributes(article))
    segments = sum(len(paragraph.segments) or bool(paragraph.text) for paragraph in article.paragraphs)
    file.append(_about(article, segments))
    ids = IdMaker(Counter(s.id for p in article.paragraphs for s in p.segments))
    units = 0
    for number, paragraph in enumerate(article.paragraphs, start=1):
        if paragraph.segments or paragraph.text:
            write_unit(file, paragraph, f"p{number}", ids)
            units += 1
    if not units:  # a file must have a unit, and a unit a segment (4.2.2.2, 4.2.2.5)
        unit = etree.SubElement(file, f"{{{CORE}}}unit", {"id": "p0"})
        segment = etree.SubElement(unit, f"{{{CORE}}}segment", {"id": "s0", "state": "initial"})
        etree.SubElement(segment, f"{{{CORE}}}source")
    texts = {f"{{{CORE}}}{name}" for name in ("source", "target", "note")} | {f"{{{METADATA}}}meta"}
    texts |= {f"{{{GLOSSARY}}}{name}" for name in ("term", "translation", "definition")}
    return serialised(root, texts)


def _attributes(article: Article) -> dict[str, str]:
    """Return the attributes of the file: its id says which article it is, for tools that drop the metadata."""
    identity = article_identity(article)
    attributes = {
        "id": identity if is_nmtoken(identity) else "f1",
        "canResegment": "no",
        SPACE: "preserve",
        # A list whose items are parted by spaces, so that a model's name may have none (5.9.12.2).
        f"{{{ITS}}}annotatorsRef": f"mt-confidence|{quote(sayable(article.model) or 'unknown', safe='/:@')}",
    }
    name = sayable("" if article.path == "-" else PurePath(article.path).name)
    return attributes | ({"original": name} if name else {})


def _about(article: Article, segments: int) -> Element:
    """Return what is known about the article as metadata."""
    from lxml import etree

    metadata = etree.Element(f"{{{METADATA}}}metadata")
    group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", category=ARTICLE_GROUP)
    facts = [
        ("article", article_identity(article)),
        ("segments", str(segments)),
        ("title", article.title),
        ("date", article.date),
        ("byline", article.byline),
        ("kind", article.format),
        ("model", article.model),
        ("glossary", article.glossary),
        *(("option", f"{name}: {value}") for name, value in article.options),
    ]
    for type_, value in facts:
        if sayable(value):
            etree.SubElement(group, f"{{{METADATA}}}meta", type=type_).text = sayable(value)
    return metadata
