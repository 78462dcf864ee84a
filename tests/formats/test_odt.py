"""What is read from an OpenDocument text, and what becomes of it when it is written back in English."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.test_docx_writing import looks_by_character, nests
from tests.formats.word_files import in_english, outline, unzipped, zipped
from translate.document import Article
from translate.errors import ReadingError, WritingError
from translate.formats.odt_names import PREFIXES
from translate.reading import read_bytes
from translate.writing.back import write_back

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items())
NAMESPACES += ' xmlns:officeooo="http://openoffice.org/2009/office"'
MIMETYPE = b"application/vnd.oasis.opendocument.text"
STYLES = """
<office:styles>
<style:default-style style:family="paragraph">
  <style:text-properties fo:language="nl" fo:country="NL"/></style:default-style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Source_20_Text" style:display-name="Source Text" style:family="text"/>
<style:style style:name="Sterk" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
</office:styles>
"""
AUTOMATIC = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="BI" style:family="text" style:parent-style-name="Sterk">
  <style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T1" style:family="text">
  <style:text-properties officeooo:rsid="0011" fo:language="nl"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T4" style:family="text">
  <style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>
  <text:list-level-style-bullet text:level="2"/></text:list-style>
"""


def odt(body: str, footer: str = "", *, title: str = "", raw: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument text with the XML inside ``office:text`` and a page's footer."""
    content = f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
    content += f"<office:body><office:text>{body}</office:text></office:body>"
    page = f'<style:master-page style:name="Standard"><style:footer>{footer}</style:footer></style:master-page>'
    pages = f"<office:master-styles>{page}</office:master-styles>"
    members = {
        "content.xml": f"<office:document-content {NAMESPACES}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {NAMESPACES}>{STYLES}{pages}</office:document-styles>",
        "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta><dc:title>{title}</dc:title></office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest:manifest {NAMESPACES}/>",
    }
    files = {"mimetype": MIMETYPE, **{name: xml.encode() for name, xml in members.items()}, **(raw or {})}
    return zipped(files, stored=("mimetype",))


def p(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>' if style else f"<text:p>{inner}</text:p>"


def span(style: str, inner: str) -> str:
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def note(inner: str) -> str:
    return (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p(inner)}</text:note-body></text:note>"
    )


def read(data: bytes, name: str = "stuk.odt") -> Article:
    return read_bytes(data, name)


def written(data: bytes) -> bytes:
    return write_back(data, in_english(read(data)))


def body_of(data: bytes) -> str:
    found = re.search("<office:text>(.*)</office:text>", unzipped(data)["content.xml"].decode(), re.S)
    assert found is not None
    return found[1]


LINK = '<text:a xlink:href="https://nos.nl/">{}</text:a>'
MARK = '<text:bookmark-start text:name="plek"/>{}<text:bookmark-end text:name="plek"/>'


@pytest.mark.parametrize(
    ("inner", "expected", "english"),
    [
        (f"Een {span('B', 'vet')} woord", "Een vet woord [bold vet]", f"EEN {span('B', 'VET')} WOORD"),
        # A style that says two things; one that says nothing; pieces of a word with the same style.
        (span("BI", "beide") + " x", "beide x [italic beide] [bold beide]", span("BI", "BEIDE") + " X"),
        (span("T1", "Ge") + "ran", "Geran", "GERAN"),
        (span("B", "Ge") + span("B", "ran") + " x", "Geran x [bold Geran]", span("B", "GERAN") + " X"),
        (span("T2", "rood") + " x", "rood x [style T2 rood]", span("T2", "ROOD") + " X"),
        (span("T2", "alles rood"), "alles rood", span("T2", "ALLES ROOD")),
        ("m" + span("T3", "2") + " x", "m2 x [superscript 2]", "M" + span("T3", "2") + " X"),
        (span("Source_20_Text", "ls") + " x", "ls x [code ls]", span("Source_20_Text", "LS") + " X"),
        (
            "zie " + LINK.format("de site"),
            "zie de site [link https://nos.nl/ de site]",
            "ZIE " + LINK.format("DE SITE"),
        ),
        (
            "zie " + LINK.format("<draw:frame/>") + " hier",
            "zie hier [object picture at 4]",
            "ZIE " + LINK.format("<draw:frame/>") + " HIER",
        ),
        ("een<text:line-break/>twee", "een twee [break at 3]", "EEN<text:line-break/>TWEE"),
        ("een<text:s/> twee\n  drie", "een twee drie", "EEN TWEE DRIE"),
        (
            "de " + MARK.format("plek") + " x",
            "de plek x [style bookmark plek plek]",
            "DE " + MARK.format("PLEK") + " X",
        ),
        (
            "blad <text:page-number>3</text:page-number> van x",
            "blad 3 van x [style field page-number 3]",
            "BLAD <text:page-number>3</text:page-number> VAN X",
        ),
        ("een<text:change/> twee", "een twee", "EEN TWEE"),
        ('<text:s text:c="2"/>ingesprongen', "ingesprongen", '<text:s text:c="2"/>INGESPRONGEN'),
    ],
)
def test_a_paragraph_is_read_and_written_back(inner: str, expected: str, english: str) -> None:
    data = odt(p(inner))
    assert outline(read(data)) == [f"text | {expected}"]
    assert body_of(written(data)) == p(english)


def test_what_kinds_of_paragraphs_there_are() -> None:
    nested = f"<text:list><text:list-item>{p('diep')}</text:list-item></text:list>"
    body = (
        p("Drones", "P1")
        + '<text:h text:outline-level="2">Kop</text:h>'
        + p("Nog een kop", "Heading_20_1")
        + p("Zei hij", "Quotations")
        + f'<text:list text:style-name="L1"><text:list-item>{p("een")}{p("vervolg")}{nested}</text:list-item>'
        + f"<text:list-item>{p('twee')}</text:list-item></text:list>"
        + f"<table:table><table:table-row><table:table-cell>{p('12,5')}</table:table-cell>"
        + f"<table:covered-table-cell>{p('weg')}</table:covered-table-cell></table:table-row></table:table>"
        + p("voor" + note("noot") + " na")
        + p(f"<draw:frame><draw:text-box>{p('kader')}</draw:text-box></draw:frame>")
        + p(f"opm<office:annotation>{p('klopt dit?')}</office:annotation>erking")
        + p("links<text:tab/>rechts")
        + p("boven<text:line-break/><text:s/><text:line-break/>onder")
        + f"<text:tracked-changes><text:deletion>{p('weg')}</text:deletion></text:tracked-changes>"
    )
    article = read(odt(body, p("voet") + p("<text:page-number>1</text:page-number>")))
    assert outline(article) == [
        "title 1 | Drones",
        "heading 2 | Kop",
        "heading 1 | Nog een kop",
        "quote | Zei hij",
        "list item 1 1. | een",
        "text | vervolg",
        "list item 2 - | diep",
        "list item 1 2. | twee",
        "text | 12,5",
        "text | voor na [object footnote 1 at 4]",
        "text [^1]: | noot",
        "text | kader",
        "text | opmerking [object office:annotation at 3]",
        "text | links",
        "text | rechts",
        "text | boven",
        "text | onder",
        "text | voet",
    ]
    assert article.metadata == (("left out", "1 comment"),)


def test_language_title_and_footer_follow_and_the_rest_stays() -> None:
    before = odt(p("Drones", "P1"), p("voet"), title="Drones", raw={"Pictures/1.png": bytes(range(256))})
    after = written(before)
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    was, now = unzipped(before), unzipped(after)
    assert {name for name in was if was[name] != now[name]} == {"content.xml", "styles.xml", "meta.xml"}
    assert b'fo:language="en" fo:country="GB"' in now["styles.xml"]
    assert b'fo:language="nl"' not in now["styles.xml"] + now["content.xml"]
    assert b"VOET" in now["styles.xml"]
    assert b"<dc:title>DRONES</dc:title><dc:language>en-GB</dc:language>" in now["meta.xml"]


def test_a_template_stays_one() -> None:
    data = odt(p("tekst"), raw={"mimetype": MIMETYPE + b"-template"})
    assert read(data, "a.ott").format == "OpenDocument template"


def content(xml: str) -> bytes:
    return odt("", raw={"content.xml": xml.encode()})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (odt(p("tekst"))[:-100], "stuk.odt: cut off or damaged"),
        (odt("", raw={"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "stuk.odt: password-protected"),
        (
            content("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
            "has a document type declaration",
        ),
        (content("<a>"), "stuk.odt, part content.xml: not well-formed XML"),
        (zipped({"mimetype": MIMETYPE}), "stuk.odt: has no part content.xml"),
        (odt("", raw={"Pictures/1.bmp": bytes(50_000_000)}), "stuk.odt: would unpack from"),
        (zipped({"mimetype": b"application/zip"}), "looks like a zip archive, which is not read"),
        (odt(""), "no text to translate"),
    ],
)
def test_bad_input_is_refused_in_a_line(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(data)
    assert says in str(caught.value)


def test_deep_nesting_is_read_up_to_the_parsers_limit() -> None:
    inner = "Diep."
    for _ in range(230):
        inner = span("B", inner)
    assert outline(read(odt(p(inner)))) == ["text | Diep. [bold Diep.]"]


def test_another_document_is_not_written_into() -> None:
    with pytest.raises(WritingError, match="paragraphs are not those that were translated"):
        write_back(odt(p("Iets anders.")), read(odt(p("Een."))))


WORDS = st.builds(
    lambda before, word: f"{before}{word} ", st.sampled_from(["", " "]), st.sampled_from(["drone", "Één", "2,5"])
)
POINTS = st.sampled_from(["<text:line-break/>", "<draw:frame/>", "<text:soft-page-break/>", "<text:s/>"])
INLINE = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda style, parts: span(style, "".join(parts)),
        st.sampled_from(["B", "BI", "T1", "T2", "T4", "Source_20_Text"]),
        st.lists(inner | POINTS, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
LINKED = st.builds(LINK.format, INLINE) | st.builds("<text:title>{}</text:title>".format, WORDS)
PARAGRAPHS = st.builds(lambda parts: p("".join(parts)), st.lists(INLINE | POINTS | LINKED, min_size=1, max_size=6))
BODIES = st.recursive(
    PARAGRAPHS,
    lambda inner: (
        st.builds(str.__add__, inner, inner)
        | st.builds("<text:list><text:list-item>{}</text:list-item></text:list>".format, inner)
        | st.builds(
            "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>".format,
            inner,
        )
        | st.builds(lambda box: p(f"kader <draw:frame><draw:text-box>{box}</draw:text-box></draw:frame>"), inner)
    ),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None)
@given(BODIES)
def test_random_documents_keep_all_their_mark_up(body: str) -> None:
    data = odt(p("begin") + body)
    article = read(data)
    plain = re.sub(r"</?text:(?:span|a|title)\b[^>]*>", "", body)
    assert [each.text for each in read(odt(p("begin") + plain)).paragraphs] == [
        each.text for each in article.paragraphs
    ]
    assert all(nests(each.inlines) for each in article.paragraphs)
    again = read(written(data))
    assert looks_by_character(again) == looks_by_character(article)
    assert [(each.kind, each.level, each.marker) for each in again.paragraphs] == [
        (each.kind, each.level, each.marker) for each in article.paragraphs
    ]
    for kind in ("break", "object"):
        points = [[i.value for i in each.inlines if i.kind == kind] for each in article.paragraphs]
        assert [[i.value for i in each.inlines if i.kind == kind] for each in again.paragraphs] == points
