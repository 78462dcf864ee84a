"""Words that stand alone have their English from a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.words.labels import label


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Ja", "Yes"),
        ("nee.", "no."),
        ("JA!", "YES!"),
        ("Inleiding", "Introduction"),
        ("2.1 Inleiding", "2.1 Introduction"),
        ("Tabel 3", "Table 3"),
        ("Bijlage A:", "Appendix A:"),
        ("Bijlage II", "Appendix II"),
        ("n.v.t.", "n/a"),
        ("Foto’s", "Photos"),
        ("• Stand van zaken", "• State of affairs"),
        ("Maand", "Month"),
        ("maandag", "Monday"),
    ],
)
def test_a_word_that_stands_alone(dutch: str, english: str) -> None:
    found = label(dutch)
    assert found is not None and found.english == english
    assert found.source.of(dutch).strip(".").isalpha() or " " in dutch or "’" in dutch or "." in dutch
    assert english.startswith(english[: found.target.start]) and found.target.of(english)


@pytest.mark.parametrize("text", ["", "2024", "Ja, in maart", "Inleiding tot de leer", "Zwijnenburg", "ja" * 40, "-"])
def test_anything_else_is_left_to_the_model(text: str) -> None:
    assert label(text) is None


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    found = label(text)
    assert found is None or (found.source.end <= len(text) and found.target.end <= len(found.english))
