from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article
from translate.errors import ReadingError
from translate.reading import read_bytes

ROOT = Path(__file__).parents[2]

PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Iran en Rusland bouwen drones | De Krant</title>
<meta property="og:title" content="Iran en Rusland bouwen drones">
<meta property="article:published_time" content="2025-06-17T09:00:00+02:00"><meta name="author" content="Jan de Vries">
<script>var tekst = "<p>Niet voor de lezer</p>";</script></head>
<body><header><a href="/">De Krant</a></header>
<nav><ul><li><a href="/binnenland">Binnenland</a></li><li><a href="/buitenland">Buitenland</a></li></ul></nav>
<main><article><h1>Iran en Rusland bouwen drones</h1><p class="byline">Door Jan de Vries</p>
<p>Iran levert sinds 2022 <b>drones</b> aan Rusland, zegt <a href="https://hcss.nl">Rob de Wijk</a> van het
Haagse onderzoeksinstituut. Rusland bouwt ze inmiddels zelf, in een fabriek aan de Wolga.</p>
<p>Nee.</p>
<h2>De fabriek</h2>
<p>Volgens de Volkskrant<sup><a href="#n1">1</a></sup> werken er duizenden mensen, van wie een deel uit Afrika komt.</p>
<ul><li>Shahed-136, een drone met een bereik van tweeduizend kilometer</li><li>Kort</li></ul>
<ol start="3"><li>Derde punt van een lijst die al eerder in de krant begonnen is</li></ol>
<blockquote><p>De fabriek draait dag en nacht, ook in het weekend en op feestdagen.</p><footer>Een werknemer</footer>
</blockquote>
<figure><img src="drone.jpg" alt="Een drone"><figcaption>Een drone boven Kiev</figcaption></figure>
<table><tr><th>Land</th><th>Aantal</th></tr><tr><td>Iran, dat de eerste drones leverde aan Rusland</td><td>100</td></tr>
</table>
<pre>kode()</pre>
<p>Het ministerie van Defensie wilde gisteren niet op de berichten over de fabriek reageren.</p>
</article></main>
<form action="/zoek"><label>Zoek in het archief</label><input><button>Zoek</button></form>
<aside><h3>Meest gelezen</h3><p><a href="/1">Kabinet valt over asiel</a></p></aside>
<footer><p>Alle rechten voorbehouden</p></footer></body></html>
"""


def read(source: str | bytes, name: str = "a.html") -> Article:
    return read_bytes(source.encode() if isinstance(source, str) else source, name)


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def test_the_article_is_found_in_the_page() -> None:
    article = read(PAGE)
    assert [f"{p.kind} {p.level} {p.marker}|{p.text[:30]}" for p in article.paragraphs] == [
        "title 1 |Iran en Rusland bouwen drones",
        "text 0 |Iran levert sinds 2022 drones ",
        "text 0 |Nee.",
        "heading 2 |De fabriek",
        "text 0 |Volgens de Volkskrant werken e",
        "list item 1 -|Shahed-136, een drone met een ",
        "list item 1 -|Kort",
        "list item 1 3.|Derde punt van een lijst die a",
        "quote 0 |De fabriek draait dag en nacht",
        "quote 0 |Een werknemer",
        "caption 0 |Een drone boven Kiev",
        "text 0 |Land",
        "text 0 |Aantal",
        "text 0 |Iran, dat de eerste drones lev",
        "text 0 |100",
        "text 0 |Het ministerie van Defensie wi",
    ]
    assert (article.format, article.title) == ("web page", "Iran en Rusland bouwen drones")
    assert (article.date, article.byline) == ("2025-06-17", "Jan de Vries")
    assert article.paragraphs[1].line == 9


def test_an_introduction_outside_the_text_is_part_of_it() -> None:
    lead = "Rusland maakt de drones nu zelf, in een fabriek aan de Wolga."
    source = PAGE.replace("<article><h1>", "<header><h1>").replace(
        '<p class="byline">', f'<div><span>{lead}</span></div></header><article><p class="byline">'
    )
    assert texts(read(source))[:2] == ["Iran en Rusland bouwen drones", lead]


def test_mark_up_in_a_sentence_stands_off_from_it() -> None:
    _, first, _, _, noted, *_ = read(PAGE).paragraphs
    assert [(each.kind, each.span.of(first.text), each.value) for each in first.inlines] == [
        ("bold", "drones", ""),
        ("link", "Rob de Wijk", "https://hcss.nl"),
    ]
    assert [(each.kind, each.span.start, each.value) for each in noted.inlines] == [("object", 21, "footnote 1")]


NOTES = """<ol>
<li id="n1"><p>De Volkskrant schreef dat op 3 maart van dat jaar. <a href="#m1">↩</a></p><p>En later nog eens.</p></li>
<li><a name="n2"></a>Het rapport van PAX uit 2024.</li><li id="anders">Geen noot.</li></ol>
"""


def test_a_note_is_told_by_the_mark_that_leads_to_it() -> None:
    marks = '<sup id="m2"><a href="#n2">2</a></sup> en oud<sup><a href="#weg">3</a></sup>'
    text = f"<p>De fabriek<sup id=m1><a href='#n1'>[1]</a></sup> aan de Wolga is groot{marks}.</p>"
    article = read(PAGE.replace("</article>", f"{text}{NOTES}</article>"))
    *_, marked = (each for each in article.paragraphs if each.text.startswith("De fabriek aan"))
    found = article.paragraphs[article.paragraphs.index(marked) :]
    assert [(each.marker, each.text) for each in found] == [
        ("", "De fabriek aan de Wolga is groot en oud."),
        ("[^1]:", "De Volkskrant schreef dat op 3 maart van dat jaar."),
        ("", "En later nog eens."),
        ("[^2]:", "Het rapport van PAX uit 2024."),
        ("3.", "Geen noot."),
    ]
    assert [each.value for each in marked.inlines] == ["footnote 1", "footnote 2", "footnote 3"]


def test_what_is_left_out_is_listed() -> None:
    assert [value for key, value in read(PAGE).metadata if key == "left out"] == [
        "navigation, 2 links",
        "asides, 2 pieces of text",
        "by-line, 1 piece of text",
        "code blocks, 1 piece of text",
        "footers, 1 piece of text",
        "forms, 1 piece of text",
        "page headers, 1 piece of text",
        "scripts, 1",
        "descriptions of pictures, 1",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html><body><nav><p>Menu</p></nav><p>Kort bericht.</p></body></html>", ["Kort bericht."]),
        ("<html><body><form><h1>Kop</h1><p>Een pagina die een formulier is.</p></form></body></html>", ["Kop"]),
        ("<html><title>Een kop | Krant</title><body><p>Kort bericht.</p></body></html>", ["Een kop", "Kort bericht."]),
        (
            "<html>" + "<div>" * 300 + "<p>Diep in de pagina staat een alinea.</p>",
            ["Diep in de pagina staat een alinea."],
        ),
        ("<p>Een stuk van een pagina", ["Een stuk van een pagina"]),
    ],
)
def test_a_page_with_little_in_it_is_read_without_its_menus(source: str, expected: list[str]) -> None:
    assert texts(read(source))[: len(expected)] == expected


def test_a_title_in_the_head_is_read_without_the_name_of_the_site() -> None:
    source = PAGE.replace("<h1>Iran en Rusland bouwen drones</h1>", "")
    article = read(source)
    assert (article.paragraphs[0].kind, article.paragraphs[0].text) == ("title", "Iran en Rusland bouwen drones")


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("<!doctype html><p>x", "a.txt", True),
        ('<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x"><p>x', "-", True),
        ("<!-- saved from url=(0014)https://nos.nl -->\n<html><p>x", "a.md", True),
        ("<div>Een stuk</div>", "a.htm", True),
        ("Geen pagina, alleen 3 < 4.", "a.html", False),
        ("# Kop\n\n<div>x</div>\n\nTekst", "a.md", False),
        ('<?xml version="1.0"?><a/>', "a.txt", False),
    ],
)
def test_a_page_is_recognised_by_how_it_begins(source: str, name: str, expected: bool) -> None:
    try:
        found = read(source, name).format == "web page"
    except ReadingError:
        found = False
    assert found is expected


BOMB = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>'


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (BOMB, "defines entities of its own"),
        ("<html>" + "<div>" * 10_000 + "tekst", "nested too deep"),
        ("<html><p>" + "<b>" * 10_000 + "tekst", "nested too deep"),
        ("<html><body><script>var a = 'tekst'</script><img src=x></body></html>", "no text to translate"),
        ("<html><p>" + "woord " * 40_000, "239,999 characters"),
        ("<html><p>tekst " + "<br>a" * 300_000, "more than 500,000 tags"),
        (b"<html><p>a\0b", "binary"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0x", "UTF-16 that is damaged or cut off"),
        (b"\xff\xfe\0\0<\0\0\0", "UTF-32"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_in_a_line(source: str | bytes, what: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(source)
    line = str(caught.value)
    assert line.startswith("a.html") and what in line and caught.value.mend and "\n" not in line


def test_a_page_in_two_encodings_is_read_and_said_to_be() -> None:
    article = read("<html><body><p>Cafés in ".encode() + b"caf\xe9taal, een lange zin.</p></body></html>")
    assert texts(article) == ["Cafés in cafétaal, een lange zin."]
    assert ("left out", "1 byte that is not UTF-8, read as Windows-1252") in article.metadata


SCRIPTED = "<p>Nee<script>alert('<p>hallo</p>')</script>.</p><svg onload=alert(1)><p>x</p></svg>"


def test_scripts_are_never_text() -> None:
    hostile = PAGE.replace(
        "<p>Nee.</p>", "<p>Nee<script>alert('<p>hallo</p>')</script>.</p><svg onload=alert(1)><p>x</p></svg>"
    )
    article = read(hostile)
    assert "Nee." in texts(article)
    assert not any("alert" in text or "hallo" in text for text in texts(article))


def mhtml(page: str, coding: str = "quoted-printable") -> bytes:
    from email.mime.application import MIMEApplication
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related", boundary="----MultipartBoundary--x----")
    part = MIMEText(page, "html", "utf-8")
    if coding == "quoted-printable":
        del part["Content-Transfer-Encoding"]
        import quopri

        part.set_payload(quopri.encodestring(page.encode()).decode())
        part["Content-Transfer-Encoding"] = coding
    message.attach(part)
    message.attach(MIMEApplication(b"\x89PNG plaatje", "octet-stream"))
    return message.as_bytes().replace(b"\n", b"\r\n")


def webarchive(page: str, fmt: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    main = {"WebResourceData": page.encode(), "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": "https://x.nl"}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=fmt)


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (mhtml(PAGE), "a.mhtml", "MHTML page"),
        (mhtml(PAGE, "base64"), "a.mht", "MHTML page"),
        (mhtml(PAGE), "a.txt", "MHTML page"),
        (webarchive(PAGE), "a.webarchive", "Safari web archive"),
        (webarchive(PAGE, plistlib.FMT_XML), "a.webarchive", "Safari web archive"),
    ],
)
def test_pages_saved_in_one_file_are_read_as_the_page_is(data: bytes, name: str, format: str) -> None:
    article = read_bytes(data, name)
    assert article.format == format
    assert texts(article) == texts(read(PAGE))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (mhtml(PAGE)[:900], "without a whole page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "does not say what its parts are"),
        (mhtml(PAGE).replace(b": quoted-printable", b": uuencode"), "packed as 'uuencode'"),
        (webarchive(PAGE)[:-20], "damaged"),
        (b"<plist><dict><key>WebMainResource</key>", "damaged"),
    ],
)
def test_pages_saved_in_one_file_that_are_damaged_are_refused_in_a_line(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as caught:
        read_bytes(data, "a.mhtml")
    assert "\n" not in str(caught.value)


def test_recognising_a_page_loads_no_parser() -> None:
    code = (
        "import sys, translate.reading as r\n"
        "[each.recognise(b'<html><p>x', 'a.html') for each in r.readers()]\n"
        "print({'trafilatura', 'lxml', 'plistlib'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "set()"


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<html>",
        "<b>",
        "<article>",
        "<nav>",
        "woord",
        "é",
        " ",
        "<!--",
        "<script>",
        "</script>",
        "<td>",
        "&amp;",
        "<h1>",
        "\x00",
        "<a",
    ]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_page_reads_or_is_refused(source: str) -> None:
    try:
        article = read("<!doctype html>" + source)
    except ReadingError as error:
        assert "\n" not in str(error) and error.mend
    else:
        assert all(text == text.strip() != "" for text in texts(article))
