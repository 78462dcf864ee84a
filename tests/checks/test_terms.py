from __future__ import annotations

import pytest

from translate.checks import run_checks
from translate.document import Issue, Segment, Span, TermMatch
from translate.glossary.matching import find_terms
from translate.glossary.model import Entry, Glossary
from translate.terminology.english import wanted
from translate.terminology.request import Request
from translate.terminology.written import verify_written

GLOSSARY = Glossary(
    (
        Entry(("De Wijk",), "De Wijk", forbidden=("The District",), case="exact"),
        Entry(("luchtafweer",), "air defence"),
        Entry(("Europees Parlement",), "European Parliament", case="exact"),
        Entry(("parlement",), "parliament"),
        Entry(("drone",), "drone"),
    )
)

CASES = [
    ("De luchtafweer miste.", "The air defence missed.", []),
    ("De luchtafweer miste.", "The flak missed.", [("term missed", "luchtafweer")]),
    ("De Wijk denkt dat.", "The District thinks so.", [("term forbidden", "The District")]),
    # over-applied: in the place of another word
    ("De luchtafweer raakte een tank.", "The air defence hit an air defence.", [("term over-applied", "air defence")]),
    # not over-applied: the Dutch has it twice, in another term, or in a compound
    ("De drone raakte een drone.", "The drone hit a drone.", []),
    ("Het Europees Parlement is een parlement.", "The European Parliament is a parliament.", []),
    ("De drone komt uit de dronefabriek.", "The drone comes from the drone factory.", []),
]


def with_terms(dutch: str, english: str) -> Segment:
    requests = [Request(found, wanted(found)) for found in find_terms(dutch, GLOSSARY)]
    return Segment("1", dutch, target=english, terms=verify_written(dutch, english, requests))


def issues(given: Segment) -> list[Issue]:
    return [issue for issue in run_checks(given) if issue.check.startswith("term ")]


@pytest.mark.parametrize(("dutch", "english", "expected"), CASES)
def test_what_became_of_the_terms(dutch: str, english: str, expected: list[tuple[str, str]]) -> None:
    found = issues(with_terms(dutch, english))
    places = [i.target.of(english) if i.target else i.source.of(dutch) if i.source else "" for i in found]
    assert list(zip([issue.check for issue in found], places, strict=True)) == expected


def test_a_missed_term_is_an_error_that_says_why() -> None:
    (issue,) = issues(with_terms("De luchtafweer miste.", "The flak missed."))
    assert (issue.severity, issue.source) == ("error", Span(3, 14))
    assert "air defence" in issue.message


def test_addresses_have_a_check_of_their_own() -> None:
    address = TermMatch("", Span(4, 16), "www.pax.nl/a", why="not there")
    assert issues(Segment("1", "Zie www.pax.nl/a.", target="See the site.", terms=(address,))) == []
