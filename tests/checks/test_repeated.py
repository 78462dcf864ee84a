from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import run_article_checks
from translate.checks.repeated import Alike, place_of, quote_of
from translate.document import Segment

SAME_DUTCH, SAME_ENGLISH = "same Dutch, other English", "same English, other Dutch"

CASES: list[tuple[list[tuple[str, str]], dict[str, str]]] = [
    ([("Dat is niet waar.", "That is not true."), ("Dat is niet waar.", "That isn't so.")], {"2": SAME_DUTCH}),
    # the one that differs from most, wherever it stands
    (
        [("Dat is waar.", "So it is."), ("Dat is waar.", "That is true."), ("Dat is waar.", "That is true.")],
        {"1": SAME_DUTCH},
    ),
    ([("Dat wil hij niet.", "He says no."), ("Hij zegt nee.", "He says no.")], {"2": SAME_ENGLISH}),
    # case, white space and quotes do not count
    ([("Dat is niet waar.", "That is not true."), ("“dat is  niet waar”", "“that is not true”")], {}),
    # trivial
    ([("Lees ook", "Read also"), ("Lees ook", "See also")], {}),
    ([("Ja, natuurlijk.", "Of course."), ("Uiteraard.", "Of course.")], {}),
    ([("Dat is niet waar.", "That is not true."), ("Dat is wel waar.", "That is true.")], {}),
]


@pytest.mark.parametrize(("pairs", "expected"), CASES)
def test_repeated_sentences(pairs: list[tuple[str, str]], expected: dict[str, str]) -> None:
    segments = [Segment(str(number), dutch, target=english) for number, (dutch, english) in enumerate(pairs, 1)]
    found = {name: [issue.check for issue in issues] for name, issues in run_article_checks(segments).items()}
    assert found == {name: [check] for name, check in expected.items()}


def test_the_reviewer_is_told_where_it_was_said_otherwise_whatever_that_reads() -> None:
    segments = [Segment("3.1", "Dat is niet waar.", target="That is not true."), Segment("7.2", "Dat is niet waar.")]
    segments.append(Segment("9.1", "Dat is niet waar.", target="No way."))
    (issue,) = run_article_checks(segments)["9.1"]
    assert issue.message == "the same Dutch has other English in 3.1" and place_of(issue) == "3.1"
    segments[0] = replace(segments[0], target="That is wrong.")
    assert run_article_checks(segments)["9.1"] == (issue,)  # a person who dismissed it is not asked again
    by_id = {one.id: one for one in segments}
    assert quote_of(issue, by_id) == "That is wrong." and quote_of(issue, {}) == ""
    assert place_of(replace(issue, check="length")) == quote_of(replace(issue, check="length"), by_id) == ""


TEXTS = st.sampled_from(["Dat is niet waar.", "dat is niet  waar", "Dat is wel waar.", "Ja.", ""])
SEGMENTS = st.builds(Segment, st.sampled_from("abcdef"), TEXTS, target=TEXTS)


@given(st.lists(SEGMENTS, unique_by=lambda one: one.id), st.lists(SEGMENTS, max_size=3))
def test_what_is_found_in_a_sentence_depends_on_those_that_are_alike(
    article: list[Segment], changes: list[Segment]
) -> None:
    now = {one.id: one for one in article}
    alike, changed = Alike(article), [one for one in changes if one.id in now]
    touched = alike.to(one.id for one in changed)
    before = run_article_checks(article)
    now |= {one.id: one for one in changed}
    alike.put(changed)
    touched |= alike.to(one.id for one in changed)
    near = alike.to(touched)
    found = run_article_checks([one for name, one in now.items() if name in near])
    expected = run_article_checks(list(now.values()))
    for name in now:
        assert (found if name in touched else before).get(name) == expected.get(name)
