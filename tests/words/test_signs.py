"""Signs that are no letters are told from those that models know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.words.signs import between_signs, is_sign


@pytest.mark.parametrize("sign", "↩→☎😀✓♥①⑫⃣")
def test_pictures_and_arrows_are_signs(sign: str) -> None:
    assert is_sign(sign)


@pytest.mark.parametrize("character", "aé1.,;:?!…–•·()[]%&@#*/\\+<=>€$£°©½²" + "“”‘’")
def test_letters_and_what_a_text_is_written_with_are_none(character: str) -> None:
    assert not is_sign(character)


@given(st.text(alphabet="a .↩→😀\ufe0f", max_size=12))
def test_the_core_of_a_text_neither_begins_nor_ends_with_a_sign(text: str) -> None:
    start, end = between_signs(text)
    assert 0 <= start <= end <= len(text)
    core = text[start:end]
    assert not core or (not is_sign(core[0]) and not is_sign(core[-1]))
    assert not any(character == "a" for character in text[:start] + text[end:])
