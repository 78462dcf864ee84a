"""XLIFF that comes back, of any version and tool: 1.0 to 1.2, 2.0 to 2.2, and the dialects of Trados and memoQ.

Our ids, and what a sentence was when it went out, are looked for where we put them; what a tool has dropped is done
without, so that a file may come back with no more than its sentences. What a person should know of is a problem, with
the line. Inline codes are left out of the text: mark-up is placed anew on the English that comes back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from translate.errors import ReadingError
from translate.formats.xml import entity_line
from translate.glossary.exchange.terms import language_of, printable
from translate.importing.first_tag import begins_with
from translate.importing.registry import Incoming, importer
from translate.importing.xliff1 import read_file_1
from translate.importing.xliff2 import read_file_2
from translate.importing.xliff_found import Found, incoming

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff")
_MEND = "export it again from the tool it came from"
_NAMESPACE = re.compile(r"urn:oasis:names:tc:xliff:document:([12])\.\d+")


def _is_xliff(data: bytes, name: str) -> bool:
    return begins_with("xliff", data, name, _SUFFIXES)


@importer("XLIFF", suffixes=_SUFFIXES, recognise=_is_xliff)
def read_xliff(data: bytes, name: str) -> Incoming:
    """Read the sentences of an XLIFF file.

    Raises:
        ReadingError: it is not sound XML, declares entities, is not XLIFF, holds other languages, no translation, or
            several articles.
    """
    root = _parsed(data, name)
    read = _reader_of(root, name)
    found = Found(name)
    for file in root.iter("{*}file"):
        _check_languages(root, file, found)
        read(file, found)
    if not found.rows:
        raise ReadingError("no sentence in it", where=name, mend=_MEND)
    if not any(row.target for row in found.rows):
        raise ReadingError("no English in it", where=name, mend="export it with its translations")
    return incoming(found)


def _parsed(data: bytes, name: str) -> Element:
    from lxml import etree

    if line := entity_line(io.BytesIO(data)):
        raise ReadingError("it declares entities, which XLIFF has no need of", where=f"{name}, line {line}", mend=_MEND)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        first = next(iter(parser.error_log), None)
        message = printable(str(first.message if first else error.msg or "nothing in it"))
        where = f"{name}, line {(first.line if first else error.lineno) or 1}"
        if "ntity" in message:
            raise ReadingError(f"it uses entities that are not allowed: {message}", where=where, mend=_MEND) from None
        raise ReadingError(f"not sound XML: {message}", where=where, mend=_MEND) from None
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        what = f"it uses the entity {printable(entity.text or '')[:40]}, which it does not declare"
        raise ReadingError(what, where=f"{name}, line {entity.sourceline}", mend=_MEND)
    return root


def _reader_of(root: Element, name: str) -> Callable[[Element, Found], None]:
    from lxml import etree

    tag = etree.QName(root)
    where = f"{name}, line {root.sourceline}"
    if tag.localname != "xliff":
        what = f"XML, but not XLIFF (it begins with <{printable(tag.localname[:40])}>)"
        raise ReadingError(what, where=where, mend="give the XLIFF file itself")
    space = tag.namespace or ""
    known = _NAMESPACE.fullmatch(space)
    version = known[1] if known else "" if space else (root.get("version") or "")[:1]  # 1.0 had no name space
    if version not in ("1", "2"):
        what = f"XLIFF in the name space {printable(space[:80])!r}" if space else "XLIFF without a version"
        raise ReadingError(f"{what}, which no version of the standard has", where=where, mend=_MEND)
    return read_file_1 if version == "1" else read_file_2


def _check_languages(root: Element, file: Element, found: Found) -> None:
    source = file.get("source-language") or root.get("srcLang") or ""
    target = file.get("target-language") or root.get("trgLang") or ""
    if language_of(source) != "nl" or (target and language_of(target) != "en"):
        said = f"{printable(source[:20]) or 'an unknown language'} into {printable(target[:20]) or 'an unknown one'}"
        where = f"{found.name}, line {file.sourceline}"
        raise ReadingError(f"it is from {said}, not from Dutch into English", where=where, mend="give another file")
    if not target:
        found.problems.append(f"the file does not say what language it is translated into (line {file.sourceline})")
