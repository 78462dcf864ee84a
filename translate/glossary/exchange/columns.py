"""What the columns of a table hold, and its rows as terms: for CSV, TSV and XLSX alike.

Which column is Dutch is told by language codes or by the names of the columns, never by their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from translate.errors import GlossaryError
from translate.glossary.exchange.terms import (
    LISTS,
    Remarks,
    Term,
    default_case,
    distinct,
    kind_of,
    language_of,
    tidy,
    tidy_note,
)
from translate.glossary.model import Case, Entry, Kind
from translate.glossary.store import FIELDS

ASK = "say which column is which, for example --columns nl,en"
"""The remedy for a table that does not say which column is Dutch."""

# Roles beside the fields of an entry (FIELDS): a term whose language is not said, the columns that say it, and nothing.
_EITHER = {"source": "either source", "target": "either target"}
_TAGS = {"source": "tag of source", "target": "tag of target"}
_NOTHING = ""

_FILLERS = frozenset({"term", "terms", "text", "source", "target", "bron", "doel", "language", "taal", "lang"})
_NAMES = {
    "note": "note", "notes": "note", "comment": "note", "comments": "note", "remark": "note", "remarks": "note",
    "definition": "note", "explanation": "note", "opmerking": "note", "opmerkingen": "note", "toelichting": "note",
    "definitie": "note",
    "source": _EITHER["source"], "source term": _EITHER["source"], "source text": _EITHER["source"],
    "target": _EITHER["target"], "target term": _EITHER["target"], "target text": _EITHER["target"],
    "translation": _EITHER["target"],
    "source language": _TAGS["source"], "source lang": _TAGS["source"], "source language code": _TAGS["source"],
    "target language": _TAGS["target"], "target lang": _TAGS["target"], "target language code": _TAGS["target"],
}  # fmt: skip
_OTHER_FIELDS = frozenset(FIELDS) - {"source", "target"}
_TRUE = frozenset({"true", "yes", "1", "waar", "ja"})
_FALSE = frozenset({"false", "no", "0", "onwaar", "nee"})


class Row(NamedTuple):
    """The cells of a row, and its number in the file (from 1)."""

    number: int
    cells: Sequence[str]


class Columns(NamedTuple):
    """What each column holds: a field of an entry, a language tag, a term in either language, or nothing (empty).

    ``names`` are those of the header, for remarks; empty where there is none.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether it is known which column is Dutch and which is English, or each row says it."""
        tagged = {*_EITHER.values(), *_TAGS.values()} <= set(self.roles)
        return tagged or {"source", "target"} <= set(self.roles) or {"source", "translate"} <= set(self.roles)

    @property
    def lists_all(self) -> bool:
        """Whether a row is a whole entry, with its synonyms, rather than one pair of terms."""
        return "variants" in self.roles


def columns_of_header(cells: Sequence[str]) -> Columns | None:
    """Return what a row says that the columns hold; None for a row that is no header.

    A header names both languages, or a source and a target.
    """
    names = tuple(tidy(cell) for cell in cells)
    roles = _once([_role(name) for name in names])
    sides = {"source" in roles or _EITHER["source"] in roles, "target" in roles or _EITHER["target"] in roles}
    if sides != {True} and not {"source", "translate"} <= set(roles):
        return None
    return Columns(roles, names)


def columns_of_option(text: str) -> Columns:
    """Return what ``--columns`` says that the columns hold.

    Raises:
        GlossaryError: a name in it is not known, or it does not name both languages.
    """
    roles = []
    for name in text.split(","):
        role = _option_role(name.strip().lower())
        if role is None:
            known = ", ".join(("nl", "en", *sorted(_OTHER_FIELDS), "-"))
            raise GlossaryError(f"unknown column {name.strip()!r}", where="--columns", mend=f"known are {known}")
        roles.append(role)
    found = Columns(tuple(roles))
    if not found.decided or len(set(filter(None, roles))) < len(list(filter(None, roles))):
        raise GlossaryError("it does not name nl and en once", where="--columns", mend="write --columns nl,en")
    return found


def columns_of_rows(rows: Sequence[Row]) -> Columns | None:
    """Return the columns of a table whose rows give two language codes after the terms, as DeepL writes it."""
    if not rows or any(len(row.cells) < 4 or not _are_tags(row.cells[2:4]) for row in rows):
        return None
    rest = (_NOTHING,) * (max(len(row.cells) for row in rows) - 4)
    return Columns((*_EITHER.values(), *_TAGS.values(), *rest))


def _are_tags(cells: Sequence[str]) -> bool:
    return all(2 <= len(cell.strip()) <= 8 and language_of(cell) for cell in cells)


def _role(name: str) -> str:
    name = re.sub(r"[\s_]+", " ", name).strip().lower()
    if name in _OTHER_FIELDS:
        return name
    return _NAMES.get(name) or {"nl": "source", "en": "target"}.get(_header_language(name), _NOTHING)


def _option_role(name: str) -> str | None:
    if name in ("-", ""):
        return _NOTHING
    if name in _OTHER_FIELDS:
        return name
    return {"nl": "source", "en": "target"}.get(language_of(name)) or ("note" if _NAMES.get(name) == "note" else None)


def _header_language(name: str) -> str:
    """Return the one language that a column's name holds: ``Dutch (Netherlands)``, ``source (nl)``, ``en-GB``."""
    outer, _, inner = name.replace("[", "(").partition("(")
    parts = {
        language_of(" ".join(w for w in part.split() if w not in _FILLERS)) for part in (outer, inner.strip(" )]"))
    }
    found = parts & {"nl", "en"}
    return found.pop() if len(found) == 1 else ""


def _once(roles: list[str]) -> tuple[str, ...]:
    """Let each role stand once, at its first column."""
    return tuple(role if role not in roles[:index] else _NOTHING for index, role in enumerate(roles))


# --- rows to terms ---------------------------------------------------------------------------------------------------


def terms_of_rows(rows: Iterable[Row], columns: Columns, remarks: Remarks) -> list[Term]:
    """Return a term for each row, in which rows with the same Dutch are one unless a row is a whole entry.

    What a row lacks, or has too much, is remarked on.
    """
    _remark_columns(columns, remarks)
    terms = []
    for row in rows:
        fields = _fields(row, columns, remarks)
        if fields is not None:
            terms.append(_term(row.number, fields, columns, remarks))
    return terms if columns.lists_all else _grouped(terms, remarks)


def _remark_columns(columns: Columns, remarks: Remarks) -> None:
    for index, role in enumerate(columns.roles):
        if role == _NOTHING:
            name = columns.names[index] if index < len(columns.names) else ""
            if name or index >= len(columns.names):
                remarks.add(f"column {index + 1}{f' ({name[:40]})' if name else ''} is passed over")


def _fields(row: Row, columns: Columns, remarks: Remarks) -> dict[str, str] | None:
    """Return the cells of a row by field; None, with a remark, where Dutch or English is missing."""
    where = f"row {row.number}"
    cells = [cell.strip() for cell in row.cells]
    fields = {role: cell for role, cell in zip(columns.roles, cells, strict=False) if role}
    if any(cells[len(columns.roles) :]):
        remarks.add("a row with more cells than there are columns", where)
    if _TAGS["source"] in fields or _EITHER["source"] in fields:
        fields = _directed(fields)
        if not fields:
            remarks.add("a row in other languages", where)
            return None
    for field, language in (("source", "Dutch"), ("target", "English")):
        if not fields.get(field) and not (field == "target" and fields.get("translate", "").lower() in _FALSE):
            remarks.add(f"a row without {language}", where)
            return None
    return fields


def _directed(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields with the Dutch as source, as the row's language tags say; empty for other languages."""
    languages = [language_of(fields.get(tag, "")) for tag in _TAGS.values()]
    texts = [fields.get(either, "") for either in _EITHER.values()]
    if languages == ["en", "nl"]:
        texts.reverse()
    elif languages != ["nl", "en"]:
        return {}
    rest = {role: cell for role, cell in fields.items() if role in FIELDS}
    return {**rest, "source": texts[0], "target": texts[1]}


def _term(number: int, fields: dict[str, str], columns: Columns, remarks: Remarks) -> Term:
    where = f"row {number}"
    kind = kind_of(fields.get("kind", ""))
    if fields.get("kind") and not kind:
        remarks.add(f"no kind {fields['kind'][:40]!r}", where)
    case = fields.get("case", "").lower()
    if case not in ("exact", "free"):
        if case:
            remarks.add(f"case is {case[:40]!r}, not exact or free", where)
        case = default_case(kind)
    many = {field: _items(fields.get(field, "")) for field in LISTS}
    sources = _items(fields["source"]) if columns.lists_all else (tidy(fields["source"]),)
    translate = _truth(fields, "translate", True, remarks, where)
    entry = Entry(
        sources=sources,
        target=tidy(fields.get("target", "")) or sources[0],
        forms=many["forms"],
        case=cast(Case, case),
        kind=cast(Kind, kind or "other"),
        note=tidy_note(fields.get("note", "")),
        variants=many["variants"],
        forbidden=many["forbidden"],
        compounds=_truth(fields, "compounds", False, remarks, where),
        translate=translate,
        expand=tidy(fields.get("expand", "")),
        line=number,
    )
    return Term(entry, _given(fields, columns, entry))


def _given(fields: dict[str, str], columns: Columns, entry: Entry) -> frozenset[str]:
    """Return the fields that a row speaks of: in a table of whole entries a blank cell does too, elsewhere not."""
    if columns.lists_all:
        given = {role for role in columns.roles if role in FIELDS}
        return frozenset(given - ({"case"} if not fields.get("case") else set()))
    return frozenset(field for field in fields if field != "source" and (fields[field] or field == "target"))


def _truth(fields: dict[str, str], field: str, default: bool, remarks: Remarks, where: str) -> bool:
    word = fields.get(field, "").lower()
    if word and word not in _TRUE | _FALSE:
        remarks.add(f"{field} is {word[:40]!r}, not true or false", where)
        return default
    return word in _TRUE if word else default


def _items(cell: str) -> tuple[str, ...]:
    return distinct([tidy(line) for line in cell.splitlines()])


def _grouped(terms: list[Term], remarks: Remarks) -> list[Term]:
    """Join rows with the same Dutch: the first English is the target, others are variants of it."""
    by_source: dict[str, Term] = {}
    for term in terms:
        first = by_source.setdefault(term.entry.id, term)
        if first is term:
            continue
        where = f"row {term.entry.line}"
        if term.entry.target in (first.entry.target, *first.entry.variants):
            remarks.add("a row that says what another says", where)
        else:
            remarks.add("a second English for the same Dutch, taken as a variant", where)
            by_source[term.entry.id] = _with_variant(first, term.entry.target)
    return list(by_source.values())


def _with_variant(term: Term, text: str) -> Term:
    return replace(term, entry=replace(term.entry, variants=(*term.entry.variants, text)))
