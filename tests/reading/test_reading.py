from __future__ import annotations

import gzip
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import translate.reading
from translate.errors import ReadingError
from translate.reading import read_article, read_bytes, readers

ROOT = Path(__file__).parents[2]
TEXT = "Iran en Rusland\n\nDe drones zijn er.\n"


def zipped(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, "inhoud " * 50)
    return buffer.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.where and line.startswith(caught.value.where)
    assert caught.value.mend and line.endswith(caught.value.mend)
    return line


def test_a_file_is_read_with_its_name_and_hash(tmp_path: Path) -> None:
    file = tmp_path / "artikel.txt"
    file.write_bytes(TEXT.encode())
    article = read_article(file)
    assert article.path == str(file)
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [(each.kind, each.text) for each in article.paragraphs] == [
        ("title", "Iran en Rusland"),
        ("text", "De drones zijn er."),
    ]
    assert read_article(str(file)) == article


def test_standard_input_is_read() -> None:
    article = read_article("-", stdin=io.BytesIO(b"# Kop\n\nTekst."))
    assert article.path == "-"
    assert (article.title, article.paragraphs[1].text) == ("Kop", "Tekst.")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "Een *woord*", "Een woord"),
        ("A.MD", "Een *woord*", "Een woord"),
        ("a.txt", "Een *woord*", "Een *woord*"),
        ("a", "Een *woord*", "Een *woord*"),
        ("a.txt", "## Kop\n\nEen *woord*", "Kop"),
    ],
)
def test_the_format_is_chosen_by_content_and_suffix(name: str, text: str, expected: str) -> None:
    assert read_bytes(text.encode(), name).paragraphs[0].text == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP picture"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word file"),
        (zipped("xl/workbook.xml"), "an Excel file"),
        (zipped("foto.jpg"), "a zip archive"),
        (gzip.compress(b"tekst"), "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Word"),
        (b"{\\rtf1\\ansi tekst}", "a rich text (RTF) file"),
        (b'<?xml version="1.0"?><a/>', "an XML file"),
    ],
)
def test_other_formats_are_named(data: bytes, what: str) -> None:
    for name in ("a.txt", "a.md", "-"):
        assert f"looks like {what}" in refusal(data, name)


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"", "a.txt", "empty"),
        (b"", "-", "standard input: empty"),
        (b" \n\t\n", "a.txt", "blank"),
        (b"\xef\xbb\xbf", "a.md", "blank"),
        (b"date 2025-06\n", "a.txt", "no text to translate"),
        (b"```\ncode\n```\n", "a.md", "left out: code block, line 1"),
        (b"abc\0\1\2", "a.dat", "NUL"),
        (b"a\n\n" + b"woord " * 40_000, "a.txt", "a.txt, line 3: a paragraph of 239,999 characters"),
        (b"a\n\n" + b"woord\n" * 40_000, "a.txt", "a.txt, line 3: a paragraph of 239,999 characters"),
        (b"a" * (64 * 1024**2 + 1), "a.txt", "larger than 64 MB"),
        (b"tekst", "x\0y.txt\n", ""),
    ],
)
def test_bytes_that_are_no_article_are_refused(data: bytes, name: str, what: str) -> None:
    if what:
        assert what in refusal(data, name)
    else:
        assert read_bytes(data, name).paragraphs


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder with one of everything that cannot be read, entered as somebody who is not the superuser."""
    tmp_path.chmod(0o755)
    (tmp_path / "map").mkdir()
    (tmp_path / "gesloten.txt").write_text(TEXT)
    (tmp_path / "gesloten.txt").chmod(0)
    os.mkfifo(tmp_path / "pijp")
    with open(tmp_path / "groot.txt", "wb") as file:
        file.truncate(64 * 1024**2 + 1)
    working, user = Path.cwd(), os.geteuid()
    os.chdir(tmp_path)
    if user == 0:
        os.seteuid(65534)
    yield tmp_path
    os.seteuid(user)
    os.chdir(working)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("map", "map: a folder, not a file; name the files in it"),
        ("", "'': no such file; check the name and the folder"),
        ("weg.txt", "weg.txt: no such file; check the name and the folder"),
        ("gesloten.txt", "gesloten.txt: may not be read; ask for permission or copy the file"),
        ("pijp", "pijp: a pipe or a device, not a file; send the text to standard input and give -"),
        ("/dev/null", "/dev/null: a pipe or a device, not a file; send the text to standard input and give -"),
        ("groot.txt", "groot.txt: larger than 64 MB; give one article a file, as text"),
        ("gesloten.txt/a", "gesloten.txt/a: cannot be opened (Not a directory); check the name"),
        ("a" * 300, f"{'a' * 300}: cannot be opened (File name too long); check the name"),
        ("nul\0.txt", "nul\\0.txt: cannot be opened (embedded null byte); check the name"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_a_line(place: Path, name: str, line: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_article(name)
    assert str(caught.value) == line


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kring").symlink_to("kring")
    with pytest.raises(ReadingError, match=r"kring: cannot be opened \(.*symbolic links\)"):
        read_article(tmp_path / "kring")


def test_too_much_on_standard_input_is_refused_before_it_is_read_whole() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            Endless.given += size
            return b"a" * size

    with pytest.raises(ReadingError, match="standard input: larger than 64 MB"):
        read_article("-", stdin=Endless())  # type: ignore[arg-type]
    assert Endless.given <= 64 * 1024**2 + 1


def test_a_reader_is_added_by_adding_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shouting.py").write_text(
        "from translate.document import Article, Paragraph\n"
        "from translate.reading.registry import reader\n"
        "@reader('shouting', suffixes=('.shout',), recognise=lambda data, name: data.startswith(b'!!'))\n"
        "def read_shouting(data, name):\n"
        "    return Article((Paragraph('text', data[2:].decode().upper()),))\n"
    )
    monkeypatch.setattr(translate.reading, "__path__", [*translate.reading.__path__, str(tmp_path)])
    readers.cache_clear()
    try:
        assert "shouting" in [each.name for each in readers()]
        article = read_bytes(b"!!hallo", "a.txt")
    finally:
        readers.cache_clear()
    assert article.paragraphs[0].text == "HALLO"
    assert article.path == "a.txt"


def test_listing_the_readers_loads_no_parser() -> None:
    code = "import sys, translate.reading as r; r.readers(); print({'markdown_it', 'ruamel'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "set()"


def test_many_short_paragraphs_all_come_through() -> None:
    text = "".join(f"Alinea {number}.\n\n" for number in range(20_000)).encode()
    for name in ("a.txt", "a.md"):
        article = read_bytes(text, name)
        assert len(article.paragraphs) == 20_000
        assert article.paragraphs[-1].line == 39_999


NAMES = st.sampled_from(["a.txt", "a.md", "-", "a.docx"])


@settings(deadline=None)
@given(st.text(), NAMES)
def test_any_text_reads_or_is_refused(text: str, name: str) -> None:
    check(text.encode(), name)


@settings(deadline=None)
@given(st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"---\n", b"PK\x03\x04"]), st.binary(), NAMES)
def test_any_bytes_read_or_are_refused(head: bytes, data: bytes, name: str) -> None:
    check(head + data, name)


def check(data: bytes, name: str) -> None:
    try:
        article = read_bytes(data, name)
    except ReadingError as error:
        assert error.where
        assert error.mend
        assert "\n" not in str(error)
        return
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert article.paragraphs
    assert all(paragraph.text == paragraph.text.strip() != "" for paragraph in article.paragraphs)
