"""The properties of Word's runs as marks, and from marks back to the properties of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from translate.document import InlineKind
from translate.formats.docx_names import child, is_on, local, named, names, value
from translate.formats.docx_styles import Styles
from translate.formats.entries import Entry, Holder
from translate.formats.gather import Mark, Rank

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Look = dict[tuple[Any, ...], "Element"]
"""Properties of a run (children of ``w:rPr``) by what makes them equal: name, attributes, children."""

ORDER = names(
    """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
    webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
    eastAsianLayout specVanish oMath
    """
)
"""The order in which the schema wants the properties (ECMA-376 part 1, A.1, EG_RPrBase)."""

# What says nothing of how Dutch text looks: the language, which is set anew, and what is for other scripts.
_NOT_SEEN = frozenset(
    {"lang", "noProof", "bCs", "iCs", "szCs", "rtl", "cs", "eastAsianLayout", "snapToGrid", "webHidden"}
)
_COMPANIONS = {"bCs": "b", "iCs": "i", "szCs": "sz"}
_PLACES = {name: place for place, name in enumerate(ORDER)}
_BY_NAME: dict[str, InlineKind] = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "strike": "strike",
    "dstrike": "strike",
}
_OF_A_LINK = frozenset({"rStyle", "color", "u"})


def mark_looks(entries: Sequence[Entry], styles: Styles) -> Look:
    """Put the look of each text entry on it as marks, and return what of it all the text has: no mark is made of that.

    Bold, italic and the like are always marks. What all the text of a link has belongs to the link.
    """
    texts = [entry for entry in entries if entry.is_text]
    seen: dict[int, Look] = {}  # by the identity of the run's properties, which its entries share
    looks: dict[int, Look] = {}
    for entry in texts:
        properties = entry.raws[0].properties
        if id(properties) not in seen:
            seen[id(properties)] = {_identity(each): each for each in _visible(properties)}
        looks[id(entry)] = dict(seen[id(properties)])
    common = _shared([looks[id(entry)] for entry in texts])
    common = {key: each for key, each in common.items() if _kind(each, styles) == "style"}
    for look in looks.values():
        _take(look, common)
    for holder in {id(m.payload): m.payload for e in texts for m in e.marks if m.kind == "link"}.values():
        if isinstance(holder, Holder):
            inside = [looks[id(e)] for e in texts if any(m.payload is holder for m in e.marks)]
            holder.look = {key: each for key, each in _shared(inside).items() if local(each) in _OF_A_LINK}
            for look in inside:
                _take(look, holder.look)
    for entry in texts:
        entry.marks = (*entry.marks, *_marks(looks[id(entry)], styles))
    return common


def run_properties(like: Element, looks: Iterable[Look], language: str) -> Element:
    """Make the properties of a new run: those of the looks, a later one before an earlier, and the language.

    Args:
        like: an element of the document, for its namespace.
        looks: the look of the whole paragraph, then of the marks around the text, the outermost first.
        language: the value of ``w:lang``.
    """
    from lxml import etree

    chosen: dict[str, Element] = {}
    for look in looks:
        for element in look.values():
            chosen[element.tag] = element
    spoken = etree.Element(named(like, "lang"))
    spoken.set(named(like, "val"), language)
    made = etree.Element(named(like, "rPr"))
    for element in sorted([*chosen.values(), spoken], key=lambda each: _PLACES.get(local(each), len(ORDER))):
        made.append(element if element is spoken else deepcopy(element))
        made[-1].tail = None
    return made


def _identity(element: Element) -> tuple[Any, ...]:
    return element.tag, *sorted(element.attrib.items()), *map(_identity, element)


def _visible(properties: Element | None) -> list[Element]:
    """Return the properties of a run that count: others follow the ones they go with."""
    if properties is None:
        return []
    found: list[Element] = []
    for element in properties:
        name = local(element)
        companion = child(properties, _COMPANIONS[name]) if name in _COMPANIONS else None
        hint_only = name == "rFonts" and all(key.endswith("}hint") for key in element.attrib)
        if isinstance(element.tag, str) and not hint_only and (name not in _NOT_SEEN or companion is not None):
            found.append(element)
    return found


def _kind(element: Element, styles: Styles) -> InlineKind:
    """Say what a property does to text, as far as an inline has a name for it."""
    name = local(element)
    if name == "rStyle":
        return styles.kind_of_style(value(element))
    if name == "vertAlign":
        return {"superscript": "superscript", "subscript": "subscript"}.get(value(element), "style")  # type: ignore[return-value]
    if name in _COMPANIONS:
        name = _COMPANIONS[name]
    return _BY_NAME[name] if name in _BY_NAME and is_on(element) else "style"


def _marks(look: Look, styles: Styles) -> list[Mark]:
    """Make one mark for each kind of mark-up in a look."""
    if not look:
        return []
    by_kind: dict[InlineKind, Look] = {}
    for key, element in look.items():
        by_kind.setdefault(_kind(element, styles), {})[key] = element
    return [
        Mark(kind, (kind, frozenset(part)), _in_words(part) if kind == "style" else "", Rank.FORMAT, part)
        for kind, part in sorted(by_kind.items(), key=lambda item: item[0])
    ]


def _in_words(look: Look) -> str:
    """Name the properties of a look and their values: ``color 204090, sz 28``."""
    said = sorted(" ".join([local(element), *map(str, element.attrib.values())]) for element in look.values())
    return ", ".join(said)


def _shared(looks: Sequence[Look]) -> Look:
    if not looks:
        return {}
    keys = set(looks[0]).intersection(*looks[1:])
    return {key: element for key, element in looks[0].items() if key in keys}


def _take(look: Look, away: Look) -> None:
    for key in away:
        look.pop(key, None)
