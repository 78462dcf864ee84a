from __future__ import annotations

import pytest

from tests.formats.books import CONTAINER, FIRST, PACKAGE, book
from translate.errors import ReadingError
from translate.reading import read_bytes


def test_the_chapters_are_read_in_the_order_of_the_spine() -> None:
    article = read_bytes(book(), "boek.epub")
    assert [f"{each.kind} {each.level}|{each.text}" for each in article.paragraphs] == [
        "title 1|Oorlog & vrede",
        "heading 1|De oorlog",
        "text 0|Een korte zin.",
        "text 0|Een noot.",
        "heading 1|De vrede",
        "text 0|Een lange zin met beeld.",
    ]
    assert [[(i.kind, i.span.start, i.value) for i in each.inlines] for each in article.paragraphs[2::3]] == [
        [("italic", 4, ""), ("object", 13, "footnote 1")],
        [("bold", 4, ""), ("break", 13, ""), ("object", 18, "")],
    ]
    assert (article.title, article.date, article.byline) == ("Oorlog & vrede", "2025-06-17", "Jan de Vries")
    assert article.metadata == (("left out", "pictures, 1"),)
    assert article.format == "EPUB"


@pytest.mark.parametrize("name", ["a.epub", "a.zip", "-"])
def test_a_book_is_recognised_by_content(name: str) -> None:
    assert read_bytes(book(), name).format == "EPUB"


def test_a_book_may_scramble_its_fonts() -> None:
    scrambled = encryption("http://www.idpf.org/2008/embedding")
    assert read_bytes(book({"META-INF/encryption.xml": scrambled}), "a.epub").paragraphs


def encryption(algorithm: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    )


BOMB = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (book({"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes256-cbc")}), "DRM"),
        (book({"OEBPS/tekst/h1.xhtml": FIRST.replace("<!DOCTYPE html>", BOMB)}), "defines entities of its own"),
        (book({"OEBPS/boek.opf": BOMB + PACKAGE.partition("?>")[2]}), "document type"),
        (book({"OEBPS/boek.opf": PACKAGE[:200]}), "not well-formed"),
        (book({"OEBPS/boek.opf": None}), "nothing in it says what its chapters are"),
        (book({"META-INF/container.xml": CONTAINER.replace("boek.opf", "../../x.opf")}), "nothing in it says"),
        (book({"OEBPS/boek.opf": PACKAGE.replace("<itemref", "<x")}), "without chapters"),
        (book({"OEBPS/tekst/h1.xhtml": "<html/>", "OEBPS/tekst/h 2.xhtml": "<html/>"}), "no text to translate"),
        (book({"OEBPS/tekst/h1.xhtml": b"<p>a\0b</p>"}), "binary"),
        (book({"OEBPS/tekst/h1.xhtml": "<div>" * 1000}), "nested too deep"),
        (book({"../x": "x"}), "leads out of it"),
        (book({"OEBPS/x": "0" * 20_000_000}), "more than is read"),
        (book()[:-30], "cut off or damaged"),
    ],
)
def test_a_book_that_cannot_be_read_is_refused_in_a_line(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "boek.epub")
    line = str(caught.value)
    assert line.startswith("boek.epub") and what in line and caught.value.mend and "\n" not in line
