from __future__ import annotations

import pytest

from translate.document import Article
from translate.errors import ReadingError
from translate.formats.subtitles import is_srt, is_vtt
from translate.reading.srt import read_srt
from translate.reading.vtt import read_vtt


def srt(*cues: str, gap: int = 100) -> bytes:
    """Write cues of two seconds, with so many milliseconds between them."""
    written = []
    for number, text in enumerate(cues, start=1):
        start = (number - 1) * (2000 + gap)
        written.append(f"{number}\n{_time(start)} --> {_time(start + 2000)}\n{text}\n")
    return "\n".join(written).encode()


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (("Hij komt.", "Zij niet."), ["Hij komt.", "Zij niet."]),
        (("De fabriek staat", "in Tatarstan."), ["De fabriek staat in Tatarstan."]),
        (("De president zei dat", "Rusland wint. En", "nu?"), ["De president zei dat Rusland wint. En nu?"]),
        (("We gaan...", "...naar huis."), ["We gaan naar huis."]),
        (("We gaan…", "Wie is daar?"), ["We gaan…", "Wie is daar?"]),
        (("Eén regel\nen nog een.",), ["Eén regel en nog een."]),
        (("- Waar ben je?\n- Thuis.",), ["Waar ben je?", "Thuis."]),
        (("Waar ben je?\n-Thuis.",), ["Waar ben je?", "Thuis."]),
        (("Kom je", "- Nee."), ["Kom je", "Nee."]),
        (("{\\an8}Boven in beeld.",), ["Boven in beeld."]),
        (("♪ La la la ♪", "Stil!"), ["La la la", "Stil!"]),
        (("(muziek)", "Wat is dat?"), ["(muziek)", "Wat is dat?"]),
        (("", "Daar is hij."), ["Daar is hij."]),
    ],
)
def test_a_sentence_is_a_paragraph_however_many_cues_it_has(cues: tuple[str, ...], expected: list[str]) -> None:
    assert texts(read_srt.read(srt(*cues), "film.srt")) == expected


def test_after_a_long_pause_another_sentence_begins() -> None:
    assert texts(read_srt.read(srt("De fabriek", "staat er nog", gap=4000), "a.srt")) == ["De fabriek", "staat er nog"]


def test_tags_are_mark_up_and_cues_end_at_breaks() -> None:
    paragraph = read_srt.read(srt("Dit is <i>heel", "erg</i> <b>mooi</b>."), "a.srt").paragraphs[0]
    assert paragraph.text == "Dit is heel erg mooi."
    shown = [(each.kind, each.span.of(paragraph.text), each.span.start, each.value) for each in paragraph.inlines]
    assert shown == [
        ("italic", "heel", 7, ""),
        ("break", "", 11, "2"),
        ("object", "", 15, ""),
        ("bold", "mooi", 16, ""),
    ]


VTT = """WEBVTT - Journaal
Language: nl

STYLE
::cue { color: red }

NOTE De ondertitels van gisteren

REGION
id:boven

intro
00:01.000 --> 00:03.500 align:start position:10%
<v Anna>De <c.naam>PAX</c>-man &amp; ik

00:00:03.600 --> 00:00:05.000
gaan &lt;nu&gt; weg.

losse tekst
"""


def test_webvtt_is_read() -> None:
    article = read_vtt.read(VTT.encode(), "film.vtt")
    assert texts(article) == ["De PAX-man & ik gaan <nu> weg."]
    assert article.paragraphs[0].line == 13
    assert article.metadata == (
        ("left out", "comment (NOTE), line 7"),
        ("left out", "text without times, line 19"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    data = srt("Eén café", "in Groß-Gerau – “ja”.").decode().replace("\n", line_end).encode(encoding)
    assert is_srt(data, "film")
    assert texts(read_srt.read(data, "film.srt")) == ["Eén café in Groß-Gerau – “ja”."]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nJa", (True, False)),
        ("\ufeff1\r\n00:00:01,000-->00:00:02,000\r\nJa", (True, False)),
        ("00:00:01.000 --> 00:00:02.000\nJa", (True, False)),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nJa", (False, True)),
        ("WEBVTT", (False, True)),
        ("WEBVTTX\n", (False, False)),
        ("1\nEen lijst", (False, False)),
        ("Om 12:00 --> 13:00 is er pauze", (False, False)),
    ],
)
def test_subtitles_are_recognised_by_their_content(start: str, expected: tuple[bool, bool]) -> None:
    assert (is_srt(start.encode(), "a.txt"), is_vtt(start.encode(), "a.txt")) == expected


def test_cues_out_of_order_and_without_numbers_are_kept_as_they_come() -> None:
    data = b"00:00:09,000 --> 00:00:10,000\nEerst.\n\n7\n0:00:01,0 --> 0:00:02,5 X1:10\nDan\n\ndit.\n\n\n"
    assert texts(read_srt.read(data, "a.srt")) == ["Eerst.", "Dan dit."]


@pytest.mark.parametrize(
    ("data", "vtt", "what"),
    [
        (srt("Ja.") + b"\n2\n00:00:09,000 00:00:10,000\nNee.\n", False, "line 6: a subtitle without two times and an"),
        (
            srt("Ja.") + b"\n2\n00:00:09,000 --> straks\nNee.\n",
            False,
            "line 6: a subtitle without two times and an arrow",
        ),
        (b"WEBVTT\n\n00:09.000 - 00:10.000\nNee.\n", True, "line 3: a subtitle without two times and an arrow"),
        (b"WEBVTT\n\nNOTE niets\n", True, "no subtitles in it"),
        (srt("Ja.") + b"\x81\x00", False, "binary"),
    ],
)
def test_broken_files_are_refused_with_their_line(data: bytes, vtt: bool, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as caught:
        (read_vtt if vtt else read_srt).read(data, "film.srt")
    assert str(caught.value).startswith("film.srt") and caught.value.mend
