"""Small Word documents made of XML, and an article whose English is known."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from translate.document import Article, Span
from translate.segmenting import segment_paragraph

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Tussenkop"><w:name w:val="Tussenkop"/><w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Diep"><w:name w:val="Diep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Opsomming"><w:name w:val="Opsomming"/>
  <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Broncode"><w:name w:val="Source Code"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
  <w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def run(text: str, properties: str = "") -> str:
    """A run with one text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of text without mark-up."""
    inner = inner if inner.startswith("<") or not inner else run(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def styled(style: str, text: str) -> str:
    return para(text, f'<w:pStyle w:val="{style}"/>')


def part(kind: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{kind} {NAMESPACES}>{inner}</w:{kind}>'


def word(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    links: Mapping[str, str] | None = None,
    main_type: str = MAIN_TYPE,
    title: str = "",
    raw: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word document.

    Args:
        body: the XML inside ``w:body``.
        parts: the XML inside other parts with text, by kind and number (``header1``, ``footnotes``).
        links: addresses by relationship id.
        main_type: the content type of the main part.
        title: the title in the properties.
        raw: members that are put in, or put in the place of others, as they are.
    """
    kinds = {"header": "hdr", "footer": "ftr"}
    members = {"word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>")}
    relations = [(f"l{id}", id, "hyperlink", target, True) for id, target in (links or {}).items()]
    inner = {"styles": STYLES, "numbering": NUMBERING, "settings": '<w:themeFontLang w:val="nl-NL"/>', **(parts or {})}
    for name, xml in inner.items():
        kind = name.rstrip("0123456789")
        members[f"word/{name}.xml"] = part(kinds.get(kind, kind), xml)
        relations.append((name, name, kind, f"{name}.xml", False))
    members["word/_rels/document.xml.rels"] = _relations(
        (id, f"{RELATIONSHIP}/{kind}", target, external) for _, id, kind, target, external in relations
    )
    core = f"<dc:title>{title}</dc:title><dc:creator>Redactie</dc:creator>"
    members["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
    )
    members["_rels/.rels"] = _relations(
        [
            ("r1", f"{RELATIONSHIP}/officeDocument", "word/document.xml", False),
            ("r2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
        ]
    )
    override = f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>'
    types = f'<Types xmlns="{PACKAGE}/content-types">{override}</Types>'
    members = {"[Content_Types].xml": types, **members}
    return zipped({**{name: text.encode() for name, text in members.items()}, **(raw or {})})


def _relations(rows: Iterable[tuple[str, str, str, bool]]) -> str:
    outside = ' TargetMode="External"'
    each = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{outside if external else ""}/>'
        for id, kind, target, external in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def zipped(members: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_english(article: Article, word_for_word: Callable[[str], str] = str.upper) -> Article:
    """The article with each word translated where it stands, and aligned."""
    paragraphs = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        segments = []
        for segment in segment_paragraph(paragraph, str(number)).segments:
            target, pairs, done = "", [], 0
            for found in re.finditer(r"\w+|[^\w\s]", segment.source):
                target += segment.source[done : found.start()]
                word = word_for_word(found[0])
                pairs.append((Span(*found.span()), Span(len(target), len(target) + len(word))))
                target, done = target + word, found.end()
            target += segment.source[done:]
            segments.append(replace(segment, target=target, state="translated", alignment=tuple(pairs)))
        paragraphs.append(replace(paragraph, segments=tuple(segments)))
    return replace(article, paragraphs=tuple(paragraphs))


def outline(article: Article) -> list[str]:
    """Each paragraph as ``kind level marker | text``, its inlines in brackets: ``[bold een woord]``."""
    lines = []
    for each in article.paragraphs:
        shown = "".join(
            f" [{' '.join(filter(None, (i.kind, i.value, i.span.of(each.text) or f'at {i.span.start}')))}]"
            for i in each.inlines
        )
        head = " ".join(filter(None, (each.kind, str(each.level or ""), each.marker)))
        lines.append(f"{head} | {each.text}{shown}")
    return lines
