"""What a TBX-Basic file must be, as a check for tests.

Structure: ISO 30042:2019, clause 9 and annex on the core structure (``tbx`` with ``tbxHeader`` and ``text``; ``body``
with ``conceptEntry``, ``langSec``, ``termSec``; in a ``termSec`` the term first, its term notes, then the rest; ``id``
of a concept an NCName and unique). Categories, values and levels: TBX-Basic v1.2.1, modules Min and Basic
(subjectField at concept level; administrativeStatus, partOfSpeech and termType within a term section, each with its
list of values). Styles: DCA has the category in ``type`` and the core name space alone, DCT has a tag in the name space
of the module. The same files were checked against the published RELAX NG and Schematron schemas of the dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

CORE = "urn:iso:std:iso:30042:ed-2"
MIN, BASIC = "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

VALUES = {
    "administrativeStatus": {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
        "supersededTerm-admn-sts",
    },
    "partOfSpeech": {"adjective", "noun", "other", "verb", "adverb"},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
}
MODULES = {"subjectField": MIN, "administrativeStatus": MIN, "partOfSpeech": MIN, "termType": BASIC}
META = {
    "subjectField": "descrip",
    "administrativeStatus": "termNote",
    "partOfSpeech": "termNote",
    "termType": "termNote",
}
LEVELS = {
    "subjectField": "conceptEntry",
    "administrativeStatus": "termSec",
    "partOfSpeech": "termSec",
    "termType": "termSec",
}
# What each element may hold, as an expression over the names of its children; a category is descrip or termNote.
CHILDREN = {
    "tbx": "tbxHeader text",
    "tbxHeader": "fileDesc( encodingDesc)?( revisionDesc)?",
    "fileDesc": "(publicationStmt )?(titleStmt )?sourceDesc",
    "titleStmt": "title( note)*",
    "publicationStmt": "p( p)*",
    "sourceDesc": "p( p)*",
    "text": "body( back)?",
    "body": "conceptEntry( conceptEntry)*",
    "conceptEntry": "((descrip|note) )*langSec( langSec)*",
    "langSec": "((descrip|note) )*termSec( termSec)*",
    "termSec": "term( termNote)*( (descrip|note))*",
}


def problems(data: bytes) -> list[str]:
    """Return what is wrong with a file; nothing for one that is TBX-Basic."""
    root = etree.fromstring(data)
    style = root.get("style")
    found = []
    if (root.tag, root.get("type")) != (f"{{{CORE}}}tbx", "TBX-Basic") or style not in ("dca", "dct"):
        found.append(f"the root is {root.tag}, {root.get('type')}, {style}")
    if not re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", root.get(LANG, "")):
        found.append("the root has no language")
    ids = [concept.get("id", "") for concept in root.iter(f"{{{CORE}}}conceptEntry")]
    if len(set(ids)) != len(ids) or not all(re.fullmatch(r"[A-Za-z_][\w.-]*", id) for id in ids):
        found.append("concepts without an id of their own")
    for element in root.iter():
        found += _element_problems(element, style or "")
    return found


def _element_problems(element: etree._Element, style: str) -> Iterator[str]:
    name = etree.QName(element)
    category = _category(element)
    if category:
        yield from _category_problems(element, category, style)
    elif name.namespace != CORE:
        yield f"an element of another name space: {element.tag}"
    elif name.localname in CHILDREN:
        children = " ".join(_kind(child) for child in element)
        if not re.fullmatch(CHILDREN[name.localname], children):
            yield f"{name.localname} holds {children}"
    elif name.localname not in ("p", "title", "note", "term") or len(element):
        yield f"an element that should not be there: {name.localname}"
    if name.localname == "langSec" and not element.get(LANG):
        yield "a langSec without language"
    if name.localname == "term" and not (element.text or "").strip():
        yield "an empty term"


def _category_problems(element: etree._Element, category: str, style: str) -> Iterator[str]:
    name = etree.QName(element)
    if category not in MODULES:
        yield f"no category of the dialect: {category}"
        return
    expected = (CORE, META[category]) if style == "dca" else (MODULES[category], category)
    if (name.namespace, name.localname) != expected:
        yield f"{category} is not in style {style}"
    parent = element.getparent()
    if parent is None or etree.QName(parent).localname != LEVELS[category]:
        yield f"{category} at another level"
    if element.text not in VALUES.get(category, {element.text}):
        yield f"{category} is {element.text}"


def _category(element: etree._Element) -> str:
    name = etree.QName(element)
    if name.namespace != CORE:
        return name.localname
    return element.get("type", "") if name.localname in ("descrip", "termNote") else ""


def _kind(element: etree._Element) -> str:
    category = _category(element)
    return META.get(category, "") if category else etree.QName(element).localname
