"""A file of XLIFF 1: sentences are its translation units, or the ``seg`` marks in units of tools that cut them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from translate.document import State
from translate.formats.xliff import CHARACTER, TOOL, character, child_of, count_of, local_name, unpacked
from translate.importing.xliff_found import Found, Sentence

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STATES: dict[str, State] = {
    "new": "initial", "needs-translation": "initial", "needs-l10n": "initial", "needs-adaptation": "initial",
    "needs-review-translation": "translated", "needs-review-l10n": "translated",
    "needs-review-adaptation": "translated", "translated": "translated", "signed-off": "reviewed", "final": "final",
}  # fmt: skip
# What Trados (sdl:seg conf) and memoQ (mq:status) say of a segment.
_DIALECTS: dict[str, State] = {
    "Draft": "translated", "Translated": "translated", "RejectedTranslation": "translated",
    "ApprovedTranslation": "reviewed", "RejectedSignOff": "reviewed", "ApprovedSignOff": "final",
    "NotStarted": "initial", "PreTranslated": "translated", "PartiallyEdited": "translated",
    "ManuallyConfirmed": "translated", "Proofread": "reviewed",
}  # fmt: skip
_SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
_HIDDEN = frozenset({"bpt", "ept", "ph", "it"})  # what is in them is code of the original, not text


def read_file_1(file: Element, found: Found) -> None:
    """Take over the sentences of a ``file``."""
    about: dict[str, str] = {}
    for note in file.iterfind("{*}header/{*}note"):
        if note.get("from") == TOOL:
            about = unpacked(note.text or "")
    found.articles.append(about.get("article", ""))
    found.count += count_of(about.get("segments", ""))
    for unit in file.iter("{*}trans-unit"):
        if unit.get("translate") != "no":
            for sentence in _sentences(unit):
                found.add(sentence, ours=bool(about))


def _sentences(unit: Element) -> Iterator[Sentence]:
    source, target, cut = child_of(unit, "source"), child_of(unit, "target"), child_of(unit, "seg-source")
    facts = unpacked(unit.get("extradata") or "")
    id, line = unit.get("id") or "", int(unit.sourceline or 0)
    comments = tuple(_comments(unit))
    dutch = _marks(cut) if cut is not None and not facts else {}
    if dutch and target is not None:  # a paragraph that Trados or memoQ have cut into sentences
        english = _marks(target)
        for number, (mid, mark) in enumerate(dutch.items()):
            other = english.get(mid)
            text = None if other is None else "".join(_text(other))
            state = _dialect(unit, mid) or _state(unit, target)
            said = comments if not number else ()
            where = int(mark.sourceline or line)
            yield Sentence(f"{id}/{mid}", "".join(_text(mark)), text, state, said, {}, f"unit {id}", where)
        return
    dutch_text = "".join(_text(source)) if source is not None else ""
    english_text = None if target is None else "".join(_text(target))
    state = _dialect(unit, "") or _state(unit, target)
    yield Sentence(id, dutch_text, english_text, state, comments, facts, f"unit {id}", line)


def _state(unit: Element, target: Element | None) -> State | None:
    state = None if target is None else _STATES.get(target.get("state") or "")
    if unit.get("approved") == "yes" and state != "final":
        return "reviewed"
    return state if target is not None else "initial"


def _dialect(unit: Element, mid: str) -> State | None:
    """Return what Trados or memoQ says of a segment; of the only one, where ``mid`` is empty."""
    segments = [seg for seg in unit.iter(f"{{{_SDL}}}seg") if not mid or seg.get("id") == mid]
    said = [seg.get("conf") or "" for seg in segments]
    said += [value for name, value in unit.attrib.items() if str(name).endswith("}status")]
    return next((_DIALECTS[word] for word in map(str, said) if word in _DIALECTS), None)


def _comments(unit: Element) -> Iterator[str]:
    """Yield what people have said: notes that are not from us, and the comments of marks."""
    for child in unit:
        if local_name(child) == "note" and child.get("from") != TOOL:
            yield "".join(child.itertext())
    for mark in unit.iterfind("{*}target//{*}mrk[@comment]"):
        yield mark.get("comment") or ""


def _marks(element: Element) -> dict[str, Element]:
    return {m.get("mid") or "": m for m in element.iter("{*}mrk") if m.get("mtype") == "seg"}


def _text(element: Element) -> Iterator[str]:
    """Yield the text of a source or target without its codes; our ``x`` for a character is that character."""
    yield element.text or ""
    for child in element:
        local = local_name(child)
        kind = child.get("ctype") or ""
        if local == "x" and kind.startswith(CHARACTER):
            yield character(kind.removeprefix(CHARACTER))
        elif local and local not in _HIDDEN:
            yield from _text(child)
        yield child.tail or ""
