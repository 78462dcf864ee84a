from __future__ import annotations

import io
import zipfile

import pytest

from tests.formats.books import PARTS, book
from tests.formats.translated import in_english
from translate.document import Article
from translate.errors import WritingError
from translate.reading import read_bytes
from translate.writing import write_back

ENGLISH = {
    "De": "The",
    "oorlog": "war",
    "Oorlog": "War",
    "vrede": "peace",
    "Een": "A",
    "korte": "short",
    "zin": "sentence",
    "noot": "note",
    "lange": "long",
    "met": "with",
    "beeld": "picture",
}


def test_a_book_is_written_with_its_texts_in_english_and_all_else_as_it_was() -> None:
    data = book()
    done = write_back(data, in_english(read_bytes(data, "boek.epub"), ENGLISH))
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert (archive.infolist()[0].filename, archive.infolist()[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert list(parts) == ["mimetype", *PARTS]
    expected = {
        "META-INF/container.xml": [],
        "OEBPS/a.png": [],
        "OEBPS/boek.opf": [("Oorlog &amp; vrede", "War &amp; peace"), ("nl-NL", "en")],
        "OEBPS/toc.ncx": [("Oorlog &amp; vrede", "War &amp; peace"), ("De oorlog", "The war")],
        "OEBPS/nav.xhtml": [('"nl"', '"en"'), ("De oorlog", "The war")],
        "OEBPS/tekst/h1.xhtml": [
            ('"nl"', '"en"'),
            ("De oorlog", "The war"),
            ("Een <em>korte</em> zin", "A <em>short</em> sentence"),
            ("Een noot", "A note"),
        ],
        "OEBPS/tekst/h 2.xhtml": [
            ('"nl"', '"en"'),
            ("De vrede", "The peace"),
            ("Een <b>lange</b> zin<br/>met <img src='a.png' alt=''/>beeld",
             "A <b>long</b> sentence<br/>with <img src='a.png' alt=''/>picture"),
        ],
    }  # fmt: skip
    for name, changes in expected.items():
        was = PARTS[name]
        for old, new in changes:
            was = was.replace(old, new)
        assert parts[name] == was


def test_a_book_that_is_written_reads_as_the_same_book() -> None:
    data = book()
    article = in_english(read_bytes(data, "boek.epub"), ENGLISH)
    again = read_bytes(write_back(data, article), "boek.epub")
    assert [each.text for each in again.paragraphs] == [each.target for each in article.paragraphs]
    assert [[i.kind for i in each.inlines] for each in again.paragraphs] == [
        [i.kind for i in each.inlines] for each in article.paragraphs
    ]


def test_another_books_texts_are_refused() -> None:
    article = read_bytes(book(), "boek.epub")
    with pytest.raises(WritingError, match="not those of the article"):
        write_back(book(), Article(article.paragraphs[1:], format="EPUB"))
