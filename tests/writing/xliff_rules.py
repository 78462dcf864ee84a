"""What an XLIFF file of ours must be, as checks for tests; sections are those of the standards.

XLIFF 2.1 (OASIS Standard, 13 February 2018) with its glossary, metadata and ITS modules, and XLIFF 1.2 (OASIS Standard,
1 February 2008). The same files were checked against the schemas that OASIS publishes: XML Schema of both versions, and
the Schematron rules of 2.1 (core, ITS, glossary, metadata).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

CORE, CORE_12 = "urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:1.2"
SPACES = {
    CORE: "",
    CORE_12: "",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda:",
    "urn:oasis:names:tc:xliff:glossary:2.0": "gls:",
    "http://www.w3.org/2005/11/its": "its:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
NMTOKEN = re.compile(r"[\w.:-]+", re.ASCII)
INLINE = "((cp|ph|pc|sc|ec|mrk|sm|em) )*"
# What each element may hold, as an expression over the names of its children, each with a space (4.2.2, 5.2.4, 5.4.4).
CHILDREN = {
    "xliff": "(file )+",
    "file": "(mda:metadata )?(unit )+",
    "unit": "(mda:metadata )?(gls:glossary )?(its:locQualityIssues )*(notes )?(segment |ignorable )*segment "
    "(segment |ignorable )*",
    "segment": "source (target )?",
    "ignorable": "source (target )?",
    "notes": "(note )+",
    **dict.fromkeys(("source", "target", "pc", "mrk"), INLINE),
    **dict.fromkeys(("note", "cp", "ph", "sc", "ec", "sm", "em"), ""),
    "mda:metadata": "(mda:metaGroup )+",
    "mda:metaGroup": "(mda:meta )+",
    "gls:glossary": "(gls:glossEntry )+",
    "gls:glossEntry": "gls:term (gls:translation )?(gls:definition )?",
    **dict.fromkeys(("mda:meta", "gls:term", "gls:translation", "gls:definition", "its:locQualityIssue"), ""),
    "its:locQualityIssues": "(its:locQualityIssue )+",
}
# The attributes that are needed, and those that may be, of what we write (4.2.2, 4.2.3, 5.9.12).
LQI = "its:locQualityIssueType its:locQualityIssueSeverity its:locQualityIssueComment"
ATTRIBUTES = {
    "xliff": ("version srcLang trgLang its:version", ""),
    "file": ("id", "canResegment original xml:space its:annotatorsRef"),
    "unit": ("id", "type"),
    "segment": ("id state", "subState"),
    "note": ("id", "category appliesTo priority"),
    "cp": ("hex", ""),
    "ph": ("id type", "subType disp copyOf"),
    "pc": ("id type", "subType dispStart copyOf"),
    "sc": ("id type", "subType"),
    "ec": ("startRef type", "subType"),
    "mrk": (
        "id",
        f"type ref translate {LQI} its:locQualityIssuesRef its:mtConfidence its:tool its:person its:revPerson",
    ),
    "em": ("startRef", ""),
    "mda:metaGroup": ("category", "id"),
    "mda:meta": ("type", ""),
    "gls:glossEntry": ("id ref", ""),
    "its:locQualityIssues": ("xml:id", ""),
    "its:locQualityIssue": (LQI.replace("its:", ""), ""),
}
ATTRIBUTES["sm"] = ATTRIBUTES["mrk"]
# 5.9.12.13
_ISSUE_TYPES = """
    terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register
    locale-specific-content locale-violation style characters misspelling typographical formatting
    inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance
    uncategorized other
"""
ISSUE_TYPES = frozenset(_ISSUE_TYPES.split())
CODES = ("ph", "pc", "sc", "mrk", "sm")


def problems(data: bytes) -> list[str]:
    """Return what in a file of XLIFF 2.1 is against the standard."""
    root = etree.fromstring(data)
    found = [f"{_name(element)}: {what}" for element in root.iter() for what in _shape(element)]
    if (root.get("version"), root.get("srcLang"), root.get("trgLang")) != ("2.1", "nl", "en"):
        found.append("the root says otherwise")
    for tag in ("file", "unit", "its:locQualityIssues"):
        ids = [e.get("id") or e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter() if _name(e) == tag]
        if len(set(ids)) < len(ids):
            found.append(f"{tag} without an id of its own")
    for unit in root.iter(f"{{{CORE}}}unit"):
        found += [f"unit {unit.get('id')}: {what}" for what in _unit_problems(unit)]
    annotators = root.find(f"{{{CORE}}}file").get("{http://www.w3.org/2005/11/its}annotatorsRef")
    if not re.fullmatch(r"mt-confidence\|\S+", annotators or ""):  # 5.9.12.19, 5.9.12.2
        found.append(f"no annotator: {annotators}")
    return found


def _shape(element: etree._Element) -> Iterator[str]:
    name = _name(element)
    children = "".join(f"{_name(child)} " for child in element)
    if not re.fullmatch(CHILDREN.get(name, "no such element"), children):
        yield f"holds {children}"
    needed, allowed = (set(names.split()) for names in ATTRIBUTES.get(name, ("", "")))
    given = {_prefixed(key): value for key, value in element.attrib.items()}
    if not needed <= given.keys() or not given.keys() <= needed | allowed:
        yield f"has {sorted(given)}"
    for key in ("id", "startRef", "copyOf", "xml:id"):
        if key in given and not NMTOKEN.fullmatch(given[key]):
            yield f"{key} is {given[key]!r}"
    if name in ("mda:meta", "gls:term") and not element.text:
        yield "is empty"


def _unit_problems(unit: etree._Element) -> Iterator[str]:
    sides = {side: [e for s in unit.iter(f"{{{CORE}}}{side}") for e in s.iter()] for side in ("source", "target")}
    segments = [s.get("id") for s in unit.iter(f"{{{CORE}}}segment")]
    ids = {side: {e.get("id"): e for e in inside if _name(e) in CODES} for side, inside in sides.items()}
    for side, inside in sides.items():  # 4.3.1.21
        used = Counter([*(e.get("id") for e in inside if _name(e) in CODES), *segments])
        yield from (f"{id} is twice on the {side} side" for id, count in used.items() if count > 1)
        starts, ends = _ids(inside, "sc"), [e.get("startRef") for e in inside if _name(e) == "ec"]
        marks, marked = _ids(inside, "sm"), [e.get("startRef") for e in inside if _name(e) == "em"]
        if sorted(starts) != sorted(ends) or sorted(marks) != sorted(marked):  # 4.2.3.5, 4.2.3.8
            yield f"{side}: {starts} end as {ends}, {marks} as {marked}"
    for id, element in ids["target"].items():
        other = ids["source"].get(id)
        if other is not None and {_name(element), _name(other)} not in ({_name(element)}, {"mrk", "sm"}):
            yield f"{id} is another element in the target"
        if (copied := element.get("copyOf")) and copied not in {**ids["source"], **ids["target"]}:
            yield f"{id} copies {copied}"
    notes = {note.get("id") for note in unit.iter(f"{{{CORE}}}note")}
    entries = {e.get("id"): e for e in unit.iter() if _name(e) == "gls:glossEntry"}
    issues = {
        e.get("{http://www.w3.org/XML/1998/namespace}id") for e in unit.iter() if _name(e) == "its:locQualityIssues"
    }
    for entry in entries.values():  # 5.2.4.3, 5.2.5.2
        if entry.get("ref", "").removeprefix("#") not in ids["source"] or len(entry) < 2:
            yield f"glossary entry {entry.get('id')} is of nothing"
    for segment in unit.iter(f"{{{CORE}}}segment"):  # 4.3.1.31
        if segment.get("state") != "initial" and segment.find(f"{{{CORE}}}target") is None:
            yield "a state without a target"
    for element in (e for inside in sides.values() for e in inside):
        yield from _annotation_problems(element, notes, entries, issues)


def _annotation_problems(element: etree._Element, notes: set, entries: dict, issues: set) -> Iterator[str]:
    said = {_prefixed(key): value for key, value in element.attrib.items()}
    if _name(element) == "cp" and re.fullmatch(r"[\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd]", chr(int(said["hex"], 16))):
        yield f"cp for {said['hex']}, which XML can hold"  # 4.2.3.1
    if _name(element) not in ("mrk", "sm"):
        return
    type_, ref = said.get("type"), said.get("ref", "")
    its = [key for key in said if key.startswith("its:")]
    if (type_ == "its:generic") != bool(its):  # 5.9.10
        yield f"{type_} with {its}"
    if type_ == "term" and ref and ref.removeprefix("#gls=") not in entries:  # 4.7.3.1.2
        yield f"a term of {ref}"
    if type_ == "comment" and ref.removeprefix("#n=") not in notes:  # 4.7.3.1.3
        yield f"a comment of {ref}"
    if type_ is None and "translate" not in said:  # 4.7.3.1.1
        yield "an annotation that says nothing"
    if not 0 <= float(said.get("its:mtConfidence", 0)) <= 1:  # 5.9.12.19
        yield f"confidence {said['its:mtConfidence']}"
    if "its:locQualityIssueType" in said and said["its:locQualityIssueType"] not in ISSUE_TYPES:
        yield f"issue of type {said['its:locQualityIssueType']}"
    if not 0 <= float(said.get("its:locQualityIssueSeverity", 0)) <= 100:  # 5.9.12.12
        yield f"severity {said['its:locQualityIssueSeverity']}"
    listed = said.get("its:locQualityIssuesRef")  # 5.9.6.4.3
    if listed is not None and (listed.removeprefix("#its=") not in issues or len(its) > 1):
        yield f"issues {listed} with {its}"


def _ids(elements: list[etree._Element], name: str) -> list[str]:
    return [e.get("id") for e in elements if _name(e) == name]


# --- XLIFF 1.2 -------------------------------------------------------------------------------------------------------

CHILDREN_12 = {
    "xliff": "(file )+",
    "file": "(header )?body ",
    "header": "(note |tool )*",
    "body": "(group )*",
    "group": "(trans-unit )+",
    "trans-unit": "source (target )?(note )*",
    **dict.fromkeys(("source", "target", "g"), "((g|x) )*"),
    **dict.fromkeys(("note", "tool", "x"), ""),
}
ATTRIBUTES_12 = {
    "xliff": ("version", ""),
    "file": ("original source-language target-language datatype tool-id", ""),
    "tool": ("tool-id tool-name tool-version", ""),
    "group": ("id restype", ""),
    "trans-unit": ("id approved xml:space extradata", ""),
    "source": ("xml:lang", ""),
    "target": ("xml:lang state", "state-qualifier"),
    "note": ("", "from priority annotates"),
    "g": ("id ctype", ""),
    "x": ("id ctype", "equiv-text"),
}
VALUES_12 = {
    "approved": "yes|no",
    "annotates": "source|target|general",
    "state": "new|needs-review-translation|signed-off|final",
    "state-qualifier": "leveraged-mt|exact-match|fuzzy-match",
    "ctype": r"bold|italic|underlined|link|lb|x-[\w-]+",
    "restype": r"x-[a-z-]+",
    "datatype": r"plaintext|html|x-[a-z]+",
    "priority": "10|[1-9]",
    "xml:lang": "nl|en",
    "xml:space": "preserve",
}


def problems_12(data: bytes) -> list[str]:
    """Return what in a file of XLIFF 1.2 is against the standard (sections 2.3 and 3.2)."""
    root = etree.fromstring(data)
    found = []
    for element in root.iter():
        name = _name(element)
        children = "".join(f"{_name(child)} " for child in element)
        if not re.fullmatch(CHILDREN_12.get(name, "no such element"), children):
            found.append(f"{name} holds {children}")
        needed, allowed = (set(names.split()) for names in ATTRIBUTES_12.get(name, ("", "")))
        given = {_prefixed(key): value for key, value in element.attrib.items()}
        if not needed <= given.keys() or not given.keys() <= needed | allowed:
            found.append(f"{name} has {sorted(given)}")
        found += [f"{k} is {v!r}" for k, v in given.items() if not re.fullmatch(VALUES_12.get(k, "(?s:.*)"), v)]
    ids = [unit.get("id") for unit in root.iter(f"{{{CORE_12}}}trans-unit")]
    return found + ["units without an id of their own"] * (len(set(ids)) < len(ids) or not all(ids))


def _name(element: etree._Element) -> str:
    return _prefixed(element.tag)


def _prefixed(name: str) -> str:
    space, _, local = name.rpartition("}")
    return f"{SPACES.get(space[1:], '?')}{local}" if space else local
