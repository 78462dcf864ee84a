from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from terminology.hand_made import hypothesis, words_of

from translate.alignment import LEAST, SHARE, align_words
from translate.document import Span
from translate.engines import Engine
from translate.engines.base import Hypothesis


def pairs(source: str, made: Hypothesis) -> list[tuple[str, str]]:
    return [(a.of(source), b.of(made.text)) for a, b in align_words(source, made)]


@pytest.mark.parametrize(
    ("source", "text", "aligned", "expected"),
    [
        (
            "De man loopt",
            "The man walks",
            "De=The man=man loopt=walks",
            [("De", "The"), ("man", "man"), ("loopt", "walks")],
        ),
        ("De man, die", "The man who", "De=The man=man die=who", [("De", "The"), ("man", "man"), ("die", "who")]),
        # One word is several, several are one.
        ("havenstad", "port city", "havenstad=port havenstad=city", [("havenstad", "port"), ("havenstad", "city")]),
        ("van mening zijn", "think", "van=think mening=think", [("van", "think"), ("mening", "think")]),
        # Punctuation belongs to no word.
        ("Nee !", "No !", "Nee=No", [("Nee", "No")]),
        ("foto's van PAX-mensen", "photos of people", "foto's=photos", [("foto's", "photos")]),
        (
            "Oekrai\u0308ne wint",
            "Ukraine wins",
            "Oekrai\u0308ne=Ukraine wint=wins",
            [("Oekrai\u0308ne", "Ukraine"), ("wint", "wins")],
        ),
        ("niets", "nothing", "", []),
        ("", "", "", []),
        ("...", "...", "", []),
    ],
)
def test_words_are_aligned(source: str, text: str, aligned: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(source, hypothesis(source, text, aligned)) == expected


def test_pieces_of_a_word_count_together() -> None:
    source, text = "Poetin zegt", "Putin says"
    tokens = (Span(0, 3), Span(3, 5), Span(5, 5), Span(6, 10))  # Put, in, nothing, says
    columns = (Span(0, 4), Span(4, 6), Span(7, 11))  # Poet, in, zegt
    attention = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=np.float32)
    made = Hypothesis(text, tokens, columns, -1.0, attention)
    assert pairs(source, made) == [("Poetin", "Putin"), ("zegt", "says")]


def test_a_token_that_covers_several_words_speaks_for_each() -> None:
    made = Hypothesis("Port Sudan burns", (Span(0, 10), Span(11, 16)), (Span(0, 6), Span(7, 13)), -1.0,
                      np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32))  # fmt: skip
    assert pairs("Soedan brandt", made) == [("Soedan", "Port"), ("Soedan", "Sudan"), ("brandt", "burns")]


@pytest.mark.parametrize(("weight", "aligned"), [(SHARE + 0.01, True), (LEAST + 0.01, True), (LEAST - 0.01, False)])
def test_a_word_without_a_partner_needs_less(weight: float, aligned: bool) -> None:
    made = Hypothesis("yes", (Span(0, 3),), (Span(0, 2),), -1.0, np.array([[weight, 1 - weight]], dtype=np.float32))
    assert bool(pairs("ja", made)) == aligned


def test_a_word_with_a_partner_needs_more() -> None:
    attention = np.array([[0.9, 0.1], [LEAST + 0.05, 0.75]], dtype=np.float32)
    made = Hypothesis("oh yes", words_of("oh yes"), (Span(0, 2),), -1.0, attention)
    assert pairs("ja", made) == [("ja", "oh")]


def test_without_attention_there_is_no_alignment() -> None:
    assert align_words("ja", replace(hypothesis("ja", "yes", "ja=yes"), attention=None)) == ()


@given(
    arrays(np.float32, st.tuples(st.integers(1, 5), st.integers(2, 6)), elements=st.floats(0, 1, width=32)),
)
def test_pairs_are_in_order_and_stand_in_the_texts(attention: np.ndarray) -> None:
    text = " ".join(f"e{i}" for i in range(attention.shape[0]))
    source = " ".join(f"n{i}" for i in range(attention.shape[1] - 1))
    made = Hypothesis(text, words_of(text), words_of(source), -1.0, attention)
    found = align_words(source, made)
    assert all(one < following for one, following in pairwise(found))
    assert {a for a, _ in found} <= set(words_of(source))
    assert {b for _, b in found} <= set(words_of(text))


def test_the_built_in_model_aligns_names(engine: Engine) -> None:
    source = "Volgens Poetin ligt Soedan in Afrika."
    ((made, *_),) = engine.translate([source])
    found = align_words(source, made)
    assert {a for a, _ in found} <= set(words_of(source.rstrip("."))) | {Span(30, 36)}
    assert all(b.end <= len(made.text) for _, b in found)
    assert len(found) >= 3
