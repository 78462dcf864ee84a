from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import ReadingError
from translate.reading.decoding import decode, tidy

DUTCH = (
    "Volgens De Wijk is Oekraïne “één front”: de café’s in Kiev zijn leeg – het kost € 5.\nMaar geïnstalleerd is het."
)


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("cp1252", b""),
    ],
)
def test_the_encodings_of_dutch_text_are_recognised(encoding: str, bom: bytes) -> None:
    assert decode(bom + DUTCH.encode(encoding), "a.txt").text == DUTCH


@pytest.mark.parametrize(
    "word",
    ["één", "caf\xe9", "Oekra\xefne", "\x93Iran\x94", "foto\x92s", "10 \xb0C", "Malm\xf6", "\x80 5", "wie\x85 wat"],
)
def test_a_single_word_of_windows_1252_is_recognised(word: str) -> None:
    data = word.encode("latin-1")
    assert decode(data, "a.txt").text == data.decode("cp1252")


@pytest.mark.parametrize(
    ("data", "what", "where"),
    [
        (DUTCH.encode("utf-32"), "UTF-32", "a.txt:"),
        (DUTCH.encode("utf-16-le"), "UTF-16 without a byte order mark", "a.txt:"),
        (DUTCH.encode("utf-16-be"), "UTF-16 without a byte order mark", "a.txt:"),
        ("Crèche, Oekraïne, één, privé".encode("cp850"), "encoding that is not recognised", "a.txt:"),
        ("Cafés in Oekraïne, privé, één: crèche".encode("mac-roman"), "encoding that is not recognised", "a.txt:"),
        ("Россия и Иран сближаются".encode("cp1251"), "encoding that is not recognised", "a.txt:"),
        ("Россия и Иран сближаются".encode("koi8-r"), "encoding that is not recognised", "a.txt:"),
        ("日本語の記事、ドローン。".encode("shift-jis"), "encoding that is not recognised", "a.txt:"),
        (b"Kop\x07 caf\xe9", "encoding that is not recognised", "a.txt:"),
        (b"niet gedefinieerd: \x81", "encoding that is not recognised", "a.txt:"),
        ("één\ntwéé\n".encode() + b"dri\xeb en v\xc3\xads", "wrong byte (0xEB) at byte 16", "a.txt, line 3:"),
        ("één\rtwéé\r\nalinea’s".encode()[:-3], "middle of a character, at byte 20", "a.txt, line 3:"),
        (b"\xef\xbb\xbfcaf\xe9", "UTF-8 that ends in the middle of a character, at byte 6", "a.txt, line 1:"),
        ("De prijs: 5 €".encode()[:-1], "UTF-8 that ends in the middle of a character", "a.txt, line 1:"),
        (DUTCH.encode("utf-16")[:-1], "UTF-16 that ends in the middle of a character", "a.txt, line 2:"),
        (b"\xff\xfea\x00\n\x00\x00\xd8a\x00", "UTF-16 with a wrong byte (0x00) at byte 6", "a.txt, line 2:"),
        (b"abc\0def", "NUL", "a.txt:"),
        ("abc\0".encode("utf-16"), "control character", "a.txt, line 1:"),
        (b"tekst\n\x1b[31mrood\x1b[0m", "2 control characters (the first is U+001B)", "a.txt, line 2:"),
        (b"", "blank", "a.txt:"),
        (b" \r\n\t\x0c\n", "blank", "a.txt:"),
        ("\ufeff\u200b\u00a0\n\u00ad".encode(), "blank", "a.txt:"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(data: bytes, what: str, where: str) -> None:
    with pytest.raises(ReadingError) as caught:
        decode(data, "a.txt")
    line = str(caught.value)
    assert what in line
    assert line.startswith(where)
    assert caught.value.mend
    assert line.endswith(caught.value.mend)
    assert "\n" not in line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u0085", "\u2028"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert decode(f"een{end}twee{end}{end}drie".encode(), "a.txt").text == "een\ntwee\n\ndrie"


def test_invisible_characters_go_and_page_breaks_are_space() -> None:
    text = "\ufeffHet be\u00adleid\u200b van \ufeffIran\x0cen\x0bRusland\u2029Slot"
    assert decode(text.encode(), "a.txt").text == "Het beleid van Iran en Rusland\n\nSlot"


def test_a_stray_control_character_is_dropped_and_listed() -> None:
    decoded = decode(("woord " * 300 + "\n\x07slot").encode(), "a.txt")
    assert decoded.text.endswith("\nslot")
    assert decoded.left_out == ("1 control character, line 2",)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  een\u00a0twee \n drie\t", "een twee drie"),
        ("cafe\u0301", "café"),
        ("€\u202f5\u2009miljoen", "€ 5 miljoen"),
        ("samen-\nwerking", "samen- werking"),
        ("Oekra\u00adi\u0308ne", "Oekraïne"),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@settings(deadline=None)
@given(st.text())
def test_tidy_is_done_once_and_for_all(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text) == tidy(text).strip()


LETTERS = "abcdefghij ijé ë ï ö ü è ê ç á à “ ” ‘ ’ … – €\n"


@settings(deadline=None)
@given(st.text(st.sampled_from(LETTERS)).filter(str.strip), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_written_in_unicode_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text
