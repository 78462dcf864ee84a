from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.engines.tokens import CLOSE_MARK, OPEN_MARK, disarm
from translate.glossary.matching import Matcher
from translate.glossary.model import Entry, Glossary, Kind
from translate.terminology.english import wanted
from translate.terminology.request import Asked, Request, ask_by_substitution, ask_plainly, ask_with_marks


def name(source: str, target: str, kind: Kind = "other") -> Entry:
    return Entry((source,), target, case="exact", kind=kind)


MATCHER = Matcher(
    Glossary(
        (
            name("Poetin", "Putin", "person"),
            name("De Wijk", "De Wijk", "person"),
            name("Rutte", "Rutte", "person"),
            name("PAX", "PAX", "organisation"),
            name("HCSS", "HCSS", "acronym"),
            name("VN", "UN", "acronym"),
            name("NAVO", "NATO", "acronym"),
            name("EU", "EU", "acronym"),
            name("Russisch", "Russian"),
            name("Oekraïens", "Ukrainian"),
            name("Rusland", "Russia", "place"),
            name("Oekraïne", "Ukraine", "place"),
            name("Teheran", "Tehran", "place"),
            name("Hamas", "Hamas", "organisation"),
            name("Avash-drone", "Avash drone", "weapon"),
            Entry(("drone",), "drone", compounds=True),
            Entry(("bom",), "bomb", compounds=True),
            Entry(("bondgenoot",), "ally"),
            Entry(("premier",), "prime minister"),
            Entry(("Veiligheidsraad",), "Security Council", case="exact", kind="organisation"),
        )
    )
)


def requests_of(sentence: str) -> list[Request]:
    return [Request(found, wanted(found)) for found in MATCHER.find(sentence)]


@pytest.mark.parametrize(
    ("sentence", "marked", "substituted"),
    [
        ("volgens De Wijk, die", "volgens ⦃ De Wijk ⦄, die", "volgens De Wijk, die"),
        ("Poetin", "⦃ Putin ⦄", "Putin"),
        ("Poetin?", "⦃ Putin ⦄?", "Putin?"),
        ("Bondgenoten zwijgen", "⦃ allies ⦄ zwijgen", "allies zwijgen"),
        ("Poetins leger", "⦃ Putin's ⦄ leger", "Putin's leger"),
        ("Hamas’ aanval", "⦃ Hamas' ⦄ aanval", "Hamas' aanval"),
        # Opening quotes and brackets stand inside the marks, closing ones outside.
        ('"Poetin liegt"', '⦃ "Putin ⦄ liegt"', '"Putin liegt"'),
        ("zei („Poetin”)", "zei ⦃ („Putin ⦄”)", "zei („Putin”)"),
        ("de ‘VN’", "de ⦃ ‘UN ⦄’", "de ‘UN’"),
        ('"PAX-onderzoeker"', '⦃ "PAX ⦄ onderzoeker"', '"PAX onderzoeker"'),
        # The parts of compounds become words.
        ("een PAX-onderzoeker", "een ⦃ PAX ⦄ onderzoeker", "een PAX onderzoeker"),
        ("een PAX–onderzoeker", "een ⦃ PAX ⦄ onderzoeker", "een PAX onderzoeker"),
        ("de top-NAVO-man", "de top ⦃ NATO ⦄ man", "de top NATO man"),
        ("de dronefabriek", "de ⦃ drone ⦄ fabriek", "de drone fabriek"),
        ("kamikazedrones", "kamikaze ⦃ drones ⦄", "kamikaze drones"),
        ("een bommenwerper", "een ⦃ bomb ⦄ werper", "een bomb werper"),
        ("PAX- en HCSS-mensen", "⦃ PAX ⦄- en ⦃ HCSS ⦄ mensen", "PAX- en HCSS mensen"),
        ("de Avash-drone", "de ⦃ Avash drone ⦄", "de Avash drone"),
        # Terms tied by a hyphen are one thing.
        ("Russisch-Oekraïense grens", "⦃ Russian-Ukrainian ⦄ grens", "Russian-Ukrainian grens"),
        ("de Rusland-Oekraïne-oorlog", "de ⦃ Russia-Ukraine ⦄ oorlog", "de Russia-Ukraine oorlog"),
        ("de as Teheran–Rusland", "de as ⦃ Tehran-Russia ⦄", "de as Tehran-Russia"),
        ("veel NAVO-bondgenoten", "veel ⦃ NATO allies ⦄", "veel NATO allies"),
        ("de VN-Veiligheidsraad", "de ⦃ UN Security Council ⦄", "de UN Security Council"),
        # Others stay apart.
        ("VN/EU en Poetin Rutte", "⦃ UN ⦄/ ⦃ EU ⦄ en ⦃ Putin ⦄ ⦃ Rutte ⦄", "UN/EU en Putin Rutte"),
        # What stands before the hyphen is asked for in English.
        ("Oud-premier Rutte", "⦃ Former prime minister ⦄ ⦃ Rutte ⦄", "Former prime minister Rutte"),
        ("een oud-NAVO-man", "een ⦃ former NATO ⦄ man", "een former NATO man"),
        ("(pro-Russische leus)", "⦃ (pro-Russian ⦄ leus)", "(pro-Russian leus)"),
        ("niet-EU-landen", "⦃ non-EU ⦄ landen", "non-EU landen"),
        ("Anti‑NAVO", "⦃ Anti-NATO ⦄", "Anti-NATO"),
        # Marks in the article's own text ask for nothing.
        ("een ⦃ mark ⦄ van Poetin", "een { mark } van ⦃ Putin ⦄", "een { mark } van Putin"),
        ("geen term", "geen term", "geen term"),
        ("", "", ""),
    ],
)
def test_how_terms_are_written(sentence: str, marked: str, substituted: str) -> None:
    assert ask_with_marks(sentence, requests_of(sentence)).text == marked
    assert ask_by_substitution(sentence, requests_of(sentence)).text == substituted


def test_a_term_with_marks_in_it_cannot_close_its_own() -> None:
    entry = Entry(("bron",), "so⦄urce")
    request = Request(Matcher(Glossary((entry,))).find("bron")[0], wanted(Matcher(Glossary((entry,))).find("bron")[0]))
    assert ask_with_marks("bron", [request]).text == "⦃ so}urce ⦄"


def test_requests_may_come_in_any_order() -> None:
    sentence = "Poetin, de VN en De Wijk"
    asked = requests_of(sentence)
    backwards = ask_with_marks(sentence, asked[::-1])
    assert backwards.text == ask_with_marks(sentence, asked).text
    assert backwards.place_of(0) == ask_with_marks(sentence, asked).place_of(2)


WORDS = [
    "Poetins",
    "Poetin",
    "VN",
    "De Wijk",
    "dronefabriek",
    "bommenwerper",
    "Russisch",
    "NAVO",
    "oud",
    "anti",
    "niet",
]
SENTENCES = st.lists(
    st.sampled_from(
        [*WORDS, "-", "-", "–", " ", " ", " ", '"', "„", "’", "(", ")", ", ", "⦃", "⦄", "é", "e\u0301", "😀"]
    ),
    max_size=16,
).map("".join)
WAYS = pytest.mark.parametrize("ask", [ask_with_marks, ask_by_substitution])


@WAYS
@given(sentence=SENTENCES)
def test_the_way_back_to_the_sentence(ask: object, sentence: str) -> None:
    asked_for = requests_of(sentence)
    asked: Asked = ask(sentence, asked_for)  # type: ignore[operator]
    reached = set()
    for piece in asked.pieces:
        assert piece.source.end <= len(sentence)
        assert asked.to_source(piece.asked) == piece.source
        reached |= set(range(piece.source.start, piece.source.end))
        if piece.is_copy:  # each character maps to itself
            for place in range(piece.asked.start, piece.asked.end):
                source = asked.to_source(Span(place, place + 1))
                assert source is not None
                assert asked.text[place] == disarm(source.of(sentence)) or source.of(sentence) in "-–"
    # Pieces are in order and apart; between them are marks and spaces only; what they leave out are hyphens.
    ends = [Span(0, 0), *(piece.asked for piece in asked.pieces), Span(len(asked.text), len(asked.text))]
    for one, following in pairwise(ends):
        assert re.fullmatch(f"[ {OPEN_MARK}{CLOSE_MARK}]*", asked.text[one.end : following.start])
    assert {sentence[i] for i in set(range(len(sentence))) - reached} <= set("-–")


@WAYS
@given(sentence=SENTENCES)
def test_every_term_stands_where_it_is_said_to(ask: object, sentence: str) -> None:
    asked_for = requests_of(sentence)
    asked: Asked = ask(sentence, asked_for)  # type: ignore[operator]
    for index, request in enumerate(asked_for):
        place = asked.place_of(index)
        assert place is not None
        assert place.of(asked.text) == request.wanted.term
        assert asked.to_source(place) == request.found.span
        around = asked.text[max(place.start - 1, 0) : place.start] + asked.text[place.end : place.end + 1]
        assert not any(c.isalnum() for c in around)


@given(sentence=SENTENCES)
def test_marks_stand_between_spaces_and_in_pairs(sentence: str) -> None:
    text = ask_with_marks(sentence, requests_of(sentence)).text
    assert re.fullmatch(r"[^⦃⦄]*(?:(?:^|(?<=\s))⦃ [^⦃⦄]+ ⦄[^⦃⦄]*)*", text)


@given(st.text(max_size=40))
def test_a_plain_question_is_the_sentence_itself(sentence: str) -> None:
    asked = ask_plainly(sentence)
    assert len(asked.text) == len(sentence)
    assert OPEN_MARK not in asked.text
    assert asked.place_of(0) is None
    for place in range(len(sentence)):
        assert asked.to_source(Span(place, place + 1)) == Span(place, place + 1)
    assert asked.to_source(Span(0, 0)) is None
