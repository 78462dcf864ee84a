"""TBX read: version 3 (ISO 30042:2019) in both its styles, and version 2 (ISO 30042:2008, ``martif``).

The two styles write one thing in two ways: ``<termNote type="partOfSpeech">`` (data category as attribute, DCA) and
``<min:partOfSpeech>`` (as tag, DCT). Both are read as a category and its text, by local name, since the name spaces in
files from the field are often missing or of a draft.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from translate.errors import GlossaryError
from translate.formats.xml import entity_line
from translate.glossary.exchange.tbx_concept import Concept, LanguageSection, Said, Word, entry_of
from translate.glossary.exchange.terms import Imported, Remarks, language_of, one_line

if TYPE_CHECKING:
    from lxml import etree

OURS = "glossary.yaml"
"""What the ``sourceDesc`` of a file begins with that this program wrote; such a file says all there is to say."""

_ROOTS = {"tbx": "v3", "martif": "v2"}
_CONCEPTS = ("conceptEntry", "termEntry")
_SECTIONS = ("langSec", "langSet")
_WORDS = ("termSec", "tig", "ntig")
_BY_ATTRIBUTE = frozenset({"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "xref"})
_GROUPS = frozenset({"adminGrp", "descripGrp", "termNoteGrp", "termGrp", "termCompList", "termCompGrp"})
_BOOKKEEPING = frozenset({"transacGrp", "transac", "transacNote", "date"})  # who changed what, and when


class _Document(NamedTuple):
    version: str
    style: str


def read_tbx(data: bytes, name: str) -> Imported:
    """Read a TBX file.

    Raises:
        GlossaryError: it is not XML, not TBX, declares entities, or has no concept with Dutch and English.
    """
    from lxml import etree

    if entity_line(io.BytesIO(data)):
        what = "it declares entities, which a glossary has no need of"
        raise GlossaryError(what, where=name, mend="export the terms again without them")
    remarks, terms = Remarks(), []
    document: _Document | None = None
    ours, concepts = False, 0
    events = _events(data)
    try:
        for event, element in events:
            local = _local(element)
            if document is None:
                document = _document(element, name)
            elif event == "end" and local == "sourceDesc":
                ours = _text(element).startswith(OURS)
            elif event == "end" and local in _CONCEPTS:
                concepts += 1
                _refuse_entities(element, name)
                term = entry_of(_concept(element), remarks, whole=ours)
                if term is not None:
                    terms.append(term)
                _forget(element)
    except etree.XMLSyntaxError as error:
        first = next(iter(events.error_log), None)
        text = str(first.message if first else error.msg).strip()
        raise _not_xml(text, first.line if first else 0, name) from None
    if document is None or not concepts:
        raise GlossaryError("no concepts in it", where=name, mend="export the terms again from the tool it came from")
    if not terms:
        why = "; ".join(line for line in remarks.lines() if "a concept without" in line or "another language" in line)
        raise GlossaryError(f"no concept with Dutch and English ({why})", where=name, mend="export both languages")
    style = f", {document.style}" if document.style else ""
    return Imported(name, f"TBX {document.version}{style}", tuple(terms), remarks.lines())


def _events(data: bytes) -> etree.iterparse:
    """Parse piece by piece. Entities are not resolved, DTDs not loaded, and nothing is fetched."""
    from lxml import etree

    return etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _document(root: etree._Element, name: str) -> _Document:
    version = _ROOTS.get(_local(root))
    if version is None:
        mend = "export the terms as TBX"
        raise GlossaryError(f"XML, but not TBX (it begins with <{_local(root)[:40]}>)", where=name, mend=mend)
    return _Document(version, (root.get("style") or "").upper())


def _refuse_entities(element: etree._Element, name: str) -> None:
    """Refuse what a DTD elsewhere may declare: it is not loaded, and the term would lack a letter."""
    from lxml import etree

    entity = next(element.iter(etree.Entity), None)
    if entity is not None:
        what = f"it uses the entity {(entity.text or '')[:40]}, which it does not declare"
        raise GlossaryError(what, where=f"{name}, line {entity.sourceline}", mend="write the character itself")


def _not_xml(text: str, line: int, name: str) -> GlossaryError:
    if "ntity" in text:
        return GlossaryError(
            f"it uses entities that are not allowed: {text}", where=name, mend="export it without them"
        )
    where = f"{name}, line {line}" if line else name
    return GlossaryError(f"not sound XML: {text}", where=where, mend="export the terms again")


def _forget(element: etree._Element) -> None:
    """Free a concept that was read, and what stands before it, so that a large file needs little memory."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            break
        del parent[0]


# --- one concept -----------------------------------------------------------------------------------------------------


def _concept(element: etree._Element) -> Concept:
    sections = [child for child in element if _local(child) in _SECTIONS]
    return Concept(
        id=element.get("id") or f"line {element.sourceline}",
        line=int(element.sourceline or 0),
        said=list(_said(element)),
        sections=[_section(section) for section in sections],
    )


def _section(element: etree._Element) -> LanguageSection:
    tag = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang") or ""
    words = [word for child in element if _local(child) in _WORDS if (word := _word(child)).text]
    return LanguageSection(tag.strip(), language_of(tag), list(_said(element)), words)


def _word(element: etree._Element) -> Word:
    term = next((inner for inner in element.iter() if _local(inner) == "term"), None)
    return Word("" if term is None else _text(term), list(_said(element)))


def _said(element: etree._Element) -> Iterator[Said]:
    """Yield the categories of an element and of the groups in it, not those of the sections below it."""
    for child in element:
        local = _local(child)
        if local in _GROUPS:
            yield from _said(child)
        elif local in _BY_ATTRIBUTE:
            yield Said(child.get("type") or local, _text(child))
        elif local in _BOOKKEEPING:
            yield Said("transactions", "")
        elif local and local not in (*_SECTIONS, *_WORDS, "term"):
            yield Said(local, _text(child))


def _local(element: etree._Element) -> str:
    """Return an element's name without its name space; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    return one_line("".join(str(text) for text in element.itertext()))
