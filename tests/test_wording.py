from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.wording import Stretch, compare_wordings


def written(old: str, new: str) -> str:
    marks = {"same": "{}", "old": "[{}]", "new": "<{}>"}
    return "".join(marks[stretch.kind].format(stretch.text) for stretch in compare_wordings(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Russia gets drones.", "Russia gets drones.", "Russia gets drones."),
        ("Russia gets drones.", "Russia gets UAVs.", "Russia gets[ drones]< UAVs>."),
        ("says The District.", "says De Wijk.", "says[ The District]< De Wijk>."),
        ("drone", "drones", "[drone]<drones>"),  # words are whole
        ("Putin's army", "the army of Putin", "[Putin's]<the> army< of Putin>"),
        ("It rains.", "It rains", "It rains[.]"),
        ("", "New.", "<New.>"),
        ("Old.", "", "[Old.]"),
        ("", "", ""),
        ("a  b", "a b", "a[  b]< b>"),
        ("I don’t", "I do", "I[ don’t]< do>"),
        ("It has 2.400 men.", "It has 2,400 men.", "It has[ 2.400]< 2,400> men."),
        ("At 10:30, 3.5 of 4.", "At 10:35, 3.5 of 4,", "At[ 10:30]< 10:35>, 3.5 of 4[.]<,>"),
    ],
)
def test_words_that_differ_are_marked(old: str, new: str, expected: str) -> None:
    assert written(old, new) == expected


TEXT = st.lists(st.sampled_from(["drone", "De", "Wijk", " ", "  ", ".", "’s", "-", "\n", "é", "🇳🇱", "\u0301"])).map(
    "".join
)


@given(TEXT | st.text(max_size=30), TEXT | st.text(max_size=30))
def test_both_wordings_can_be_read_from_the_stretches(old: str, new: str) -> None:
    stretches = compare_wordings(old, new)
    assert "".join(s.text for s in stretches if s.kind != "new") == old
    assert "".join(s.text for s in stretches if s.kind != "old") == new
    assert all(stretch.text for stretch in stretches)
    if old == new:
        assert stretches == ([Stretch("same", old)] if old else [])
