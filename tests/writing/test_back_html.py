from __future__ import annotations

import plistlib
import re
from dataclasses import replace

import pytest

from tests.formats.translated import in_english
from tests.reading.test_html import PAGE, mhtml, webarchive
from translate.document import Article, Segment, Span
from translate.errors import WritingError
from translate.reading import read_bytes
from translate.writing import render, write_back

ENGLISH = {
    "en": "and",
    "Rusland": "Russia",
    "bouwen": "build",
    "Een": "A",
    "een": "a",
    "alinea": "paragraph",
    "met": "with",
    "vet": "bold",
    "Nee": "No",
    "kop": "heading",
    "lange": "long",
    "tekst": "text",
    "regel": "line",
}


def english(data: bytes, name: str = "a.html") -> bytes:
    return write_back(data, in_english(read_bytes(data, name), ENGLISH))


def body(source: str) -> str:
    """What becomes of a page with this body."""
    done = english(f"<html><body>{source}</body></html>".encode()).decode()
    return done.removeprefix('<html lang="en"><body>').removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p class=a>\n  Een <b id=x>vet</b> alinea.\n</p>", "<p class=a>\n  A <b id=x>bold</b> paragraph.\n</p>"),
        ("<P>Een <B CLASS='y'>vet</B> alinea", "<P>A <B CLASS='y'>bold</B> paragraph"),
        ("<p>Een<br/>regel <img src=x> tekst", "<p>A<br/>line <img src=x> text"),
        ("<p><img src=x> Een alinea <script>a<b</script></p>", "<p><img src=x> A paragraph <script>a<b</script></p>"),
        ("<p>Een <!-- noot --> alinea", "<p><!-- noot -->A paragraph"),
        ("<p>Een &amp; een &lt;b&gt; 3 < 4", "<p>A &amp; a &lt;b&gt; 3 &lt; 4"),
        ("<p lang=nl>Een <i lang='nl-NL'>alinea</i> <i lang=fr>mot</i>",
         "<p lang=en>A <i lang='en'>paragraph</i> <i lang=fr>mot</i>"),
        ("<ul><li>Een<li>regel</ul>", "<ul><li>A<li>line</ul>"),
        ("<p>Een<sup><a href='#n1'>1</a></sup> alinea", "<p>A<sup><a href='#n1'>1</a></sup> paragraph"),
        ("<p onclick=x()>Een <a href='javascript:x()'>regel</a>", "<p onclick=x()>A <a href='javascript:x()'>line</a>"),
    ],
)  # fmt: skip
def test_the_text_alone_is_replaced(source: str, expected: str) -> None:
    assert body(source) == expected


def test_the_page_around_the_article_stays_as_it_was() -> None:
    done = english(PAGE.encode()).decode()
    assert '<html lang="en"><head><meta charset="utf-8">' in done
    assert "<title>Iran and Russia build drones | De Krant</title>" in done
    assert '<meta property="og:title" content="Iran and Russia build drones">' in done
    assert "<h1>Iran and Russia build drones</h1>" in done
    assert '<b>drones</b> aan Russia, zegt <a href="https://hcss.nl">Rob de Wijk</a>' in done
    start, end = PAGE.index("<body>"), PAGE.index("<h1>")
    assert PAGE[start:end] in done
    assert PAGE[PAGE.index("</article>") :] in done
    assert re.findall(r"<script>.*?</script>", done) == re.findall(r"<script>.*?</script>", PAGE)


def test_a_table_of_contents_follows_the_headings() -> None:
    source = (
        "<nav><a href='#a'>Een kop</a><p>Een regel</p></nav><h1>Een lange tekst</h1><h2 id=a>Een kop</h2><p>Een regel"
    )
    done = body(source)
    assert "<nav><a href='#a'>A heading</a><p>Een regel</p></nav>" in done
    assert "<h2 id=a>A heading</h2><p>A line" in done


def test_an_element_that_is_copied_has_its_id_once() -> None:
    source = b"<html><body><p>Een <b id='x' class=y>vet. Met</b> kop."
    article = read_bytes(source, "a.html")
    pairs = (Span(0, 3), Span(0, 1)), (Span(4, 8), Span(2, 7))
    first = Segment("1", "Een vet.", " ", "A bold.", "translated", alignment=pairs)
    # The English has the bold word of the second sentence at its end.
    second = Segment(
        "2",
        "Met kop.",
        "",
        "Heading with.",
        "translated",
        alignment=((Span(0, 3), Span(8, 13)), (Span(4, 8), Span(0, 7))),
    )
    paragraph = replace(article.paragraphs[0], segments=(first, second))
    done = write_back(source, replace(article, paragraphs=(paragraph,))).decode()
    assert done.endswith("<p>A <b id='x' class=y>bold.</b> Heading <b class=y>with</b>.")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<meta charset=iso-8859-1><p>Een caf\xe9 met tekst".encode("cp1252"), "A café with text".encode("cp1252")),
        ("<p>Een caf\xe9 met tekst".encode("cp1252"), b"A caf&#233; with text"),
        ("<p>Een café met tekst".encode("utf-16"), "A café with text".encode("utf-16-le")),
        (b"<meta charset=utf-8><p>Caf\xc3\xa9 <p class=\xe9>Een regel", b"<p class=\xe9>A line"),
    ],
)
def test_the_encoding_is_kept(data: bytes, expected: bytes) -> None:
    assert expected in english(data)


def test_what_the_encoding_has_no_byte_for_becomes_a_reference() -> None:
    data = b"<meta charset=windows-1252><p>Een alinea"
    article = in_english(read_bytes(data, "a.html"), {"alinea": "\u0142\U0001f600"})
    assert b"<p>Een &#322;&#128512;" in write_back(data, article)


def test_other_texts_than_the_pages_are_refused() -> None:
    article = in_english(read_bytes(b"<html><p>Een alinea", "a.html"), {})
    with pytest.raises(WritingError, match="not those of the article"):
        write_back(b"<html><p>Een alinea", Article(article.paragraphs * 2, format="web page"))


def test_pages_saved_in_one_file_are_written_back_in_one() -> None:
    packed = mhtml(PAGE)
    done = english(packed, "a.mhtml")
    again = read_bytes(done, "a.mhtml")
    assert again.title == "Iran and Russia build drones" and again.format == "MHTML page"
    assert done.partition(b"--x----\r\n")[0] == packed.partition(b"--x----\r\n")[0]
    assert done.endswith(packed[packed.rindex(b"Content-Type: application/octet-stream") :])
    assert max(map(len, done.split(b"\r\n"))) <= 100

    archive = english(webarchive(PAGE), "a.webarchive")
    content = plistlib.loads(archive)
    assert b"<h1>Iran and Russia build drones</h1>" in content["WebMainResource"]["WebResourceData"]
    assert content["WebMainResource"]["WebResourceURL"] == "https://x.nl"


def test_the_other_writers_show_a_page_too() -> None:
    article = in_english(read_bytes(PAGE.encode(), "a.html"), ENGLISH)
    for format in ("html", "md", "txt", "json"):
        assert "Russia build drones" in str(render(article, format))
