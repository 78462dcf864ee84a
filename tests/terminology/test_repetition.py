from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.terminology.repetition import Repetition, find_repetition


@pytest.mark.parametrize(
    ("text", "phrase", "times"),
    [
        ("He said the the man.", "the", 2),
        ("He said The the man.", "The", 2),
        ("in the war in the war", "in the war", 2),
        ("and the other, and the other, and the other", "and the other", 3),
        ("No. No. No.", "No", 3),
        ("He was here just a moment ago. He was here just a moment ago.", "He was here just a moment ago", 2),
        ("don't don't", "don't", 2),
        ("of the country of the country of the country of the country", "of the country", 4),
    ],
)
def test_repeated(text: str, phrase: str, times: int) -> None:
    assert find_repetition(text) == Repetition(phrase, times)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "The man he had had that that was.",
        "Hero of the Soviet Union\", the Soviet Union's highest honour",
        "Now for Japan. Japan was an island.",
        "Tomb of Tutankhamun (KV62). KV62 may be",
        "are new to you, you're far more likely",
        "again and again and never",
        "2 2",
        "her great-great-grandfather, fifty-fifty",
        "we had been looking for for months",
        "more and more and less",
        "what it is is unclear",
    ],
)
def test_good_english(text: str) -> None:
    assert find_repetition(text) is None


@pytest.mark.parametrize(
    "text", ["no " * 5000, "a b " * 2500 + "c", "ab " * 2500 + "." * 5000, "x" * 100_000, ". " * 9000]
)
def test_long_texts_are_read_in_a_moment(text: str) -> None:
    found = find_repetition(text)
    assert found is None or found.times >= 2500


@given(st.lists(st.sampled_from(["a", "b", "c", "And", "."]), max_size=30).map(" ".join))
def test_what_is_reported_stands_there_so_often(text: str) -> None:
    found = find_repetition(text)
    if found is not None:
        words = text.lower().replace(".", " ").split()
        phrase = found.phrase.lower().replace(".", " ").split() * found.times
        assert any(words[i : i + len(phrase)] == phrase for i in range(len(words)))
