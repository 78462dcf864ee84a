from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.test_subtitles import VTT, srt
from translate.document import Article, Paragraph, Segment, Span
from translate.errors import WritingError
from translate.formats.subtitle_english import LINE, cut, in_lines
from translate.formats.subtitles import open_subtitles
from translate.reading.srt import read_srt
from translate.reading.vtt import read_vtt
from translate.writing.back_srt import rewrite_srt
from translate.writing.back_vtt import rewrite_vtt


def translated(article: Article, *targets: str, words: str = "") -> Article:
    """Give the paragraphs these English texts; ``words`` aligns the words of the only one: ``0-1 1-0``."""
    done = []
    for paragraph, target in zip(article.paragraphs, targets, strict=True):
        dutch = [Span(*match.span()) for match in re.finditer(r"\S+", paragraph.text)]
        english = [Span(*match.span()) for match in re.finditer(r"\S+", target)]
        pairs = [tuple(map(int, pair.split("-"))) for pair in words.split()]
        alignment = tuple((dutch[a], english[b]) for a, b in pairs)
        done.append(_with(paragraph, target, alignment))
    return replace(article, paragraphs=tuple(done))


def _with(paragraph: Paragraph, target: str, alignment: tuple[tuple[Span, Span], ...] = ()) -> Paragraph:
    return replace(paragraph, segments=(Segment("s", paragraph.text, target=target, alignment=alignment),))


def cues(data: bytes, *, vtt: bool = False) -> list[str]:
    script = open_subtitles(data, "film", vtt=vtt)
    return [script.text[cue.text_start : cue.text_end] for cue in script.cues]


def test_the_english_is_cut_where_the_cues_meet_in_the_dutch() -> None:
    data = srt("Morgen gaan wij", "naar de nieuwe fabriek.")
    article = translated(
        read_srt.read(data, "a.srt"), "Tomorrow we go to the new factory.", words="0-0 1-2 2-1 3-3 4-4 5-5 6-6"
    )
    assert cues(rewrite_srt.rewrite(data, article)) == ["Tomorrow we go", "to the new factory."]


def test_without_alignment_it_is_cut_in_proportion_and_no_cue_is_empty() -> None:
    data = srt("Dat is een heel lange regel waarin", "weinig staat.")
    for english, expected in [
        ("That is a very long line with little in it.", ["That is a very long line with", "little in it."]),
        ("Long.", ["Long.", "Long."]),
    ]:
        assert cues(rewrite_srt.rewrite(data, translated(read_srt.read(data, "a.srt"), english))) == expected


@pytest.mark.parametrize(
    ("dutch", "english", "expected"),
    [
        ("- Waar ben je?\n- Thuis.", ("Where are you?", "At home."), "- Where are you?\n- At home."),
        ("{\\an8}<i>- Ja.</i>", ("Yes.",), "{\\an8}<i>- Yes.</i>"),
        ("♪ La la la ♪", ("Tra la la",), "♪ Tra la la ♪"),
        (
            '{\\an8}Een <b>heel</b>\n<font color="red">rood</font> huis.',
            ("A very red house.",),
            '{\\an8}A <b>very</b> <font color="red">red</font> house.',
        ),
    ],
)
def test_what_is_no_text_stays_around_it(dutch: str, english: tuple[str, ...], expected: str) -> None:
    data = srt(dutch)
    words = "0-0 1-1 2-2 3-3" if "heel" in dutch else ""
    assert cues(rewrite_srt.rewrite(data, translated(read_srt.read(data, "a.srt"), *english, words=words))) == [
        expected
    ]


def test_everything_else_of_webvtt_stays_byte_for_byte() -> None:
    data = b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode()
    words = "0-0 1-1 1-2 2-3 3-4 4-5 4-6 5-7 6-6"
    article = translated(read_vtt.read(data, "film.vtt"), "The PAX man & I are leaving <now>.", words=words)
    written = rewrite_vtt.rewrite(data, article).decode()
    assert "<v Anna>The <c.naam>PAX</c> man &amp; I\r\n" in written
    assert "\r\nare leaving &lt;now&gt;.\r\n" in written
    changed = [(a, b) for a, b in zip(data.decode().split("\r\n"), written.split("\r\n"), strict=True) if a != b]
    assert len(changed) == 2


def test_letters_that_the_encoding_of_the_file_lacks_lose_their_accents() -> None:
    data = srt("Eén zin.").decode().encode("cp1252")
    article = translated(read_srt.read(data, "a.srt"), "One – Erdoğan – sentence.")
    assert b"One \x96 Erdogan \x96 sentence." in rewrite_srt.rewrite(data, article)


def test_dots_between_cues_stay_in_the_cues() -> None:
    data = srt("We gaan...", "...naar huis.")
    article = translated(read_srt.read(data, "a.srt"), "We go home.", words="0-0 1-1 2-2 3-2")
    assert cues(rewrite_srt.rewrite(data, article)) == ["We go...", "...home."]


def test_another_file_is_refused() -> None:
    article = read_srt.read(srt("Ja."), "a.srt")
    with pytest.raises(WritingError, match="not those of the article"):
        rewrite_srt.rewrite(srt("Nee."), article)


@pytest.mark.parametrize(
    ("text", "ahead", "expected"),
    [
        ("Short enough.", 0, "Short enough."),
        ("He said yesterday, that the plant makes drones", 0, "He said yesterday,\nthat the plant makes drones"),
        ("x" * 41, 2, "x" * 41),
        ("x" * 60 + " and then some more", 0, "x" * 60 + "\nand then some more"),
    ],
)
def test_lines_fit_under_the_picture(text: str, ahead: int, expected: str) -> None:
    assert in_lines(text, ahead) == expected


WORD = st.text(alphabet="abcdefghij", min_size=1, max_size=10)
ENGLISH = st.lists(WORD, min_size=1, max_size=40).map(" ".join)


@given(text=ENGLISH, places=st.lists(st.integers(-5, 300), max_size=6))
def test_every_piece_has_a_word_and_none_is_lost(text: str, places: list[int]) -> None:
    pieces = [span.of(text) for span in cut(text, places)]
    assert len(pieces) == len(places) + 1
    assert all(piece.strip() and piece == piece.strip() for piece in pieces)
    if len(text.split()) >= len(pieces):
        assert " ".join(pieces) == text


@given(text=ENGLISH)
def test_words_stay_whole_and_two_lines_do_where_they_can(text: str) -> None:
    lines = in_lines(text).split("\n")
    assert " ".join(lines) == text
    assert all(len(line) <= LINE for line in lines)
    assert len(lines) == 1 or len(text) > LINE


CUE_LINE = st.lists(
    st.one_of(WORD, WORD.map("<i>{}</i>".format), WORD.map(lambda w: f"{w}."), st.just("{\\an8}")),
    min_size=1,
    max_size=8,
).map(" ".join)
CUE = st.lists(CUE_LINE, min_size=1, max_size=2).map("\n".join)


@settings(max_examples=40)
@given(texts=st.lists(CUE, min_size=1, max_size=8), vtt=st.booleans())
def test_a_translation_that_changes_nothing_changes_nothing(texts: list[str], vtt: bool) -> None:
    data = (b"WEBVTT\n\n" if vtt else b"") + srt(*texts).replace(b",", b"." if vtt else b",")
    article = (read_vtt if vtt else read_srt).read(data, "a")
    same = translated(article, *(paragraph.text for paragraph in article.paragraphs))
    assert (rewrite_vtt if vtt else rewrite_srt).rewrite(data, same) == data


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(CUE, min_size=1, max_size=8), data=st.data())
def test_any_alignment_keeps_times_and_words(texts: list[str], data: st.DataObject) -> None:
    original = srt(*texts)
    article = read_srt.read(original, "a.srt")
    done = []
    for paragraph in article.paragraphs:
        target = data.draw(ENGLISH)
        dutch = [Span(*match.span()) for match in re.finditer(r"\S+", paragraph.text)]
        english = [Span(*match.span()) for match in re.finditer(r"\S+", target)]
        pairs = data.draw(st.lists(st.tuples(st.sampled_from(dutch), st.sampled_from(english)), max_size=10))
        done.append(_with(paragraph, target, tuple(pairs)))
    written = rewrite_srt.rewrite(original, replace(article, paragraphs=tuple(done)))
    assert re.findall(rb"\d\n\d\d:.*", written) == re.findall(rb"\d\n\d\d:.*", original)
    for before, after in zip(cues(original), cues(written), strict=True):
        assert bool(_bare(before)) == bool(_bare(after))
    shown = _bare(" ".join(cues(written))).split()
    for paragraph in done:
        assert set(paragraph.segments[0].target.split()) <= set(shown)
    assert written.count(b"<i>") >= original.count(b"<i>") and written.count(b"<i>") == written.count(b"</i>")


def _bare(text: str) -> str:
    return re.sub(r"<[^>]*>|\{[^}]*\}", "", text).strip()
