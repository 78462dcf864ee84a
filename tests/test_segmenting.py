from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Paragraph, Segment, Span
from translate.segmenting import segment_paragraph, split_clauses, split_sentences

GOLD = Path(__file__).parent / "data" / "sentences"


def split(paragraph: str) -> list[str]:
    return [sentence.of(paragraph) for sentence in split_sentences(paragraph)]


# One row a paragraph; " | " stands where a sentence ends (and for the space there).
CASES = [
    # nothing to decide
    "De minister zwijgt.",
    "De minister zwijgt",
    "De minister zwijgt. | De Kamer niet! | Waarom? | Dat is onbekend",
    # abbreviations that something follows
    "Volgens dr. P. Jansen is dat onzin. | Prof. mr. dr. De Vries zwijgt.",
    "Hij kwam o.a. uit Gent, d.w.z. uit België. | O.a. Amsterdam doet mee.",
    "Dat gebeurt i.s.m. De Mussen, m.b.v. Amerikaans geld en t.o.v. Iran.",
    "Zie art. 5, lid 3, blz. 12, nr. 4 en ca. 500 anderen, bijv. Jan.",
    "Mevr. De Graaf, mw. Van Dijk en dhr. Bakker vs. Rusland.",
    "Kol. Jansen, lt. De Boer, maj. b.d. Van Dam en gen. Mart de Kruif spraken.",
    "Zr.Ms. Tromp voer uit. | Hr. Ms. Karel Doorman bleef.",
    "Zij reisde van St. Maarten naar St. Eustatius.",
    # abbreviations that may end a sentence
    "Hij kocht appels, peren enz. | De rest bleef liggen.",
    "Hij kocht appels, peren enz. en ging weg.",
    "Boeken, pennen e.d. | Daarna sloot de winkel.",
    "Jansen e.a. waren er op 23 oktober jl. en gingen. | Dat was op 23 oktober jl. | Nederland bleef.",
    "Op 3 jan. 2020 begon het. | Het duurde tot 12 sept. | Toen was het voorbij.",
    "Op zo. 3 mei en wo. 5 juni niet. | Dat is zo. | Hij ook.",
    "De omzet van Philips N.V. | De omzet steeg. | De N.V. Nederlandse Gasunie ook.",
    "Hij werkte bij de U.S. Navy. | Hij woont in de U.S. | De marine is groot.",
    "Het kostte 2 mln. Oekraïners hun huis. | Nu is het 3 mln. | De rest volgt.",
    "Zij woont in de VS. | Hij niet.",
    "Hier ziet u (appels enz.) Nederland.",
    # initials, and single letters that are none
    "W. F. Hermans schreef. | J.P. Balkenende las. | Annie M.G. Schmidt ook, en J. De Smet.",
    "Het land van koning Willem I. | De collectie groeide. | Keizer Karel V. | Banken bestonden niet.",
    "Neem vitamine C. | Dat is gezond. | Van punt A naar punt B. | Bedrijven doen dat.",
    "Dat is nieuw voor u. | Bespaar u de moeite.",
    # numbers
    "De inflatie is 3,5 procent. | Dat is 2.400 euro. | Versie 1.2.3 werkt. | Om 14.30 uur begint het.",
    "De 2. Bundesliga begint. | Dat was in 1984. | Daarna niet. | 12 mensen kwamen.",
    "1. Inleiding. | 2. Het eerste lid geldt. | 3.1. Vragen.",
    "Bel 0800-1202. | Of 112.",
    # apostrophes
    "Hij zweeg. | 's Avonds kwam hij. | 't Is mooi. | ’s Nachts regent het. | 'n Man riep.",
    "Hij woont in 's-Gravenhage. | 's-Hertogenbosch is ver. | Zo'n 5 procent.",
    # quotations
    '"Zin een. | Zin twee", zegt Jan. | "Zin drie," zei hij. | "Zin vier."',
    "“Waarom?” vroeg hij. | „Daarom!” | Zij lachte. | «Goed.» | ‘Ja.’ | ‘Nee.’",
    "Jan zei: 'Stop!' | Hij liep door. | Len: “Ik ging. | Toch niet.”",
    "Je mag vragen: 'Kom je?' of 'Ga je?'. | Meer niet.",
    '"Kom je?" | "Nee." | Hij zweeg.',
    '"We stoppen." - Jan Jansen, directeur',
    "Er is geruzied”. | Zij lachte.",
    # question and exclamation marks, ellipses
    "Wat?! | Dat kan niet. | Echt... niet. | Echt… | Nee… toch wel.",
    "De aandelen van Yahoo! Japan stijgen. | Hij is 30 (!) jaar.",
    # brackets, footnotes, symbols
    "De eis (10 jaar cel) viel. | (Dat was maandag.) | Hij lachte.",
    "Hij kwam (laat. Te laat!) binnen. | Toen ging hij.",
    "Het staat er. (...) | Het gaat door. [...] | Dat is alles.",
    "Dat staat in de krant.[3] | De rest niet.¹ | Einde.",
    "Kom je ook? 😀 | Tot dan! ✊",
    "Boodschappen: | • melk | • eieren",
    # names on the web, and names with a small first letter
    "Hij las NU.nl en nos.nl. | Booking.com was dicht. | Mail naar jan@nos.nl. | Klaar.",
    "Kijk op https://www.nos.nl/artikel?id=1. | Open README.md of a.txt. | Dan verder.",
    "De telefoon is duur. | iPhones zijn populair. | eBay niet.",
    "Het is klaar. wat nu",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_would_end_them(case: str) -> None:
    assert split(case.replace(" | ", " ")) == case.split(" | ")


def test_white_space_lost_after_a_full_stop() -> None:
    assert split("De kamer was vol.De minister vertrok.") == ["De kamer was vol.", "De minister vertrok."]
    assert split("Zie nos.Nl of index.Html daar.") == ["Zie nos.Nl of index.Html daar."]


def read_gold(name: str) -> list[list[str]]:
    blocks = (GOLD / name).read_text(encoding="utf-8").strip().split("\n\n")
    return [[line for line in block.split("\n") if not line.startswith("# ")] for block in blocks]


def sentence_ends(sentences: list[str]) -> set[int]:
    return {len(" ".join(sentences[:count])) for count in range(1, len(sentences))}


@pytest.mark.parametrize("name", ["dev.txt", "test.txt"])
def test_sentences_of_real_text_marked_by_hand(name: str) -> None:
    wanted = found = right = 0
    for sentences in read_gold(name):
        ends = sentence_ends(sentences)
        got = {sentence.end for sentence in split_sentences(" ".join(sentences))[:-1]}
        wanted, found, right = wanted + len(ends), found + len(got), right + len(ends & got)
    assert wanted > 200
    assert right / found >= 0.99
    assert right / wanted >= 0.99


FRAGMENTS = """
De het minister Jan A. J.P. o.a. enz. jl. dr. St. 12 3. 1984. B.V. nl. was.De Kom! wat? ... … (zie (x) y.) 's ’t "Ja."
“Nee” „ ” " ' « » - – • [3] ✊ X u. a.b. op X. .
"""
WORDS = st.sampled_from(re.findall(r"\S+", FRAGMENTS))
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t "])
PARAGRAPHS = st.one_of(
    st.text(),
    st.lists(st.tuples(WORDS, SPACES), max_size=25).map(lambda pairs: "".join(word + space for word, space in pairs)),
)


@given(PARAGRAPHS)
def test_sentences_cover_the_paragraph_in_order(paragraph: str) -> None:
    position = 0
    for sentence in split_sentences(paragraph):
        assert not paragraph[position : sentence.start].strip()
        assert sentence.of(paragraph) == sentence.of(paragraph).strip() != ""
        position = sentence.end
    assert not paragraph[position:].strip()


@given(PARAGRAPHS)
def test_a_sentence_has_something_to_say(paragraph: str) -> None:
    sentences = split(paragraph)
    if len(sentences) > 1:
        assert all(any(character.isalnum() for character in sentence) for sentence in sentences[:-1])


@given(PARAGRAPHS)
def test_a_sentence_is_not_split_again(paragraph: str) -> None:
    for sentence in split(paragraph):
        assert split(sentence) == [sentence]


@given(PARAGRAPHS)
def test_segments_add_up_to_the_paragraph(text: str) -> None:
    segments = segment_paragraph(Paragraph("text", text), "p7").segments
    assert "".join(segment.source + segment.gap for segment in segments) == (text if text.strip() else "")
    assert [segment.id for segment in segments] == [f"p7.{number}" for number in range(1, len(segments) + 1)]
    assert [segment.source.strip() for segment in segments] == split(text)


def test_segments_of_a_paragraph() -> None:
    paragraph = Paragraph("list item", " Eén zin.  Nog een.\n", level=1, marker="-", line=3)
    segmented = segment_paragraph(paragraph, "4")
    assert segmented.segments == (Segment("4.1", " Eén zin.", "  "), Segment("4.2", "Nog een.", "\n"))
    assert (segmented.kind, segmented.level, segmented.marker, segmented.line) == ("list item", 1, "-", 3)


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_blank_paragraph_has_no_segments(text: str) -> None:
    assert split_sentences(text) == []
    assert segment_paragraph(Paragraph("text", text), "1").segments == ()


@pytest.mark.parametrize(
    ("piece", "sentences"),
    [("a", 1), ("woord ", 1), ('"', 1), ("“", 1), (".", 1), ('."', 1), ("[1]", 1), (" ", 0), ("J.", 1), ("¹", 1)],
)
def test_a_very_long_paragraph_takes_no_more_than_its_length(piece: str, sentences: int) -> None:
    paragraph = piece * (300_000 // len(piece))  # anything quadratic would take minutes
    assert len(split_sentences(paragraph)) == sentences


def cut(sentence: str, longest: int) -> list[str]:
    return [piece.of(sentence) for piece in split_clauses(sentence, lambda text: len(text) <= longest)]


@pytest.mark.parametrize(
    ("longest", "pieces"),
    [
        (99, ["De brug, die in 1936 werd voltooid, is herbouwd en weer open; dat duurde lang."]),
        (60, ["De brug, die in 1936 werd voltooid, is herbouwd ", "en weer open; dat duurde lang."]),
        (40, ["De brug, die in 1936 werd voltooid, ", "is herbouwd en weer open; ", "dat duurde lang."]),
    ],
)
def test_a_long_sentence_is_cut_at_its_clauses(longest: int, pieces: list[str]) -> None:
    assert cut("".join(pieces), longest) == pieces


def test_a_long_clause_is_cut_at_spaces_and_a_long_word_within() -> None:
    assert cut("een twee drie vier vijf", 10) == ["een twee ", "drie vier ", "vijf"]
    assert cut("Donaudampfschiff vaart", 7) == ["Donauda", "mpfschi", "ff ", "vaart"]
    assert cut("3,5 en 7,25", 6) == ["3,5 ", "en ", "7,25"]
    assert cut("ab", 0) == ["a", "b"]
    assert cut("", 5) == []


@given(st.text(alphabet="ab,;: –en", max_size=120), st.integers(1, 30))
def test_clauses_fit_and_make_up_the_sentence(sentence: str, longest: int) -> None:
    pieces = split_clauses(sentence, lambda text: len(text) <= longest)
    assert "".join(piece.of(sentence) for piece in pieces) == sentence
    assert all(0 < len(piece.of(sentence)) <= longest for piece in pieces)


@given(st.lists(st.sampled_from(["a", "bb ", "en ", ", ", "\t", "ccc"]), max_size=60).map("".join), st.integers(1, 5))
def test_clauses_fit_when_words_are_counted(sentence: str, most: int) -> None:
    pieces = [piece.of(sentence) for piece in split_clauses(sentence, lambda text: len(text.split()) <= most)]
    assert "".join(pieces) == sentence
    assert all(piece and len(piece.split()) <= most for piece in pieces)


@pytest.mark.parametrize("words", ["a", "woord ", "en zo, ", " "])
def test_cutting_asks_little_of_a_model_that_is_slow_to_count(words: str) -> None:
    sentence = words * (100_000 // len(words))
    asked = []

    def fits(text: str) -> bool:
        asked.append(len(text))
        return len(text) <= 400

    pieces = split_clauses(sentence, fits)
    assert len(asked) <= 14 * len(pieces)
    assert max(asked[1:]) <= 800
    assert pieces[0].start == 0
    assert pieces[-1] == Span(pieces[-1].start, len(sentence))
