"""XLIFF comes back as it went out; what people and tools do to it on the way is found and told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from lxml import etree

from tests.writing.articles import iran
from tests.writing.exchanged import all_segments, exchanged
from tests.writing.test_xliff import marked_up
from translate.document import Article, Paragraph, Segment
from translate.errors import ReadingError
from translate.identity import article_identity, target_mark
from translate.importing.registry import Incoming, importers
from translate.importing.xliff import read_xliff
from translate.writing import render

BOTH = pytest.mark.parametrize("format", ["xliff", "xliff12"])
Edit = Callable[[etree._Element], None]


def read(data: bytes) -> Incoming:
    assert read_xliff.recognise(data, "back.xlf")
    return read_xliff.read(data, "back.xlf")


def edited(data: bytes, *edits: Edit) -> Incoming:
    root = etree.fromstring(data)
    for edit in edits:
        edit(root)
    return read(etree.tostring(root))


@pytest.mark.parametrize("format", ["xliff", "xliff12"])
@settings(max_examples=25, deadline=None)
@given(article=exchanged())
def test_everything_comes_back_as_it_went_out(format: str, article: Article) -> None:
    sent = all_segments(article)
    # A sentence without any text, which no reader makes, has nothing that a comment could be tied to.
    assume(any(s.target for s in sent) and all(s.source or s.target for s in sent if s.note))
    back = read(render(article, format))
    assert back.article == article_identity(article)
    assert back.problems == ()
    assert [(r.segment, r.source, r.target, r.state, r.mark, r.comment) for r in back.rows] == [
        (s.id, s.source, s.target, s.state, target_mark(s.target), s.note) for s in sent
    ]


@BOTH
def test_codes_are_left_out_of_the_text(format: str) -> None:
    back = read(render(marked_up(), format))
    assert [(row.source, row.target) for row in back.rows] == [
        ("Dit is vet.", "This is bold."),
        ("Lees dit eens.", "Read this."),
    ]


def test_a_row_says_where_it_stands() -> None:
    data = render(iran(), "xliff")
    row = read(data).rows[1]
    assert row.where.startswith("unit p2, line ")
    line = data.decode().splitlines()[int(row.where.rpartition(" ")[2]) - 1]
    assert f'<segment id="{row.segment}"' in line


# --- what people and tools do ----------------------------------------------------------------------------------------


def two() -> Article:
    sentences = (
        Segment("1.1", "Ja, dat mag.", " ", "Yes, you may.", "translated"),
        Segment("1.2", "Nee.", "", "No.", "translated", note="Ask."),
    )
    more = (Segment("2.1", "Slot.", "", "End.", "translated"),)
    return Article(
        (
            Paragraph("text", "Ja, dat mag. Nee.", segments=sentences),
            Paragraph("text", "Slot.", segments=more),
        )
    )


def target_of(root: etree._Element, number: int) -> etree._Element:
    return list(root.iter("{*}target"))[number]


def put(text: str, number: int = 0) -> Edit:
    def edit(root: etree._Element) -> None:
        target = target_of(root, number)
        for child in target:
            target.remove(child)
        target.text = text

    return edit


def drop(tag: str, number: int = 0) -> Edit:
    def edit(root: etree._Element) -> None:
        element = list(root.iter(f"{{*}}{tag}"))[number]
        element.getparent().remove(element)

    return edit


def again(tag: str, number: int = 0) -> Edit:
    def edit(root: etree._Element) -> None:
        element = list(root.iter(f"{{*}}{tag}"))[number]
        element.addnext(etree.fromstring(etree.tostring(element)))

    return edit


def note(tag: str, text: str) -> Edit:
    """Add a note as the tools do: at the end of the unit's notes in XLIFF 2, of the unit in XLIFF 1."""

    def edit(root: etree._Element) -> None:
        unit = next(root.iter(f"{{*}}{tag}"))
        space = etree.QName(unit).namespace
        notes = unit if tag == "trans-unit" else unit.find("{*}notes")
        etree.SubElement(notes, f"{{{space}}}note").text = text

    return edit


def swap(root: etree._Element) -> None:
    units = list(root.iter("{*}trans-unit", "{*}unit"))
    last, first = units[-1], units[0]
    first.getparent().insert(first.getparent().index(first), last)


def merged(root: etree._Element) -> None:
    """Join the first two segments, as a tool that does not heed canResegment would."""
    first, gap, second = next(root.iter("{*}unit")).iterfind("{*}*[{*}source]")
    for side in ("source", "target"):
        text = "".join(first.find(f"{{*}}{side}").itertext()) + " " + "".join(second.find(f"{{*}}{side}").itertext())
        first.find(f"{{*}}{side}").clear()
        first.find(f"{{*}}{side}").text = text
    for gone in (gap, second):
        gone.getparent().remove(gone)


def changed_source(root: etree._Element) -> None:
    next(root.iter("{*}source")).text = "Ja, dat moet."


def no_metadata(root: etree._Element) -> None:
    for element in list(root.iter("{urn:oasis:names:tc:xliff:metadata:2.0}metadata")):
        element.getparent().remove(element)


def attribute(tag: str, name: str, value: str | None, number: int = 0) -> Edit:
    def edit(root: etree._Element) -> None:
        element = list(root.iter(f"{{*}}{tag}"))[number]
        if value is None:
            element.attrib.pop(name)
        else:
            element.set(name, value)

    return edit


def same(row: int, **fields: object) -> tuple[int, dict[str, object]]:
    return row, fields


@pytest.mark.parametrize(
    ("format", "edits", "row", "problem"),
    [
        # the English is changed
        ("xliff", [put("Yes, that is fine.")], same(0, segment="1.1", target="Yes, that is fine."), ""),
        ("xliff12", [put("Yes, that is fine.")], same(0, segment="1.1", target="Yes, that is fine."), ""),
        ("xliff", [put("Two  spaces.")], same(0, target="Two  spaces."), ""),
        # it is taken away
        ("xliff", [put("")], same(0, target=""), "1.1 has lost its English (line "),
        ("xliff12", [drop("target")], same(0, target=""), "1.1 has lost its English (line "),
        # a tool that prints the file prettily
        ("xliff", [put("\n   Yes, you may.\n  ")], same(0, target="Yes, you may."), "white space was added to the"),
        ("xliff12", [put("\n\tYes,  you may.\n")], same(0, target="Yes, you may."), "of 1.1, and is left out (line "),
        # states
        ("xliff", [attribute("segment", "state", "final")], same(0, state="final"), ""),
        ("xliff", [attribute("segment", "state", None)], same(0, state=None), ""),
        ("xliff12", [attribute("trans-unit", "approved", "yes")], same(0, state="reviewed"), ""),
        ("xliff12", [attribute("target", "state", "translated")], same(0, state="translated"), ""),
        ("xliff12", [attribute("target", "state", "needs-translation")], same(0, state="initial"), ""),
        ("xliff12", [attribute("target", "state", "x-own")], same(0, state=None), ""),
        ("xliff12", [attribute("trans-unit", "{http://www.memoq.com/memoq/xliff}status", "Proofread")],
         same(0, state="reviewed"), ""),
        # notes
        ("xliff", [note("unit", "Is this right?")], same(0, comment="Is this right?"), ""),
        ("xliff12", [note("trans-unit", "Is this right?")], same(0, comment="Is this right?"), ""),
        ("xliff", [], same(1, comment="Ask."), ""),
        # units are gone, twice, in another order
        ("xliff", [drop("segment", 1)], same(1, segment="2.1"), "merged or taken out: 1.2 (unit p1, line "),
        ("xliff", [drop("unit", 1)], same(1, segment="1.2"), "went out with 3 sentences; 1 of them are no longer"),
        ("xliff12", [drop("trans-unit", 1)], same(1, segment="2.1"), "went out with 3 sentences; 1 of them"),
        ("xliff12", [again("trans-unit")], same(1, segment="1.2"), "1.1 stands in the file twice"),
        ("xliff", [swap], same(0, segment="2.1"), "in another order than they went out in"),
        ("xliff12", [swap], same(0, segment="2.1"), "in another order than they went out in"),
        ("xliff", [attribute("target", "order", "3"), attribute("target", "order", "1", 1)], same(0, segment="1.1"),
         "the English sentences of unit p1 are in another order (line "),
        # sentences are merged, or cut in two
        ("xliff", [merged], same(0, target="Yes, you may. No."), "no longer on their own, merged or taken out: 1.2"),
        ("xliff", [merged], same(0, target="Yes, you may. No."), "the Dutch of 1.1 is not what went out (line "),
        ("xliff", [attribute("segment", "id", "s2", 1)], same(1, segment=""), "matched by their Dutch alone (lines "),
        # the Dutch is changed
        ("xliff", [changed_source], same(0, segment="1.1"), "the Dutch of 1.1 is not what went out (line "),
        ("xliff12", [changed_source], same(0, source="Ja, dat moet."), "the Dutch of 1.1 is not what went out (line "),
        # the tool has dropped what it does not know
        ("xliff", [no_metadata], same(0, segment="1.1", target="Yes, you may.", mark=""), ""),
        ("xliff12", [attribute("trans-unit", "extradata", None)], same(0, segment="1.1", mark=""), ""),
        ("xliff12", [drop("header"), attribute("trans-unit", "extradata", None)], same(0, segment=""),
         "matched by their Dutch alone"),
        ("xliff12", [attribute("file", "target-language", None)], same(0, segment="1.1"),
         "does not say what language it is translated into"),
    ],
)  # fmt: skip
def test_what_happens_to_a_file_on_its_way(
    format: str, edits: list[Edit], row: tuple[int, dict[str, object]], problem: str
) -> None:
    back = edited(render(two(), format), *edits)
    place, fields = row
    assert {name: getattr(back.rows[place], name) for name in fields} == fields
    if problem:
        assert any(problem in told for told in back.problems), back.problems
    else:
        assert back.problems == ()


def test_the_article_is_known_when_the_metadata_is_dropped() -> None:
    assert edited(render(iran(), "xliff"), no_metadata).article == "2c" * 32


TRADOS = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"
  xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a.docx" source-language="nl-NL"
  target-language="en-GB" datatype="x-sdlfilterframework2"><header/><body>
  <trans-unit id="8e1f"><source>Ja. Nee.</source>
  <seg-source><mrk mtype="seg" mid="1">Ja.</mrk> <mrk mtype="seg" mid="2"><g id="5">Nee</g>.</mrk></seg-source>
  <target><mrk mtype="seg" mid="1">Yes.</mrk> <mrk mtype="seg" mid="2"><g id="5">No</g>.</mrk></target>
  <sdl:seg-defs><sdl:seg id="1" conf="Translated"/><sdl:seg id="2" conf="ApprovedSignOff"/></sdl:seg-defs>
  </trans-unit></body></file></xliff>"""
WEBLATE = """<xliff version="1.2"><file source-language="nl" target-language="en" original="x" datatype="plaintext">
  <body><trans-unit id="1" approved="yes"><source>Ja.<x id="b" ctype="lb"/></source>
  <target state="translated">Yes.</target>
  <note from="translator">Fine.</note></trans-unit></body></file></xliff>"""
CUT = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.{minor}" version="2.{minor}" srcLang="nl" trgLang="en-GB">
  <file id="f"><group id="g"><unit id="u"><segment><source>Ja<ph id="1"/>.</source><target>Yes<ph id="1"/>.</target>
  </segment></unit></group></file></xliff>"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (TRADOS, [("Ja.", "Yes.", "translated", ""), ("Nee.", "No.", "final", "")]),
        (WEBLATE, [("Ja.", "Yes.", "reviewed", "Fine.")]),
        (CUT.format(minor=0), [("Ja.", "Yes.", None, "")]),
        (CUT.format(minor=2), [("Ja.", "Yes.", None, "")]),
    ],
)
def test_files_of_other_tools(text: str, rows: list[tuple[str, str, str | None, str]]) -> None:
    back = read(text.encode())
    assert [(row.source, row.target, row.state, row.comment) for row in back.rows] == rows
    assert {row.segment for row in back.rows} == {""} and back.article == ""
    assert "matched by their Dutch alone" in back.problems[-1]


# --- bad input -------------------------------------------------------------------------------------------------------

BOMB = '<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'
MISSING = '<!DOCTYPE xliff SYSTEM "http://example.org/x.dtd">\n'
UNIT = """<xliff version="1.2"><file source-language="nl" target-language="en"><body>
<trans-unit id="1">{}</trans-unit></body></file></xliff>"""
WHOLE = UNIT.format("<source>Ja.</source><target>Yes.</target>")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (BOMB + WHOLE.replace("Yes", "&b;"), "entities"),
        (OUTSIDE + WHOLE.replace("Yes", "&a;"), "entities"),
        (MISSING + WHOLE.replace("Yes", "&a;"), r"back.xlf, line 3: it uses"),
        (WHOLE[:130], r"back.xlf, line 2: not sound XML"),
        (WHOLE.replace("Yes", "\x01"), r"back.xlf, line 2: not sound XML"),
        ("<html><body>xliff</body></html>", r"back.xlf, line 1: XML, but not XLIFF \(it begins with <html>\)"),
        ('<xliff xmlns="http://example.org/" version="2.0"/>', "line 1: XLIFF in the name space 'http://example.org/'"),
        ("<xliff/>", "XLIFF without a version"),
        (WHOLE.replace('"nl"', '"de"'), r"line 1: it is from de into en, not from Dutch into English"),
        (WHOLE.replace('"en"', '"fr"'), r"it is from nl into fr, not from Dutch into English"),
        (WHOLE.replace("<target>Yes.</target>", ""), "no English in it"),
        ('<xliff version="1.2"><file source-language="nl"><body/></file></xliff>', "no sentence in it"),
        (UNIT.format("<source>Ja.</source><target>" + "a" * 10_100_000 + "</target>"), "line 2: not sound XML"),
        (UNIT.format("<source>" + "<g id='1'>" * 300 + "</g>" * 300 + "</source>"), "line 2: not sound XML"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_in_one_line_that_says_where(data: str, says: str) -> None:
    assert read_xliff.recognise(data.encode(), "back.xlf")
    with pytest.raises(ReadingError) as caught:
        read_xliff.read(data.encode(), "back.xlf")
    line = caught.value.line()
    assert re.search(says, line), line
    assert "\n" not in line and len(line) < 400 and caught.value.mend


def test_a_document_type_without_entities_does_no_harm() -> None:
    assert read((MISSING + WHOLE).encode()).rows[0].target == "Yes."


def test_a_file_of_two_articles_is_refused() -> None:
    root = etree.fromstring(render(iran(), "xliff"))
    root.append(etree.fromstring(render(two(), "xliff"))[0])
    with pytest.raises(ReadingError, match="it holds 2 articles"):
        read(etree.tostring(root))


@pytest.mark.parametrize(
    ("data", "name", "known"),
    [
        (WHOLE.encode("utf-16"), "a.txt", True),
        (b"<?xml version='1.0'?>\n<!-- <tmx> -->\n" + WHOLE.encode(), "a.txt", True),
        (b"<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0'/>", "a", True),
        (b"PK\x03\x04", "a.xlf", False),
        (b"<tmx version='1.4'/>", "a.tmx", False),
        (b"Een zin over <xliff>.", "a.txt", True),
        (b"Een zin.", "a.txt", False),
        (b"", "a.xlf", False),
    ],
)
def test_it_is_known_by_its_first_element(data: bytes, name: str, known: bool) -> None:
    assert read_xliff.recognise(data, name) is known


def test_the_importer_is_found() -> None:
    assert {"XLIFF", "TMX"} <= {each.name for each in importers()}
