"""From a TBX concept to an entry: what each data category means in a glossary of Dutch and English.

What standard categories cannot hold is in notes that begin with ``glossary.yaml``, a key and a colon; these are written
and read by this program and are plain notes to every other.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Literal, cast

from translate.glossary.exchange.terms import (
    LISTS,
    Remarks,
    Term,
    default_case,
    distinct,
    kind_of,
    tidy,
    tidy_note,
)
from translate.glossary.model import Case, Entry, Kind

NOTE_PREFIX = "glossary.yaml "
"""What a note begins with that holds a field of an entry: ``glossary.yaml case: exact``."""

SHORT_TYPES = frozenset({"acronym", "abbreviation", "initialism", "shortForm"})
FULL_TYPE = "fullForm"

Status = Literal["preferred", "admitted", "forbidden", ""]

_OUR_NOTE = re.compile(r"glossary\.yaml ([a-z]+): (.*)", re.S)
# ISO 12620's administrative and normative statuses without their endings, and what tools in the field write for them.
_STATUSES: dict[str, Status] = {
    "preferred": "preferred", "approved": "preferred", "standardized": "preferred", "legal": "preferred",
    "regulated": "preferred", "admitted": "admitted", "allowed": "admitted", "synonym": "admitted",
    "deprecated": "forbidden", "superseded": "forbidden", "forbidden": "forbidden", "obsolete": "forbidden",
    "rejected": "forbidden", "notrecommended": "forbidden",
}  # fmt: skip
_STATUS_CATEGORIES = frozenset({"administrativeStatus", "normativeAuthorization"})
_RANK = {"preferred": 0, "": 1, "admitted": 2, "forbidden": 3}
_ENGLISH_FIRST = ("en-gb", "en_gb", "en", "eng")  # British before the rest: it is what the glossary is in


@dataclass(frozen=True, slots=True)
class Said:
    """A data category and its text."""

    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A term of one language."""

    text: str
    said: list[Said]


@dataclass(frozen=True, slots=True)
class LanguageSection:
    """The terms of one language: its tag as written, and ``nl``, ``en`` or another."""

    tag: str
    language: str
    said: list[Said]
    words: list[Word]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept as the file has it."""

    id: str
    line: int
    said: list[Said]
    sections: list[LanguageSection]


@dataclass(slots=True)
class _Read:
    """What is gathered from a concept while it is read; ``fields`` are those of notes of this program."""

    notes: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    proper: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    status: Status
    type: str
    form: bool


def entry_of(concept: Concept, remarks: Remarks, *, whole: bool) -> Term | None:
    """Return the entry that a concept makes; None, with a remark, where it lacks Dutch or English.

    ``whole`` says that the file lists all that is known, so that what it leaves out is empty.
    """
    read = _Read()
    _categories(concept.said, read, remarks, concept.id)
    dutch = _candidates(concept, "nl", read, remarks)
    english = _candidates(concept, "en", read, remarks)
    for section in concept.sections:
        if section.language not in ("nl", "en"):
            remarks.add(f"terms in another language ({section.tag or 'none given'})", concept.id)
    usable = [word for word in english if word.status != "forbidden"]
    if not dutch or not usable:
        missing = "Dutch" if not dutch else "English that may be used" if english else "English"
        remarks.add(f"a concept without {missing}", concept.id)
        return None
    return _term(concept.line, dutch, english, read, whole=whole)


def _term(line: int, dutch: list[_Candidate], english: list[_Candidate], read: _Read, *, whole: bool) -> Term:
    sources = distinct([word.text for word in dutch if not word.form]) or (dutch[0].text,)
    target, *others = [word for word in english if word.status != "forbidden"]
    expand = ""
    if target.type in SHORT_TYPES:
        spelt_out = next((word for word in others if word.type == FULL_TYPE), None)
        if spelt_out is not None:
            others.remove(spelt_out)
            expand = spelt_out.text
    kind = read.kind or ("acronym" if dutch[0].type in ("acronym", "initialism") else "")
    case = cast(Case, read.fields.get("case") or ("exact" if read.proper else default_case(kind)))
    note = read.fields.get("note") or "\n".join(distinct(read.notes + read.definitions))
    entry = Entry(
        sources=sources,
        target=target.text,
        forms=distinct([word.text for word in dutch if word.form]),
        case=case,
        kind=cast(Kind, kind or "other"),
        note=note,
        variants=distinct([word.text for word in others]),
        forbidden=distinct([word.text for word in english if word.status == "forbidden"]),
        compounds=read.fields.get("compounds") == "true",
        translate=read.fields.get("translate") != "false",
        expand=expand,
        line=line,
    )
    return Term(entry, _all_fields() if whole else _given(entry, read, kind))


def _all_fields() -> frozenset[str]:
    return frozenset({"source", "target", "case", "kind", "note", "compounds", "translate", "expand", *LISTS})


def _given(entry: Entry, read: _Read, kind: str) -> frozenset[str]:
    said = {"note": entry.note, "expand": entry.expand, "kind": kind, "case": read.proper or "case" in read.fields}
    return frozenset({key for key, value in said.items() if value} | {"target", *read.fields})


def _candidates(concept: Concept, language: str, read: _Read, remarks: Remarks) -> list[_Candidate]:
    """Return the terms in one language, best first: by status, then as the file has them, British English first."""
    sections = [section for section in concept.sections if section.language == language]
    if language == "en":
        sections.sort(key=lambda section: _english_rank(section.tag))
    found = []
    for section in sections:
        _categories(section.said, read, remarks, concept.id)
        found += [_candidate(word, read, remarks, concept.id) for word in section.words]
    return sorted((word for word in found if word.text), key=lambda word: _RANK[word.status])


def _english_rank(tag: str) -> int:
    return _ENGLISH_FIRST.index(tag.lower()) if tag.lower() in _ENGLISH_FIRST else len(_ENGLISH_FIRST)


def _candidate(word: Word, read: _Read, remarks: Remarks, where: str) -> _Candidate:
    status: Status = ""
    type_, form = "", False
    rest = []
    for said in word.said:
        if said.category in _STATUS_CATEGORIES and (known := _STATUSES.get(_plain_status(said.text))):
            status = known
        elif said.category == "termType":
            type_ = said.text
        elif said.category == "note" and said.text == f"{NOTE_PREFIX}field: forms":
            form = True
        else:
            rest.append(said)
    if type_ and type_ not in (*SHORT_TYPES, FULL_TYPE) and not form:
        rest.append(Said("termType", type_))
    _categories(rest, read, remarks, where)
    return _Candidate(tidy(word.text), status, type_, form)


def _plain_status(text: str) -> str:
    return text.removesuffix("-admn-sts").removesuffix("Term").replace(" ", "").lower()


def _categories(said: list[Said], read: _Read, remarks: Remarks, where: str) -> None:
    """Take over what has a place in an entry, and remark on the rest."""
    for one in said:
        if one.category == "note" and (ours := _OUR_NOTE.fullmatch(one.text)):
            if not _our_note(ours[1], ours[2], read):
                remarks.add(f"a note that is not understood: {one.text[:60]}", where)
        elif one.category == "note":
            read.notes.append(tidy_note(one.text))
        elif one.category == "definition":
            read.definitions.append(tidy_note(one.text))
        elif one.category == "subjectField" and not read.kind and kind_of(one.text):
            read.kind = kind_of(one.text)
        elif one.category == "partOfSpeech" and _is_proper_noun(one.text):
            read.proper = True
        else:
            shown = f" ({one.text[:40]})" if one.category in ("subjectField", "partOfSpeech", "termType") else ""
            remarks.add(f"no place for {one.category[:40]}{shown}", where)


def _is_proper_noun(text: str) -> bool:
    return text.replace(" ", "").replace("-", "").lower() in ("propernoun", "eigennaam")


def _our_note(key: str, value: str, read: _Read) -> bool:
    """Take over a field from a note of this program; False where it is not one that can be."""
    if key == "note":
        value = tidy_note(_decoded(value))
    elif value not in {"case": ("exact", "free"), "compounds": ("true",), "translate": ("false",)}.get(key, ()):
        return False
    if value:
        read.fields[key] = value
    return bool(value)


def _decoded(text: str) -> str:
    """Return the text that a JSON string stands for; empty where it is none."""
    try:
        value = json.loads(text)
        return value if isinstance(value, str) and value.encode() else ""  # half a surrogate pair has no bytes
    except (ValueError, RecursionError):
        return ""
