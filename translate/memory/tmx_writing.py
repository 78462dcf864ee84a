"""TMX 1.4b written, for other translation tools.

The sentences around a unit go into the properties ``x-previous-source-text`` and ``x-next-source-text``: the standard
has no place for them and asks for ``x-``; XTM has the same names. OmegaT's own (``prev``, ``next``) would make every
unit an alternative translation, which fits nowhere but between the same neighbours.
"""

from __future__ import annotations

import io
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from translate.errors import WritingError
from translate.memory.tmx_reading import FOLLOWING, PREVIOUS, TOOL

if TYPE_CHECKING:
    from translate.library import MemoryUnit

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Characters that no XML 1.0 document can hold, not even as &#1;.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_tmx(units: Iterable[MemoryUnit], path: Path) -> tuple[int, int]:
    """Write units as a TMX file in UTF-8, in the place of what is there.

    Control characters, which XML cannot hold, are left out.

    Returns:
        How many units were written, and how many of them lost a control character.

    Raises:
        WritingError: its name does not end in ``.tmx`` (it might be the library), or it cannot be written. What was
            there stays.
    """
    if path.suffix.lower() != ".tmx":
        raise WritingError("a file that does not end in .tmx", where=str(path), mend="give it such a name")
    temporary = path.parent / f".translate-{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as file:
            told = _write(((unit, {}) for unit in units), file, {})
        os.replace(temporary, path)
    except OSError as error:
        mend = "choose another folder or name"
        raise WritingError(f"cannot be written ({error.strerror})", where=str(path), mend=mend) from error
    finally:
        temporary.unlink(missing_ok=True)
    return told


def render_tmx(units: Iterable[tuple[MemoryUnit, Mapping[str, str]]], about: Mapping[str, str]) -> bytes:
    """Return units as a TMX file in UTF-8. Control characters are left out.

    Args:
        units: each with further properties of it, by type.
        about: properties of the file, by type.
    """
    file = io.BytesIO()
    _write(units, file, about)
    return file.getvalue()


def _write(
    units: Iterable[tuple[MemoryUnit, Mapping[str, str]]], file: IO[bytes], about: Mapping[str, str]
) -> tuple[int, int]:
    from lxml import etree

    written = mended = 0
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration(doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with out.element("tmx", version="1.4"):
            header = etree.Element("header", _header())
            _add_properties(header, about)
            out.write("\n", header, "\n")
            with out.element("body"):
                for unit, properties in units:
                    element, lost = _unit(unit, properties)
                    out.write("\n", element)
                    written, mended = written + 1, mended + lost
                out.write("\n")
            out.write("\n")
    return written, mended


def _header() -> dict[str, str]:
    from translate import __version__

    return {
        "creationtool": TOOL,
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": TOOL,
        "adminlang": "en",
        "srclang": "nl",
        "datatype": "plaintext",
        "creationdate": _date(datetime.now(timezone.utc).isoformat()),
    }


def _unit(unit: MemoryUnit, properties: Mapping[str, str]) -> tuple[Any, bool]:
    """Return a unit as an element, and whether a character of it had to be left out."""
    from lxml import etree

    said = [unit.source, unit.target, unit.previous, unit.following, unit.creator]
    source, target, previous, following, creator = (_NOT_XML.sub("", text) for text in said)
    when = _date(unit.at)
    attributes = {"tuid": str(unit.id), "creationdate": when, "changedate": when}
    attributes |= {"creationid": creator, "changeid": creator}
    element = etree.Element("tu", {name: text for name, text in attributes.items() if text})
    _add_properties(element, {PREVIOUS: previous, FOLLOWING: following, **properties})
    for language, text in (("nl", source), ("en", target)):
        variant = etree.SubElement(element, "tuv", {_LANG: language})
        etree.SubElement(variant, "seg").text = text
    return element, [source, target, previous, following, creator] != said


def _add_properties(element: Any, properties: Mapping[str, str]) -> None:
    from lxml import etree

    for type_, text in properties.items():
        if said := _NOT_XML.sub("", text):
            etree.SubElement(element, "prop", type=type_).text = said


def _date(at: str) -> str:
    """Return a moment in ISO 8601 as TMX writes it, in UTC; empty for what is none."""
    try:
        return datetime.fromisoformat(at).astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    except ValueError:
        return ""
