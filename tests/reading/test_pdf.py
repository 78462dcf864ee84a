from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.pdf_writer import WIDE, PdfPage, pdf
from translate.document import Article
from translate.errors import ReadingError
from translate.reading.pdf import read_pdf

FILLER = "Het onderzoek naar de herkomst van de onderdelen duurt al maanden en leverde weinig op voor het ministerie. "


def read(*pages: PdfPage, **kwargs) -> Article:  # type: ignore[no-untyped-def]
    return read_pdf.read(pdf(*pages, **kwargs), "rapport.pdf")


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def left_out(article: Article) -> list[str]:
    return [value for key, value in article.metadata if key == "left out"]


def filler(width: int, sentences: int = 4) -> list[str]:
    return textwrap.wrap(FILLER * sentences, width)


def body(page: PdfPage, top: float = 700, lines: int = 20) -> PdfPage:
    """Fill a page with a paragraph, so that what else is on it has type to be compared with."""
    return page.lines(60, top, "\n".join(filler(70, lines)[:lines]))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            """
De fabriek staat in Tatarstan en maakt er honderden per maand,
zeggen onderzoekers van PAX. Volgens hen is dat genoeg.
  Rusland ontkent dat. Het ministerie zegt dat het om een ge-
wone fabriek gaat.
""",
            ["De fabriek .* is dat genoeg.", "Rusland ontkent .* een gewone fabriek gaat."],
            id="indent",
        ),
        pytest.param(
            """
De fabriek staat in Tatarstan en maakt er honderden per maand,
zeggen onderzoekers van PAX.

Rusland ontkent dat. Het ministerie zegt dat het om een gewone
fabriek gaat.
""",
            ["De fabriek .* van PAX.", "Rusland ontkent .* gaat."],
            id="space",
        ),
        pytest.param(
            """
De fabriek staat in Tatarstan en maakt er honderden per maand,
zeggen onderzoekers van PAX.
Rusland ontkent dat. Het ministerie zegt dat het om een gewone
fabriek gaat.
""",
            ["De fabriek .* van PAX.", "Rusland ontkent .* gaat."],
            id="a line that had room",
        ),
        pytest.param(
            """
Adams, J. (2020). De lange weg naar vrede in het oosten van het
    land, en wat daarna kwam. Amsterdam: Balans.
Bakker, P. (2021). Wapens voor Iran: een geschiedenis van de ex-
    port in de jaren tachtig. Utrecht: Spectrum.
Cohen, M. (2019). Drones boven de stad, en wie ze bestuurt vanuit
    de verte. Antwerpen: Vrijdag.
""",
            ["Adams.*Balans.", "Bakker.* de export in .*Spectrum.", "Cohen.*Vrijdag."],
            id="hanging",
        ),
    ],
)
def test_paragraphs_are_rebuilt(lines: str, expected: list[str]) -> None:
    found = texts(read(PdfPage().lines(60, 700, lines)))
    assert len(found) == len(expected)
    for text, pattern in zip(found, expected, strict=True):
        assert re.fullmatch(pattern, text)


@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_another_below_a_heading_across_them(count: int) -> None:
    width = 60 // count - 4
    page = PdfPage().text(60, 780, "Een kop boven alle kolommen van het stuk", 20)
    columns = [[*filler(width, 6)[:14], "Einde."] for _ in range(count)]
    for row in range(15):  # written line by line, as some programs do
        for number, column in enumerate(columns):
            page.text(60 + number * (width + 4) * 6, 700 - row * 12, column[row])
    page.text(60, 480, "Deze regel staat onder de kolommen en loopt over de hele breedte.")
    found = texts(read(page))
    assert found[0] == "Een kop boven alle kolommen van het stuk"
    assert found[-1] == "Deze regel staat onder de kolommen en loopt over de hele breedte."
    assert found[1:-1] == [" ".join(column) for column in columns]


def test_running_heads_and_page_numbers_go_and_are_listed() -> None:
    pages = [
        body(PdfPage()).text(60, 800, "Jaarverslag 2024").text(500, 800, f"pagina {number}").text(290, 30, str(number))
        for number in range(7, 13)
    ]
    article = read(*pages)
    assert not any("Jaarverslag" in text or text.isdecimal() for text in texts(article))
    assert left_out(article) == ["running head, 6 pages: Jaarverslag 2024", "page number, 6 pages"]


def test_headings_and_first_lines_at_the_top_of_pages_stay() -> None:
    pages = [body(PdfPage().text(60, 790, f"Hoofdstuk {n}", 18), top=760).text(290, 30, str(n)) for n in range(1, 6)]
    assert [text for text in texts(read(*pages)) if "Hoofdstuk" in text] == [f"Hoofdstuk {n}" for n in range(1, 6)]


def test_a_paragraph_runs_over_a_page_and_its_footnote_comes_behind_it() -> None:
    first, second = filler(70, 8)[:10], filler(70, 8)[10:14]
    first[-1] = first[-1][:60].ljust(60, "x") + " vergader-"
    second[0] = "ing begon.¤ " + second[0][:50]
    one = PdfPage().lines(60, 400, "\n".join(first)).text(60, 120, "1 Zie het rapport van PAX uit 2024.", 7)
    one.text(60 + 46 * 6, 404, "1", 6)  # raised
    two = PdfPage().lines(60, 760, "\n".join(second))
    article = read(one, two)
    assert "vergadering begon" in article.paragraphs[0].text
    note = article.paragraphs[-1]
    assert (note.kind, note.marker, note.text) == ("list item", "[^1]:", "Zie het rapport van PAX uit 2024.")


def test_a_caption_between_two_parts_of_a_paragraph_comes_behind_it() -> None:
    lines = filler(30, 6)[:12]
    page = PdfPage().lines(60, 700, "\n".join(lines[:6]) + "\nen toen begonnen zij met een on")
    page.lines(300, 700, "Figuur 1: De fabriek").lines(300, 660, "verwachte verbouwing.\n" + "\n".join(lines[:5]))
    found = texts(read(page))
    assert "met een on verwachte verbouwing." in found[0]
    assert found[1] == "Figuur 1: De fabriek"


def test_the_mark_of_a_footnote_is_no_character_of_the_text() -> None:
    page = PdfPage().lines(60, 700, "\n".join(filler(70)))
    page.text(60, 600, "De cijfers zijn van PAX").text(60 + 23 * 6, 604, "1", 6).text(60 + 24 * 6, 600, "en van de VN.")
    page.text(60, 570, "Het oppervlak is 20 km").text(60 + 22 * 6, 574, "2", 6).text(60 + 23 * 6 + 6, 570, "groot.")
    page.text(60, 100, "1", 5).text(66, 97, "Rapport van maart.", 7)
    article = read(page)
    assert texts(article)[1:3] == ["De cijfers zijn van PAX en van de VN.", "Het oppervlak is 20 km2 groot."]
    marks = [inline for paragraph in article.paragraphs[1:3] for inline in paragraph.inlines]
    assert [(each.kind, each.span.start, each.span.end, each.value) for each in marks] == [
        ("object", 23, 23, "footnote 1"),
        ("superscript", 22, 23, ""),
    ]
    assert article.paragraphs[-1].marker == "[^1]:"


def test_kinds_are_told_by_the_type() -> None:
    page = PdfPage().text(60, 800, "Drones uit Tatarstan", 24)
    page.text(60, 770, "De fabriek", 14).lines(60, 750, "\n".join(filler(70)))
    page.text(60, 650, "Wat Rusland zegt", 10, "b").lines(60, 630, "\n".join(filler(70)))
    page.lines(72, 540, "• een eerste punt\n• een tweede punt\n   – daaronder een derde\n1. en een genummerd punt")
    page.text(60, 480, "Figuur 1: Een fabriek in de sneeuw", 8)
    article = read(page, information={"Title": "Microsoft Word - rapport.docx", "CreationDate": "D:20240305120000Z"})
    assert [(p.kind, p.level, p.marker) for p in article.paragraphs] == [
        ("title", 1, ""),
        ("heading", 2, ""),
        ("text", 0, ""),
        ("heading", 3, ""),
        ("text", 0, ""),
        ("list item", 1, "•"),
        ("list item", 1, "•"),
        ("list item", 2, "–"),
        ("list item", 1, "1."),
        ("caption", 0, ""),
    ]
    assert (article.title, article.date) == ("Drones uit Tatarstan", "2024-03-05")


def test_headings_that_the_file_lists_are_headings() -> None:
    page = PdfPage().text(60, 780, "Samenvatting").lines(60, 740, "\n".join(filler(70)))
    article = read(page, outline={"Samenvatting": 0}, information={"Title": "Rapport over drones"})
    assert (article.title, article.paragraphs[0].kind) == ("Rapport over drones", "heading")


@pytest.mark.parametrize(
    ("title", "kept"),
    [("Rapport over drones", "Rapport over drones"), ("rapport_v3.docx", ""), ("Microsoft Word - a", ""), ("12", "")],
)
def test_titles_that_programs_make_up_are_not_taken(title: str, kept: str) -> None:
    assert read(body(PdfPage()), information={"Title": title}).title == kept


@pytest.mark.parametrize("date", ["D:00000101000000Z", "D:19040101", "D:29990101", "gisteren", "D:20241301"])
def test_dates_that_cannot_be_are_not_taken(date: str) -> None:
    assert read(body(PdfPage()), information={"CreationDate": date}).date == ""


def test_bold_italic_and_links_are_mark_up_on_the_text() -> None:
    page = PdfPage().lines(60, 700, "\n".join(filler(70)))
    page.text(60, 600, "Dit is").text(102, 600, "heel", 10, "b").text(132, 600, "belangrijk", 10, "bi")
    page.text(198, 600, "voor het").text(252, 600, "ministerie.").link(252, 600, 60, "https://defensie.nl/")
    paragraph = read(page).paragraphs[-1]
    assert paragraph.text == "Dit is heel belangrijk voor het ministerie."
    assert [(each.kind, each.span.of(paragraph.text), each.value) for each in paragraph.inlines] == [
        ("bold", "heel belangrijk", ""),
        ("italic", "belangrijk", ""),
        ("link", "ministerie", "https://defensie.nl/"),
    ]


def test_rows_of_a_table_are_kept_and_listed() -> None:
    page = PdfPage().lines(60, 700, "\n".join(filler(70)))
    for row, cells in enumerate([("Land", "Drones", "Jaar"), ("Iran", "1.200", "2023"), ("Rusland", "6.000", "2024")]):
        for column, cell in enumerate(cells):
            page.text(60 + column * 120, 500 - row * 14, cell)
    article = read(page)
    assert texts(article)[-3:] == ["Land | Drones | Jaar", "Iran | 1.200 | 2023", "Rusland | 6.000 | 2024"]
    assert left_out(article) == ["tables, their rows kept as lines: 3 rows, page 1"]


def test_a_table_of_contents_is_left_out_and_listed() -> None:
    page = PdfPage().text(60, 780, "Inhoud", 16)
    for number, name in enumerate(["Inleiding", "De fabriek", "Slot"], start=1):
        page.text(60, 760 - number * 14, f"{number} {name} {'.' * (60 - len(name))} {number * 5}")
    article = read(page, body(PdfPage()))
    assert not any("...." in text for text in texts(article))
    assert left_out(article) == ["table of contents, 3 lines, page 1"]


def test_text_at_an_angle_is_left_out_and_a_turned_page_is_read() -> None:
    aslant = body(PdfPage()).text(300, 300, "CONCEPT", 40, turn="0.7 0.7 -0.7 0.7")
    article = read(aslant)
    assert "CONCEPT" not in " ".join(texts(article))
    assert left_out(article) == ["text at an angle, page 1"]
    turned = PdfPage(rotate=90)
    for number, line in enumerate(filler(70)):
        turned.text(100 + number * 12, 60, line, turn="0 1 -1 0")
    assert texts(read(turned)) == [" ".join(filler(70))]


def test_ligatures_accents_initials_and_doubled_type_are_read_as_words() -> None:
    page = PdfPage().lines(60, 700, "\n".join(filler(70)))
    page.text(60, 560, "D", 30).text(84, 574, "e conﬂict ofﬁcier zei".replace("ﬂ", "fl")).text(
        84, 562, "het ons gisteren nog."
    )
    page.text(60, 500, "Een co").text(96, 500, "¨").text(96, 500, "ordinator kwam.")
    page.text(60, 450, "Vet gedrukt.").text(60.4, 450, "Vet gedrukt.")
    found = texts(read(page))
    assert found[1:] == ["De conflict officier zei het ons gisteren nog.", "Een coördinator kwam.", "Vet gedrukt."]


def test_pages_of_pictures_are_listed_beside_others_and_refused_alone() -> None:
    article = read(body(PdfPage()), PdfPage().box(), PdfPage().box(), PdfPage(), body(PdfPage()))
    assert left_out(article) == ["page with pictures and no text, pages 2-3"]
    with pytest.raises(ReadingError, match="a PDF without text: 2 of 2 pages are pictures"):
        read(PdfPage().box(), PdfPage().box())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf(PdfPage())[:-60], "a PDF that ends before its end"),
        (b"%PDF-1.4\n" + b"onzin " * 100 + b"%%EOF", "a PDF that is damaged or has no pages"),
        (pdf(), "a PDF that is damaged or has no pages"),
        (pdf(PdfPage()), "a PDF without text"),
        (
            pdf(
                body(PdfPage()),
                extra=f"/ID [<{'41' * 16}> <{'41' * 16}>] "
                f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>",
            ),
            "a PDF that asks for a password",
        ),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as caught:
        read_pdf.read(data, "rapport.pdf")
    assert str(caught.value).startswith("rapport.pdf: ") and caught.value.mend and "\n" not in str(caught.value)


WORDS = st.text(alphabet="abcdefgmnorstuw", min_size=3, max_size=12)
SENTENCES = st.lists(WORDS, min_size=10, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")


# The same examples each time: columns are told from tables by rules of thumb, and words of three letters are no text.
@settings(max_examples=12, deadline=None, derandomize=True)
@given(paragraphs=st.lists(SENTENCES, min_size=3, max_size=8), count=st.integers(1, 3), indented=st.booleans())
def test_what_is_set_in_columns_is_read_as_it_was(paragraphs: list[str], count: int, indented: bool) -> None:
    width = 64 // count - 4
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += textwrap.wrap(paragraph, width, initial_indent="  " if indented else "", break_long_words=False)
        lines += [] if indented else [""]
    page_length = 25
    pages: list[PdfPage] = []
    for start in range(0, len(lines), page_length * count):
        page = PdfPage()
        for column in range(count):
            first = start + column * page_length
            shown = lines[first : first + page_length]
            if shown:
                page.lines(50 + column * (width + 4) * WIDE * 10, 720, "\n".join(shown))
        pages.append(page)
    found = " ".join(texts(read(*pages)))
    assert found == " ".join(paragraphs)
