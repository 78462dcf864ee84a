from __future__ import annotations

import pytest

from translate.checks import run_article_checks
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


def test_the_reviewer_reads_where_it_was_said_otherwise() -> None:
    segments = [Segment("3.1", "Dat is niet waar.", target="That is not true."), Segment("7.2", "Dat is niet waar.")]
    segments.append(Segment("9.1", "Dat is niet waar.", target="No way."))
    (issue,) = run_article_checks(segments)["9.1"]
    assert "“That is not true.” in 3.1" in issue.message
