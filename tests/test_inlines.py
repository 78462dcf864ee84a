"""Mark-up carried across: on the right words, nested as it was, and never lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Inline, InlineKind, Paragraph, Segment, Span, TermMatch
from translate.english import english, english_line
from translate.inlines import english_with_inlines, runs, source_inlines, target_inlines
from translate.inlines.cutting import POINTS, code_spans
from translate.inlines.links import Row

OPEN = {"b": "bold", "i": "italic", "l": "link", "^": "superscript", "_": "subscript", "c": "code", "s": "style"}
Marked = tuple[str, tuple[Inline, ...]]


def marked(text: str) -> Marked:
    """Read mark-up as the tests write it: ``<b|text>``, nested; ``<!>`` is an object, ``<n>`` a line break."""
    plain = ""
    inlines: list[Inline] = []
    started: list[int] = []
    at = 0
    while at < len(text):
        if text[at] == "<":
            kind: InlineKind = {"!": "object", "n": "break"}.get(text[at + 1]) or OPEN[text[at + 1]]  # type: ignore[assignment]
            inlines.append(Inline(str(len(inlines) + 1), kind, Span(len(plain), len(plain))))
            if kind not in POINTS:
                started.append(len(inlines) - 1)
            at += 3
        elif text[at] == ">":
            number = started.pop()
            one = inlines[number]
            inlines[number] = Inline(one.id, one.kind, Span(one.span.start, len(plain)))
            at += 1
        else:
            plain += text[at]
            at += 1
    return plain, tuple(inlines)


def written(text: str, inlines: Sequence[Inline]) -> str:
    """Write a text with its mark-up as ``marked`` reads it."""
    letters: dict[str, str] = {kind: letter for letter, kind in OPEN.items()} | {"object": "!", "break": "n"}
    kinds = {inline.id: letters[inline.kind] for inline in inlines}
    result, inside = "", tuple[str, ...]()
    for run in runs(text, inlines):
        same = next((i for i, (a, b) in enumerate(zip(inside, run.ids, strict=False)) if a != b), None)
        keep = min(len(inside), len(run.ids)) if same is None else same
        result += ">" * (len(inside) - keep) + "".join(f"<{kinds[name]}|" for name in run.ids[keep:])
        result += f"<{kinds[run.point.id]}>" if run.point else run.text
        inside = run.ids
    return result + ">" * len(inside)


def segment_of(dutch: str, english: str, pairs: str = "") -> Segment:
    """Make a segment; ``pairs`` aligns words by number, from 0: ``0-0 1-2``."""

    def words(text: str) -> list[Span]:
        spans, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            bare = word.strip("\"'.,()“”")
            spans.append(Span(at + word.index(bare), at + word.index(bare) + len(bare)))
            at += len(word)
        return spans

    left, right = words(dutch), words(english)
    alignment = [tuple(map(int, pair.split("-"))) for pair in pairs.split()]
    return Segment(
        "1", dutch, target=english, state="translated", alignment=tuple((left[a], right[b]) for a, b in alignment)
    )


@pytest.mark.parametrize(
    ("dutch", "english", "pairs"),
    [
        ("Dat is <b|vet> gedrukt.", "That is printed <b|bold>.", "0-0 1-1 2-3 3-2"),
        # Whole words, and the signs at the edges as they were.
        ("Hij zei <b|\"nee\">, en ging.", "He said <b|'no'>, and left.", "0-0 1-1 2-2 3-3 4-4"),
        ("Hij zei \"<b|nee>\", en ging.", "He said \"<b|no>,\" and left.", "0-0 1-1 2-2 3-3 4-4"),
        ("<b|De oorlog duurt voort.>", "<b|The war goes on.>", "0-0 1-1 2-2 3-3"),
        # The hull of what is aligned; a word that strayed is left out.
        ("Ik zag <i|de grote man> niet.", "I did not see <i|the big man>.", "0-0 1-3 2-4 3-5 4-6 5-2"),
        ("Nu is <i|het plan> af en klaar.", "Now <i|the plan> is done and ready.", "0-0 1-3 2-1 2-6 3-2 4-4 5-5 6-6"),
        # Nested, and around the same text.
        ("<l|<b|Oorlog> in Mali> nu.", "Now <l|<b|war> in Mali>.", "0-1 1-2 2-3 3-0"),
        ("<b|<i|Oorlog>> nu.", "Now <b|<i|war>>.", "0-1 1-0"),
        # Side by side, although both are aligned with the same words.
        ("<l|Tweede><b| Kamer> stemt.", "<l|House> <b|votes>.", "0-0 1-0 2-1"),
        # Nothing is aligned with it: the same word, or between its neighbours.
        ("Volgens <b|Rutte> mag het.", "According to <b|Rutte> it is allowed.", "0-0 0-1 2-5"),
        ("De <b|kleine> man.", "The <b|little> man.", "0-0 2-2"),
        # Inside a word.
        ("De hal is 3 m<^|2> groot.", "The hall is 3 m<^|2> large.", "0-0 1-1 2-2 3-3 4-4 5-5"),
        ("Minder CO<_|2>-uitstoot.", "Less CO<_|2> emissions.", "0-0 1-1 1-2"),
        ("De commissie<^|12> zei dat.", "The committee<^|12> said so.", "0-0 1-1 2-2 3-3"),
        ("In de 19<^|e> eeuw.", "In the 19<^|th> century.", "0-0 1-1 2-2 3-3"),
        ("De <b|Rusland>-kenner sprak.", "The <b|Russia> expert spoke.", "0-0 1-1 1-2 2-3"),
        ("Hij is <b|uit>gesproken.", "He is <b|outspoken>.", "0-0 1-1 2-2"),
        ("De plannen van <l|Yahoo> zijn af.", "<l|Yahoo>'s plans are done.", "0-1 1-1 3-0 4-2 5-3"),
        # Points come after the English of the word before them.
        ("Rutte<!> zei het gisteren.", "Yesterday Rutte<!> said it.", "0-1 1-2 2-3 3-0"),
        ("De plannen van Iran<!> zijn af.", "Iran’s<!> plans are done.", "0-1 1-1 3-0 4-2 5-3"),
        ("Hier staat <!>een foto.", "Here's <!>a photo.", "0-0 2-1 3-2"),
        ("Hij zei 'nee'<!> en ging.", "He said 'no'<!> and left.", "0-0 1-1 2-2 3-3 4-4"),
        ("Hij ging.<!>", "He left.<!>", "0-0 1-1"),
        ("<!>Hij ging.", "<!>He left.", "0-0 1-1"),
        ("Jan Smit, <n>voorzitter", "Jan Smit, <n>chairman", "0-0 1-1 2-2"),
        ("Zie <l|deze <!>kaart> hier.", "See <l|this <!>map> here.", "0-0 1-1 2-2 3-3"),
    ],
)  # fmt: skip
def test_mark_up_lands_on_the_words_that_stand_for_its_own(dutch: str, english: str, pairs: str) -> None:
    source, inlines = marked(dutch)
    segment = segment_of(source, marked(english)[0], pairs)
    assert written(segment.target, target_inlines(segment, inlines)) == english


@pytest.mark.parametrize(
    ("dutch", "english", "pairs"),
    [
        # What comes second, or is aligned with nothing, has the style as well, in the pieces it takes.
        ("<s|De man zei> <b|nu> <s|iets.>", "<s|The man did say ><s|something ><b|now><s|.>", "0-0 1-1 2-3 3-5 4-4"),
        ("<s|De man ging> <b|gisteren> <s|weg.>", "<b|Yesterday><s| the man went ><s|away.>", "0-1 1-2 2-3 3-0 4-4"),
        ("<s|Volgens> <b|Rutte> <s|niet.>", "<b|Rutte><s| does ><s|not think so.>", "1-0 2-2"),
        ("<s|Hij gaf> <b|Mark> <i|Rutte> <s|iets.>", "<b|Mark><s| was by ><i|Rutte><s| given ><s|it.>", "2-0 3-3 0-5"),
        # Points stay where they are, and part it.
        ("<s|Rutte zei> <b|het><!> <s|ook.>", "<s|Rutte said ><b|it><!><s| then also>", "0-0 1-1 2-2 3-3"),
        # Not where a word of the Dutch is bare, nor where nothing is a style.
        ("De <s|man> <b|ging> <s|weg.>", "The <s|man> just <b|left> for <s|good.>", "0-0 1-1 2-3 3-5"),
        ("<l|De man> <b|ging>.", "<l|The man> just <b|left>.", "0-0 1-1 2-3"),
        # Signs that are bare in the Dutch are so in the English.
        ('"<s|Ja>", <b|zei> <s|hij>.', '"<s|Yes>", <b|said><s| indeed he>.', "0-0 1-1 2-3"),
        # Inside other mark-up too. A style around a link alone is no wider than the link.
        ("<b|<s|De man> <i|ging> <s|weg.>>", "<b|<s|The man just ><i|went><s| away.>>", "0-0 1-1 2-3 3-4"),
        ("<s|Volgens> <s|<l|Rutte>> <s|niet.>", "<s|Says ><s|<l|Rutte>><s| not.>", "0-0 1-1 2-2"),
    ],
)  # fmt: skip
def test_what_covers_all_the_dutch_covers_all_the_english(dutch: str, english: str, pairs: str) -> None:
    source, inlines = marked(dutch)
    segment = segment_of(source, marked(english)[0], pairs)
    assert written(segment.target, target_inlines(segment, inlines)) == english


def test_inside_a_term_of_the_glossary_the_same_words_go_together() -> None:
    source, inlines = marked("De <b|Marine> Nationale voer uit.")
    whole = (Span(3, 19), Span(4, 25))
    term = TermMatch("Marine Nationale", whole[0], "French Navy (Marine)", whole[1], "applied")
    segment = Segment("1", source, target="The French Navy (Marine) sailed.", alignment=(whole,), terms=(term,))
    assert written(segment.target, target_inlines(segment, inlines)) == "The French Navy (<b|Marine>) sailed."


def test_a_text_that_a_person_wrote_keeps_its_links() -> None:
    source, inlines = marked("Lees <l|het rapport> van <l|Rutte> en <b|Kaag> uit 2021.")
    segment = Segment("1", source, target="In 2021 Rutte and Kaag wrote a report.", origin="human")
    placed = target_inlines(segment, inlines)
    assert [i.span.of(segment.target) for i in placed if i.kind != "link"] == ["Kaag"]
    assert "Rutte" in [i.span.of(segment.target) for i in placed]
    assert all(i.span.of(segment.target) for i in placed)


def test_mark_up_over_sentences_comes_together_again() -> None:
    text, inlines = marked("Hij <b|ging. Zij bleef.> <n>Toen <i|kwam> hij.")
    segments = (
        Segment("1", "Hij ging.", " ", "He left.", alignment=((Span(0, 3), Span(0, 2)), (Span(4, 8), Span(3, 7)))),
        Segment("2", "Zij bleef.", " ", "She stayed."),
        Segment("3", "Toen kwam hij.", "", ""),
    )
    paragraph = Paragraph("text", text, segments=segments, inlines=inlines)
    assert [len(pieces) for pieces in source_inlines(paragraph)] == [1, 1, 2]
    english, placed = english_with_inlines(paragraph)
    assert written(english, placed) == "He <b|left. She stayed.> [untranslated: <n>Toen <i|kwam> hij.]"


def test_mark_up_whose_words_come_apart_is_there_twice() -> None:
    text, inlines = marked("Hij <b|ging nu. Zij> bleef.")
    pairs = ((Span(0, 3), Span(4, 6)), (Span(4, 8), Span(7, 11)), (Span(9, 11), Span(0, 3)))
    first = Segment("1", "Hij ging nu.", " ", "Now he left.", alignment=(pairs[0], (Span(9, 11), Span(0, 3))))
    second = Segment("2", "Zij bleef.", "", "It was her who stayed.", alignment=((Span(0, 3), Span(7, 10)),))
    english, placed = english_with_inlines(Paragraph("text", text, segments=(first, second), inlines=inlines))
    assert english == "Now he left. It was her who stayed."
    assert [i.id for i in placed] == ["1", "1"]
    assert placed[1].span.of(english) == "her"


def test_code_of_each_segment_is_found_without_the_space_around_it() -> None:
    text, inlines = marked("Typ <c| ls <c|-l> >of <c|cd>. Of <c|pwd>.")
    segments = (Segment("1", "Typ  ls -l of cd.", " "), Segment("2", "Of pwd."))
    paragraph = Paragraph("text", text, segments=segments, inlines=inlines)
    found = [[span.of(s.source) for span in spans] for s, spans in zip(segments, code_spans(paragraph), strict=True)]
    assert found == [["ls -l", "cd"], ["pwd"]]


# Properties

KINDS: tuple[InlineKind, ...] = (
    "bold", "italic", "underline", "strike", "superscript", "subscript", "code", "link", "style", "break", "object",
)  # fmt: skip
TEXT = st.lists(
    st.sampled_from(
        [
            *("de", "Oorlog", "2", "m2", "CO2-heffing", "it's", "von’s", '"nee",', "(zie", "noot)", "https://a.nl/b"),
            *("–", "x", "é\u0301", "🙂", "3,5", "", "\n", "...", "ß"),
        ]
    ),
    max_size=12,
).map(" ".join)


@st.composite
def nested(draw: st.DrawFn, size: int) -> tuple[Inline, ...]:
    """Draw mark-up of a text that nests and is in order; the outer ones first."""
    found: list[tuple[int, int, InlineKind]] = []

    def fill(start: int, end: int, depth: int) -> None:
        at = start
        for _ in range(draw(st.integers(0, 3)) if depth < 3 else 0):
            low = draw(st.integers(at, end))
            kind = draw(st.sampled_from(KINDS))
            high = low if kind in POINTS else draw(st.integers(low, end))
            found.append((low, high, kind))
            if kind not in POINTS and low < high:
                fill(low, high, depth + 1)
            at = high

    fill(0, size, 0)
    return tuple(Inline(str(n), kind, Span(low, high)) for n, (low, high, kind) in enumerate(found))


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    low = draw(st.integers(0, size))
    return Span(low, draw(st.integers(low, size)))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """Draw a paragraph with mark-up; its alignment may be of other texts altogether."""
    segments = []
    for number in range(draw(st.integers(0, 3))):
        source, target = draw(TEXT), draw(TEXT)
        pairs = st.tuples(spans(len(source) + 2), spans(len(target) + 2))
        gap = draw(st.sampled_from(["", " ", " \n "]))
        segments.append(Segment(str(number), source, gap, target, alignment=tuple(draw(st.lists(pairs, max_size=8)))))
    text = "".join(s.source + s.gap for s in segments) if segments else draw(TEXT)
    return Paragraph("text", text, segments=tuple(segments), inlines=draw(nested(len(text))))


def assert_nested(text: str, inlines: Sequence[Inline]) -> None:
    """What the docstring of Inline promises."""
    for one in inlines:
        assert one.span.end <= len(text)
        assert one.kind not in POINTS or one.span.start == one.span.end
    for one, other in pairwise(inlines):
        assert one.span.start <= other.span.start
    filled = [inline.span for inline in inlines if inline.span.start < inline.span.end]
    for index, outer in enumerate(filled):
        for inner in filled[index + 1 :]:
            assert not outer.overlaps(inner) or (outer.start <= inner.start and inner.end <= outer.end)


@given(paragraphs())
def test_nothing_is_lost_and_nothing_crosses_whatever_the_alignment(paragraph: Paragraph) -> None:
    english, placed = english_with_inlines(paragraph)
    assert english == english_line(paragraph)
    assert {(i.id, i.kind) for i in placed} == {(i.id, i.kind) for i in paragraph.inlines}
    assert_nested(english, placed)
    flat = list(runs(english, placed))
    assert "".join(run.text for run in flat) == english
    assert {name for run in flat for name in run.ids} | {run.point.id for run in flat if run.point} == {
        i.id for i in placed
    }


@given(paragraphs())
def test_each_inline_of_a_segment_is_placed(paragraph: Paragraph) -> None:
    segments = paragraph.segments or ((Segment("", paragraph.text),) if paragraph.text else ())
    cut = source_inlines(paragraph)
    assert len(cut) == len(segments)
    for segment, inlines in zip(segments, cut, strict=True):
        placed = target_inlines(segment, inlines)
        assert {i.id for i in placed} == {i.id for i in inlines}
        once = [i.id for i in placed if i.kind != "style"]  # a style may come in several pieces
        assert sorted(once) == sorted(i.id for i in inlines if i.kind != "style")
        links = [i for i in placed if i.kind == "link" and _text_of(i.id, inlines, segment.source)]
        if segment.target.strip() and links:
            assert any(i.span.start < i.span.end for i in links)


STYLES = tuple(Inline("", "style", Span(0, 0), value) for value in ("T1", "T2", "field DATE"))
OTHERS = (Inline("", "bold", Span(0, 0)), Inline("", "link", Span(0, 0), "https://nos.nl/"))


@st.composite
def all_under_mark_up(draw: st.DrawFn) -> tuple[Segment, tuple[Inline, ...]]:
    """Draw a sentence each word of which is under some mark-up, one of them at least under a style."""
    source, inlines = "", list[Inline]()
    words = st.lists(st.sampled_from(["de", "Oorlog", "2", "CO2-heffing", '"nee",', "\u2013"]), min_size=1, max_size=3)
    looks = draw(st.lists(st.sampled_from([*STYLES, *OTHERS]), max_size=6))
    looks.insert(draw(st.integers(0, len(looks))), STYLES[0])
    for look in looks:
        source += draw(st.sampled_from(["", " "])) if source else ""
        end = len(source) + len(text := " ".join(["x", *draw(words)]))
        inlines.append(Inline(str(len(inlines)), look.kind, Span(len(source), end), look.value))
        if draw(st.booleans()):
            low = draw(st.integers(len(source), end))
            inner = Span(low, draw(st.integers(low, end))) if look.kind != "style" else Span(end - 1, end)
            inlines.append(Inline(str(len(inlines)), "italic", inner))
        if draw(st.booleans()):
            inlines.append(Inline(str(len(inlines)), "object", Span(end, end)))
        source += text
    target = draw(TEXT.filter(str.strip))
    pairs = draw(st.lists(st.tuples(spans(len(source)), spans(len(target))), max_size=12))
    return Segment("1", source, target=target, alignment=tuple(pairs)), tuple(inlines)


@given(all_under_mark_up())
def test_where_every_word_is_under_mark_up_none_of_the_english_is_bare(
    sentence: tuple[Segment, tuple[Inline, ...]],
) -> None:
    segment, inlines = sentence
    placed = target_inlines(segment, inlines)
    assert_nested(segment.target, placed)
    assert {i.id for i in placed} == {i.id for i in inlines}
    assert not any(run.text.strip() for run in runs(segment.target, placed) if not run.ids)
    assert len({i.id for i in placed if i.kind != "style"}) == sum(i.kind != "style" for i in placed)


def _text_of(name: str, inlines: Sequence[Inline], source: str) -> str:
    return next(i.span.of(source).strip() for i in inlines if i.id == name)


@given(TEXT, st.data())
def test_a_text_that_did_not_change_keeps_its_mark_up(text: str, data: st.DataObject) -> None:
    inlines = data.draw(nested(len(text)))
    segment = Segment("1", text, target=text, alignment=())
    placed = {i.id: i.span for i in target_inlines(segment, inlines)}
    for inline in inlines:
        assert placed[inline.id].of(text).strip() == inline.span.of(text).strip() or not text.strip()


def test_markup_of_a_very_short_untranslated_sentence_stands_on_its_dutch() -> None:
    segment = Segment("1.1", "l")
    (placed,) = target_inlines(segment, (Inline("1", "bold", Span(0, 1)),))
    assert placed.span.of(english(segment)) == "l" and placed.span.end == len(english(segment)) - 1


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(0, 30), st.integers(0, 10))
def test_a_row_finds_what_shares_a_character_with_a_stretch(gaps: list[int], start: int, size: int) -> None:
    spans, at = [], 0
    for length, gap in zip(gaps[::2], gaps[1::2], strict=False):
        spans.append(Span(at + gap, at + gap + length + 1))
        at = spans[-1].end
    stretch = Span(start, start + size)
    assert list(Row(spans).meeting(stretch)) == [i for i, span in enumerate(spans) if span.overlaps(stretch)]
