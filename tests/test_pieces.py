from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminology.hand_made import entry, requests_of

from translate.document import Issue, Span, TermMatch
from translate.engines import Engine
from translate.engines.base import Hypothesis
from translate.glossary.model import Entry
from translate.pieces import Piece, cut_sentence, join_translations
from translate.terminology.candidate import Translation
from translate.terminology.ladder import translate_sentences
from translate.terminology.request import ask_by_substitution, ask_with_marks

TERMS = [entry("Poetin", "Putin"), entry("Raad van Europa", "Council of Europe"), Entry(("drone",), "drone")]


@dataclass(slots=True)
class WordCounter:
    """Counts a token a word, as an engine counts its pieces; it never translates."""

    max_tokens: int
    marks_terms: bool = True
    id: str = "words@0"

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        return [len(source.split()) for source in sources]

    def translate(
        self, sources: Sequence[str], *, beam: int = 4, hypotheses: int = 1, prefixes: Sequence[str] | None = None
    ) -> list[list[Hypothesis]]:
        raise NotImplementedError

    def stream(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        raise NotImplementedError

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        raise NotImplementedError


def test_a_sentence_that_fits_is_one_piece() -> None:
    sentence = " Poetin zegt dat. "
    requests = requests_of(sentence, *TERMS)
    assert cut_sentence(sentence, requests, WordCounter(20)) == [Piece(sentence, 0, tuple(requests))]


def test_a_long_sentence_is_cut_at_clauses_and_terms_go_with_their_piece() -> None:
    sentence = "Poetin zegt vandaag tegen zijn generaals, dat de nieuwe drones goed vliegen, en lacht."
    pieces = cut_sentence(sentence, requests_of(sentence, *TERMS), WordCounter(10))
    assert [piece.text for piece in pieces] == [
        "Poetin zegt vandaag tegen zijn generaals,",
        "dat de nieuwe drones goed vliegen, en lacht.",
    ]
    assert [[r.found.span.of(piece.text) for r in piece.requests] for piece in pieces] == [["Poetin"], ["drones"]]


@pytest.mark.parametrize("marks", [True, False])
def test_the_terms_asked_for_fit_too(marks: bool) -> None:
    sentence = "Poetin en Poetin en Poetin en Poetin"  # 7 words, 15 with marks
    engine = WordCounter(10, marks_terms=marks)
    pieces = cut_sentence(sentence, requests_of(sentence, *TERMS), engine)
    ask = ask_with_marks if marks else ask_by_substitution
    assert [engine.count_tokens([ask(p.text, p.requests).text])[0] <= 10 for p in pieces] == [True] * len(pieces)
    assert (len(pieces) > 1) == marks
    assert sum(len(piece.requests) for piece in pieces) == 4


def test_no_cut_is_made_inside_a_term() -> None:
    sentence = "een twee drie vier vijf zes zeven acht negen Raad van Europa twaalf dertien veertien"
    pieces = cut_sentence(sentence, requests_of(sentence, *TERMS), WordCounter(10, marks_terms=False))
    assert [piece.text for piece in pieces if piece.requests] == ["Raad van Europa twaalf dertien veertien"]


def test_pieces_without_words_are_left_out() -> None:
    pieces = cut_sentence("een twee drie vier - - - - - - -", [], WordCounter(4))
    assert [piece.text for piece in pieces] == ["een twee drie vier"]


SENTENCES = st.lists(
    st.sampled_from(["Poetin", "Raad van Europa", "drones", "en", "dat", "huis,", "komt;", "-", "…", "é", "😀"]),
    min_size=1,
    max_size=40,
).map(" ".join)


@given(SENTENCES, st.integers(8, 30), st.booleans())
def test_pieces_are_stretches_of_the_sentence(sentence: str, room: int, marks: bool) -> None:
    requests = requests_of(sentence, *TERMS)
    engine = WordCounter(room, marks_terms=marks)
    pieces = cut_sentence(sentence, requests, engine)
    end = 0
    for piece in pieces:
        assert piece.start >= end
        assert not any(c.isalnum() for c in sentence[end : piece.start])
        end = piece.start + len(piece.text)
        assert sentence[piece.start : end] == piece.text
        for request in piece.requests:
            span = Span(request.found.span.start + piece.start, request.found.span.end + piece.start)
            assert span in [r.found.span for r in requests]
    assert not any(c.isalnum() for c in sentence[end:])
    assert sum(len(piece.requests) for piece in pieces) == len(requests)


# --- joining ---------------------------------------------------------------------------------------------------------


def part(text: str, *terms: TermMatch, issues: tuple[Issue, ...] = (), confidence: float = -1.0) -> Translation:
    alignment = tuple((Span(i, i + 1), Span(m.start(), m.end())) for i, m in enumerate(re.finditer(r"\w+", text)))
    return Translation(text, confidence, alignment, terms, issues)


def test_joined_spans_count_from_the_start_of_the_whole() -> None:
    sentence = "Hij zegt, dat Poetin liegt, en gaat."
    (request,) = requests_of(sentence, *TERMS)
    inside = replace(request, found=replace(request.found, span=Span(4, 10)))
    pieces = [Piece("Hij zegt,", 0, ()), Piece("dat Poetin liegt,", 10, (inside,)), Piece("en gaat.", 28, ())]
    term = TermMatch("Poetin", Span(4, 10), "Putin", Span(5, 10), "applied", "asked")
    issue = Issue("number lost", "warning", "no 2", Span(0, 3), Span(0, 4))
    made = join_translations(
        [request], pieces, [part("He says,"), part("that Putin lies,", term, issues=(issue,)), part("and goes.")]
    )
    assert made.text == "He says, that Putin lies, and goes."
    (match,) = made.terms
    assert (match.source.of(sentence), match.target and match.target.of(made.text)) == ("Poetin", "Putin")
    assert [(i.check, i.source, i.target) for i in made.issues] == [
        ("number lost", Span(10, 13), Span(9, 13)),
        ("long sentence", None, None),
    ]
    assert [target.of(made.text) for _, target in made.alignment] == re.findall(r"\w+", made.text)


@pytest.mark.parametrize(
    ("dutch", "english", "joined"),
    [
        (("Hij zegt,", "dat hij gaat."), ("He says.", "That he goes."), "He says, that he goes."),
        (("Hij zegt", "dat hij gaat."), ("He says.", "That he goes."), "He says that he goes."),
        (("Hij zegt;", "Poetin gaat."), ("He says.", "Putin goes."), "He says; Putin goes."),
        (("Hij zegt,", "gaat Jan?"), ("He says,", "Jan goes?"), "He says, Jan goes?"),
        (("Om 8 a.m.", "gaat hij."), ("At 8 a.m.", "The man goes."), "At 8 a.m. the man goes."),
        (("Hij,", "gaat."), ("", "Goes."), "Goes."),
    ],
)
def test_a_piece_has_no_full_stop_or_capital_of_its_own(
    dutch: tuple[str, str], english: tuple[str, str], joined: str
) -> None:
    pieces = [Piece(dutch[0], 0, ()), Piece(dutch[1], len(dutch[0]) + 1, ())]
    assert join_translations([], pieces, [part(text) for text in english]).text == joined


def test_a_term_at_the_beginning_of_a_piece_keeps_its_capital() -> None:
    hague = TermMatch("Den Haag", Span(0, 8), "The Hague", Span(0, 9), "applied", "asked")
    pieces = [Piece("Hij zegt,", 0, ()), Piece("den Haag komt.", 10, ())]
    made = join_translations([], pieces, [part("He says,"), part("The Hague comes.", hague)])
    assert made.text == "He says, The Hague comes."
    assert [match.target and match.target.of(made.text) for match in made.terms] == ["The Hague"]


def test_a_term_that_was_cut_is_missed_and_said() -> None:
    requests = requests_of("de Raad van Europa", *TERMS)
    made = join_translations(requests, [Piece("de Raad", 0, ()), Piece("van Europa", 8, ())], [part("a"), part("b")])
    assert [(match.entry, match.outcome, match.target) for match in made.terms] == [("Raad van Europa", "missed", None)]
    assert [issue.check for issue in made.issues] == ["long sentence"]


def test_confidence_is_weighed_by_length() -> None:
    pieces = [Piece("12345678", 0, ()), Piece("12", 9, ())]
    made = join_translations([], pieces, [part("a", confidence=-1.0), part("b", confidence=-2.0)])
    assert made.confidence == pytest.approx(-1.2)


def test_one_piece_stays_as_it_is() -> None:
    only = part("He says.")
    assert join_translations([], [Piece("Hij zegt.", 0, ())], [only]) is only


def test_the_built_in_model_translates_a_long_sentence_in_pieces(engine: Engine) -> None:
    sentence = "Hij zegt dat " + ", en dat ".join(["Poetin met drones naar de Raad van Europa komt"] * 12) + "."
    requests = requests_of(sentence, *TERMS)
    pieces = cut_sentence(sentence, requests, engine)
    assert len(pieces) > 1
    assert sum(len(piece.requests) for piece in pieces) == len(requests) == 36
    made = join_translations(
        requests, pieces, translate_sentences(engine, [p.text for p in pieces], [p.requests for p in pieces], beam=1)
    )
    assert len(made.terms) == 36
    for match in made.terms:
        if match.outcome in ("applied", "repaired"):
            assert match.target is not None
            assert match.target.of(made.text).lower() == match.term.lower()
