"""TBX written: the dialect TBX-Basic of version 3 (ISO 30042:2019), in style DCA or DCT.

Categories, values and levels are those of the TBX-Basic dialect's modules Min and Basic; the structure is that of the
core. Fields that have no category are notes, see ``tbx_concept``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from translate.errors import WritingError
from translate.glossary.exchange.tbx import OURS
from translate.glossary.exchange.tbx_concept import FULL_TYPE, NOTE_PREFIX
from translate.glossary.exchange.terms import default_case, one_line
from translate.glossary.model import Entry, Glossary

if TYPE_CHECKING:
    from lxml import etree

Style = Literal["dca", "dct"]

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# category: its meta-type (the element of style DCA), and its module (the name space of style DCT)
_CATEGORIES = {
    "subjectField": ("descrip", "min"),
    "administrativeStatus": ("termNote", "min"),
    "termType": ("termNote", "basic"),
}
_PREFERRED, _ADMITTED, _DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"


def render_tbx(glossary: Glossary, style: Style, name: str) -> bytes:
    """Return a glossary as a TBX file in UTF-8.

    Raises:
        WritingError: an entry holds a character that XML cannot; ``name`` is named there.
    """
    from lxml import etree

    modules = MODULES if style == "dct" else {}
    spaces: dict[Any, str] = {None: NAMESPACE, **modules}
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap=spaces)
    root.set("type", "TBX-Basic")
    root.set("style", style)
    root.set(_LANG, "en")
    description = _child(_child(root, "tbxHeader"), "fileDesc")
    _child(_child(description, "titleStmt"), "title", "Glossary, Dutch to English")
    _child(_child(description, "sourceDesc"), "p", f"{OURS}, {len(glossary)} entries")
    body = _child(_child(root, "text"), "body")
    for number, entry in enumerate(glossary, 1):
        try:
            _write_entry(body, entry, f"c{number}", style)
        except ValueError as error:
            what = f"entry {entry.id!r} holds a character that XML cannot"
            raise WritingError(what, where=name, mend="remove it from the glossary") from error
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def _write_entry(body: etree._Element, entry: Entry, id: str, style: Style) -> None:
    concept = _child(body, "conceptEntry")
    concept.set("id", id)
    if entry.kind != "other":
        _category(concept, "subjectField", entry.kind, style)
    for note in _notes(entry):
        _child(concept, "note", note)
    dutch = _child(concept, "langSec")
    dutch.set(_LANG, "nl")
    for index, source in enumerate(entry.sources):
        _term(dutch, source, _ADMITTED if index else _PREFERRED, style)
    for form in entry.forms:
        _child(_term(dutch, form, _ADMITTED, style, type_="variant"), "note", f"{NOTE_PREFIX}field: forms")
    english = _child(concept, "langSec")
    english.set(_LANG, "en")
    short = "acronym" if entry.kind == "acronym" else "shortForm" if entry.expand else ""
    _term(english, entry.target, _PREFERRED, style, type_=short)
    if entry.expand:
        _term(english, entry.expand, _ADMITTED, style, type_=FULL_TYPE)
    for variant in entry.variants:
        _term(english, variant, _ADMITTED, style)
    for forbidden in entry.forbidden:
        _term(english, forbidden, _DEPRECATED, style)


def _notes(entry: Entry) -> list[str]:
    """Return the notes of a concept: the entry's own, a line each, and the fields that have no category."""
    notes = entry.note.split("\n") if entry.note else []
    plain = all(line and line == one_line(line) and not line.startswith(NOTE_PREFIX) for line in notes)
    if not plain or len(set(notes)) < len(notes):  # to be folded, dropped or taken for one of ours
        quoted = json.dumps(entry.note, ensure_ascii=False).replace("  ", " \\u0020")
        notes = [f"{NOTE_PREFIX}note: {quoted}"]
    if entry.case != default_case(entry.kind):
        notes.append(f"{NOTE_PREFIX}case: {entry.case}")
    if entry.compounds:
        notes.append(f"{NOTE_PREFIX}compounds: true")
    if not entry.translate:
        notes.append(f"{NOTE_PREFIX}translate: false")
    return notes


def _term(section: etree._Element, text: str, status: str, style: Style, type_: str = "") -> etree._Element:
    term = _child(section, "termSec")
    _child(term, "term", text)
    _category(term, "administrativeStatus", status, style)
    if type_:
        _category(term, "termType", type_, style)
    return term


def _category(parent: etree._Element, name: str, text: str, style: Style) -> None:
    from lxml import etree

    meta, module = _CATEGORIES[name]
    if style == "dct":
        etree.SubElement(parent, f"{{{MODULES[module]}}}{name}").text = text
    else:
        _child(parent, meta, text).set("type", name)


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child
