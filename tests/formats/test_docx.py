"""What is read from a Word document."""

from __future__ import annotations

import pytest

from tests.formats.word_files import MAIN_TYPE, outline, para, run, styled, unzipped, word, zipped
from translate.document import Article
from translate.errors import ReadingError
from translate.reading import read_bytes

BOLD = "<w:b/>"
LINK = '<w:rStyle w:val="Hyperlink"/>'
PICTURE = "<w:r><w:drawing/></w:r>"


def read(data: bytes, name: str = "stuk.docx") -> Article:
    return read_bytes(data, name)


def field(instruction: str, result: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    middle = sign.format("separate") + result if result else ""
    return sign.format("begin") + instruction + middle + sign.format("end")


def text_box(inner: str) -> str:
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: list[str], deleted: int = 0) -> str:
    """A table of cells; the first rows, ``deleted`` of them, were deleted."""
    gone = '<w:trPr><w:del w:id="1"/></w:trPr>'
    made = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in row)
        made += f"<w:tr>{gone if number <= deleted else ''}{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def held(by: str, inner: str) -> str:
    """Runs inside an element."""
    content = f"<w:sdtPr/><w:sdtContent>{inner}</w:sdtContent>" if by == "sdt" else inner
    return f"<w:{by}>{content}</w:{by.split()[0]}>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (styled("Titel", "Iran") + styled("Kop1", "Drones") + para("Een."), ["title 1", "heading 1", "text"]),
        (styled("Kop1", "Iran") + styled("Tussenkop", "Drones"), ["title 1", "heading 2"]),
        (para("Een.") + styled("Kop1", "Drones"), ["text", "heading 1"]),
        (para("Een.") + styled("Diep", "Drones"), ["text", "heading 3"]),
        (styled("Citaat", "Zei hij") + styled("Bijschrift", "Figuur"), ["quote", "caption"]),
        (para("Punt", '<w:pStyle w:val="Opsomming"/>'), ["list item 1 -"]),
    ],
)
def test_styles_say_what_a_paragraph_is(body: str, expected: list[str]) -> None:
    assert [line.partition(" |")[0] for line in outline(read(word(body)))] == expected


def test_list_items_are_numbered_by_level() -> None:
    def item(level: int) -> str:
        return para("Punt", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    article = read(word("".join(map(item, (0, 1, 1, 0, 1)))))
    assert [(p.level, p.marker) for p in article.paragraphs] == [(1, "1."), (2, "a."), (2, "b."), (1, "2."), (2, "a.")]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("Een ") + run("vet", BOLD) + run(" woord."), "Een vet woord. [bold vet]"),
        # Runs that Word has cut for its own purposes, with marks of the spelling check, and spaces that are bold.
        (
            '<w:r w:rsidR="00A1"><w:rPr><w:b/><w:lang w:val="nl-NL"/></w:rPr><w:t>Ge</w:t></w:r>'
            + '<w:proofErr w:type="spellStart"/>'
            + run("ran", BOLD)
            + run(" ", BOLD)
            + run("vliegt"),
            "Geran vliegt [bold Geran]",
        ),
        (
            run("vet ", BOLD) + run("en schuin", BOLD + "<w:i/>") + run(" woord", "<w:i/>"),
            "vet en schuin woord [bold vet en schuin] [italic en schuin] [italic woord]",
        ),
        (run("alles vet", BOLD), "alles vet [bold alles vet]"),
        (run("niet", '<w:b w:val="0"/>') + run(" vet"), "niet vet [style b 0 niet]"),
        # What all the text has is no mark-up inside it.
        (
            run("rood ", '<w:color w:val="FF0000"/>') + run("vet", '<w:color w:val="FF0000"/><w:b/>'),
            "rood vet [bold vet]",
        ),
        (run("rood", '<w:color w:val="FF0000"/>') + run(" niet"), "rood niet [style color FF0000 rood]"),
        (run("H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O"), "H2O [subscript 2]"),
        (
            run("streep", '<w:u w:val="single"/>') + run(" door", "<w:strike/>"),
            "streep door [underline streep] [strike door]",
        ),
        (run("zwaar", '<w:rStyle w:val="Zwaar"/>') + run(" x"), "zwaar x [bold zwaar]"),
        (run("ls -l", '<w:rStyle w:val="Broncode"/>') + run(" x"), "ls -l x [code ls -l]"),
        ("<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r>", "een twee [break at 3]"),
        ("<w:r><w:t>Geran</w:t><w:noBreakHyphen/><w:t>2 wa</w:t><w:softHyphen/><w:t>pen</w:t></w:r>", "Geran-2 wapen"),
        (
            run("De bron") + '<w:r><w:rPr><w:b/></w:rPr><w:footnoteReference w:id="2"/></w:r>' + run(" zegt."),
            "De bron zegt. [object footnote 1 at 7]",
        ),
        (run("Zie ") + PICTURE + run(" hier"), "Zie hier [object picture at 4]"),
        # What holds nothing but a picture is that picture.
        (run("Zie ") + held('hyperlink r:id="r1"', PICTURE) + run(" hier"), "Zie hier [object picture at 4]"),
        (run("Zie ") + field(' HYPERLINK "x" ', PICTURE) + run(" hier"), "Zie hier [object picture at 4]"),
        (run("Zie ") + held("sdt", held('hyperlink r:id="r1"', PICTURE)) + run(" x"), "Zie x [object picture at 4]"),
        (run("Zie ") + held('hyperlink r:id="r1"', "") + run(" hier"), "Zie hier [object link at 4]"),
        (
            run("Zie ") + held('hyperlink r:id="r1"', run("de ", LINK) + run("site", LINK + BOLD)),
            "Zie de site [link https://nos.nl/ de site] [bold site]",
        ),
        (run("Zie ") + field(' HYPERLINK "https://nos.nl/" ', run("NOS")), "Zie NOS [link https://nos.nl/ NOS]"),
        (run("Figuur ") + field(" SEQ Figuur ", run("3")) + run(": kaart"), "Figuur 3: kaart [style field SEQ 3]"),
        (run("Een") + field(' XE "drone" ', "") + run(" twee"), "Een twee [object field at 3]"),
        # An instruction that holds a field is no text either.
        (
            run("Aan ")
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
            + field(" MERGEFIELD naam ", run("Jan"))
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("heer Jan")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "Aan heer Jan [style field IF heer Jan]",
        ),
        (
            f'<w:fldSimple w:instr=" AUTHOR ">{run("Jan")}</w:fldSimple>{run(" schrijft")}',
            "Jan schrijft [style field AUTHOR Jan]",
        ),
        (
            held("sdt", run("Jan")) + run(" en ") + held("smartTag", run("Piet")),
            "Jan en Piet [style content control Jan]",
        ),
        (
            run("de ")
            + '<w:bookmarkStart w:id="1" w:name="plek"/>'
            + run("plek")
            + '<w:bookmarkEnd w:id="1"/>'
            + run(" hier"),
            "de plek hier [style bookmark plek plek]",
        ),
        (run("zicht") + run("onzichtbaar", "<w:vanish/>") + run("baar"), "zichtbaar [object hidden text at 5]"),
        ("<m:oMath/>" + run("is x"), "is x [object formula at 0]"),
        # Changes are accepted.
        (
            run("Een ")
            + f'<w:del w:id="1"><w:r><w:delText>oud</w:delText></w:r></w:del><w:ins w:id="2">{run("nieuw")}</w:ins>'
            + f'<w:moveFrom w:id="3">{run(" weg")}</w:moveFrom><w:moveTo w:id="4">{run(" hier")}</w:moveTo>',
            "Een nieuw hier",
        ),
        (run("was niet vet", BOLD + "<w:rPrChange><w:rPr/></w:rPrChange>"), "was niet vet [bold was niet vet]"),
    ],
)
def test_what_stands_in_a_paragraph(inner: str, expected: str) -> None:
    assert outline(read(word(para(inner), links={"r1": "https://nos.nl/"}))) == [f"text | {expected}"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para("Een.") + para("") + para(PICTURE) + para("***") + para("Twee."), ["Een.", "Twee."]),
        (
            table([para("a") + para("b"), table([para("binnen")])], [para("12,5")]),
            ["a", "b", "binnen", "12,5"],
        ),
        (held("sdt", para("Een.")), ["Een."]),
        (para(run("Voor.") + text_box(para("In een kader.")) + run(" Na.")), ["Voor. Na.", "In een kader."]),
        # A tab, an empty line or a new page part a paragraph; numbers at a tab are no text.
        (para("<w:r><w:t>1.2</w:t><w:tab/><w:t>Inleiding</w:t><w:tab/><w:t>3</w:t></w:r>"), ["Inleiding"]),
        (para("<w:r><w:t>links</w:t><w:tab/><w:t>rechts</w:t></w:r>"), ["links", "rechts"]),
        (para('<w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t><w:br w:type="page"/><w:t>c</w:t></w:r>'), ["a", "b", "c"]),
        (para(run("Naam:") + run("      ", '<w:u w:val="single"/>') + run("Plaats:")), ["Naam:", "Plaats:"]),
        # The end of the first paragraph was deleted; so was the row of a table.
        (para(run("Een "), '<w:rPr><w:del w:id="1"/></w:rPr>') + para("twee."), ["Een twee."]),
        (table([para("weg")], [para("blijft")], deleted=1), ["blijft"]),
        (table([para("weg")], deleted=1) + para("blijft"), ["blijft"]),
    ],
)
def test_which_paragraphs_are_read(body: str, expected: list[str]) -> None:
    assert [paragraph.text for paragraph in read(word(body)).paragraphs] == expected


def test_headers_footers_and_notes_come_after_the_text() -> None:
    note = f'<w:footnote w:id="-1" w:type="separator">{para("<w:r><w:separator/></w:r>")}</w:footnote>'
    second = held('footnote w:id="2"', para("<w:r><w:footnoteRef/></w:r>" + run(" Zie NOS.")))
    parts = {
        "footnotes": note + second,
        "endnotes": f'<w:endnote w:id="2">{para("Slot.")}</w:endnote>',
        "header10": para("Tien"),
        "header2": para("Twee"),
        "footer1": para("Voet"),
        "comments": f'<w:comment w:id="1">{para("Klopt dit?")}</w:comment>',
    }
    article = read(word(para("Tekst."), parts))
    assert [p.text for p in article.paragraphs] == ["Tekst.", "Twee", "Tien", "Voet", "Zie NOS.", "Slot."]
    assert article.metadata == (("left out", "1 comment"),)


def test_a_note_has_the_number_that_word_shows() -> None:
    def mark(id: int, kind: str = "footnote", more: str = "") -> str:
        return f'<w:r><w:{kind}Reference {more}w:id="{id}"/></w:r>'

    def notes(kind: str) -> str:
        return "".join(held(f'{kind} w:id="{id}"', para(f"{kind} {id}") + para("en meer")) for id in (2, 3, 4))

    by_hand = mark(4, more='w:customMarkFollows="1" ') + run("*")
    text = run("a") + mark(3) + run(" b") + by_hand + run(" c") + mark(2) + run(" d") + mark(3) + mark(3, "endnote")
    article = read(word(para(text), {"footnotes": notes("footnote"), "endnotes": notes("endnote")}))
    assert outline(article) == [
        "text | a b* c d [object footnote 1 at 1] [object footnote at 3] [object footnote 2 at 6]"
        " [object footnote 1 at 8] [object endnote i at 8]",
        "text [^2]: | footnote 2",
        "text | en meer",
        "text [^1]: | footnote 3",
        "text | en meer",
        "text | footnote 4",
        "text | en meer",
        "text | endnote 2",
        "text | en meer",
        "text [^i]: | endnote 3",
        "text | en meer",
        "text | endnote 4",
        "text | en meer",
    ]


@pytest.mark.parametrize(
    ("footnotes", "endnotes", "shown"),
    [("", "", ["1", "i"]), ("lowerLetter", "decimal", ["a", "1"]), ("", "decimal", ["1", "i"]), ("chicago", "", "1i")],
)
def test_notes_are_numbered_as_the_settings_say(footnotes: str, endnotes: str, shown: list[str]) -> None:
    settings = "".join(
        f'<w:{kind}Pr><w:numFmt w:val="{format}"/></w:{kind}Pr>' if format else f"<w:{kind}Pr/>"
        for kind, format in (("footnote", footnotes), ("endnote", endnotes))
    )
    marks = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    article = read(word(para(run("a") + marks), {"settings": settings}))
    assert [inline.value.split()[1] for inline in article.paragraphs[0].inlines] == list(shown)


def test_the_title_is_that_of_the_text_before_that_of_the_properties() -> None:
    assert read(word(styled("Titel", "Drones"), title="Document1")).title == "Drones"
    assert read(word(para("Tekst."), title="Drones uit Iran")).title == "Drones uit Iran"


def test_the_strict_variant_is_read_too() -> None:
    members = unzipped(word(para(run("Een ") + run("vet", BOLD))))
    was, strict = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = zipped({name: part.replace(was, strict) for name, part in members.items()})
    assert outline(read(data)) == ["text | Een vet [bold vet]"]


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (word(para("Tekst.")), "zonder-naam", "Word"),
        (
            word(para("Tekst."), main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "a.docm",
            "Word with macros",
        ),
        (
            word(para("Tekst."), main_type=MAIN_TYPE.replace("document.main", "template.main")),
            "a.dotx",
            "Word template",
        ),
    ],
)
def test_the_content_decides_the_format(data: bytes, name: str, format: str) -> None:
    assert read(data, name).format == format


BOMB = "<!DOCTYPE w:document [<!ENTITY a 'tien'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def document(xml: str) -> bytes:
    return word("", raw={"word/document.xml": xml.encode()})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (OLE, "stuk.docx: password-protected; save it without a password"),
        (word(para("Tekst."))[:-200], "stuk.docx: cut off or damaged"),
        (word(para("Tekst."))[:700], "stuk.docx: cut off or damaged"),
        (zipped({"foto.jpg": b"\xff\xd8\xff"}), "looks like a zip archive, which is not read"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "looks like an Excel file, which is not read"),
        (word("", raw={"word/media/image1.bmp": bytes(50_000_000)}), "stuk.docx: would unpack from"),
        (word("", raw={"../../.bashrc": b"x"}), "which leads out of it"),
        (document(BOMB + "]><w:document>&i;</w:document>"), "stuk.docx, part word/document.xml: "),
        (
            document("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
            "part word/document.xml: has a document type declaration",
        ),
        (document("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'><a/>"), "has a document type declaration"),
        (document("<w:document"), "part word/document.xml: not well-formed XML"),
        (document("<a>" * 1000 + "</a>" * 1000), "part word/document.xml: not well-formed XML"),
        (word("", {"styles": "<w:style>"}), "part word/styles.xml: not well-formed XML"),
        (word(para("")), "no text to translate"),
    ],
)
def test_bad_input_is_refused_in_a_line(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_deep_nesting_is_read_up_to_the_parsers_limit() -> None:
    deep = 110
    body = "<w:sdt><w:sdtContent>" * deep + para("Diep.") + "</w:sdtContent></w:sdt>" * deep
    assert [p.text for p in read(word(body)).paragraphs] == ["Diep."]
    inner = "<w:smartTag>" * 230 + run("Diep.") + "</w:smartTag>" * 230
    assert [p.text for p in read(word(para(inner))).paragraphs] == ["Diep."]
