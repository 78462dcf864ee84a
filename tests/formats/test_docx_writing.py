"""What becomes of a Word document that is written back in English."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.formats.test_docx import BOLD, LINK, field, held, table, text_box
from tests.formats.word_files import NAMESPACES, in_english, para, run, styled, unzipped, word
from translate.document import Article, Inline
from translate.errors import WritingError
from translate.reading import read_bytes
from translate.writing.back import write_back

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LANGUAGE = '<w:lang w:val="en-GB"/>'
LINKED_PICTURE = '<w:r w:rsidR="00A1"><w:rPr><w:noProof/></w:rPr><w:drawing><w:a b="1"/></w:drawing></w:r>'


def written(data: bytes) -> bytes:
    """The document in capitals, which stand for English."""
    return write_back(data, in_english(read_bytes(data, "stuk.docx")))


def body_of(data: bytes, member: str = "word/document.xml") -> str:
    """What is in a part, without the language of its runs."""
    xml = unzipped(data)[member].decode()
    xml = re.sub(r"^<\?xml.*?\?>\s*<w:\w+ [^>]*>|</w:\w+>$", "", xml, flags=re.S)
    return plain(xml.removeprefix("<w:body>").removesuffix("<w:sectPr/></w:body>"))


def plain(xml: str) -> str:
    return xml.replace(LANGUAGE, "").replace("<w:rPr></w:rPr>", "").replace(' xml:space="preserve"', "")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("Een ") + run("vet", BOLD) + run(" woord."), run("EEN ") + run("VET", BOLD) + run(" WOORD.")),
        (
            run("vet ", BOLD) + run("en rood", BOLD + '<w:color w:val="FF0000"/>') + run(" x"),
            run("VET ", BOLD) + run("EN ROOD", BOLD + '<w:color w:val="FF0000"/>') + run(" X"),
        ),
        (run("alles", '<w:sz w:val="40"/>'), run("ALLES", '<w:sz w:val="40"/>')),
        # Properties stand in the order of the schema, whatever the order they were in.
        (run("a", '<w:sz w:val="40"/><w:i/><w:b/>'), run("A", '<w:b/><w:i/><w:sz w:val="40"/>')),
        ("<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r>", run("EEN") + "<w:r><w:br/></w:r>" + run("TWEE")),
        (
            "<w:r><w:t>1.2</w:t><w:tab/><w:t>kop</w:t></w:r>",
            "<w:r><w:t>1.2</w:t></w:r><w:r><w:tab/></w:r>" + run("KOP"),
        ),
        (
            run("bron") + '<w:r><w:rPr><w:b/></w:rPr><w:footnoteReference w:id="2"/></w:r>' + run(" zegt"),
            run("BRON") + '<w:r><w:rPr><w:b/></w:rPr><w:footnoteReference w:id="2"/></w:r>' + run(" ZEGT"),
        ),
        (run("a") + " <w:r><w:drawing/></w:r>" + run(" b"), run("A") + "<w:r><w:drawing/></w:r>" + run(" B")),
        (
            run("zie ") + "<w:r><w:drawing/></w:r>" + run(" b"),
            run("ZIE ") + "<w:r><w:drawing/></w:r>" + run(" ") + run("B"),
        ),
        (
            held('hyperlink r:id="r1"', run("de ", LINK) + run("site", LINK + BOLD)),
            held('hyperlink r:id="r1"', run("DE ", LINK) + run("SITE", LINK + BOLD)),
        ),
        (
            run("zie") + held('hyperlink r:id="r1" w:history="1"', LINKED_PICTURE) + run(" hier"),
            run("ZIE") + held('hyperlink r:id="r1" w:history="1"', LINKED_PICTURE) + run(" HIER"),
        ),
        (
            run("zie") + field(' HYPERLINK "x" ', "<w:r><w:drawing/></w:r>") + run(" hier"),
            run("ZIE") + field(' HYPERLINK "x" ', "<w:r><w:drawing/></w:r>") + run(" HIER"),
        ),
        (run("zie ") + field(' HYPERLINK "x" ', run("nos")), run("ZIE ") + field(' HYPERLINK "x" ', run("NOS"))),
        (run("figuur ") + field(" SEQ f ", run("3")), run("FIGUUR ") + field(" SEQ f ", run("3"))),
        (
            held("sdt", run("jan")).replace(
                "<w:sdtPr/>", '<w:sdtPr><w:id w:val="7"/><w:dataBinding w:xpath="/a"/></w:sdtPr>'
            ),
            held("sdt", run("JAN")).replace("<w:sdtPr/>", '<w:sdtPr><w:id w:val="7"/></w:sdtPr>'),
        ),
        (
            '<w:bookmarkStart w:id="1" w:name="p"/>' + run("plek") + '<w:bookmarkEnd w:id="1"/>' + run(" x"),
            '<w:bookmarkStart w:id="1" w:name="p"/>' + run("PLEK") + '<w:bookmarkEnd w:id="1"/>' + run(" X"),
        ),
        (
            '<w:ins w:id="1">' + run("nieuw") + '</w:ins><w:del w:id="2"><w:r><w:delText>oud</w:delText></w:r></w:del>',
            run("NIEUW"),
        ),
        (run("    ingesprongen"), run("    ") + run("INGESPRONGEN")),
        (run("een & < twee"), run("EEN &amp; &lt; TWEE")),
    ],
)
def test_the_mark_up_of_a_paragraph_comes_back(inner: str, expected: str) -> None:
    inner = inner.replace("&", "&amp;").replace(" < ", " &lt; ")
    properties = '<w:jc w:val="center"/>'
    data = written(word(para(inner, properties), links={"r1": "https://nos.nl/"}))
    assert body_of(data) == plain(para(expected, properties))


def test_text_without_letters_stays_as_it_was() -> None:
    body = para("***") + table([para(run("–") + "<w:r><w:drawing/></w:r>")])
    assert body_of(written(word(para("een") + body))) == plain(para(run("EEN")) + body)


def test_a_text_box_says_the_same_to_old_programs() -> None:
    data = written(word(para(run("voor") + text_box(para("in een kader")) + run(" na"))))
    assert body_of(data).count("IN EEN KADER") == 2
    assert "een kader" not in body_of(data)


def test_all_parts_are_translated_and_their_language_named() -> None:
    parts = {"header1": para("kop"), "footnotes": held('footnote w:id="2"', para("noot"))}
    data = written(word(para("tekst"), parts, title="Tekst"))
    assert "KOP" in body_of(data, "word/header1.xml")
    assert "NOOT" in body_of(data, "word/footnotes.xml")
    members = unzipped(data)
    assert b'<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>' in members["word/styles.xml"]
    assert b'<w:themeFontLang w:val="en-GB"/>' in members["word/settings.xml"]
    assert b"<dc:language>en-GB</dc:language>" in members["docProps/core.xml"]
    assert all(
        'w:lang w:val="en-GB"' in each for each in re.findall("<w:r>.*?</w:r>", members["word/document.xml"].decode())
    )


def test_the_title_of_the_properties_follows_that_of_the_text() -> None:
    title = b"<dc:title>DRONES</dc:title>"
    assert title in unzipped(written(word(styled("Titel", "Drones"), title="Drones")))["docProps/core.xml"]
    assert (
        b"<dc:title>Iets</dc:title>"
        in unzipped(written(word(styled("Titel", "Drones"), title="Iets")))["docProps/core.xml"]
    )


def test_what_holds_no_text_is_the_same_to_the_byte() -> None:
    kept = {"word/media/image1.png": bytes(range(256)), "customXml/item1.xml": b"<a>drones</a>"}
    parts = {"header1": para(""), "comments": held('comment w:id="1"', para("klopt dit"))}
    before = word(para("tekst"), parts, raw=kept)
    changed = {"word/document.xml", "word/styles.xml", "word/settings.xml", "docProps/core.xml"}
    was, now = unzipped(before), unzipped(written(before))
    assert list(was) == list(now)
    assert {name for name in was if was[name] != now[name]} == changed


def test_a_sentence_without_english_is_marked() -> None:
    article = read_bytes(word(para(run("Een ") + run("vet", BOLD) + run(" woord."))), "stuk.docx")
    data = write_back(word(para(run("Een ") + run("vet", BOLD) + run(" woord."))), article)
    assert body_of(data) == para(run("[untranslated: Een ") + run("vet", BOLD) + run(" woord.]")).replace(
        ' xml:space="preserve"', ""
    )


@pytest.mark.parametrize("body", [para("Iets anders."), para("Een.") + para("Twee."), ""])
def test_another_document_is_not_written_into(body: str) -> None:
    article = replace(read_bytes(word(para("Een.")), "stuk.docx"), format="Word")
    with pytest.raises(WritingError, match="paragraphs are not those that were translated"):
        write_back(word(body), article)


def test_a_document_of_python_docx_comes_back() -> None:
    made = docx.Document()
    made.add_heading("Drones uit Iran", 0)
    made.add_paragraph("Eerste punt", style="List Bullet")
    made.add_paragraph("").add_run("vet").bold = True
    made.add_table(1, 2).cell(0, 1).text = "cel"
    made.sections[0].header.paragraphs[0].text = "kop"
    saved = io.BytesIO()
    made.save(saved)
    again = docx.Document(io.BytesIO(written(saved.getvalue())))
    assert [p.text for p in again.paragraphs] == ["DRONES UIT IRAN", "EERSTE PUNT", "VET"]
    assert [p.style.name for p in again.paragraphs if p.style is not None] == ["Title", "List Bullet", "Normal"]
    assert again.paragraphs[2].runs[0].bold
    assert again.tables[0].cell(0, 1).text == "CEL"
    assert again.sections[0].header.paragraphs[0].text == "KOP"


WORDS = st.sampled_from(["drone", "Iran", "de", "raket", "vliegt", "Één", "2,5", "(NAVO)", "a b"])
LOOKS = st.lists(
    st.sampled_from(
        [
            BOLD,
            "<w:i/>",
            '<w:u w:val="single"/>',
            "<w:strike/>",
            '<w:color w:val="00FF00"/>',
            '<w:rStyle w:val="Broncode"/>',
        ]
    ),
    max_size=3,
    unique=True,
).map("".join)
# Whole words: of a word that is bold in part, it is not known which part of its English that is.
SPACED_WORDS = st.builds(lambda before, word: f"{before}{word} ", st.sampled_from(["", " "]), WORDS)
RUNS = st.builds(run, SPACED_WORDS, LOOKS)
POINTS = st.sampled_from(
    ["<w:r><w:br/></w:r>", "<w:r><w:drawing/></w:r>", '<w:r><w:footnoteReference w:id="1"/></w:r>']
)
INSIDE = st.builds(lambda first, rest: first + "".join(rest), RUNS, st.lists(RUNS | POINTS, max_size=3))
HELD = st.builds(held, st.sampled_from(["sdt", "smartTag", 'ins w:id="1"']), INSIDE)
LINKS = st.builds(held, st.just('hyperlink r:id="r1"'), INSIDE | HELD)
FIELDS = st.builds(field, st.sampled_from([' HYPERLINK "x" ', " REF y "]), INSIDE | HELD)
PIECES = RUNS | POINTS | HELD | LINKS | FIELDS | st.builds(held, st.just("sdt"), LINKS | FIELDS)
PARAGRAPHS = st.builds(
    para,
    st.lists(PIECES, min_size=1, max_size=6).map("".join),
    st.sampled_from(["", '<w:pStyle w:val="Kop2"/>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>']),
)
BODIES = st.recursive(
    PARAGRAPHS,
    lambda inner: (
        st.builds(lambda a, b: table([a], [b + para("")]), inner, inner)
        | st.builds(lambda a: para(run("kader ") + text_box(a)), inner)
        | st.builds(held, st.just("sdt"), inner)
        | st.builds(str.__add__, inner, inner)
    ),
    max_leaves=5,
)


def without_mark_up(body: str) -> str:
    """The body with no run that has properties, and no fields."""
    root = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    for element in list(root.iter(f"{W}rPr", f"{W}instrText", f"{W}fldChar")):
        element.getparent().remove(element)
    xml = "".join(etree.tostring(each).decode() for each in root)
    return re.sub(r"</?w:(?:hyperlink|sdt|sdtPr|sdtContent|smartTag|ins)\b[^>]*>", "", xml)


def nests(inlines: tuple[Inline, ...]) -> bool:
    return all(
        b.span.start >= a.span.end or b.span.end <= a.span.end
        for index, a in enumerate(inlines)
        for b in inlines[index + 1 :]
    )


def looks_by_character(article: Article) -> list[list[tuple[str, frozenset[str]]]]:
    """Each paragraph's characters, in capitals and without white space, with the kinds of mark-up around them."""
    return [
        [
            (character.upper(), frozenset(i.kind for i in p.inlines if i.span.start <= at < i.span.end))
            for at, character in enumerate(p.text)
            if not character.isspace()
        ]
        for p in article.paragraphs
    ]


@settings(max_examples=80, deadline=None)
@given(BODIES)
def test_random_documents_keep_all_their_mark_up(body: str) -> None:
    data = word(para("begin") + body, links={"r1": "https://nos.nl/"})
    article = read_bytes(data, "stuk.docx")
    plain = read_bytes(word(para("begin") + without_mark_up(body)), "stuk.docx")
    assert [p.text for p in article.paragraphs] == [p.text for p in plain.paragraphs]
    assert all(nests(p.inlines) for p in article.paragraphs)
    again = read_bytes(written(data), "stuk.docx")
    assert looks_by_character(again) == looks_by_character(article)
    assert [(p.kind, p.level, p.marker) for p in again.paragraphs] == [
        (p.kind, p.level, p.marker) for p in article.paragraphs
    ]
    for kind in ("break", "object"):
        points = [[i.value for i in p.inlines if i.kind == kind] for p in article.paragraphs]
        assert [[i.value for i in p.inlines if i.kind == kind] for p in again.paragraphs] == points
