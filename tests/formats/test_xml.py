"""XML from strangers: a document type declaration is found before anything that it declares is expanded."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from translate.errors import GlossaryError, ReadingError
from translate.formats.xml import entity_line, parse_xml
from translate.glossary.exchange.tbx import read_tbx
from translate.importing.xliff import read_xliff
from translate.memory.tmx_reading import check_tmx

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252", "iso-8859-15", "utf-7", "shift_jis")
BOMB = (
    "<!-- < --><!DOCTYPE {root} [\n<!ENTITY l0 'lol'>\n"
    + "".join(f"<!ENTITY l{depth} '{f'&l{depth - 1};' * 10}'>" for depth in range(1, 12))
    + "]>\n<{root} a='&l11;'>&l11;</{root}>"
)
PARAMETERS = "<!DOCTYPE {root} [<!ENTITY % a '<!ENTITY b \"c\">'>%a;]><{root}/>"


def encoded(xml: str, encoding: str, root: str = "a") -> bytes:
    said = encoding.removesuffix("-sig").removesuffix("-le")
    mark = b"\xff\xfe" if encoding.endswith("-le") else b""
    return mark + f"<?xml version='1.0' encoding='{said}'?>{xml.replace('{root}', root)}".encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("bomb", [BOMB, PARAMETERS])
def test_entities_are_found_in_any_encoding(bomb: str, encoding: str) -> None:
    assert entity_line(io.BytesIO(encoded(bomb, encoding)))
    with pytest.raises(ReadingError, match="has a document type declaration, which such a file never has"):
        parse_xml(encoded(bomb, encoding), "stuk.docx")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_declares_no_entities_is_let_through(encoding: str) -> None:
    for head in ("", "<!DOCTYPE a>", "<!DOCTYPE a SYSTEM 'a.dtd'>", "<!DOCTYPE a PUBLIC '-//A//B//EN' 'a.dtd'>"):
        outside_our_ken = head and encoding in ("utf-32", "utf-7", "shift_jis")
        body = "<a>é <![CDATA[<!DOCTYPE a [<!ENTITY b 'c'>]>]]></a>" if encoding != "shift_jis" else "<a/>"
        assert bool(entity_line(io.BytesIO(encoded(head + body, encoding)))) == bool(outside_our_ken)


def test_a_subset_without_entities_is_let_through() -> None:
    assert not entity_line(io.BytesIO(b"<!DOCTYPE a [<!ELEMENT a ANY><!ATTLIST a b CDATA #IMPLIED>]><a/>"))


@pytest.mark.parametrize("text", ["", "geen XML", "<a", "<!-- <!DOCTYPE a [<!ENTITY b 'c'>]> --><a></b>"])
def test_what_is_unsound_is_left_to_the_parser(text: str) -> None:
    assert not entity_line(io.BytesIO(text.encode()))
    with pytest.raises(ReadingError, match="not well-formed"):
        parse_xml(text.encode(), "stuk.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_bomb_is_refused_in_our_own_words(tmp_path: Path, encoding: str) -> None:
    memory = tmp_path / "memory.tmx"
    memory.write_bytes(encoded(BOMB, encoding, "tmx"))
    with pytest.raises(ReadingError, match="it declares entities, which a translation memory has no need of"):
        check_tmx(memory)
    with pytest.raises(ReadingError, match="it declares entities, which XLIFF has no need of"):
        read_xliff.read(encoded(BOMB, encoding, "xliff"), "a.xlf")
    with pytest.raises(GlossaryError, match="it declares entities, which a glossary has no need of"):
        read_tbx(encoded(BOMB, encoding, "tbx"), "a.tbx")
