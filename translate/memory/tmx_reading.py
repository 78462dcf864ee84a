"""TMX read: any version up to 1.4b, of any tool, unit by unit.

Languages are told by their codes, never by the order of the variants or by the header's ``srclang``. A file is a
stranger's: entities are refused, DTDs not loaded, and nothing is fetched.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from translate.errors import ReadingError
from translate.formats.xml import entity_line
from translate.glossary.exchange.terms import language_of, printable

if TYPE_CHECKING:
    from lxml import etree

    from translate.library import MemoryUnit

TOOL = "nl-en-translate"  # the `creationtool` of our files
PREVIOUS = "x-previous-source-text"
FOLLOWING = "x-next-source-text"

# What tools call the source sentences around a unit: XTM and we, OmegaT, Phrase, memoQ. Trados has only hashes.
_PREVIOUS = frozenset({PREVIOUS, "prev", "context_prev", "x-context-pre"})
_FOLLOWING = frozenset({FOLLOWING, "next", "context_next", "x-context-post"})
_DUTCH, _ENGLISH = ("nl-nl", "nl"), ("en-gb", "en")  # of several variants of a language these come first
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # what is in them is formatting of the original, not text
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def check_tmx(path: Path) -> tuple[int, Counter[str]]:
    """Read a file to its end; return how many units it has with Dutch and English, and what is left out, how often.

    Raises:
        ReadingError: as `read_tmx` says, or it has no such unit.
    """
    left_out: Counter[str] = Counter()
    units = sum(1 for _ in read_tmx(path, left_out))
    if not units:
        told = ", ".join(f"{what} ({count:,} times)" for what, count in left_out.most_common(5))
        what = f"no unit with Dutch and English{f': {told}' if told else ''}"
        raise ReadingError(what, where=str(path), mend="export both languages, with their codes (nl, en)")
    return units, left_out


def read_tmx(path: Path, left_out: Counter[str]) -> Iterator[MemoryUnit]:
    """Yield the units of a file that have Dutch and English; ids are 0, `at` is empty where the file has no date.

    The file is read piece by piece, so that its size does not matter; what is wrong further on is found only there.

    Args:
        path: the file.
        left_out: is told what has no place in a memory, and how often.

    Raises:
        ReadingError: it cannot be read, is not sound XML, not TMX, or declares entities.
    """
    try:
        with path.open("rb") as file:
            for read in read_units(file, str(path), left_out):
                yield read.unit
    except OSError as error:
        raise ReadingError(f"cannot be read ({error.strerror})", where=str(path), mend="name a TMX file") from error


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A unit, what its properties and those of the header say (by type, in lower case), its notes, and its line."""

    unit: MemoryUnit
    properties: Mapping[str, str]
    header: Mapping[str, str]
    notes: tuple[str, ...]
    line: int


def read_units(file: IO[bytes], name: str, left_out: Counter[str]) -> Iterator[ReadUnit]:
    """Yield the units of an open file as `read_tmx` does, with what else it says of them.

    In a file that this program wrote, white space around a sentence is the sentence's own.

    Raises:
        ReadingError: as `read_tmx` says.
    """
    _check_root(file, name)
    file.seek(0)
    header: dict[str, str] = {}
    exact = False
    for element in _parse(file, name, event="end", tag=("{*}header", "{*}tu")):
        if _local(element) == "header":
            header, exact = dict(_props(element)), element.get("creationtool") == TOOL
            continue
        unit = _unit(element, left_out, name, exact=exact)
        if unit is not None:
            notes = ("".join(note.itertext()) for note in element.iter("{*}note"))
            yield ReadUnit(unit, dict(_props(element)), header, tuple(notes), int(element.sourceline or 0))
        _forget(element)


def _parse(file: IO[bytes], name: str, event: str, tag: str | tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements with a tag, piece by piece."""
    from lxml import etree

    events = etree.iterparse(
        file,
        events=(event,),
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
    except etree.XMLSyntaxError as error:
        first = next(iter(events.error_log), None)  # the exception itself may only say that nothing was found
        line, message = (first.line, first.message) if first else (error.lineno or 1, error.msg)
        raise _not_xml(str(message or "nothing in it"), line, name) from None


def _check_root(file: IO[bytes], name: str) -> None:
    """Refuse what is not TMX before anything of it is taken."""
    from lxml import etree

    if line := entity_line(file):
        what = "it declares entities, which a translation memory has no need of"
        raise ReadingError(what, where=f"{name}, line {line}", mend="export it again without them")
    file.seek(0)
    root = next(_parse(file, name, event="start", tag="*"))
    if _local(root) != "tmx":
        what = f"XML, but not TMX (it begins with <{printable(etree.QName(root).localname[:40])}>)"
        raise ReadingError(what, where=f"{name}, line {root.sourceline}", mend="export the memory as TMX")


def _not_xml(message: str, line: int, name: str) -> ReadingError:
    where, message = f"{name}, line {line}", printable(message)
    if "ntity" in message:
        return ReadingError(
            f"it uses entities that are not allowed: {message}", where=where, mend="export without them"
        )
    return ReadingError(f"not sound XML: {message}", where=where, mend="export the memory again")


def _forget(element: etree._Element) -> None:
    """Free a unit that was read, and what stands before it, so that a large file needs little memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


# --- one unit --------------------------------------------------------------------------------------------------------


def _unit(element: etree._Element, left_out: Counter[str], name: str, *, exact: bool) -> MemoryUnit | None:
    from translate.library import MemoryUnit

    dutch, english = _variants(element, left_out)
    if dutch is None or english is None:
        left_out["a unit without Dutch or without English"] += 1
        return None
    source, target = (_segment(variant, left_out, name, exact=exact) for variant in (dutch, english))
    if not source.strip() or not target.strip():
        left_out["a unit whose Dutch or English is empty"] += 1
        return None
    said = [*_props(element), *_props(dutch)]
    return MemoryUnit(
        id=0,
        source=source,
        target=target,
        previous=next((text for type_, text in said if type_ in _PREVIOUS), ""),
        following=next((text for type_, text in said if type_ in _FOLLOWING), ""),
        at=_changed(english, element),
        article=None,
        segment=None,
        creator=_creator(english, element),
    )


def _variants(unit: etree._Element, left_out: Counter[str]) -> tuple[etree._Element | None, etree._Element | None]:
    """Return the Dutch and the English variant of a unit: British English, and Dutch of the Netherlands, first."""
    found: dict[str, list[etree._Element]] = {"nl": [], "en": []}
    for variant in unit:
        if _local(variant) != "tuv":
            continue
        language = language_of(_tag(variant))
        if language in found:
            found[language].append(variant)
        else:
            left_out[f"another language: {printable(_tag(variant)[:20]) or 'none given'}"] += 1
    for language, preferred in (("nl", _DUTCH), ("en", _ENGLISH)):
        found[language].sort(key=lambda v: preferred.index(tag) if (tag := _tag(v)) in preferred else len(preferred))
        if len(found[language]) > 1:
            left_out[f"another variant of the same language ({language})"] += len(found[language]) - 1
    return next(iter(found["nl"]), None), next(iter(found["en"]), None)


def _tag(variant: etree._Element) -> str:
    """Return the language code of a variant; before TMX 1.4 the attribute had no name space."""
    return (variant.get(_XML_LANG) or variant.get("lang") or "").strip().lower().replace("_", "-")


def _segment(variant: etree._Element, left_out: Counter[str], name: str, *, exact: bool) -> str:
    segment = next((child for child in variant if _local(child) == "seg"), None)
    if segment is None:
        return ""
    text = "".join(_text(segment, left_out, name))
    return text if exact else _tidy(text)


def _text(element: etree._Element, left_out: Counter[str], name: str) -> Iterator[str]:
    """Yield the text of a segment without its inline codes; the text inside ``hi`` is text of the sentence."""
    yield element.text or ""
    for child in element:
        tag = _local(child)
        if not tag:
            what = f"it uses the entity {printable(child.text or '')[:40]}, which it does not declare"
            where = f"{name}, line {child.sourceline}"
            raise ReadingError(what, where=where, mend="write the character itself")
        left_out[f"an inline tag: {printable(tag[:20])}"] += 1
        if tag not in _CODES:
            yield from _text(child, left_out, name)
        elif any(_local(inner) == "sub" and (inner.text or "").strip() for inner in child.iter()):
            left_out["text inside an inline tag: sub"] += 1  # a footnote, say: not of this sentence
        if tag == "ph" and re.search(r"\w\Z", _before(child)) and re.match(r"\w", child.tail or ""):
            yield " "  # a line break between two words, and the like
        yield child.tail or ""


def _before(child: etree._Element) -> str:
    previous = child.getprevious()
    parent = child.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    return text or ""


def _tidy(text: str) -> str:
    """Return a segment without the white space that a pretty-printed file has around it and at its line ends."""
    return " ".join(filter(None, map(str.strip, text.split("\n")))) if "\n" in text else text.strip()


def _props(element: etree._Element) -> Iterator[tuple[str, str]]:
    for child in element:
        if _local(child) == "prop":
            type_, text = (child.get("type") or "").lower(), "".join(child.itertext())
            if type_.startswith("x-context-"):  # memoQ writes the segment as XML inside the text
                text = html.unescape(re.sub(r"<[^>]*>", "", text))
            yield type_, _tidy(text)


def _changed(*elements: etree._Element) -> str:
    """Return when the first of the elements that says so was last changed, as UTC in ISO 8601; else empty."""
    for attribute in ("changedate", "creationdate"):
        for element in elements:
            said = _DATE.fullmatch(element.get(attribute) or "")
            if said is None:
                continue
            when = "{}-{}-{}T{}:{}:{}+00:00".format(*said.groups())
            with suppress(ValueError):  # the 31st of February
                return datetime.fromisoformat(when).isoformat()
    return ""


def _creator(*elements: etree._Element) -> str:
    said = (element.get(name) for name in ("changeid", "creationid") for element in elements)
    return next((text.strip() for text in said if text and text.strip()), "")


def _local(element: etree._Element) -> str:
    """Return an element's name without its name space; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
